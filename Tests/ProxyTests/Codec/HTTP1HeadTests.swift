import Testing

@testable import Proxy

@Suite struct HTTP1HeadTests {
    @Test func readsARequest() throws {
        let request = try ParsedRequest("GET /a?b=c HTTP/1.1\r\nHost: x.test\r\nX-One:  1 \r\nx-TWO: 2\r\n\r\n")
        #expect(request.method == "GET")
        #expect(request.path == "/a?b=c")
        #expect(request.authority == "x.test")
        #expect(request.fields == ["x-one: 1", "x-two: 2"])
        #expect(request.head == HTTP1Head())
    }

    struct Leniency {
        var text: String
        var fields: [String]
    }

    @Test(arguments: [
        Leniency(text: "GET / HTTP/1.1\nHost: x\nA: 1\n\n", fields: ["a: 1"]),
        Leniency(text: "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nA: 1\r\n\r\n", fields: ["a: 1"]),
        Leniency(text: "GET  /  HTTP/1.1 \r\nHost: x\r\n\r\n", fields: []),
        Leniency(text: "GET\t/\tHTTP/1.1\r\nHost: x\r\n\r\n", fields: []),
        Leniency(text: "GET / HTTP/1.1\r\nHost: x\r\nA: x\r\n y\r\n\r\n", fields: ["a: x y"]),
        Leniency(text: "GET / HTTP/1.1\r\nHost: x\r\nA: x\ry\r\n\r\n", fields: ["a: xy"]),
        Leniency(text: "GET / HTTP/1.1\r\nHost: x\r\nA:\r\n\r\n", fields: ["a: "]),
        Leniency(text: "GET / HTTP/1.1\r\nHost: x\r\nA: \tx\ty\t\r\n\r\n", fields: ["a: x\ty"]),
        Leniency(text: "GET / HTTP/1.1\r\nHost: x\r\nB: 1\r\nB: 2\r\n\r\n", fields: ["b: 1", "b: 2"]),
        Leniency(text: "GET / HTTP/1.1\r\nHost: x\r\nAccept: a\r\nAccept: b\r\n\r\n", fields: ["accept: a,b"]),
    ])
    func bendsWhereEnvoyBends(_ test: Leniency) throws {
        #expect(try ParsedRequest(test.text).fields == test.fields)
    }

    struct Refusal {
        var text: String
        var failure: HTTP1Failure
    }

    @Test(arguments: [
        Refusal(text: "GET / HTTP/1.0\r\nHost: x\r\n\r\n", failure: .lowVersion),
        Refusal(text: "GET /\r\n\r\n", failure: .lowVersion),
        Refusal(text: "GET / HTTP/2.0\r\nHost: x\r\n\r\n", failure: .lowVersion),
        Refusal(text: "GET / http/1.1\r\nHost: x\r\n\r\n", failure: .codec),
        Refusal(text: "FOO / HTTP/1.1\r\nHost: x\r\n\r\n", failure: .codec),
        Refusal(text: "GET get HTTP/1.1\r\nHost: x\r\n\r\n", failure: .target),
        Refusal(text: "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", failure: .codec),
        Refusal(text: "GET /\u{e9} HTTP/1.1\r\nHost: x\r\n\r\n", failure: .target),
        Refusal(text: "GET /a\u{1}b HTTP/1.1\r\nHost: x\r\n\r\n", failure: .invalidCharacters),
        Refusal(text: "GET https://x/ HTTP/1.1\r\nHost: x\r\n\r\n", failure: .httpsOnPlaintext),
        Refusal(text: "GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n", failure: .scheme),
        Refusal(text: "GET / HTTP/1.1\r\nHost: x y\r\n\r\n", failure: .authority),
        Refusal(text: "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", failure: .authority),
        Refusal(text: "GET / HTTP/1.1\r\nHost: x\r\nabc : 1\r\n\r\n", failure: .codec),
        Refusal(text: "GET / HTTP/1.1\r\nHost: x\r\nabc\r\n\r\n", failure: .codec),
        Refusal(text: "GET / HTTP/1.1\r\nHost: x\r\n: x\r\n\r\n", failure: .codec),
        Refusal(text: "GET / HTTP/1.1\r\nHost: x\r\na(b: x\r\n\r\n", failure: .codec),
        Refusal(text: "GET / HTTP/1.1\r\nHost: x\r\na: x\u{0}y\r\n\r\n", failure: .invalidCharacters),
        Refusal(text: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", failure: .codec),
        Refusal(text: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\n", failure: .codec),
        Refusal(text: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", failure: .codec),
        Refusal(text: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\n", failure: .codec),
        Refusal(
            text: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            failure: .lengthAndChunked),
        Refusal(text: "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", failure: .transferEncoding),
        Refusal(
            text: "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            failure: .transferEncoding),
    ])
    func refusesWhereEnvoyRefuses(_ test: Refusal) {
        #expect(throws: test.failure) { try ParsedRequest(test.text) }
    }

    @Test func countsAndMeasuresHeaders() {
        var options = HTTP1Options()
        options.maximumHeaders = 2
        let three = "GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\nB: 1\r\nC: 1\r\n\r\n"
        #expect(throws: HTTP1Failure.tooManyHeaders) { try ParsedRequest(three, options: options) }
        options = HTTP1Options()
        options.maximumHeadBytes = 40
        #expect(throws: HTTP1Failure.headTooLarge) { try ParsedRequest(three, options: options) }
    }

    @Test func treatsUnderscoresAsAsked() throws {
        let text = "GET / HTTP/1.1\r\nHost: x\r\na_b: 1\r\nc: 2\r\n\r\n"
        var options = HTTP1Options()
        #expect(try ParsedRequest(text, options: options).fields == ["a_b: 1", "c: 2"])
        options.underscores = .drop
        #expect(try ParsedRequest(text, options: options).fields == ["c: 2"])
        options.underscores = .reject
        #expect(throws: HTTP1Failure.underscore) { try ParsedRequest(text, options: options) }
    }

    @Test func takesTheAuthorityOfAbsoluteTargets() throws {
        let request = try ParsedRequest("GET http://a.test?x=1 HTTP/1.1\r\nHost: b.test\r\n\r\n")
        #expect(request.authority == "a.test")
        #expect(request.path == "?x=1")
        let bare = try ParsedRequest("GET http://a.test:81 HTTP/1.1\r\nHost: b.test\r\n\r\n")
        #expect(bare.path == "/")
        #expect(bare.authority == "a.test:81")
    }

    @Test func tellsFramingAndIntent() throws {
        func head(_ lines: String) throws -> HTTP1Head { try ParsedRequest("POST / HTTP/1.1\r\nHost: x\r\n\(lines)\r\n").head }
        #expect(try head("Content-Length: 7\r\n").body == .fixed(7))
        #expect(try head("Content-Length: 0\r\n").body == .none)
        #expect(try head("Transfer-Encoding: Chunked\r\n").body == .chunked)
        #expect(try head("Connection: close\r\n").closes)
        #expect(try head("Proxy-Connection: close\r\n").closes)
        #expect(try head("Expect: 100-Continue\r\n").expectsContinue)
        #expect(try head("Connection: Upgrade\r\nUpgrade: websocket\r\n").isUpgrade)
        #expect(try !head("Upgrade: websocket\r\n").isUpgrade)
        let h2c = try ParsedRequest(
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: A\r\n\r\n")
        #expect(!h2c.head.isUpgrade)
        #expect(h2c.fields.isEmpty)
    }

    /// Heads that arrive byte by byte end where whole ones do.
    @Test(arguments: ["a\r\n\r\n", "a\n\n", "a\r\nb\r\n\r\n", "a\n\r\n", "a\r\n\n"])
    func findsTheEndInPieces(_ text: String) {
        for rest in ["", "x", "\r\n\r\n"] {
            let whole = Array((text + rest).utf8)
            var end = HeadEnd()
            for count in 0...whole.count {
                let found = whole[..<count].withUnsafeBufferPointer { end.find(in: $0) }
                #expect(found == (count >= text.utf8.count ? text.utf8.count : nil), "after \(count) bytes")
                if found != nil { break }
            }
        }
    }
}
