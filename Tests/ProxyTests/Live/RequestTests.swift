import JSON
import Testing
import XDS

@testable import Proxy

/// One request through a whole engine, over connections of the cluster's network.
@Suite struct RequestTests {
    private let simple = gatewaySnapshot(routes: [forwardRoute("up")], clusters: [cluster("up")])

    @Test func forwardsWithEnvoysHeaders() async throws {
        try await Bench.run(simple) { bench in
            try bench.serve { ok($0) }
            let reply = try await bench.ask("/get", "User-Agent: t\r\nX-Forwarded-For: 1.2.3.4\r\nX-Envoy-Retry-On: 5xx\r\n")
            #expect(reply.status == 200)
            #expect(reply.names == ["content-length", "date"])
            let lines = reply.body.split(separator: "\r\n").map(String.init)
            #expect(lines.prefix(6) == [
                "GET /get HTTP/1.1", "host: www.example.com", "user-agent: t", "x-forwarded-for: 1.2.3.4,10.244.0.1",
                "x-forwarded-proto: http", "x-envoy-external-address: 10.244.0.1",
            ])
            #expect(lines.last?.hasPrefix("x-request-id: ") == true)
            #expect(lines.last?.utf8.count == 50)
        }
    }

    @Test func writesTheAccessLogAsRecorded() async throws {
        try await Bench.run(simple) { bench in
            try bench.serve { _ in ok("hello") }
            _ = try await bench.ask("/get?x=1")
            let line = try #require(try await bench.logLines(1).first)
            #expect(line == [
                "method": "GET", "path": "/get?x=1", "code": 200, "details": "via_upstream", "flags": "-",
                "protocol": "HTTP/1.1", "received": 0, "sent": 5, "host": "10.244.0.9:3000", "cluster": "up",
                "failure": .null, "route": "r", "attempts": 1,
            ])
        }
    }

    @Test func answersItselfAsEnvoyDoes() async throws {
        let snapshot = gatewaySnapshot(
            routes: [
                .with {
                    $0.name = "direct"
                    $0.match.path = .prefix("/direct")
                    $0.action = .directResponse(.with { $0.status = 503 })
                },
                .with {
                    $0.name = "told"
                    $0.match.path = .prefix("/told")
                    $0.action = .directResponse(
                        .with {
                            $0.status = 418
                            $0.bodyFormat = .with {
                                $0.format = .textFormatSource(.with { $0.specifier = .inlineString("a %RESPONSE_CODE% for %REQ(:PATH)%") })
                            }
                        })
                },
                forwardRoute("nowhere", prefix: "/none") { $0.clusterNotFoundResponseCode = .internalServerError },
                forwardRoute("dead", prefix: "/dead"), forwardRoute("empty", prefix: "/empty"), forwardRoute("up"),
            ], clusters: [cluster("up"), cluster("dead", port: 3999), cluster("empty") { $0.loadAssignment = nil }])
        try await Bench.run(snapshot) { bench in
            let unknown = try await bench.ask("/get", host: "nope.example.com")
            #expect(unknown.status == 404)
            #expect(unknown.names == ["date", "content-length"])
            let direct = try await bench.ask("/direct")
            #expect(direct.status == 503)
            #expect(direct.names == ["date", "content-length"])
            #expect(try await bench.ask("/none").status == 500)
            let dead = try await bench.ask("/dead")
            #expect(dead.status == 503)
            #expect(dead.names == ["content-length", "content-type", "date"])
            #expect(
                dead.body
                    == "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure")
            let empty = try await bench.ask("/empty")
            #expect(empty.status == 503)
            #expect(empty.body == "no healthy upstream")
            let lines = try await bench.logLines(5)
            func facts(_ line: JSON) -> String { "\(line["flags"]?.string ?? "") \(line["details"]?.string ?? "")" }
            #expect(lines.map(facts) == [
                "NR route_not_found", "- direct_response", "NC cluster_not_found",
                "UF upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}",
                "UH no_healthy_upstream",
            ])
            #expect(lines[3]["failure"] == "delayed_connect_error:_Connection_refused")
            #expect(lines[3]["host"] == "10.244.0.9:3999")
            let told = try await bench.ask("/told")
            #expect(told.status == 418)
            #expect(told.body.hasSuffix(" for /told"), "\(told.body)")
        }
    }

    @Test func timesOutRoutes() async throws {
        let snapshot = gatewaySnapshot(
            routes: [forwardRoute("up") { $0.timeout = .milliseconds(100) }], clusters: [cluster("up")])
        try await Bench.run(snapshot) { bench in
            try bench.serve { _ in "" }
            let reply = try await bench.ask("/get")
            #expect(reply.status == 504)
            #expect(reply.body == "upstream request timeout")
            let line = try #require(try await bench.logLines(1).first)
            #expect(line["flags"] == "UT")
            #expect(line["details"] == "response_timeout")
        }
    }

    @Test(arguments: [
        ("", 503, "connection termination", "UC"), ("garbage\r\n\r\n", 502, "protocol error", "UPE"),
    ])
    func tellsOfBrokenUpstreams(_ answer: String, _ status: Int, _ reason: String, _ flag: String) async throws {
        try await Bench.run(simple) { bench in
            try bench.serve { _ in answer.isEmpty ? nil : answer }
            let reply = try await bench.ask("/get")
            #expect(reply.status == status)
            #expect(reply.body.hasSuffix("reset reason: \(reason)"))
            #expect(try await bench.logLines(1).first?["flags"]?.string == flag)
        }
    }

    @Test func serves100ContinueBodiesAndPipelines() async throws {
        try await Bench.run(simple) { bench in
            try bench.serve { ok(String($0.split(separator: "\r\n\r\n").last ?? "")) }
            let client = try await bench.connect()
            try await client.send("POST /p HTTP/1.1\r\nHost: www.example.com\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
            #expect(try await client.reply().status == 100)
            try await client.send("body")
            #expect(try await client.reply().body == "body")
            let one = "POST /p HTTP/1.1\r\nHost: www.example.com\r\nContent-Length: 3\r\n\r\n"
            try await client.send("\(one)one\(one)two\(one)six")
            for wanted in ["one", "two", "six"] { #expect(try await client.reply().body == wanted) }
            client.close()
        }
    }

    @Test func passesWebSocketsThrough() async throws {
        try await Bench.run(simple) { bench in
            try bench.serve { head in
                #expect(head.contains("connection: Upgrade\r\nupgrade: websocket\r\n"))
                return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nfrom-upstream"
            }
            let client = try await bench.connect()
            try await client.send(
                "GET /ws HTTP/1.1\r\nHost: www.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
            try await client.wait { text, _ in text.hasSuffix("from-upstream") }
            #expect(client.text.hasPrefix("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"))
            client.close()
            #expect(try await bench.logLines(1).first?["code"] == 101)
        }
    }

    @Test func refusesOtherUpgrades() async throws {
        try await Bench.run(simple) { bench in
            let reply = try await bench.ask("/", "Connection: Upgrade\r\nUpgrade: foo\r\n")
            #expect(reply.status == 403)
            #expect(try await bench.logLines(1).first?["details"] == "upgrade_failed")
        }
    }

    @Test func changesHeadersHostAndPath() async throws {
        var route = forwardRoute("up", prefix: "/api") {
            $0.prefixRewrite = "/v2"
            $0.host = .literal("new.example.com")
            $0.appendXForwardedHost = true
        }
        route.requestHeadersToAdd = [
            .with {
                $0.header = .with {
                    $0.key = "x-set"
                    $0.value = "%REQ(x-add)%-%PROTOCOL%"
                }
                $0.appendAction = .overwriteIfExistsOrAdd
            }
        ]
        route.requestHeadersToRemove = ["x-remove"]
        route.responseHeadersToAdd = [
            .with {
                $0.header = .with {
                    $0.key = "x-resp"
                    $0.value = "c"
                }
            }
        ]
        try await Bench.run(gatewaySnapshot(routes: [route], clusters: [cluster("up")])) { bench in
            try bench.serve { ok($0) }
            let reply = try await bench.ask("/api/x?q=1", "x-remove: 1\r\nx-add: a\r\n")
            #expect(reply.body.hasPrefix("GET /v2/x?q=1 HTTP/1.1\r\nhost: new.example.com\r\n"))
            #expect(reply.body.contains("x-forwarded-host: www.example.com\r\n"))
            #expect(reply.body.contains("x-set: a-HTTP/1.1\r\n"))
            #expect(!reply.body.contains("x-remove"))
            #expect(reply["x-resp"] == "c")
        }
    }

    @Test func answersGRPCWithStatuses() async throws {
        try await Bench.run(simple) { bench in
            let headers = "Content-Type: application/grpc\r\nContent-Length: 0\r\n"
            let none = try await bench.ask("/x", host: "nope", method: "POST", headers)
            #expect(none.status == 200)
            #expect(none.names == ["content-type", "grpc-status", "date", "content-length"])
            #expect(none["grpc-status"] == "12")
            let dead = try await bench.ask("/x", method: "POST", headers)
            #expect(dead["grpc-status"] == "14")
            #expect(dead["grpc-message"]?.hasSuffix("remote connection failure") == true)
        }
    }

    @Test func retriesAsAsked() async throws {
        let snapshot = gatewaySnapshot(
            routes: [
                forwardRoute("up") {
                    $0.retryPolicy = .with {
                        $0.retryOn = "5xx"
                        $0.numRetries = 2
                        $0.retryBackOff = .with { $0.baseInterval = .milliseconds(2) }
                    }
                }
            ], clusters: [cluster("up")])
        try await Bench.run(snapshot) { bench in
            let tries = Counter()
            try bench.serve { request in
                if request.contains("/always") { return ok("", status: "500 x") }
                #expect(request.hasSuffix("body"))
                return tries.next() < 3 ? ok("no", status: "503 x") : ok("yes")
            }
            let reply = try await bench.ask("/twice", method: "POST", "Content-Length: 4\r\n", body: "body")
            #expect(reply.status == 200)
            #expect(reply.body == "yes")
            #expect(try await bench.ask("/always").status == 500)
            let lines = try await bench.logLines(2)
            #expect(lines[0]["attempts"] == 3)
            #expect(lines[0]["flags"] == "-")
            #expect(lines[1]["attempts"] == 3)
            #expect(lines[1]["flags"] == "URX")
        }
    }

    @Test func mirrorsWithoutWaiting() async throws {
        let snapshot = gatewaySnapshot(
            routes: [forwardRoute("up") { $0.requestMirrorPolicies = [.with { $0.cluster = "shadow" }] }],
            clusters: [cluster("up"), cluster("shadow", port: 3001)])
        try await Bench.run(snapshot) { bench in
            let seen = Collected()
            try bench.serve { _ in ok("real") }
            try bench.serve(3001) { request in
                seen.add(request)
                return ok("shadow")
            }
            let reply = try await bench.ask("/m", method: "POST", "Content-Length: 2\r\n", body: "hi")
            #expect(reply.body == "real")
            for _ in 0..<400 where seen.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            let copy = try #require(seen.all.first)
            #expect(copy.contains("host: www.example.com-shadow\r\n"))
            #expect(copy.hasSuffix("hi"))
        }
    }

    @Test func readsChunksAndEndsByClosing() async throws {
        try await Bench.run(simple) { bench in
            try bench.serve { request in
                request.contains("/chunks")
                    ? "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"
                    : ok("x", "connection: close\r\n")
            }
            let chunks = try await bench.ask("/chunks")
            #expect(chunks["transfer-encoding"] == "chunked")
            #expect(chunks.body == "abcdefg")
            let client = try await bench.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\n\r\n")
            #expect(try await client.reply()["connection"] == "close")
            try await client.wait { _, hasEnded in hasEnded }
        }
    }

    @Test func movesLargeBodiesBothWays() async throws {
        try await Bench.run(simple) { bench in
            try bench.serve { ok(String($0.split(separator: "\r\n\r\n").last ?? "")) }
            let body = String(repeating: "0123456789abcdef", count: 40_000)
            let reply = try await bench.ask("/", method: "POST", "Content-Length: \(body.utf8.count)\r\n", body: body)
            #expect(reply.body == body)
        }
    }
}
