import ClusterNetwork
import NIOCore
import Testing

@testable import Images

@Suite struct EchoTests {
    private func start(_ environment: [String: String] = [:]) async throws -> Pod {
        let pod = try Pod()
        var environment = environment
        environment["POD_NAME"] = "backend-66fd7779c-wfk7f"
        environment["NAMESPACE"] = "default"
        _ = try await EchoImage().start(pod.context(environment: environment))
        return pod
    }

    /// The headers that Envoy sent in the recording of the real one, so that the body is its body.
    private static let envoyHeaders = [
        "user-agent: curl/7.88.1", "accept: */*", "x-forwarded-for: 10.244.0.1", "x-forwarded-proto: http",
        "x-envoy-external-address: 10.244.0.1", "x-request-id: 3c7a5737-4bf6-4287-97fa-f99e163a8c8f",
    ]

    private static let expectedBody = """
        {
         "path": "/get",
         "host": "www.example.com",
         "method": "GET",
         "proto": "HTTP/1.1",
         "headers": {
          "Accept": [
           "*/*"
          ],
          "User-Agent": [
           "curl/7.88.1"
          ],
          "X-Envoy-External-Address": [
           "10.244.0.1"
          ],
          "X-Forwarded-For": [
           "10.244.0.1"
          ],
          "X-Forwarded-Proto": [
           "http"
          ],
          "X-Request-Id": [
           "3c7a5737-4bf6-4287-97fa-f99e163a8c8f"
          ]
         },
         "httpPort": "3000",
         "namespace": "default",
         "ingress": "",
         "service": "",
         "pod": "backend-66fd7779c-wfk7f"
        }
        """

    @Test func echoesByteForByte() async throws {
        let pod = try await start()
        let head = (["GET /get HTTP/1.1", "host: www.example.com"] + Self.envoyHeaders).joined(separator: "\r\n")
        let answer = try Answer(try await pod.exchange(head + "\r\n\r\n", port: 3000) { $0.hasSuffix("}") })
        #expect(answer.body == Self.expectedBody)
        #expect(answer.body.utf8.count == 489)
        let lines = answer.lines
        #expect(lines[0] == "HTTP/1.1 200 OK")
        #expect(lines[1] == "Content-Type: application/json")
        #expect(lines[2] == "X-Content-Type-Options: nosniff")
        #expect(lines[3].hasPrefix("Date: ") && lines[3].hasSuffix(" GMT"))
        #expect(lines[4] == "Content-Length: 489")
        #expect(lines.count == 5)
        #expect(pod.log[0] == "Starting server, listening on port 3000 (http)")
        #expect(pod.log[1] == "Starting server, listening on port 3001 (h2c)")
        #expect(pod.log[2].hasPrefix("Echoing back request made to /get to client ("))
    }

    @Test func keepsConnectionsAlive() async throws {
        let pod = try await start()
        let request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"
        let answers = try await pod.exchange(request + request + "GET /health HTTP/1.0\r\n\r\n", port: 3000)
        #expect(answers.split(separator: "HTTP/1.1 200 OK").count == 3)
        #expect(answers.hasSuffix("\r\n\r\nOK"))
    }

    @Test(arguments: [
        ("/status/204", 204, ""), ("/status/418", 418, ""), ("/status/299", 299, ""), ("/status/abc", 400, ""),
        ("/status/20", 400, ""), ("/status/200?x=1", 400, ""), ("/health", 200, "OK"),
        ("/retry/x", 400, "uuid is required"), ("/retry/x?uuid=1", 400, "succeedAfter is required"),
        ("/retry/x?uuid=1&succeedAfter=1&responseCode=503", 503, ""),
        ("/?delay=nonsense", 500, "{\"message\":\"time: invalid duration \\\"nonsense\\\"\"}"),
        ("/?delay=3x", 500, "{\"message\":\"time: unknown unit \\\"x\\\" in duration \\\"3x\\\"\"}"),
        ("/?delay=3", 500, "{\"message\":\"time: missing unit in duration \\\"3\\\"\"}"),
        ("/a/../b", 307, "<a href=\"/b\">Temporary Redirect</a>.\n\n"),
        ("/status", 307, "<a href=\"/status/\">Temporary Redirect</a>.\n\n"),
    ]) func routes(target: String, status: Int, body: String) async throws {
        let pod = try await start()
        let answer = try await pod.request("GET", target, port: 3000)
        #expect(answer.status == status)
        #expect(answer.body == body)
    }

    @Test func headsOfStatuses() async throws {
        let pod = try await start()
        #expect(try await pod.request("GET", "/status/299", port: 3000).lines[0] == "HTTP/1.1 299 status code 299")
        let none = try await pod.request("GET", "/status/204", port: 3000)
        #expect(none.header("Content-Length") == nil)
        #expect(try await pod.request("GET", "/status/404", port: 3000).header("Content-Length") == "0")
        let health = try await pod.request("GET", "/health", port: 3000)
        #expect(health.header("Content-Type") == "text/plain; charset=utf-8")
        #expect(health.header("Connection") == "close")
        let cut = try await pod.exchange("GET /status/099 HTTP/1.1\r\nHost: a\r\n\r\n", port: 3000)
        #expect(cut == "")
        let early = try await pod.request("GET", "/status/103", port: 3000)
        #expect(early.lines[0] == "HTTP/1.1 103 Early Hints")
        #expect(early.body.hasPrefix("HTTP/1.1 200 OK"))
        let head = try await pod.request("HEAD", "/", port: 3000)
        #expect(head.body == "" && head.header("Content-Length") != nil)
    }

    @Test func setsHeadersOnDemand() async throws {
        let pod = try await start()
        let answer = try await pod.request(
            "GET", "/", port: 3000,
            headers: ["X-Echo-Set-Header: x-one:1, X-Two:a,x-one: 3,bad name:1", "x-echo-set-header: Content-Type:no"])
        #expect(answer.header("x-one") == "1,3")
        #expect(answer.lines.contains("X-Two: a"))
        #expect(answer.header("Content-Type") == "application/json")
        #expect(!answer.head.contains("bad name"))
    }

    @Test func escapesAsGoDoes() async throws {
        let pod = try await start()
        let answer = try await pod.request("GET", "/a?b=<c>&d='", port: 3000)
        #expect(answer.body.contains(#""path": "/a?b=\u003cc\u003e\u0026d='""#))
    }

    @Test func waitsAndFailsAsAsked() async throws {
        let pod = try await start()
        let clock = ContinuousClock()
        let took = try await clock.measure { _ = try await pod.request("GET", "/?delay=120ms", port: 3000) }
        #expect(took >= .milliseconds(120))
        let form = try await clock.measure {
            _ = try await pod.request(
                "POST", "/", port: 3000, headers: ["Content-Type: application/x-www-form-urlencoded"], body: "delay=120ms")
        }
        #expect(form >= .milliseconds(120))
        let retry = "GET /retry/a?uuid=7&succeedAfter=2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        #expect(try await pod.exchange(retry, port: 3000) == "")
        #expect(try await pod.exchange(retry, port: 3000) == "")
        #expect(try await pod.exchange(retry, port: 3000).hasPrefix("HTTP/1.1 200 OK"))
    }

    @Test func answersAfterTheBody() async throws {
        let pod = try await start()
        let body = String(repeating: "x", count: 100_000)
        let answer = try await pod.request("POST", "/post", port: 3000, body: body)
        #expect(answer.status == 200)
        #expect(answer.body.contains("\"Content-Length\": [\n   \"100000\"\n  ]"))
        // One that is too long to be read away closes the connection instead.
        let head = "POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n"
        let early = try Answer(try await pod.exchange(head, port: 3000))
        #expect(early.header("Connection") == "close")
        // And so does one that was waiting for leave.
        let expecting = "POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
        #expect(try Answer(try await pod.exchange(expecting, port: 3000)).header("Connection") == "close")
    }

    @Test func answersWhoHasFinishedSending() async throws {
        let pod = try await start()
        let answer = try await pod.exchange("GET /?delay=50ms HTTP/1.1\r\nHost: a\r\n\r\n", port: 3000, halfClose: true)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n",
    ]) func refusesWhatIsNoRequest(bytes: String) async throws {
        let pod = try await start()
        let answer = try Answer(try await pod.exchange(bytes, port: 3000))
        #expect(answer.status == 400)
        #expect(answer.header("Connection") == "close")
        #expect(answer.body.hasPrefix("400 Bad Request"))
    }

    @Test func h2cPortTellsOthers() async throws {
        let pod = try await start()
        let answer = try await pod.request("GET", "/", port: 3001)
        #expect(answer.status == 400)
        #expect(answer.body == "Expected h2c request")
    }

    @Test func webSockets() async throws {
        let pod = try await start()
        let head =
            "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        #expect(try await pod.exchange(head + "\r\n", port: 3000) == "HTTP/1.1 403 Forbidden\r\n\r\n")
        #expect(
            try await pod.exchange(head.replacing(": 13", with: ": 8") + "\r\n", port: 3000).contains("bad WebSocket"))
        // A masked "Hello" (RFC 6455 5.7), a ping, a close; all with the request itself.
        let frames: [UInt8] =
            [0x82, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58] + [0x89, 0x80, 1, 2, 3, 4]
            + [0x88, 0x80, 1, 2, 3, 4]
        let request = Array((head + "Origin: http://a\r\n\r\n").utf8) + frames
        let answer = try await pod.exchange(request, port: 3000) { (_: [UInt8]) in false }
        let text = String(decoding: answer, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"))
        #expect(text.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
        #expect(answer.suffix(9) == [0x81, 0x05] + Array("Hello".utf8) + [0x8A, 0x00])
        #expect(pod.log.contains("established websocket connection http://a"))
    }

    @Test func otherPortsAndFailures() async throws {
        let pod = try await start(["HTTP_PORT": "5000"])
        #expect(try await pod.request("GET", "/", port: 5000).body.contains("\"httpPort\": \"5000\""))
        await #expect(throws: ConnectError.self) { try await pod.request("GET", "/", port: 3000) }
        let second = try await EchoImage().start(pod.context(environment: ["HTTP_PORT": "5000"]))
        #expect(await second.waitExit().code == 2)
        let noFile = try await EchoImage().start(
            pod.context(environment: ["HTTP_PORT": "1", "H2C_PORT": "2", "TLS_SERVER_CERT": "/a", "TLS_SERVER_PRIVKEY": "/b"]))
        #expect(await noFile.waitExit().code == 2)
        #expect(pod.log.contains { $0.contains("open /a: no such file or directory") })
    }

    @Test func stopsAndFreesItsPorts() async throws {
        let pod = try Pod()
        let container = try await EchoImage().start(pod.context())
        #expect(try await pod.request("GET", "/", port: 3000).status == 200)
        await container.stop(graceSeconds: 1)
        #expect(await container.waitExit() == ExitStatus(code: 2))
        await #expect(throws: ConnectError.self) { try await pod.request("GET", "/", port: 3000) }
        _ = try await EchoImage().start(pod.context())
    }

    @Test func tcpMode() async throws {
        let pod = try await start(["TCP_ECHO_SERVER": "1"])
        let answer = try await pod.exchange("PING\nIS_TLS\r\nother\nTEST\n", port: 3000) { $0.hasSuffix("}\n") }
        #expect(
            answer == "Gateway API Test TCP Server\nPONG\nfalse\n"
                + #"{"namespace":"default","ingress":"","service":"","pod":"backend-66fd7779c-wfk7f","tcpport":"3000","#
                + #""tlsport":"8443","isTLS":false}"# + "\n")
    }

    @Test func udpMode() async throws {
        let pod = try await start(["UDP_ECHO_SERVER": "1"])
        let client = try #require(pod.network.allocatePodIP())
        let answer = pod.network.group.next().makePromise(of: String.self)
        let socket = try pod.network.listenDatagrams(VirtualAddress(client, 0)) {
            answer.succeed(String(buffer: $0.payload))
        }
        try socket.send(ByteBuffer(string: "a \"b\""), to: VirtualAddress(pod.ip, 8080))
        #expect(
            try await answer.futureResult.get()
                == #"{"request":"a \"b\"","namespace":"default","ingress":"","service":"","pod":"backend-66fd7779c-wfk7f"}"#)
        #expect(pod.log[0].hasPrefix("UDP server listening on :8080 with context: {Namespace:default Ingress: "))
        #expect(pod.log[1] == "Received UDP a \"b\" from \(socket.address)")
    }
}
