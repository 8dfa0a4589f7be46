import Foundation
import Testing

@Suite struct CommandLineTests {
    @Test func runGivesTheCommandsExitCodeAndLeavesNothing() async throws {
        let before = try leftovers()
        let ok = try await Command.run(TestSandbox.binary, ["run", "--bare", "--", "kubectl", "get", "ns", "-o", "name"])
        #expect(ok.status == 0, "\(ok.err)")
        #expect(ok.out.contains("namespace/default"))
        let failed = try await Command.run(TestSandbox.binary, ["run", "--bare", "--", "sh", "-c", "exit 7"])
        #expect(failed.status == 7)
        #expect(try leftovers().subtracting(before).isEmpty)
    }

    private func leftovers() throws -> Set<String> {
        let all = try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
        return Set(all.filter { $0.hasPrefix("postern-run-") })
    }

    @Test func theUsersKubeconfigKeepsItsEntries() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("postern-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let kubeconfig = folder.appendingPathComponent("config").path
        let mine = """
            apiVersion: v1
            kind: Config
            current-context: mine
            clusters:
            - cluster: {server: "https://192.0.2.1:6443", insecure-skip-tls-verify: true}
              name: mine
            contexts:
            - context: {cluster: mine, user: me, namespace: work}
              name: mine
            users:
            - name: me
              user: {token: secret}
            preferences: {colors: true}
            """
        try mine.write(toFile: kubeconfig, atomically: true, encoding: .utf8)
        let place = ["--name", "kept", "--state-dir", folder.path]
        let up = try await Command.run(
            TestSandbox.binary, ["up", "--bare", "--ephemeral", "--kubeconfig", kubeconfig] + place)
        #expect(up.status == 0, "\(up.err)")
        let contexts = try await Command.run(
            "kubectl", ["config", "get-contexts", "-o", "name"], environment: ["KUBECONFIG": kubeconfig])
        #expect(contexts.out == "mine\npostern-kept\n")
        let down = try await Command.run(TestSandbox.binary, ["down"] + place)
        #expect(down.status == 0, "\(down.err)")
        let left = try await Command.run("kubectl", ["config", "view", "--raw"], environment: ["KUBECONFIG": kubeconfig])
        #expect(left.out.contains("token: secret"))
        #expect(left.out.contains("namespace: work"))
        #expect(!left.out.contains("postern"))
    }

    @Test(arguments: [("zone", "--set takes KEY=VALUE, not 'zone'"), ("nosuch=1", "there is no setting 'nosuch'"), ("ipFamily=v5", "ipFamily=v5")])
    func settingsThatAreNoneAreRefused(_ setting: String, _ answer: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("postern-test-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = ["--state-dir", folder.path, "--kubeconfig", folder.path + "/config", "--bare", "--ephemeral"]
        let served = try await Command.run(TestSandbox.binary, ["serve", "--set", setting] + place)
        #expect(served.status != 0)
        #expect(served.err.contains(answer), "\(served.err)")
    }

    @Test func whatCannotGoOnStopsInOrder() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("postern-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("file").path
        try "no folder".write(toFile: file, atomically: true, encoding: .utf8)
        let state = folder.appendingPathComponent("state").path
        let served = try await Command.run(
            TestSandbox.binary,
            ["serve", "--name", "short", "--state-dir", state, "--kubeconfig", file + "/config", "--bare", "--ephemeral"])
        #expect(served.status == 1)
        #expect(served.err.contains("postern: stopping\n"))
        #expect(served.err.contains("Error: kubeconfig \(file)/config cannot be written: "), "\(served.err)")
        #expect(!FileManager.default.fileExists(atPath: state + "/short"))
    }

    /// Files are read as kubectl apply would have them stored.
    @Test func translatesFilesAsTheyWouldBeStored() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("postern-test-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: eg}
            spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: eg}
            spec: {gatewayClassName: eg, listeners: [{name: http, protocol: HTTP, port: 80}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web}
            spec: {parentRefs: [{name: eg}], hostnames: [www.example.com], rules: [{backendRefs: [{name: web, port: 80}]}]}
            """.write(to: file, atomically: true, encoding: .utf8)
        let statuses = try await Command.run(TestSandbox.binary, ["translate", "-f", file.path, "-o", "json"])
        #expect(statuses.status == 0, "\(statuses.err)")
        #expect(statuses.out.contains("service default/web not found"))
        let xds = try await Command.run(TestSandbox.binary, ["translate", "-f", file.path, "--xds", "-o", "json"])
        #expect(xds.out.contains("\"httproute/default/web/rule/0/match/0/www_example_com\""), "\(xds.out)")
    }

    @Test func theProgramMayHaveAnotherName() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("postern-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let other = folder.appendingPathComponent("gateway-sandbox").path
        try FileManager.default.linkItem(atPath: TestSandbox.binary, toPath: other)
        let place = ["--name", "renamed", "--state-dir", folder.path]
        let up = try await Command.run(
            other, ["up", "--bare", "--ephemeral", "--kubeconfig", folder.path + "/config"] + place)
        #expect(up.status == 0, "\(up.err)")
        let down = try await Command.run(TestSandbox.binary, ["down"] + place)
        #expect(down.out == "Sandbox renamed is stopped.\n")
    }

    @Test func severalSandboxesLiveSideBySide() async throws {
        try await TestSandbox.run(["--bare", "--ephemeral"]) { one in
            try await TestSandbox.run(["--bare", "--ephemeral"]) { two in
                _ = try await one.kubectl("create", "namespace", "only-in-one")
                let there = try await one.kubectl("get", "namespace", "only-in-one", "-o", "name")
                #expect(there.out == "namespace/only-in-one\n")
                let here = try await two.kubectl("get", "namespace", "only-in-one")
                #expect(here.status == 1)
                #expect(here.err == "Error from server (NotFound): namespaces \"only-in-one\" not found\n")
            }
        }
    }
}
