import JSON
import Kube
import Testing

@testable import API

@Suite struct DiscoveryTests {
    @Test func groupsStandInKubernetesOrder() async throws {
        let fixture = try Fixture()
        let groups = try await fixture.send("GET", "/apis").json["groups"]?.array?.compactMap { $0["name"]?.string } ?? []
        #expect(Array(groups.prefix(3)) == ["apiregistration.k8s.io", "apps", "events.k8s.io"])
    }

    @Test func versionsStandBestFirst() {
        let sorted = ["v1beta1", "v2", "v10", "v1", "other", "v1alpha2", "v1beta2"].sorted(by: VersionOrder.isBefore)
        #expect(sorted == ["v10", "v2", "v1", "v1beta2", "v1beta1", "v1alpha2", "other"])
    }

    @Test func aggregatedDiscoveryHasATag() async throws {
        let fixture = try Fixture()
        let accept = ["Accept": "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"]
        let first = try await fixture.send("GET", "/apis", headers: accept)
        #expect(first.json.kind == "APIGroupDiscoveryList")
        let tag = try #require(first.header("ETag").first)
        var again = accept
        again["If-None-Match"] = tag
        #expect(try await fixture.send("GET", "/apis", headers: again).status == 304)
    }

    @Test(arguments: ["/healthz", "/readyz?verbose", "/version", "/api", "/apis", "/openapi/v2", "/openapi/v3", "/openapi/v3/api/v1", "/metrics"])
    func documentsAreThere(path: String) async throws {
        let fixture = try Fixture()
        #expect(try await fixture.send("GET", path).status == 200)
    }

    @Test func aResourceListsItsSubresources() async throws {
        let fixture = try Fixture()
        let list = try await fixture.send("GET", "/apis/apps/v1").json["resources"]?.array ?? []
        let names = list.compactMap { $0["name"]?.string }
        #expect(names.contains("deployments/scale"))
        #expect(names == names.sorted())
        let scale = list.first { $0["name"] == "deployments/scale" }
        #expect(scale?["group"] == "autoscaling")
    }
}
