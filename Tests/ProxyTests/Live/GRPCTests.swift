import ClusterNetwork
import JSON
import NIOCore
import NIOHPACK
import NIOHTTP2
import Testing
import XDS

@testable import Proxy

/// HTTP/2 from end to end, as gRPC uses it: messages both ways at once, trailers, statuses for local answers.
@Suite struct GRPCTests {
    private static func h2(_ cluster: inout Cluster) {
        cluster.typedExtensionProtocolOptions[HttpProtocolOptions.protoName] = AnyConfig(
            HttpProtocolOptions.with {
                $0.versions = .explicit(
                    .with {
                        $0.version = .http2(
                            .with {
                                $0.initialStreamWindowSize = 65_536
                                $0.initialConnectionWindowSize = 1_048_576
                            })
                    })
            })
    }

    private func snapshot(_ change: (inout RouteAction) -> Void = { _ in }) -> Snapshot {
        gatewaySnapshot(
            routes: [forwardRoute("up", change)], clusters: [cluster("up", Self.h2)])
    }

    private static func call(_ path: String = "/echo.Echo/Chat", _ more: [(String, String)] = []) -> [(String, String)] {
        [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "www.example.com"),
            ("content-type", "application/grpc"), ("te", "trailers"),
        ] + more
    }

    /// Echoes each message as it comes, and ends with a status of its own.
    private struct Echo: HTTP2Answerer {
        func headers(_ headers: HPACKHeaders, isEnd: Bool, _ write: (HTTP2Frame.FramePayload) -> Void) {
            let te = headers["te"].first ?? ""
            write(
                .headers(
                    .init(headers: [":status": "200", "content-type": "application/grpc", "x-te": te])))
        }

        func data(_ data: ByteBuffer, isEnd: Bool, _ write: (HTTP2Frame.FramePayload) -> Void) {
            if data.readableBytes > 0 { write(.data(.init(data: .byteBuffer(data)))) }
            if isEnd {
                write(.headers(.init(headers: ["grpc-status": "0", "grpc-message": "done"], endStream: true)))
            }
        }
    }

    @Test func streamsBothWaysAndPassesTrailers() async throws {
        try await Bench.run(snapshot()) { bench in
            try bench.serveHTTP2 { Echo() }
            let client = try await bench.connectHTTP2()
            let stream = try await client.open()
            try await stream.send(Self.call(), isEnd: false)
            // The answer's head, and each message's echo, come before the next message is sent.
            try await stream.wait { $0.heads.count == 1 }
            for (index, message) in ["one", "two", "three"].enumerated() {
                try await stream.send(message, isEnd: false)
                let expected = ["one", "onetwo", "onetwothree"][index]
                try await stream.wait { $0.body == expected }
            }
            try await stream.send("", isEnd: true)
            let seen = try await stream.wait { $0.hasEnded }
            #expect(seen.heads[0].contains(":status: 200"))
            #expect(seen.heads[0].contains("x-te: trailers"))
            #expect(seen.heads[1] == ["grpc-status: 0", "grpc-message: done"])
            let line = try #require(try await bench.logLines(1).first)
            #expect(line["protocol"] == "HTTP/2")
            #expect(line["received"] == 11)
            #expect(line["sent"] == 11)
            client.close()
        }
    }

    @Test func movesMoreThanWindowsHold() async throws {
        try await Bench.run(snapshot()) { bench in
            try bench.serveHTTP2 { Echo() }
            let client = try await bench.connectHTTP2()
            let stream = try await client.open()
            try await stream.send(Self.call(), isEnd: false)
            let piece = String(repeating: "x", count: 16_000)
            for index in 0..<40 { try await stream.send(piece, isEnd: index == 39) }
            let seen = try await stream.wait { $0.hasEnded }
            #expect(seen.body.utf8.count == 640_000)
            client.close()
        }
    }

    @Test func servesManyStreamsOfOneConnection() async throws {
        try await Bench.run(snapshot()) { bench in
            try bench.serveHTTP2 { Echo() }
            let client = try await bench.connectHTTP2()
            var streams: [HTTP2TestStream] = []
            for index in 0..<50 {
                let stream = try await client.open()
                try await stream.send(Self.call("/echo.Echo/\(index)"), isEnd: false)
                streams.append(stream)
            }
            for (index, stream) in streams.enumerated().reversed() { try await stream.send("m\(index)", isEnd: true) }
            for (index, stream) in streams.enumerated() {
                #expect(try await stream.wait { $0.hasEnded }.body == "m\(index)")
            }
            client.close()
        }
    }

    @Test(arguments: [
        ("/x", "nope.example.com", ["12", ""]),
        ("/x", "www.example.com", ["14", "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure"]),
    ])
    func answersWithStatuses(_ path: String, _ host: String, _ status: [String]) async throws {
        try await Bench.run(snapshot()) { bench in
            let client = try await bench.connectHTTP2()
            let stream = try await client.open()
            var call = Self.call(path)
            call[3].1 = host
            try await stream.send(call, isEnd: true)
            let seen = try await stream.wait { $0.hasEnded }
            #expect(seen.heads.count == 1)
            #expect(seen.heads[0].contains(":status: 200"))
            #expect(seen.heads[0].contains("content-type: application/grpc"))
            #expect(seen.heads[0].contains("grpc-status: \(status[0])"))
            #expect(seen.heads[0].first { $0.hasPrefix("grpc-message: ") } == (status[1].isEmpty ? nil : "grpc-message: \(status[1])"))
            client.close()
        }
    }

    @Test func timesOutByTheCallersOwnLimit() async throws {
        let limited = snapshot { $0.maxStreamDuration = .with { $0.grpcTimeoutHeaderMax = .seconds(0) } }
        try await Bench.run(limited) { bench in
            try bench.serveHTTP2 { Silent() }
            let client = try await bench.connectHTTP2()
            let stream = try await client.open()
            try await stream.send(Self.call("/slow", [("grpc-timeout", "100m")]), isEnd: true)
            let seen = try await stream.wait { $0.hasEnded }
            #expect(seen.heads[0].contains("grpc-status: 14"))
            #expect(seen.heads[0].contains("grpc-message: upstream request timeout"))
            client.close()
        }
    }

    private struct Silent: HTTP2Answerer {
        func headers(_ headers: HPACKHeaders, isEnd: Bool, _ write: (HTTP2Frame.FramePayload) -> Void) {}
        func data(_ data: ByteBuffer, isEnd: Bool, _ write: (HTTP2Frame.FramePayload) -> Void) {}
    }

    /// What browsers send: base64 over HTTP/1, the trailers as the last message.
    @Test func speaksGRPCWeb() async throws {
        let snapshot = gatewaySnapshot(routes: [forwardRoute("up")], clusters: [cluster("up", Self.h2)]) {
            $0.httpFilters.insert(HttpFilter("envoy.filters.http.grpc_web", GrpcWeb()), at: 0)
        }
        try await Bench.run(snapshot) { bench in
            try bench.serveHTTP2 { Echo() }
            let type = "application/grpc-web-text"
            func ask(_ body: String, host: String = "www.example.com") async throws -> Reply {
                let headers = "Content-Type: \(type)\r\nAccept: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
                return try await bench.ask("/echo.Echo/Chat", host: host, method: "POST", headers, body: body)
            }
            let reply = try await ask("AAAAAAJoaQ==")
            #expect(reply.status == 200)
            #expect(reply["content-type"] == type + "+proto")
            #expect(reply["x-te"] == "trailers")
            // The message, then `grpc-status:0` and `grpc-message:done`.
            #expect(reply.body == "AAAAAAJoaQ==" + "gAAAACJncnBjLXN0YXR1czowDQpncnBjLW1lc3NhZ2U6ZG9uZQ0K")
            #expect(try await ask("AAAAAAJoaQ=*").status == 400)
            #expect(try await ask("AAAAAAJoaQ==", host: "nope.example.com").status == 404)
        }
        try await Bench.run(snapshot) { bench in
            let headers = "Content-Type: application/grpc-web\r\nContent-Length: 0\r\n"
            let dead = try await bench.ask("/echo.Echo/Chat", method: "POST", headers)
            #expect(dead.status == 503)
            #expect(dead["grpc-status"] == "14")
            #expect(dead["grpc-message"]?.hasPrefix("upstream connect error") == true)
            #expect(dead.body == "")
        }
    }

    /// HTTP/1 to an upstream that speaks HTTP/2, and the other way round.
    @Test func translatesBetweenVersions() async throws {
        try await Bench.run(snapshot()) { bench in
            try bench.serveHTTP2 { Echo() }
            let reply = try await bench.ask("/x", method: "POST", "Content-Length: 4\r\n", body: "body")
            #expect(reply.status == 200)
            #expect(reply.body == "body")
        }
        try await Bench.run(gatewaySnapshot(routes: [forwardRoute("up")], clusters: [cluster("up")])) { bench in
            try bench.serve { ok($0) }
            let client = try await bench.connectHTTP2()
            let stream = try await client.open()
            try await stream.send(Self.call("/one"), isEnd: false)
            try await stream.send("abc", isEnd: true)
            let seen = try await stream.wait { $0.hasEnded }
            #expect(seen.body.hasPrefix("POST /one HTTP/1.1\r\nhost: www.example.com\r\n"))
            client.close()
        }
    }
}
