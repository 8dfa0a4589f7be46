import ClusterNetwork
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Images

/// A pod with one container, and a client beside it that speaks bytes.
final class Pod: Sendable {
    let network = ClusterNetwork(group: MultiThreadedEventLoopGroup.singleton)
    let ip: IPAddress
    private let output = Mutex<[String]>([])

    init() throws {
        ip = try #require(network.allocatePodIP())
    }

    var log: [String] { output.withLock { $0 } }

    func context(
        environment: [String: String] = [:], arguments: [String] = [], ports: [Int] = [], files: [String: String] = [:]
    ) -> ContainerContext {
        ContainerContext(
            image: "test", arguments: arguments, environment: environment, ports: ports,
            pod: .init(name: "backend-66fd7779c-wfk7f", namespace: "default", uid: "1", ip: ip, node: "node"),
            containerName: "backend", network: network, file: { files[$0].map { Array($0.utf8) } }
        ) { [self] line in
            output.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
        }
    }

    /// Sends bytes, and returns everything until the server closes, or until `enough` says so.
    func exchange(
        _ bytes: [UInt8], port: Int, halfClose: Bool = false,
        until enough: @escaping @Sendable ([UInt8]) -> Bool = { _ in false }
    ) async throws -> [UInt8] {
        let loop = network.group.next()
        let done = loop.makePromise(of: [UInt8].self)
        let channel: any Channel
        do {
            channel = try await network.dial(to: VirtualAddress(ip, port), on: loop) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if halfClose { try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true) }
                    try channel.pipeline.syncOperations.addHandler(Collector(done, enough))
                }
            }.get()
        } catch {
            done.fail(error)
            throw error
        }
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
        if halfClose { try await channel.close(mode: .output) }
        let answer = try await done.futureResult.get()
        try? await channel.close()
        return answer
    }

    func exchange(
        _ text: String, port: Int, halfClose: Bool = false,
        until enough: @escaping @Sendable (String) -> Bool = { _ in false }
    ) async throws -> String {
        let answer = try await exchange(Array(text.utf8), port: port, halfClose: halfClose) { (bytes: [UInt8]) in
            enough(String(decoding: bytes, as: UTF8.self))
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// One request on a connection of its own; the answer's parts.
    func request(
        _ method: String = "GET", _ target: String, port: Int, headers: [String] = [], body: String = ""
    ) async throws -> Answer {
        let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
        let head = (["\(method) \(target) HTTP/1.1", "Host: www.example.com", "Connection: close"] + headers + length)
            .joined(separator: "\r\n")
        return try Answer(try await exchange(head + "\r\n\r\n" + body, port: port))
    }
}

struct Answer {
    var head: String
    var body: String

    init(_ text: String) throws {
        let end = try #require(text.firstRange(of: "\r\n\r\n"), "no answer: \(text)")
        head = String(text[..<end.lowerBound])
        body = String(text[end.upperBound...])
        if head.contains("Transfer-Encoding: chunked") { body = Self.join(body) }
    }

    var status: Int { head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }
    var lines: [String] { head.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init) }

    func header(_ name: String) -> String? {
        lines.dropFirst().first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }.map {
            String($0.dropFirst(name.count + 2))
        }
    }

    private static func join(_ chunks: String) -> String {
        var rest = Array(chunks.utf8)[...]
        var body: [UInt8] = []
        while let end = rest.firstIndex(of: 13), let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) {
            rest = rest[(end + 2)...]
            body += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
            if size == 0 { break }
        }
        return String(decoding: body, as: UTF8.self)
    }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let done: EventLoopPromise<[UInt8]>
    private let enough: @Sendable ([UInt8]) -> Bool
    private var bytes: [UInt8] = []

    init(_ done: EventLoopPromise<[UInt8]>, _ enough: @escaping @Sendable ([UInt8]) -> Bool) {
        self.done = done
        self.enough = enough
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += unwrapInboundIn(data).readableBytesView
        if enough(bytes) { done.succeed(bytes) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { done.succeed(bytes) }
    }

    func channelInactive(context: ChannelHandlerContext) { done.succeed(bytes) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
