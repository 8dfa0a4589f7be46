import Foundation
import JSON
import Testing

/// A sandbox of the built binary, in a folder of its own, for one test.
struct TestSandbox: Sendable {
    static let binary: String = {
        // The tests' bundle lies beside the binary.
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundlePath ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("postern").path
    }()

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    let folder: String
    var kubectlProgram = "kubectl"

    var kubeconfig: String { folder + "/kubeconfig" }
    private var place: [String] { ["--name", "test", "--state-dir", folder] }

    /// Starts a sandbox, hands it to `body`, and takes it away again.
    static func run<Result>(_ options: [String] = ["--ephemeral"], _ body: (TestSandbox) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("postern-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let sandbox = TestSandbox(folder: folder)
        func end() async {
            _ = try? await Command.run(binary, ["down"] + sandbox.place)
            try? FileManager.default.removeItem(atPath: folder)
        }
        do {
            try await sandbox.up(options)
            let result = try await body(sandbox)
            await end()
            return result
        } catch {
            await end()
            throw error
        }
    }

    func up(_ options: [String] = []) async throws {
        let result = try await postern(["up", "--kubeconfig", kubeconfig] + options)
        try #require(result.status == 0, "\(result.out)\(result.err)")
    }

    /// `postern VERB …` for this sandbox.
    func postern(_ words: [String], timeout: Duration = .seconds(90)) async throws -> Command {
        try await Command.run(
            Self.binary, [words[0]] + place + words.dropFirst(), environment: ["KUBECONFIG": kubeconfig], timeout: timeout)
    }

    func kubectl(_ arguments: String..., input: String? = nil) async throws -> Command {
        try await kubectl(arguments, input: input)
    }

    func kubectl(_ arguments: [String], input: String? = nil) async throws -> Command {
        try await Command.run(kubectlProgram, arguments, input: input, environment: ["KUBECONFIG": kubeconfig])
    }

    /// Applies a manifest; it must be taken.
    func apply(_ manifest: String) async throws {
        let result = try await kubectl("apply", "-f", "-", input: manifest)
        try #require(result.status == 0, "\(result.out)\(result.err)")
    }

    func applyQuickstart() async throws {
        try await apply(String(contentsOf: Self.root.appendingPathComponent("fixtures/quickstart.yaml"), encoding: .utf8))
    }

    /// Asks again until the answer satisfies, and returns it.
    @discardableResult
    func eventually<Value>(
        _ what: String, within: Duration = .seconds(20), _ ask: () async throws -> Value?
    ) async throws -> Value {
        let clock = ContinuousClock()
        let deadline = clock.now + within
        while true {
            if let value = try await ask() { return value }
            guard clock.now < deadline else {
                throw Command.TimedOut(description: "\(what) did not happen within \(within)")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The address of a Gateway and the host port that its port 80 is open as.
    func gatewayURL(_ name: String = "eg") async throws -> String {
        try await eventually("Gateway \(name) programmed") {
            let programmed = try await kubectl(
                "get", "gateway/\(name)", "-o", "jsonpath={.status.conditions[?(@.type==\"Programmed\")].status}")
            guard programmed.out == "True" else { return nil }
            let status = try await postern(["status"])
            let line = status.out.split(separator: "\n").first { $0.contains("http://") }
            guard let start = line?.range(of: "http://")?.lowerBound else { return nil }
            return line.map { String($0[start...].prefix { $0 != " " }) }
        }
    }

    struct Answer: Sendable {
        var status: Int
        var headers: [String: String]
        var body: String

        var json: JSON { (try? JSON(parsing: body)) ?? .null }
    }

    /// One request with the real curl.
    func curl(_ arguments: String...) async throws -> Answer {
        let result = try await Command.run("curl", ["-s", "-i", "--max-time", "20"] + arguments)
        let parts = result.out.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = (parts.first ?? "").split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1)
            headers[pair[0].lowercased()] = pair.count > 1 ? pair[1].trimmingCharacters(in: .whitespaces) : ""
        }
        let words = lines.first?.split(separator: " ") ?? []
        return Answer(
            status: words.count > 1 ? Int(words[1]) ?? 0 : 0, headers: headers,
            body: parts.count > 1 ? String(parts[1]) : "")
    }
}
