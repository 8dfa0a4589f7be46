import NIOCore
import NIOHPACK
import NIOHTTP2

/// A call under `/h2up/grpc/` as the upstream sees it, and what it answers: messages that tell what came, and trailers.
struct GRPCCall {
    private var path = ""
    private var told: [String] = []
    var body: [UInt8] = []

    mutating func read(_ headers: HPACKHeaders) {
        for (name, value, _) in headers {
            if name == ":path" { path = value }
            if ["content-type", "te", "grpc-accept-encoding", "content-length", "accept"].contains(name) {
                told.append("\(name)=\(value)")
            }
        }
    }

    /// Nil for other requests.
    var answer: [HTTP2Frame.FramePayload]? {
        guard let range = path.range("/h2up/grpc/") else { return nil }
        let seen = Array((told + body.map { String($0, radix: 16) }).joined(separator: " ").utf8)
        let (grpc, trailers) = ("application/grpc", [("grpc-status", "0"), ("grpc-message", "fine: 100%25")])
        switch path[range.upperBound...] {
        case "trailers-only": return [Self.headers(grpc, [("grpc-status", "5"), ("grpc-message", "gone")], isEnd: true)]
        case "empty": return [Self.headers(grpc), Self.trailers(trailers)]
        case "no-trailers": return [Self.headers(grpc), Self.data(Self.message(seen), isEnd: true)]
        case "many":
            let messages = [seen, [], [1], [2, 3], Array(repeating: 4, count: 1000)].map(Self.message)
            let all = messages.flatMap { $0 }
            return [Self.headers(grpc + "+proto"), Self.data(Array(all.prefix(7))), Self.data(Array(all.dropFirst(7)))]
                + [Self.trailers(trailers + [("x-more", "a"), ("x-more", "b")])]
        case "foreign": return [Self.headers("text/plain"), Self.data(Array("not ~ gRPC, 100% é\r\n".utf8), isEnd: true)]
        case "foreign-pieces":
            return [Self.headers("text/plain"), Self.data(Array("one ".utf8)), Self.data(Array("two".utf8), isEnd: true)]
        case "foreign-trailers":
            return [Self.headers("text/plain"), Self.data(Array("text".utf8)), Self.trailers([("x-end", "1")])]
        case "foreign-long":
            let piece = Self.data([UInt8](repeating: UInt8(ascii: "x"), count: 10_000))
            return [Self.headers("text/plain"), piece, piece, Self.data([UInt8(ascii: "y")], isEnd: true)]
        case "foreign-bare": return [Self.headers("text/plain", isEnd: true)]
        case "unavailable":
            return [Self.headers("text/plain", status: "503"), Self.data(Array("down".utf8), isEnd: true)]
        case "web": return [Self.headers("application/grpc-web+proto"), Self.data(Self.message(seen), isEnd: true)]
        case "length":
            let message = Self.message(seen)
            return [Self.headers(grpc, [("content-length", "\(message.count)")]), Self.data(message), Self.trailers(trailers)]
        default: return [Self.headers(grpc), Self.data(Self.message(seen)), Self.trailers(trailers)]
        }
    }

    static let paths = [
        "call", "trailers-only", "empty", "no-trailers", "many", "foreign", "foreign-pieces", "foreign-trailers", "foreign-long",
        "foreign-bare", "unavailable", "web", "length",
    ]

    static func message(_ bytes: [UInt8]) -> [UInt8] {
        let size = UInt32(bytes.count)
        return [0, UInt8(size >> 24), UInt8(size >> 16 & 255), UInt8(size >> 8 & 255), UInt8(size & 255)] + bytes
    }

    private static func headers(
        _ type: String, _ more: [(String, String)] = [], status: String = "200", isEnd: Bool = false
    ) -> HTTP2Frame.FramePayload {
        .headers(.init(headers: HPACKHeaders([(":status", status), ("content-type", type)] + more), endStream: isEnd))
    }

    private static func data(_ bytes: [UInt8], isEnd: Bool = false) -> HTTP2Frame.FramePayload {
        .data(.init(data: .byteBuffer(ByteBuffer(bytes: bytes)), endStream: isEnd))
    }

    private static func trailers(_ trailers: [(String, String)]) -> HTTP2Frame.FramePayload {
        .headers(.init(headers: HPACKHeaders(trailers), endStream: true))
    }
}

extension Corpus {
    /// gRPC-Web in all its types, to upstreams that speak gRPC and to such as do not.
    mutating func addGRPCWeb() {
        let binary = "\0\0\0\0\u{5}hello"
        let types = ["grpc-web", "grpc-web+proto", "grpc-web-text", "grpc-web-text+proto", "grpc", "grpc-web+json", "grpc-web; a=b"]
        for type in types {
            let body = type.contains("text") ? "AAAAAAVoZWxsbw==" : binary
            for path in GRPCCall.paths { call("/h2up/grpc/" + path, type, type, [body]) }
            for accept in ["grpc-web-text", "grpc-web", "*/*"] { call("/h2up/grpc/many", type, accept, [body]) }
            for path in ["/get", "/dead", "/missing", "/empty", "/direct/200", "/direct/503", "/direct/204", "/resp/0", "/status/503"] {
                call(path, type, type, [body])
            }
        }
        let texts = [
            ["AAAAAAA="], ["AAAAAAVoZWxsbw==", ""], ["AAAAAAVoZW", "xsbw=="], ["AA", "AA", "AAVoZWxsbw=="], ["AAAAAAVoZWxsbw"], ["AAAAAAVoZWxsbw="],
            ["AAAAAAVoZWxsb*=="], ["AAAAAAVoZWxsbx=="], ["AAAA====AAAA"], ["AAAAAAVoZWxsbw==AAAAAAVoZWxsbw=="], ["===="], [""], ["A"], ["\r\n\r\n"],
        ]
        for text in texts { call("/h2up/grpc/call", "grpc-web-text", "grpc-web-text", text) }
        for (name, value) in [("te", "gzip"), ("grpc-accept-encoding", "gzip"), ("grpc-timeout", "1S"), ("content-encoding", "x")] {
            call("/h2up/grpc/call", "grpc-web", "grpc-web", [binary], [(name, value)])
        }
        add("grpcweb", path: "/h2up/grpc/call", fields: "Content-Type: application/grpc-web\r\n")
        add("grpcweb", path: "/h2up/grpc/call", fields: "Accept: application/grpc-web-text\r\n")
    }

    /// Over HTTP/1 and over HTTP/2.
    private mutating func call(
        _ path: String, _ type: String, _ accept: String, _ body: [String], _ more: [(String, String)] = []
    ) {
        let accept = accept.contains("/") ? accept : "application/" + accept
        let headers = [("content-type", "application/" + type), ("accept", accept)] + more
        let length = body.reduce(0) { $0 + $1.utf8.count }
        let fields = headers.map { "\($0): \($1)\r\n" }.joined() + "Content-Length: \(length)\r\n"
        add("grpcweb", method: "POST", path: path, fields: fields, body: body)
        let head = CorpusWords.stream(method: "POST", path: path, headers + [("x-case", "\(cases.count)")])
        let pieces = body.enumerated().map { RawHTTP2.data($1, isEnd: $0 == body.count - 1) }
        addFrames("grpcweb", [RawHTTP2.headers(head, isEnd: false) + pieces[0]] + pieces.dropFirst())
    }
}
