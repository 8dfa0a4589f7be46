import JSON
import NIOCore
import Testing
import XDS

@testable import Proxy

/// Time that clients take counts for clients, time that upstreams take for upstreams.
@Suite struct TimeoutTests {
    private func snapshot(_ change: (inout RouteAction) -> Void) -> Snapshot {
        gatewaySnapshot(routes: [forwardRoute("up", change)], clusters: [cluster("up")])
    }

    /// Sends a body in three pieces, 200 ms apart, and returns the answer.
    private func upload(_ bench: Bench) async throws -> Reply {
        let client = try await bench.connect()
        defer { client.close() }
        try await client.send("POST /x HTTP/1.1\r\nHost: www.example.com\r\nContent-Length: 3\r\n\r\n")
        for piece in ["a", "b", "c"] {
            try await Task.sleep(for: .milliseconds(200))
            try await client.send(piece)
        }
        return try await client.reply()
    }

    @Test func aSlowUploadDoesNotUseUpTheRoutesTime() async throws {
        try await Bench.run(snapshot { $0.timeout = .milliseconds(400) }) { bench in
            try bench.serve(after: .milliseconds(100)) { _ in ok("done") }
            #expect(try await upload(bench).status == 200)
        }
    }

    @Test func aSlowUploadDoesNotUseUpATry() async throws {
        let limited = snapshot {
            $0.retryPolicy = .with {
                $0.retryOn = "5xx"
                $0.perTryTimeout = .milliseconds(400)
            }
        }
        try await Bench.run(limited) { bench in
            try bench.serve(after: .milliseconds(100)) { _ in ok("done") }
            #expect(try await upload(bench).status == 200)
        }
    }

    @Test func triesAreLimitedWithoutRetries() async throws {
        let limited = snapshot {
            $0.retryPolicy = .with {
                $0.numRetries = 0
                $0.perTryTimeout = .milliseconds(50)
            }
        }
        try await Bench.run(limited) { bench in
            try bench.serve { _ in "" }
            #expect(try await bench.ask("/x").status == 504)
            #expect(try await bench.logLines(1).first?["details"] == "upstream_per_try_timeout")
        }
    }

    /// Who was waited for: 408 for clients, 504 for what is behind the proxy.
    @Test(arguments: [
        ("Content-Length: 0\r\n", 504, "stream_idle_timeout"), ("Content-Length: 5\r\n", 408, "stream_idle_timeout"),
    ])
    func idleStreams(_ headers: String, _ status: Int, _ details: String) async throws {
        let idle = gatewaySnapshot(routes: [forwardRoute("up") { $0.timeout = .seconds(0) }], clusters: [cluster("up")]) {
            $0.streamIdleTimeout = .milliseconds(100)
        }
        try await Bench.run(idle) { bench in
            try bench.serve { _ in "" }
            let reply = try await bench.ask("/x", method: "POST", headers)
            #expect(reply.status == status)
            #expect(reply.body == "stream timeout")
            #expect(try await bench.logLines(1).first?["details"] == .string(details))
        }
    }
}
