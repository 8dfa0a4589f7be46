import ClusterNetwork
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Testing
import XDS

@testable import Proxy

/// Hosts that are looked after: by checks of the proxy's own, and by what their answers say.
@Suite struct HealthTests {
    private static let second = IPAddress(10, 244, 0, 10)

    private func checked(_ checker: HealthCheck.Checker, _ change: (inout Cluster) -> Void = { _ in }) -> Snapshot {
        var up = cluster("up") {
            $0.loadAssignment = assignment("up", ["10.244.0.9", "10.244.0.10"])
            $0.lbPolicy = .roundRobin
            $0.healthChecks = [
                .with {
                    $0.timeout = .milliseconds(400)
                    $0.interval = .milliseconds(20)
                    $0.noTrafficInterval = .milliseconds(20)
                    $0.unhealthyThreshold = 2
                    $0.healthyThreshold = 2
                    $0.checker = checker
                }
            ]
        }
        change(&up)
        return gatewaySnapshot(routes: [forwardRoute("up")], clusters: [up])
    }

    /// Asks until the answers of a few requests are what is wanted.
    private func settles(_ bench: Bench, to wanted: Set<String>) async throws {
        var last: Set<String> = []
        for _ in 0..<600 {
            last = []
            for _ in 0..<6 {
                let reply = try await bench.ask("/")
                last.insert(reply.status == 200 ? reply.body : String(reply.status))
            }
            if last == wanted { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(last == wanted)
    }

    @Test func leavesOutHostsThatFailTheirCheck() async throws {
        let isWell = NIOLockedValueBox(false)
        let heads = Collected()
        let check = HealthCheck.Http.with {
            $0.path = "/healthz"
            $0.host = "checked.example.com"
        }
        try await Bench.run(checked(.http(check))) { bench in
            try bench.serve { request in
                if request.hasPrefix("GET /healthz ") { heads.add(request) }
                return ok("a")
            }
            try bench.serve(on: Self.second) { request in
                let fails = request.hasPrefix("GET /healthz ") && !isWell.withLockedValue { $0 }
                return fails ? ok("", status: "500 x") : ok("b")
            }
            try await settles(bench, to: ["a"])
            isWell.withLockedValue { $0 = true }
            try await settles(bench, to: ["a", "b"])
            isWell.withLockedValue { $0 = false }
            try await settles(bench, to: ["a"])
            let head = try #require(heads.all.first)
            #expect(head.contains("host: checked.example.com\r\n"))
            #expect(head.contains("user-agent: Envoy/HC\r\n"))
        }
    }

    @Test func checksByConnecting() async throws {
        let check = HealthCheck.Tcp.with {
            $0.send = .text("70696e67")
            $0.receive = [.text("706f6e67")]
        }
        try await Bench.run(checked(.tcp(check))) { bench in
            try bench.serve { _ in ok("a") }
            bench.network.attach(Self.second)
            _ = try bench.network.listen(VirtualAddress(Self.second, 3000)) { connection in
                connection.channel.eventLoop.makeCompletedFuture {
                    try connection.channel.pipeline.syncOperations.addHandler(PingPong())
                }
            }
            // The first speaks HTTP alone and never says "pong"; the second is well, and answers requests with it.
            for _ in 0..<600 {
                if (try? await bench.ask("/"))?.status == 503 { break }
                try await Task.sleep(for: .milliseconds(10))
            }
            for _ in 0..<4 { #expect(try await bench.ask("/").status == 503) }
        }
    }

    @Test func answersUnhealthyWithoutPanic() async throws {
        let snapshot = checked(.http(.with { $0.path = "/" })) {
            $0.commonLbConfig = .with { $0.healthyPanicThreshold = .with { $0.value = 0 } }
        }
        try await Bench.run(snapshot) { bench in
            let reply = try await bench.ask("/")
            #expect(reply.status == 503)
            #expect(reply.body == "no healthy upstream")
        }
    }

    @Test func ejectsOutliersForAWhile() async throws {
        let up = cluster("up") {
            $0.loadAssignment = assignment("up", ["10.244.0.9", "10.244.0.10"])
            $0.lbPolicy = .roundRobin
            $0.outlierDetection = .with {
                $0.consecutive5xx = 2
                $0.baseEjectionTime = .seconds(4)
                $0.maxEjectionPercent = 50
            }
        }
        let failures = Counter()
        try await Bench.run(gatewaySnapshot(routes: [forwardRoute("up")], clusters: [up])) { bench in
            try bench.serve { _ in ok("a") }
            try bench.serve(on: Self.second) { _ in
                failures.next() <= 2 ? ok("", status: "500 x") : ok("b")
            }
            try await settles(bench, to: ["a"])
            #expect(failures.count == 2)
            // Back after its time.
            try await settles(bench, to: ["a", "b"])
        }
    }
}

private final class PingPong: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "pong")), promise: nil)
        if !String(buffer: unwrapInboundIn(data)).hasPrefix("ping") { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
