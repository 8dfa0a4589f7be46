import Foundation
import JSON
import Testing

/// What was asked for and did not come.
struct Unmet: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

/// The sandbox that all demands of a run are made of: one process, started once, with the fixtures in it.
struct Cluster: Sendable {
    @TaskLocal static var current: Cluster?

    let api: KubeAPI
    let certificates: Certificates
    let mode: Mode
    /// One at a time where Gateways, or grants between namespaces, are shared.
    let alone = Turnstile(1)
    /// Demands on Gateways of their own.
    let apart = Turnstile(3)

    /// How Envoy Gateway is run.
    enum Mode: String {
        case standard = ""
        /// Each Gateway's proxy in the Gateway's own namespace.
        case gatewayNamespace = "gateway-namespace"
        /// Listeners answer 421 for each other's hosts.
        case misdirected

        /// What `POSTERN_CONFORMANCE_MODE` says, for the whole run; nil when that is no mode.
        static let chosen = Mode(rawValue: ProcessInfo.processInfo.environment["POSTERN_CONFORMANCE_MODE"] ?? "")
    }

    static let binary: String = {
        // The tests' bundle lies beside the binary.
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundlePath ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("postern").path
    }()

    /// Starts the sandbox, puts the fixtures into it, runs the body, and takes everything away.
    static func with(_ body: @Sendable (Cluster) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("postern-conformance-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let sandbox = try start(in: folder)
        do {
            let api = try await Eventually.hold("the sandbox is ready", within: .seconds(60)) { () -> KubeAPI? in
                guard log(in: folder).contains("postern: ready") else { return nil }
                return try await KubeAPI(kubeconfig: folder.appendingPathComponent("kubeconfig").path)
            }
            let mode = try #require(Mode.chosen, "POSTERN_CONFORMANCE_MODE is no mode")
            let cluster = Cluster(api: api, certificates: try Certificates(), mode: mode)
            do {
                if mode == .gatewayNamespace { try await Fixtures.deployBesideGateways(cluster) }
                try await Fixtures.install(in: cluster)
            } catch {
                throw Unmet("\(error)\n\(log(in: folder))")
            }
            try await body(cluster)
            await api.close()
            await sandbox.end()
        } catch {
            await sandbox.end()
            throw error
        }
    }

    /// A sandbox that lives until its standard input is closed, be it that the tests are killed.
    private static func start(in folder: URL) throws -> Sandbox {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "\"$0\" \"$@\" & sandbox=$!; cat > /dev/null; kill $sandbox; wait $sandbox", binary, "serve", "--name", "conformance",
            "--state-dir", folder.path, "--kubeconfig", folder.path + "/kubeconfig", "--ephemeral",
        ]
        if Mode.chosen == .misdirected { process.arguments? += ["--set", "misdirectedRequests=421"] }
        let log = folder.appendingPathComponent("log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let handle = try FileHandle(forWritingTo: log)
        let life = Pipe()
        process.standardInput = life
        process.standardOutput = handle
        process.standardError = handle
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        return Sandbox(life: life.fileHandleForWriting, ended: ended)
    }

    private struct Sandbox {
        var life: FileHandle
        var ended: AsyncStream<Void>

        func end() async {
            try? life.close()
            for await _ in ended {}
        }
    }

    private static func log(in folder: URL) -> String {
        (try? String(contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)) ?? ""
    }

    /// Where a port of an address is open on this machine: as another one where it may not be bound. Nil while it is not.
    func openPlace(_ address: String, _ port: Int, _ transport: String = "TCP") async throws -> Place? {
        let status = try await api.call("GET", "/postern/status").json
        for service in status["services"]?.array ?? [] where service["addresses"]?.array?.contains(.string(address)) == true {
            for open in service["ports"]?.array ?? [] where open["port"]?.int == port && open["protocol"]?.string == transport {
                return Place(host: address, port: open["hostPort"]?.int ?? port)
            }
        }
        return nil
    }

    /// The same, waited for.
    func place(_ address: String, _ port: Int, _ transport: String = "TCP") async throws -> Place {
        try await Eventually.hold("\(address):\(port) is open") { try await openPlace(address, port, transport) }
    }
}

/// Runs its suite's tests in one sandbox.
struct InOneSandbox: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Cluster.with { cluster in
            try await Cluster.$current.withValue(cluster) { try await function() }
        }
    }
}

/// Gateway API's conformance tests that Envoy Gateway runs, by their names. `swift test --filter HTTPRouteWeight` runs one.
@Suite(InOneSandbox()) enum Conformance {}

enum Eventually {
    static let patience = Duration.seconds(15)

    /// Asks again until there is an answer.
    static func hold<Value: Sendable>(
        _ what: @autoclosure () -> String, within limit: Duration = patience, _ ask: () async throws -> Value?
    ) async throws -> Value {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        var last: (any Error)?
        while true {
            do {
                if let value = try await ask() { return value }
            } catch { last = error }
            guard clock.now < deadline else { throw Unmet("not within \(limit): \(what())" + (last.map { ": \($0)" } ?? "")) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Asks again until there is nothing to complain of.
    static func satisfied(_ what: String, within limit: Duration = patience, _ complaint: () async throws -> String?) async throws {
        var last = ""
        _ = try await hold("\(what): \(last)", within: limit) { () -> Bool? in
            guard let text = try await complaint() else { return true }
            last = text
            return nil
        }
    }
}
