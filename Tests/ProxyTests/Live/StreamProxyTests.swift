import ClusterNetwork
import JSON
import NIOCore
import NIOPosix
import PKI
import Testing
import XDS

@testable import Proxy

/// tcp_proxy: bytes passed on as they are, by port, by server name, out of TLS.
@Suite struct StreamProxyTests {
    private func chain(
        _ cluster: String, hosts: [String] = [], transport: TransportSocket? = nil, _ change: (inout TcpProxy) -> Void = { _ in }
    ) -> FilterChain {
        var proxy = TcpProxy()
        proxy.statPrefix = "tcp-10080"
        proxy.cluster = .name(cluster)
        proxy.accessLog = [fileLog()]
        change(&proxy)
        let typed = proxy
        return .with {
            $0.name = cluster
            if !hosts.isEmpty { $0.match = .with { $0.serverNames = hosts } }
            $0.filters = [
                .with {
                    $0.name = "envoy.filters.network.tcp_proxy"
                    $0.typedConfig = AnyConfig(typed)
                }
            ]
            $0.transportSocket = transport
        }
    }

    private func snapshot(
        _ chains: [FilterChain], port: UInt32 = 10080, clusters: [Cluster], secrets: [Secret] = [], inspects: Bool = false
    ) -> Snapshot {
        var snapshot = Snapshot()
        snapshot.listeners.insert(
            .with {
                $0.name = "default/eg/tcp"
                $0.address = .socketAddress(
                    .with {
                        $0.address = "0.0.0.0"
                        $0.port = .value(port)
                    })
                if inspects {
                    $0.listenerFilters = [
                        .with {
                            $0.name = "envoy.filters.listener.tls_inspector"
                            $0.typedConfig = AnyConfig(TlsInspector())
                        }
                    ]
                }
                $0.filterChains = chains
                $0.accessLog = [fileLog()]
            })
        for cluster in clusters { snapshot.clusters.insert(cluster) }
        for secret in secrets { snapshot.secrets.insert(secret) }
        return snapshot
    }

    /// Says who it is to whoever connects, then echoes.
    private func echo(_ bench: Bench, _ name: String, port: Int = 3000, ip: IPAddress? = nil) throws {
        let address = ip ?? bench.backend
        bench.network.attach(address)
        _ = try bench.network.listen(VirtualAddress(address, port)) { connection in
            connection.channel.eventLoop.makeCompletedFuture {
                try connection.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
                try connection.channel.pipeline.syncOperations.addHandler(GreetingEcho(name))
            }
        }
    }

    @Test func passesBytesBothWaysAndHalfCloses() async throws {
        try await Bench.run(snapshot([chain("up")], clusters: [cluster("up")])) { bench in
            try echo(bench, "hello ")
            let client = try await bench.connect()
            try await client.wait { text, _ in text == "hello " }
            let big = String(repeating: "0123456789", count: 50_000)
            try await client.send(big)
            try await client.wait { text, _ in text.utf8.count == big.utf8.count + 6 }
            try await client.endOutput()
            // The echo answers the end of the input before it ends its own side.
            try await client.wait { text, hasEnded in hasEnded && text.hasSuffix(" bye") }
            let line = try #require(try await bench.logLines(1).first)
            #expect(line["received"]?.int == big.utf8.count)
            #expect(line["sent"]?.int == big.utf8.count + 10)
            #expect(line["cluster"] == "up")
            #expect(line["host"] == "10.244.0.9:3000")
            #expect(line["flags"] == "-")
            #expect(line["code"] == 0)
        }
    }

    @Test func spreadsByWeightOfLocalities() async throws {
        var weighted = cluster("up")
        weighted.loadBalancingPolicy = .with {
            $0.policies = [
                .with {
                    $0.typedExtensionConfig = TypedExtension.with {
                        $0.name = "envoy.load_balancing_policies.least_request"
                        $0.typedConfig = AnyConfig(
                            LeastRequest.with { $0.localityLbConfig = .with { $0.kind = .localityWeightedLbConfig(.init()) } })
                    }
                }
            ]
        }
        weighted.loadAssignment = weightedAssignment("up", [("10.244.0.9", 80), ("10.244.0.10", 20), ("10.244.0.11", 0)])
        let built = weighted
        try await Bench.run(snapshot([chain("up")], clusters: [built])) { bench in
            try echo(bench, "a")
            try echo(bench, "b", ip: IPAddress(10, 244, 0, 10))
            try echo(bench, "c", ip: IPAddress(10, 244, 0, 11))
            var counts: [String: Int] = [:]
            for _ in 0..<100 {
                let client = try await bench.connect()
                try await client.wait { text, _ in !text.isEmpty }
                counts[client.text, default: 0] += 1
                client.close()
            }
            // Both loops take their turns, each exactly by weight.
            #expect(counts["c"] == nil)
            #expect((15...25).contains(counts["b"] ?? 0), "\(counts)")
        }
    }

    @Test func resetsWhereNobodyListens() async throws {
        try await Bench.run(
            snapshot([chain("dead")], clusters: [cluster("dead", port: 3999)])
        ) { bench in
            let client = try await bench.connect()
            try await client.wait { _, hasEnded in hasEnded }
            let line = try #require(try await bench.logLines(1).first)
            #expect(line["flags"] == "UF")
            #expect(line["failure"] == "delayed_connect_error:_Connection_refused")
        }
    }

    @Test func passesTLSThroughByName() async throws {
        let pki = try TestPKI()
        let (one, two) = (try pki.server("one.example.com"), try pki.server("*.two.example.com"))
        let config = snapshot(
            [chain("one", hosts: ["one.example.com"]), chain("two", hosts: ["*.two.example.com"])], port: 10443,
            clusters: [cluster("one", port: 3001), cluster("two", port: 3002)], inspects: true)
        try await Bench.run(config) { bench in
            try bench.serveTLS(3001, one) { _ in ok("one") }
            try bench.serveTLS(3002, two) { _ in ok("two") }
            for (sni, name, body) in [
                ("one.example.com", "one.example.com", "one"), ("a.two.example.com", "*.two.example.com", "two"),
            ] {
                let (client, found) = try await bench.connectTLS(sni: sni)
                #expect(found.names == [name])
                try await client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try await client.reply().body == body)
                client.close()
            }
            await #expect(throws: HandshakeFailed.self) { _ = try await bench.connectTLS(sni: "three.example.com") }
            let lines = try await bench.logLines(3)
            #expect(lines.contains { $0["flags"] == "NR" })
        }
    }

    @Test func takesTLSOffForPlainUpstreams() async throws {
        let pki = try TestPKI()
        let config = snapshot(
            [chain("up", hosts: ["www.example.com"], transport: tlsTransport(["a"], alpn: []))], port: 10443,
            clusters: [cluster("up")], secrets: [tlsSecret("a", try pki.server("www.example.com"))], inspects: true)
        try await Bench.run(config) { bench in
            try echo(bench, "plain ")
            let (client, found) = try await bench.connectTLS(sni: "www.example.com")
            #expect(found.names == ["www.example.com"])
            try await client.send("ping")
            try await client.wait { text, _ in text == "plain ping" }
            client.close()
        }
    }

    @Test func endsWhenIdle() async throws {
        try await Bench.run(
            snapshot([chain("up") { $0.idleTimeout = .milliseconds(50) }], clusters: [cluster("up")])
        ) { bench in
            try echo(bench, "x")
            let client = try await bench.connect()
            try await client.wait { text, hasEnded in hasEnded && text == "x" }
        }
    }
}

private final class GreetingEcho: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let greeting: String

    init(_ greeting: String) { self.greeting = greeting }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: greeting)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(unwrapInboundIn(data)), promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else { return }
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: " bye"))).whenComplete { _ in channel.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
