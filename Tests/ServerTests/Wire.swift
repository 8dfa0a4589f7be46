import JSON
import NIOCore
import NIOPosix
import NIOSSL
import PKI

/// A TLS connection whose bytes a test writes and reads itself.
final class Wire: Sendable {
    struct Response: Sendable {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSON { (try? JSON(parsing: body)) ?? .null }
    }

    let channel: any Channel
    private let inbox: Inbox

    /// Bytes that have come and were not taken.
    private actor Inbox {
        private var held: [UInt8] = []
        private var isClosed = false
        private var waiting: CheckedContinuation<Void, Never>?

        func put(_ bytes: [UInt8]) {
            held += bytes
            waiting?.resume()
            waiting = nil
        }

        func close() {
            isClosed = true
            waiting?.resume()
            waiting = nil
        }

        /// What `take` makes of the bytes held, asked again whenever more have come. `take` says how many it used.
        func next<Value: Sendable>(_ take: @Sendable ([UInt8], Bool) throws -> (Value, Int)?) async throws -> Value {
            while true {
                if let (value, count) = try take(held, isClosed) {
                    held.removeFirst(count)
                    return value
                }
                if isClosed { throw Unexpected("closed with \(held.count) bytes: \(String(decoding: held, as: UTF8.self))") }
                await withCheckedContinuation { waiting = $0 }
            }
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        let arrivals: AsyncStream<[UInt8]>.Continuation

        init(_ arrivals: AsyncStream<[UInt8]>.Continuation) { self.arrivals = arrivals }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            arrivals.yield(Array(unwrapInboundIn(data).readableBytesView))
        }

        func channelInactive(context: ChannelHandlerContext) { arrivals.finish() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    private init(channel: any Channel, arrivals: AsyncStream<[UInt8]>) {
        self.channel = channel
        let inbox = Inbox()
        self.inbox = inbox
        Task {
            for await bytes in arrivals { await inbox.put(bytes) }
            await inbox.close()
        }
    }

    static func open(
        port: Int, trust: CertificateAuthority?, identity: Identity? = nil, protocols: [String] = ["http/1.1"]
    ) async throws -> Wire {
        let (arrivals, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        var tls: NIOSSLContext?
        if let trust { tls = try context(trust: trust, identity: identity, protocols: protocols) }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { [tls] channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: "localhost"))
                    }
                    try channel.pipeline.syncOperations.addHandler(Handler(continuation))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return Wire(channel: channel, arrivals: arrivals)
    }

    static func context(trust: CertificateAuthority, identity: Identity?, protocols: [String]) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(
            try NIOSSLCertificate.fromPEMBytes(Array(trust.certificatePEM.utf8)))
        configuration.applicationProtocols = protocols
        if let identity {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificatePEM.utf8))
                .map { .certificate($0) }
            configuration.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(identity.keyPEM.utf8), format: .pem))
        }
        return try NIOSSLContext(configuration: configuration)
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    func close() async { try? await channel.close().get() }

    /// The next response with its whole body.
    func response() async throws -> Response {
        var response = try await head()
        if response.headers["transfer-encoding"] == "chunked" {
            while let chunk = try await chunk() { response.body += chunk }
        } else if let length = response.headers["content-length"].flatMap({ Int($0) }) {
            response.body = try await read(length)
        } else if response.headers["connection"] == "close" {
            response.body = try await rest()
        }
        return response
    }

    func head() async throws -> Response {
        let text = try await read(through: "\r\n\r\n")
        var lines = text.split(separator: "\r\n").map(String.init)
        guard !lines.isEmpty, let status = lines.removeFirst().split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { throw Unexpected("no status line: \(text)") }
        var headers: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        return Response(status: status, headers: headers, body: [])
    }

    /// The next chunk of a chunked body; nil at its end.
    func chunk() async throws -> [UInt8]? {
        let line = try await read(through: "\r\n")
        guard let count = Int(line.filter(\.isHexDigit), radix: 16) else { throw Unexpected("not a chunk: \(line)") }
        let bytes = try await read(count + 2)
        return count == 0 ? nil : bytes.dropLast(2)
    }

    func read(_ count: Int) async throws -> [UInt8] {
        try await inbox.next { held, _ in held.count >= count ? (Array(held.prefix(count)), count) : nil }
    }

    func read(through end: String) async throws -> String {
        let end = Array(end.utf8)
        return try await inbox.next { held, _ in
            guard let start = (0...max(0, held.count - end.count)).first(where: { held[$0...].starts(with: end) }),
                held.count >= end.count
            else { return nil }
            let count = start + end.count
            return (String(decoding: held.prefix(count), as: UTF8.self), count)
        }
    }

    /// What has come, at least one byte.
    func some() async throws -> [UInt8] {
        try await inbox.next { held, _ in held.isEmpty ? nil : (held, held.count) }
    }

    /// Everything until the server closes.
    func rest() async throws -> [UInt8] {
        try await inbox.next { held, isClosed in isClosed ? (held, held.count) : nil }
    }
}
