import ClusterNetwork
import JSON
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Testing
import XDS

@testable import Proxy

/// udp_proxy: sessions, and what ends them.
@Suite struct DatagramTests {
    private func snapshot(_ clusters: [Cluster], idle: Duration? = nil, to name: String = "up") -> Snapshot {
        var snapshot = Snapshot()
        let proxy = UdpProxy.with {
            $0.statPrefix = "service"
            $0.idleTimeout = idle
            $0.accessLog = [fileLog()]
            $0.route = .matcher(
                .with {
                    $0.onNoMatch = .action(
                        .with {
                            $0.name = "route"
                            $0.typedConfig = AnyConfig(UdpRoute.with { $0.cluster = name })
                        })
                })
        }
        snapshot.listeners.insert(
            .with {
                $0.name = "default/eg/udp"
                $0.address = .socketAddress(
                    .with {
                        $0.transport = .udp
                        $0.address = "0.0.0.0"
                        $0.port = .value(10053)
                    })
                $0.listenerFilters = [
                    .with {
                        $0.name = "envoy.filters.udp_listener.udp_proxy"
                        $0.typedConfig = AnyConfig(proxy)
                    }
                ]
            })
        for cluster in clusters { snapshot.clusters.insert(cluster) }
        return snapshot
    }

    /// Answers with its name, the sender's port and what came.
    private func serve(_ bench: Bench, _ name: String, _ ip: IPAddress) throws {
        bench.network.attach(ip)
        _ = try bench.network.listenDatagrams(VirtualAddress(ip, 3000)) { datagram in
            datagram.reply(ByteBuffer(string: "\(name):\(datagram.source.port):\(String(buffer: datagram.payload))"))
        }
    }

    private func ask(_ bench: Bench, _ client: UDPClient, _ text: String) async throws -> [String] {
        try client.socket.send(ByteBuffer(string: text), to: VirtualAddress(bench.pod, 10053))
        return try await client.next().split(separator: ":").map(String.init)
    }

    private let both = cluster("up") { $0.loadAssignment = assignment("up", ["10.244.0.9", "10.244.0.10"]) }

    @Test func keepsEachClientAtItsEndpoint() async throws {
        try await Bench.run(snapshot([both])) { bench in
            try serve(bench, "a", bench.backend)
            try serve(bench, "b", IPAddress(10, 244, 0, 10))
            var names: Set<String> = []
            for _ in 0..<16 {
                let client = try UDPClient(bench)
                let first = try await ask(bench, client, "one")
                let second = try await ask(bench, client, "two")
                #expect(first.prefix(2) == second.prefix(2))
                #expect(second[2] == "two")
                names.insert(first[0])
            }
            #expect(names == ["a", "b"])
        }
    }

    @Test func forgetsIdleSessionsAndWritesTheLog() async throws {
        try await Bench.run(snapshot([cluster("up")], idle: .seconds(2))) { bench in
            try serve(bench, "a", bench.backend)
            let client = try UDPClient(bench)
            let answer = try await ask(bench, client, "one")
            _ = try await ask(bench, client, "three")
            let line = try #require(try await bench.logLines(1).first)
            #expect(line["received"] == 8)
            #expect(line["sent"]?.int == "a:\(answer[1]):one".utf8.count + "a:\(answer[1]):three".utf8.count)
            #expect(line["host"] == "10.244.0.9:3000")
            #expect(line["cluster"] == "up")
            #expect(line["code"] == 0)
            #expect(line["protocol"] == .null)
            // The client may go on: it gets another session.
            #expect(try await ask(bench, client, "four")[2] == "four")
        }
    }

    @Test func movesOnWhenAnEndpointGoes() async throws {
        try await Bench.run(snapshot([both])) { bench in
            try serve(bench, "a", bench.backend)
            try serve(bench, "b", IPAddress(10, 244, 0, 10))
            let client = try UDPClient(bench)
            let name = try await ask(bench, client, "x")[0]
            let other = cluster("up") { $0.loadAssignment = assignment("up", [name == "a" ? "10.244.0.10" : "10.244.0.9"]) }
            _ = await bench.engine.apply(snapshot([other]))
            #expect(try await ask(bench, client, "y")[0] == (name == "a" ? "b" : "a"))
        }
    }

    @Test func boundsSessions() async throws {
        var tight = cluster("up")
        tight.circuitBreakers = .with { $0.thresholds = [.with { $0.maxConnections = 2 }] }
        let built = tight
        try await Bench.run(snapshot([built])) { bench in
            try serve(bench, "a", bench.backend)
            let clients = try (0..<3).map { _ in try UDPClient(bench) }
            #expect(try await ask(bench, clients[0], "x")[0] == "a")
            #expect(try await ask(bench, clients[1], "x")[0] == "a")
            try clients[2].socket.send(ByteBuffer(string: "x"), to: VirtualAddress(bench.pod, 10053))
            #expect(try await ask(bench, clients[0], "again")[2] == "again")
            #expect(clients[2].all.isEmpty)
        }
    }

    @Test func closesThePortWithTheListener() async throws {
        try await Bench.run(snapshot([cluster("up")])) { bench in
            try serve(bench, "a", bench.backend)
            let client = try UDPClient(bench)
            #expect(try await ask(bench, client, "x")[0] == "a")
            _ = await bench.engine.apply(Snapshot())
            #expect(throws: ConnectError.self) {
                try client.socket.send(ByteBuffer(string: "x"), to: VirtualAddress(bench.pod, 10053))
            }
        }
    }
}

final class UDPClient: Sendable {
    let socket: DatagramSocket
    private let received: NIOLockedValueBox<[String]>

    init(_ bench: Bench) throws {
        let received = NIOLockedValueBox<[String]>([])
        self.received = received
        socket = try bench.network.listenDatagrams(VirtualAddress(bench.client, 0)) { datagram in
            received.withLockedValue { $0.append(String(buffer: datagram.payload)) }
        }
    }

    struct NothingCame: Error {}

    var all: [String] { received.withLockedValue { $0 } }

    func next() async throws -> String {
        for _ in 0..<1000 {
            if let first = received.withLockedValue({ $0.isEmpty ? nil : $0.removeFirst() }) { return first }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw NothingCame()
    }
}
