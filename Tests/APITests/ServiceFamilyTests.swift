import JSON
import Kube
import Testing

@testable import API

/// What becomes of the fields of a Service's families; in a table, by what is written of them.
@Suite struct ServiceFamilyTests {
    /// A Service's fields: policy, families, clusterIPs (`None` for headless), and whether it has a selector.
    struct Fields: Sendable {
        var policy: String?
        var families: [String] = []
        var addresses: [String] = []
        var hasSelector = true

        init(_ policy: String? = nil, _ families: [String] = [], _ addresses: [String] = [], selects: Bool = true) {
            self.policy = policy
            self.families = families
            self.addresses = addresses
            hasSelector = selects
        }

        var spec: JSON {
            var spec: JSON = ["type": "ClusterIP"]
            spec["ipFamilyPolicy"] = policy.map { .string($0) }
            if !families.isEmpty { spec["ipFamilies"] = JSON(families) }
            if !addresses.isEmpty { spec["clusterIP"] = .string(addresses[0]) }
            if !addresses.isEmpty { spec["clusterIPs"] = JSON(addresses) }
            if hasSelector { spec["selector"] = ["app": "a"] }
            return spec
        }
    }

    private static let both: [ServiceFamily] = [.v4, .v6]
    private static let (four, six) = ("10.96.0.9", "fd00:10:96::9")

    private func settle(_ fields: Fields, before: Fields?, in cluster: [ServiceFamily]) -> String {
        var spec = fields.spec
        let errors = ServiceFamilies(cluster: cluster).settle(&spec, before: before?.spec)
        guard errors.isEmpty else { return errors.map(\.message).joined(separator: "; ") }
        return "\(spec["ipFamilyPolicy"]?.string ?? "-") \(spec.strings("ipFamilies").joined(separator: ","))"
    }

    @Test(arguments: [
        (Fields(), "SingleStack IPv4"), (Fields("SingleStack", ["IPv6"]), "SingleStack IPv6"),
        (Fields("PreferDualStack"), "PreferDualStack IPv4,IPv6"),
        (Fields("RequireDualStack"), "RequireDualStack IPv4,IPv6"),
        (Fields("RequireDualStack", ["IPv6"]), "RequireDualStack IPv6,IPv4"),
        (Fields("PreferDualStack", ["IPv6", "IPv4"]), "PreferDualStack IPv6,IPv4"),
        (Fields(nil, [], [six]), "SingleStack IPv6"), (Fields("PreferDualStack", [], [six]), "PreferDualStack IPv6,IPv4"),
        (Fields("RequireDualStack", [], [six, four]), "RequireDualStack IPv6,IPv4"),
        (Fields(nil, [], ["None"]), "SingleStack IPv4"), (Fields("PreferDualStack", [], ["None"]), "PreferDualStack IPv4,IPv6"),
        (Fields(nil, [], ["None"], selects: false), "RequireDualStack IPv4,IPv6"),
        (Fields("SingleStack", [], ["None"], selects: false), "SingleStack IPv4"),
        (
            Fields(nil, ["IPv4", "IPv6"]),
            "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified"
        ),
        (
            Fields(nil, [], [four, six]),
            "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified"
        ),
        (
            Fields("Both"),
            "spec.ipFamilyPolicy: Unsupported value: \"Both\": supported values: \"PreferDualStack\", \"RequireDualStack\", \"SingleStack\""
        ),
        (
            Fields(nil, ["IPv5"]),
            "spec.ipFamilies[0]: Unsupported value: \"IPv5\": supported values: \"IPv4\", \"IPv6\""
        ),
        (Fields("PreferDualStack", ["IPv6", "IPv6"]), "spec.ipFamilies[1]: Duplicate value: \"IPv6\""),
        (
            Fields(nil, ["IPv4"], [six]),
            "spec.clusterIPs[0]: Invalid value: \"fd00:10:96::9\": expected an IPv4 value as indicated by `ipFamilies[0]`"
        ),
        (
            Fields("RequireDualStack", [], [four, "10.96.0.10"]),
            "spec.clusterIPs: Invalid value: [\"10.96.0.9\",\"10.96.0.10\"]: may specify no more than one IP for each IP family"
        ),
        (
            Fields(nil, [], ["None", four]),
            "spec.clusterIPs: Invalid value: [\"None\",\"10.96.0.9\"]: 'None' must be the first and only value"
        ),
        (
            Fields(nil, [], ["nine"]),
            "spec.clusterIPs[0]: Invalid value: \"nine\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
        ),
    ]) func whatIsNewIsFilledIn(fields: Fields, result: String) {
        #expect(settle(fields, before: nil, in: Self.both) == result)
    }

    @Test(arguments: [
        (Fields(), "SingleStack IPv4"), (Fields("PreferDualStack"), "PreferDualStack IPv4"),
        (Fields(nil, [], ["None"], selects: false), "SingleStack IPv4"),
        (Fields("RequireDualStack", [], ["None"], selects: false), "RequireDualStack IPv4,IPv6"),
        (
            Fields("RequireDualStack"),
            "spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": this cluster is not configured for dual-stack services"
        ),
        (Fields(nil, ["IPv6"]), "spec.ipFamilies[0]: Invalid value: \"IPv6\": not configured on this cluster"),
        (
            Fields(nil, [], [six]),
            "spec.clusterIPs[0]: Invalid value: [\"fd00:10:96::9\"]: IPv6 is not configured on this cluster"
        ),
    ]) func aClusterOfOneFamilyGivesNoMore(fields: Fields, result: String) {
        #expect(settle(fields, before: nil, in: [.v4]) == result)
    }

    @Test(arguments: [
        // Up: the second family comes when the policy asks for it.
        (Fields("SingleStack", ["IPv4"], [four]), Fields("PreferDualStack", ["IPv4"], [four]), "PreferDualStack IPv4,IPv6"),
        (Fields("SingleStack", ["IPv6"], [six]), Fields("RequireDualStack", ["IPv6"], [six]), "RequireDualStack IPv6,IPv4"),
        // Down: with the word, and without.
        (
            Fields("PreferDualStack", ["IPv4", "IPv6"], [four, six]), Fields("SingleStack", ["IPv4", "IPv6"], [four, six]),
            "SingleStack IPv4"
        ),
        (
            Fields("RequireDualStack", ["IPv4", "IPv6"], [four, six]), Fields("RequireDualStack", ["IPv4"], [four]),
            "spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": must be 'SingleStack' to release the secondary cluster IP; "
                + "spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": must be 'SingleStack' to release the secondary IP family"
        ),
        // No word on the policy keeps it.
        (Fields("PreferDualStack", ["IPv4", "IPv6"], [four, six]), Fields(nil, [], [four, six]), "PreferDualStack IPv4,IPv6"),
        // What prefers two keeps one, when the cluster had but one.
        (Fields("PreferDualStack", ["IPv4"], [four]), Fields("PreferDualStack", ["IPv4"], [four]), "PreferDualStack IPv4"),
    ]) func changesAreJudged(before: Fields, after: Fields, result: String) {
        #expect(settle(after, before: before, in: Self.both) == result)
    }

    @Test(arguments: [
        (Fields(nil, [], [four]), Fields(nil, [], [four]), ""),
        (
            Fields(nil, [], [four]), Fields(nil, [], ["10.96.0.10"]),
            "spec.clusterIPs[0]: Invalid value: [\"10.96.0.10\"]: may not change once set"
        ),
        (
            Fields(nil, ["IPv4"], [four]), Fields(nil, ["IPv6"], [four]),
            "spec.ipFamilies[0]: Invalid value: [\"IPv6\"]: may not change once set"
        ),
        (Fields(nil, ["IPv4"], ["None"]), Fields(nil, ["IPv6"], ["None"]), ""),
        (
            Fields(nil, ["IPv4", "IPv6"], [four, six]), Fields("PreferDualStack", ["IPv4", "IPv6"], [four]),
            "spec.ipFamilyPolicy: Invalid value: \"PreferDualStack\": must be set to 'SingleStack' when releasing the secondary clusterIP"
        ),
    ]) func theFirstOnesStay(before: Fields, after: Fields, result: String) {
        let errors = ServiceAddressRules.checkChange(after.spec, before: before.spec)
        #expect(errors.map(\.message).joined(separator: "; ") == result)
    }

    // MARK: Through the server

    private static let services = "/api/v1/namespaces/test/services"

    private func service(_ name: String, _ spec: JSON) -> JSON {
        var spec = spec
        spec["ports"] = [["port": 80]]
        return ["metadata": ["name": .string(name)], "spec": spec]
    }

    @Test func addressesComeAndGoWithFamilies() async throws {
        let fixture = try await Fixture.withNamespace(families: Self.both)
        let made = try await fixture.send("POST", Self.services, service("a", ["ipFamilyPolicy": "PreferDualStack"]))
        let addresses = made.json["spec"]?.strings("clusterIPs") ?? []
        #expect(addresses.map { ClusterIP($0)?.family } == [.v4, .v6])
        #expect(made.json["spec", "clusterIP"]?.string == addresses[0])
        let second = try #require(addresses.last)

        let taken = try await fixture.send("POST", Self.services, service("b", ["clusterIP": .string(second)]))
        #expect(taken.message.hasSuffix("failed to allocate IP \(second): provided IP is already allocated"))
        let outside = try await fixture.send("POST", Self.services, service("b", ["clusterIP": "fd00:10:97::1"]))
        #expect(
            outside.message.hasSuffix("failed to allocate IP fd00:10:97::1: the provided network does not match the current range"))

        let down = try await fixture.send(
            "PATCH", "\(Self.services)/a", ["spec": ["ipFamilyPolicy": "SingleStack"]],
            headers: ["Content-Type": "application/merge-patch+json"])
        #expect(down.json["spec"]?.strings("clusterIPs") == [addresses[0]])
        #expect(down.json["spec"]?.strings("ipFamilies") == ["IPv4"])
        let free = try await fixture.send("POST", Self.services, service("b", ["clusterIP": .string(second)]))
        #expect(free.json["spec"]?.strings("ipFamilies") == ["IPv6"])

        let up = try await fixture.send(
            "PATCH", "\(Self.services)/a", ["spec": ["ipFamilyPolicy": "RequireDualStack"]],
            headers: ["Content-Type": "application/merge-patch+json"])
        let again = up.json["spec"]?.strings("clusterIPs") ?? []
        #expect(again.first == addresses[0] && again.count == 2 && again.last != second)
    }

    @Test func namelessServicesHaveNoFamilies() async throws {
        let fixture = try await Fixture.withNamespace(families: Self.both)
        let name: JSON = ["type": "ExternalName", "externalName": "example.com"]
        let made = try await fixture.send("POST", Self.services, ["metadata": ["name": "n"], "spec": name])
        #expect(made.json["spec", "ipFamilies"] == nil && made.json["spec", "clusterIPs"] == nil)
        var dual = name
        dual["ipFamilyPolicy"] = "PreferDualStack"
        let refused = try await fixture.send("POST", Self.services, ["metadata": ["name": "m"], "spec": dual])
        #expect(refused.message.contains("spec.ipFamilyPolicy: Forbidden: may not be set for ExternalName services"))
        let back = try await fixture.send(
            "PATCH", "\(Self.services)/n",
            ["spec": ["type": "ClusterIP", "externalName": .null, "ipFamilyPolicy": "RequireDualStack", "ports": [["port": 80]]]],
            headers: ["Content-Type": "application/merge-patch+json"])
        #expect(back.json["spec"]?.strings("clusterIPs").count == 2)
    }
}
