import Foundation
import JSON
import Testing

/// Bad input is refused where the real system refuses it, in its words.
@Suite struct RefusalTests {
    private static func backend(_ name: String, _ spec: String) -> String {
        """
        apiVersion: gateway.envoyproxy.io/v1alpha1
        kind: Backend
        metadata: {name: \(name)}
        spec: \(spec)
        """
    }

    @Test func backendsTheAPIServerRefuses() async throws {
        try await TestSandbox.run { sandbox in
            let cases = [
                ("mixed", "{endpoints: [{fqdn: {hostname: a.example.com, port: 80}}, {ip: {address: 10.0.0.1, port: 80}}]}",
                    "spec.endpoints: Invalid value: fqdn addresses cannot be mixed with other address types"),
                ("empty", "{endpoints: []}", "spec.endpoints: Invalid value: 0: spec.endpoints in body should have at least 1 items"),
                ("both", "{endpoints: [{fqdn: {hostname: a.example.com, port: 80}, ip: {address: 10.0.0.1, port: 80}}]}",
                    "spec.endpoints[0]: Invalid value: only one of fqdn, ip or unix can be specified"),
                ("dynamic", "{type: DynamicResolver, endpoints: [{fqdn: {hostname: a.example.com, port: 80}}]}",
                    "spec: Invalid value: DynamicResolver type cannot have endpoints specified"),
                ("upper", "{endpoints: [{fqdn: {hostname: A.example.com, port: 80}}]}",
                    "spec.endpoints[0].fqdn.hostname in body should match '^[a-z0-9]"),
            ]
            for (name, spec, message) in cases {
                let result = try await sandbox.kubectl("apply", "-f", "-", input: Self.backend(name, spec))
                #expect(result.status == 1, "\(name)")
                #expect(result.err.contains("The Backend \"\(name)\" is invalid"), "\(result.err)")
                #expect(result.err.contains(message), "\(result.err)")
            }
            let unknown = try await sandbox.kubectl(
                "apply", "-f", "-", input: Self.backend("unknown", "{endpoint: []}"))
            #expect(unknown.status == 1)
            // The server's words; a kubectl before 1.25 looks into the schema itself.
            let isOld = unknown.err.contains("ValidationError(Backend.spec): unknown field \"endpoint\"")
            #expect(isOld || unknown.err.contains("unknown field \"spec.endpoint\""), "\(unknown.err)")
        }
    }

    @Test func usersWithoutRights() async throws {
        try await TestSandbox.run { sandbox in
            let asked = try await sandbox.kubectl("get", "backends", "--as", "jane")
            #expect(
                asked.err
                    == "Error from server (Forbidden): backends.gateway.envoyproxy.io is forbidden: User \"jane\" cannot list resource \"backends\" in API group \"gateway.envoyproxy.io\" in the namespace \"default\"\n")
            // What `kubectl create token` asks for, which kubectls before 1.24 do not know.
            let path = "/api/v1/namespaces/default/serviceaccounts/default/token"
            let made = try await sandbox.kubectl(
                "create", "--raw", path, "-f", "-", input: #"{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {}}"#)
            #expect(made.status == 0, "\(made.err)")
            let token = try #require(try JSON(parsing: made.out)["status", "token"]?.string)
            let server = try await sandbox.kubectl("config", "view", "--minify", "-o", "jsonpath={.clusters[0].cluster.server}").out
            let answer = try await sandbox.curl(
                "-k", "-H", "Authorization: Bearer \(token)",
                "\(server)/apis/gateway.envoyproxy.io/v1alpha1/namespaces/default/backends")
            #expect(answer.status == 403)
            #expect(answer.json["message"]?.string?.contains("system:serviceaccount:default:default") == true)
            let nobody = try await sandbox.curl("-k", "\(server)/api/v1/namespaces")
            #expect(nobody.status == 401)
            #expect(try await sandbox.curl("-k", "\(server)/readyz").status == 200)
            #expect(try await sandbox.curl("-k", "\(server)/version").status == 200)
        }
    }

    @Test func anImageNobodyKnows() async throws {
        try await TestSandbox.run(["--bare", "--ephemeral"]) { sandbox in
            _ = try await sandbox.kubectl("run", "mystery", "--image=registry.example/mystery:1")
            try await sandbox.eventually("the pod says so") {
                let pods = try await sandbox.kubectl("get", "pod", "mystery")
                return pods.out.contains("ErrImagePull") || pods.out.contains("ImagePullBackOff") ? true : nil
            }
            let events = try await sandbox.kubectl("describe", "pod", "mystery")
            #expect(events.out.contains("map it to a local command"))
        }
    }
}
