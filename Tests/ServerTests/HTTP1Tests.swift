import API
import JSON
import Kube
import NIOCore
import PKI
import Server
import Testing

@Suite struct HTTP1Tests {
    private static let get = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

    @Test func keepsConnectionsAlive() async throws {
        try await TestEnd.with { end in
            let wire = try await end.wire()
            for _ in 0..<3 {
                try await wire.send(Self.get)
                let answer = try await wire.response()
                #expect(answer.status == 200)
                #expect(answer.text == "ok")
                #expect(answer.headers["date"]?.hasSuffix(" GMT") == true)
            }
        }
    }

    @Test func answersPipelinedRequestsInOrder() async throws {
        try await TestEnd.with { end in
            let wire = try await end.wire()
            let post = "POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(TestEnd.token)\r\n"
                + "Content-Type: application/json\r\nContent-Length: 27\r\n\r\n{\"metadata\":{\"name\":\"one\"}}"
            try await wire.send(Self.get + post + Self.get + post + Self.get)
            var statuses: [Int] = []
            for _ in 0..<5 { statuses.append(try await wire.response().status) }
            #expect(statuses == [200, 201, 200, 409, 200])
        }
    }

    /// The list is answered elsewhere; all that waits behind it is answered at once. The long body before it makes the
    /// server read much at a time.
    @Test(arguments: [(2000, true), (40_000, false)]) func aBurstBehindASlowAnswer(count: Int, isAnswered: Bool) async throws {
        try await TestEnd.with { end in
            let wire = try await end.wire()
            let length = 2 << 20
            try await wire.send("POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n")
            try await wire.send([UInt8](repeating: 0x20, count: length))
            #expect(try await wire.response().status == 401)
            let slow = "GET /api/v1/namespaces HTTP/1.1\r\nHost: x\r\n\r\n"
            try? await wire.send(slow + String(repeating: "GET / HTTP/1.1\r\nHost: x\r\n\r\n", count: count))
            if isAnswered {
                for _ in 0...count { #expect(try await wire.response().status == 401) }
            }
            let other = try await end.wire()
            try await other.send(Self.get)
            #expect(try await other.response().status == 200)
        }
    }

    @Test func closesWhenAskedTo() async throws {
        try await TestEnd.with { end in
            for request in [
                "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET /healthz HTTP/1.0\r\n\r\n",
            ] {
                let wire = try await end.wire()
                try await wire.send(request)
                let bytes = try await wire.rest()
                #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\r\n\r\nok"))
            }
        }
    }

    @Test func headHasNoBody() async throws {
        try await TestEnd.with { end in
            let wire = try await end.wire()
            try await wire.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + Self.get)
            _ = try await wire.head()
            #expect(try await wire.response().text == "ok")
        }
    }

    @Test(arguments: [
        ("\u{1}\u{2}\u{3}\r\n\r\n", "HTTP/1.1 400 Bad Request"),
        ("GET / HTTP/1.1\r\nbroken header\r\n\r\n", "HTTP/1.1 400 Bad Request"),
        ("GET / HTTP/9.9\r\nHost: x\r\n\r\n", "HTTP/1.1 400 Bad Request"),
        ("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"),
        ("GET / HTTP/1.1\r\nHost: x\r\nA: " + String(repeating: "a", count: 2_000_000) + "\r\n\r\n", "HTTP/1.1 431 "),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 400 Bad Request"),
    ])
    func refusesWhatIsNotHTTP(_ bytes: String, _ start: String) async throws {
        try await TestEnd.with { end in
            let other = try await end.wire()
            let wire = try await end.wire()
            try? await wire.send(bytes)
            let answer = String(decoding: try await wire.rest(), as: UTF8.self)
            #expect(answer.hasPrefix(start))
            try await other.send(Self.get)
            #expect(try await other.response().status == 200)
        }
    }

    @Test func refusesPlainHTTP() async throws {
        try await TestEnd.with { end in
            let wire = try await Wire.open(port: end.server.port, trust: nil)
            // The refusal may be there before the request is out.
            try? await wire.send(Self.get)
            #expect(
                String(decoding: try await wire.rest(), as: UTF8.self)
                    == "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n")
        }
    }

    @Test func refusesBodiesThatAreTooLong() async throws {
        try await TestEnd.with { end in
            let message = "Request entity too large: limit is 3145728"
            let announced = try await end.wire()
            try await announced.send("POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nContent-Length: 3145729\r\n\r\n")
            let first = try await announced.response()
            #expect(first.status == 413)
            #expect(first.json["message"]?.string == message)

            let streamed = try await end.wire()
            try await streamed.send("POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = "100000\r\n" + String(repeating: "a", count: 0x100000) + "\r\n"
            for _ in 0..<4 { try? await streamed.send(chunk) }
            let second = try await streamed.response()
            #expect(second.status == 413)
            #expect(second.headers["connection"] == "close")
        }
    }

    @Test func asksForTheBodyOnExpect() async throws {
        try await TestEnd.with { end in
            let wire = try await end.wire()
            try await wire.send(
                "POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(TestEnd.token)\r\n"
                    + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 27\r\n\r\n")
            #expect(try await wire.head().status == 100)
            try await wire.send("{\"metadata\":{\"name\":\"two\"}}")
            #expect(try await wire.response().status == 201)
        }
    }

    @Test func knowsItsClients() async throws {
        try await TestEnd.with { end in
            let list = "GET /api/v1/namespaces HTTP/1.1\r\nHost: x\r\n\r\n"
            let admin = try end.authority.issueClient(commonName: "admin", organizations: ["system:masters"])
            let nobody = try end.authority.issueClient(commonName: "nobody")
            let stranger = try CertificateAuthority.make(commonName: "test CA")
                .issueClient(commonName: "admin", organizations: ["system:masters"])
            let server = try end.authority.issueServer(names: ["localhost"])
            let cases: [(Identity?, Int)] = [(nil, 401), (admin, 200), (nobody, 403), (stranger, 401), (server, 401)]
            for (identity, status) in cases {
                let wire = try await end.wire(identity)
                try await wire.send(list)
                #expect(try await wire.response().status == status)
            }
        }
    }

    @Test func compressesLongAnswers() async throws {
        try await TestEnd.with { end in
            _ = try await end.ask("POST", "/api/v1/namespaces", ["metadata": ["name": "default"]])
            let path = "/api/v1/namespaces/default/configmaps"
            let map: JSON = ["metadata": ["name": "big"], "data": ["k": .string(String(repeating: "v", count: 200_000))]]
            #expect(try await end.ask("POST", path, map).status == 201)
            for (accept, encoding) in [("gzip, deflate", "gzip"), ("identity", nil), ("gzip;q=0", nil)] {
                let wire = try await end.wire()
                try await wire.send(
                    "GET \(path)/big HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(TestEnd.token)\r\n"
                        + "Accept-Encoding: \(accept)\r\n\r\n")
                let answer = try await wire.response()
                #expect(answer.headers["content-encoding"] == encoding)
                #expect(encoding == nil ? answer.body.count > 200_000 : answer.body.count < 10_000)
            }
        }
    }

    @Test func mountsComeBeforeTheAPI() async throws {
        let mount = HTTPServer.Mount(prefix: "/pages") { request in
            APIResponse(status: 200, headers: [], body: .bytes(Array(request.path.utf8)))
        }
        try await TestEnd.with(mounts: [mount]) { end in
            for (path, status) in [("/pages/one", 200), ("/pages", 200), ("/pagesand", 404)] {
                let answer = try await end.ask("GET", path)
                #expect(answer.status == status)
                #expect((answer.text == path) == (status == 200))
            }
        }
    }
}
