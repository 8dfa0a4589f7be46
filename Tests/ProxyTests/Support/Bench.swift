import ClusterNetwork
import JSON
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import NIOSSL
import PKI
import XDS

@testable import Proxy

/// An engine on a network of its own, an upstream beside it, and raw clients.
final class Bench: Sendable {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let network: ClusterNetwork
    let engine: Engine
    let pod = IPAddress(10, 244, 0, 2)
    let backend = IPAddress(10, 244, 0, 9)
    let client = IPAddress(10, 244, 0, 1)
    private let lines = NIOLockedValueBox<[UInt8]>([])

    /// - Parameter isDual: Every host has an address of each family, with the same last number.
    init(systemTrust: [UInt8] = [], isDual: Bool = false) {
        network = ClusterNetwork(group: group, podBlocks: isDual ? [.pods, .podsV6] : [.pods])
        for ip in [pod, backend, client] { _ = network.attachPod(keeping: [ip, Self.second(ip)]) }
        let lines = self.lines
        engine = Engine(
            configuration: .init(
                nodeID: "node", nodeCluster: "default/eg", podIPs: network.addresses(of: pod), hostName: "proxy", systemTrust: systemTrust),
            network: network, group: group, accessLog: { bytes in lines.withLockedValue { $0 += bytes } },
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Runs a test on a bench, and leaves nothing of it behind.
    static func run(
        systemTrust: [UInt8] = [], isDual: Bool = false, _ snapshot: Snapshot? = nil,
        _ body: (Bench) async throws -> Void
    ) async throws {
        let bench = Bench(systemTrust: systemTrust, isDual: isDual)
        do {
            if let snapshot { _ = await bench.engine.apply(snapshot) }
            try await body(bench)
            await bench.stop()
        } catch {
            await bench.stop()
            throw error
        }
    }

    /// The address that goes with one of IPv4.
    static func second(_ ip: IPAddress) -> IPAddress {
        .v6(0xFD00_0010_0244_0000, UInt64(ip.bytes.last ?? 0))
    }

    private func stop() async {
        await engine.stop()
        try? await group.shutdownGracefully()
    }

    /// Access log lines so far, as soon as there are `count` of them.
    func logLines(_ count: Int) async throws -> [JSON] {
        for _ in 0..<400 {
            let text = lines.withLockedValue { String(decoding: $0, as: UTF8.self) }
            let all = text.split(separator: "\n")
            if all.count >= count { return try all.map { try JSON(parsing: String($0)) } }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw NoLog(wanted: count)
    }

    /// The lines that were waited for did not come.
    struct NoLog: Error {
        var wanted: Int
    }

    /// An upstream that answers each request's head and body (already whole) with raw bytes; nil closes.
    @discardableResult
    func serve(
        _ port: Int = 3000, on ip: IPAddress? = nil, after delay: TimeAmount = .zero,
        _ answer: @escaping @Sendable (String) -> String?
    ) throws -> NetworkListener {
        if let ip { network.attach(ip) }
        return try network.listen(VirtualAddress(ip ?? backend, port)) { connection in
            connection.channel.eventLoop.makeCompletedFuture {
                try connection.channel.pipeline.syncOperations.addHandler(RawServer(after: delay, answer))
            }
        }
    }

    /// The same, behind TLS.
    func serveTLS(_ port: Int, _ identity: Identity, _ answer: @escaping @Sendable (String) -> String?) throws {
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(identity.certificatePEM.utf8)).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.keyPEM.utf8), format: .pem)))
        let context = try NIOSSLContext(configuration: configuration)
        _ = try network.listen(VirtualAddress(backend, port)) { connection in
            connection.channel.eventLoop.makeCompletedFuture {
                try connection.channel.pipeline.syncOperations.addHandlers([
                    NIOSSLServerHandler(context: context), RawServer(answer),
                ])
            }
        }
    }

    func connect(_ port: Int = 10080, at ip: IPAddress? = nil) async throws -> RawClient {
        let client = RawClient()
        let place = VirtualAddress(ip ?? pod, port)
        let channel = try await network.dial(from: self.client, to: place, on: group.next()) { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(RawClient.Handler(client))
            }
        }.get()
        client.opened(channel)
        return client
    }

    /// Sends one request on a connection of its own and returns everything until it is whole.
    func ask(
        _ path: String, host: String = "www.example.com", method: String = "GET", _ headers: String = "",
        body: String = "", at ip: IPAddress? = nil
    ) async throws -> Reply {
        let client = try await connect(at: ip)
        defer { client.close() }
        try await client.send("\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\n\(headers)\r\n\(body)")
        return try await client.reply(isHead: method == "HEAD")
    }
}

/// A response taken apart.
struct Reply: Sendable {
    var status = 0
    var head = ""
    var body = ""

    /// The header's first value.
    subscript(_ name: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.first.map({ $0.lowercased() == name.lowercased() }) == true {
                return parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
            }
        }
        return nil
    }

    /// Header names in order.
    var names: [String] { head.split(separator: "\r\n").dropFirst().map { String($0.split(separator: ":")[0]) } }
}

/// A connection on which bytes are sent and awaited.
final class RawClient: Sendable {
    private struct State {
        var received: [UInt8] = []
        var hasEnded = false
        var channel: (any Channel)?
    }

    private let state = NIOLockedValueBox(State())

    func opened(_ channel: any Channel) { state.withLockedValue { $0.channel = channel } }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) async throws {
        guard let channel = state.withLockedValue({ $0.channel }) else { return }
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    func endOutput() async throws { try await state.withLockedValue { $0.channel }?.close(mode: .output) }

    func close() { state.withLockedValue { $0.channel }?.close(promise: nil) }

    var received: [UInt8] { state.withLockedValue { $0.received } }
    var text: String { String(decoding: received, as: UTF8.self) }

    struct TimedOut: Error { var received: String }

    /// Waits until what came satisfies a condition; the second argument says whether the peer has closed.
    func wait(_ limit: Duration = .seconds(8), until condition: (String, Bool) -> Bool) async throws {
        let start = ContinuousClock.now
        while true {
            let (bytes, hasEnded) = state.withLockedValue { ($0.received, $0.hasEnded) }
            let text = String(decoding: bytes, as: UTF8.self)
            if condition(text, hasEnded) { return }
            if ContinuousClock.now - start > limit { throw TimedOut(received: text) }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// The next response, taken off what came.
    func reply(isHead: Bool = false) async throws -> Reply {
        try await wait { text, hasEnded in Self.parse(text, hasEnded, isHead) != nil }
        return state.withLockedValue { state in
            let text = String(decoding: state.received, as: UTF8.self)
            guard let (reply, length) = Self.parse(text, state.hasEnded, isHead) else { return Reply() }
            state.received.removeFirst(min(length, state.received.count))
            return reply
        }
    }

    private static func parse(_ text: String, _ hasEnded: Bool, _ isHead: Bool) -> (Reply, Int)? {
        guard let end = text.range("\r\n\r\n") else { return nil }
        var reply = Reply()
        reply.head = String(text[..<end.lowerBound])
        reply.status = Int(reply.head.split(separator: " ").dropFirst().first ?? "") ?? 0
        let rest = text[end.upperBound...]
        let headLength = text[..<end.upperBound].utf8.count
        if isHead || reply.status < 200 || reply.status == 204 || reply.status == 304 { return (reply, headLength) }
        if let length = reply["content-length"].flatMap(Int.init) {
            guard rest.utf8.count >= length else { return nil }
            reply.body = String(decoding: rest.utf8.prefix(length), as: UTF8.self)
            return (reply, headLength + length)
        }
        guard reply["transfer-encoding"] != nil else {
            reply.body = String(rest)
            return hasEnded ? (reply, text.utf8.count) : nil
        }
        var bytes = Array(rest.utf8)[...]
        while let lineEnd = bytes.firstIndex(of: 10) {
            let size = Int(String(decoding: bytes[..<lineEnd], as: UTF8.self).filter(\.isHexDigit), radix: 16) ?? 0
            bytes = bytes[(lineEnd + 1)...]
            if size == 0 {
                guard let last = String(decoding: bytes, as: UTF8.self).range("\r\n") else { return nil }
                _ = last
                return (reply, text.utf8.count)
            }
            guard bytes.count >= size + 2 else { return nil }
            reply.body += String(decoding: bytes.prefix(size), as: UTF8.self)
            bytes = bytes.dropFirst(size + 2)
        }
        return nil
    }

    final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let client: RawClient

        init(_ client: RawClient) { self.client = client }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(buffer: unwrapInboundIn(data))
            client.state.withLockedValue { $0.received += bytes }
        }

        func channelInactive(context: ChannelHandlerContext) {
            client.state.withLockedValue { $0.hasEnded = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}

extension StringProtocol {
    func range(_ needle: String) -> Range<Index>? {
        let bytes = Array(needle.utf8)
        var at = startIndex
        while at < endIndex {
            if self[at...].utf8.starts(with: bytes), let end = utf8.index(at, offsetBy: bytes.count, limitedBy: endIndex) {
                return at..<end
            }
            at = utf8.index(after: at)
        }
        return nil
    }
}

/// Answers whole requests (Content-Length bodies) with raw text.
private final class RawServer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let delay: TimeAmount
    private let answer: @Sendable (String) -> String?
    private var received = ""

    init(after delay: TimeAmount = .zero, _ answer: @escaping @Sendable (String) -> String?) {
        self.delay = delay
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        while let end = received.range("\r\n\r\n") {
            let head = String(received[..<end.upperBound])
            var length = 0
            for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-length:") {
                length = Int(line.split(separator: ":")[1].trimmingPrefix(" ")) ?? 0
            }
            guard received[end.upperBound...].utf8.count >= length else { return }
            let whole = String(received.utf8.prefix(head.utf8.count + length)) ?? head
            received = String(received.utf8.dropFirst(head.utf8.count + length)) ?? ""
            guard let text = answer(whole) else {
                context.close(promise: nil)
                return
            }
            if text.isEmpty { continue }
            if delay == .zero {
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            } else {
                let channel = context.channel
                _ = context.eventLoop.scheduleTask(in: delay) { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// A plain answer.
func ok(_ body: String, _ headers: String = "", status: String = "200 OK") -> String {
    "HTTP/1.1 \(status)\r\ncontent-length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
}
