import Foundation
import Testing

/// `kubectl port-forward`, by every kubectl there is, over SPDY and over the WebSocket tunnel.
@Suite struct PortForwardTests {
    private static let workload = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: echo}
        spec:
          selector: {matchLabels: {app: echo}}
          template:
            metadata: {labels: {app: echo}}
            spec: {containers: [{name: echo, image: gcr.io/k8s-staging-gateway-api/echo-basic:v1}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: echo}
        spec: {selector: {app: echo}, ports: [{port: 80, targetPort: 3000}]}
        """

    @Test(.enabled(if: Command.has("kubectl") && Command.has("curl")))
    func everyKubectlAndTransport() async throws {
        try await TestSandbox.run(["--ephemeral", "--bare"]) { sandbox in
            try await sandbox.apply(Self.workload)
            try await sandbox.eventually("the pod is ready") {
                let ready = try await sandbox.kubectl("get", "deploy/echo", "-o", "jsonpath={.status.readyReplicas}")
                return ready.out == "1" ? true : nil
            }
            for program in Self.kubectls {
                for tunnel in ["false", "true"] {
                    try await check(sandbox, program, tunnel)
                }
            }
        }
    }

    private func check(_ sandbox: TestSandbox, _ program: String, _ tunnel: String) async throws {
        let what = Comment("\(program), WebSocket tunnel \(tunnel)")
        let forward = try Forward(sandbox, program, tunnel, "deployment/echo", [":3000", ":9"])
        let ports = try await sandbox.eventually("\(what) forwards") { forward.ports.count == 2 ? forward.ports : nil }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<8 {
                group.addTask { try await sandbox.curl("http://127.0.0.1:\(ports[3000] ?? 0)/\(index)").status }
            }
            for try await status in group { #expect(status == 200, what) }
        }
        _ = try await Command.run("curl", ["-s", "--max-time", "5", "http://127.0.0.1:\(ports[9] ?? 0)/"])
        let text = try await sandbox.eventually("\(what) tells of the dead port") {
            forward.text.contains("connection refused") ? forward.text : nil
        }
        #expect(text.contains("error forwarding port 9 to pod "), what)
        await forward.stop()

        let service = try Forward(sandbox, program, tunnel, "service/echo", [":80"])
        let port = try await sandbox.eventually("\(what) forwards the service") { service.ports[3000] }
        #expect(try await sandbox.curl("http://127.0.0.1:\(port)/service").status == 200, what)
        await service.stop()
    }

    /// `kubectl`, and `kubectl.1.NN` where several versions are installed side by side.
    private static var kubectls: [String] {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let here = folders.map { URL(fileURLWithPath: $0 + "/kubectl").resolvingSymlinksInPath() }
            .filter { FileManager.default.isExecutableFile(atPath: $0.path) }
        let siblings = here.flatMap { program -> [String] in
            let folder = program.deletingLastPathComponent().path
            return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
                .filter { $0.hasPrefix("kubectl.1.") }.map { folder + "/" + $0 }
        }
        return siblings.isEmpty ? ["kubectl"] : Set(siblings).sorted()
    }
}

/// A running `kubectl port-forward`.
private final class Forward {
    private let process = Process()
    private let output: URL

    init(_ sandbox: TestSandbox, _ program: String, _ tunnel: String, _ target: String, _ ports: [String]) throws {
        output = URL(fileURLWithPath: sandbox.folder + "/forward-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        let handle = try FileHandle(forWritingTo: output)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program, "port-forward", target] + ports
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["KUBECONFIG": sandbox.kubeconfig, "KUBECTL_PORT_FORWARD_WEBSOCKETS": tunnel]) { $1 }
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
    }

    deinit { process.terminate() }

    func stop() async {
        process.terminate()
        while process.isRunning { try? await Task.sleep(for: .milliseconds(10)) }
    }

    var text: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

    /// Local ports by the pod's: `Forwarding from 127.0.0.1:41234 -> 3000`.
    var ports: [Int: Int] {
        var ports: [Int: Int] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("Forwarding from 127.0.0.1:") {
            let words = line.split(separator: " ")
            guard words.count == 5, let local = words[2].split(separator: ":").last.flatMap({ Int($0) }),
                let remote = Int(words[4])
            else { continue }
            ports[remote] = local
        }
        return ports
    }
}
