import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// One conversation of a corpus.
struct DifferentialCase: Sendable {
    enum Kind: Sendable {
        case http1(isHead: Bool, responses: Int)
        case http2
    }

    var id: Int
    var listener: String
    var kind = Kind.http1(isHead: false, responses: 1)
    /// Sent one after the other, a moment apart.
    var pieces: [[UInt8]]

    var text: String { pieces.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "⏎") }
}

/// What came back, with what differs from run to run taken out.
struct DifferentialOutcome: Sendable, Equatable {
    var lines: [String]
    /// How it ended: all there, closed before, nothing more for too long.
    var end: String
}

/// Sends raw bytes over a connection of its own and waits for what must come.
enum RawConversation {
    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let received: NIOLockedValueBox<(bytes: [UInt8], hasEnded: Bool)>
        private let changed: @Sendable () -> Void

        init(_ received: NIOLockedValueBox<(bytes: [UInt8], hasEnded: Bool)>, _ changed: @escaping @Sendable () -> Void) {
            self.received = received
            self.changed = changed
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(buffer: unwrapInboundIn(data))
            received.withLockedValue { $0.bytes += bytes }
            changed()
        }

        func channelInactive(context: ChannelHandlerContext) {
            received.withLockedValue { $0.hasEnded = true }
            changed()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    /// - Parameter isWhole: Looks at everything that came so far.
    static func run(
        port: Int, _ pieces: [[UInt8]], group: any EventLoopGroup, limit: Duration = .milliseconds(2_500),
        isWhole: (_ bytes: [UInt8], _ hasEnded: Bool) -> Bool
    ) async throws -> (bytes: [UInt8], end: String) {
        let received = NIOLockedValueBox<(bytes: [UInt8], hasEnded: Bool)>(([], false))
        let (changes, continuation) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingNewest(1))
        let channel = try await ClientBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(received) { continuation.yield(true) })
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        defer { channel.close(promise: nil) }
        for (index, piece) in pieces.enumerated() {
            if index > 0 { try await Task.sleep(for: .milliseconds(15)) }
            try? await channel.writeAndFlush(ByteBuffer(bytes: piece)).get()
        }
        let watch = Task {
            try? await Task.sleep(for: limit)
            continuation.finish()
        }
        defer { watch.cancel() }
        var state = received.withLockedValue { $0 }
        if isWhole(state.bytes, state.hasEnded) { return (state.bytes, "whole") }
        if state.hasEnded { return (state.bytes, "closed") }
        for await _ in changes {
            state = received.withLockedValue { $0 }
            if isWhole(state.bytes, state.hasEnded) { return (state.bytes, "whole") }
            if state.hasEnded { return (state.bytes, "closed") }
        }
        return (received.withLockedValue { $0.bytes }, "silent")
    }

    static func http1(
        _ one: DifferentialCase, port: Int, isHead: Bool, responses: Int, group: any EventLoopGroup
    ) async throws -> DifferentialOutcome {
        func parse(_ bytes: [UInt8], _ hasEnded: Bool) -> (messages: [RawMessage], rest: [UInt8]) {
            var messages: [RawMessage] = []
            var rest = bytes
            while let (message, length) = RawMessage.response(rest, isHead: isHead, hasEnded: hasEnded) {
                messages.append(message)
                rest.removeFirst(length)
                if message.status == 101 { break }
            }
            return (messages, rest)
        }
        let (bytes, end) = try await run(port: port, one.pieces, group: group) { bytes, hasEnded in
            let (messages, rest) = parse(bytes, hasEnded)
            if messages.last?.status == 101 { return one.pieces.count == 1 || !rest.isEmpty }
            return messages.filter { $0.status >= 200 }.count >= responses
        }
        let (messages, rest) = parse(bytes, end == "closed")
        var lines: [String] = []
        for message in messages {
            lines += message.head.split(separator: "\r\n").map(String.init)
            lines += ["", String(decoding: message.body, as: UTF8.self), message.trailers]
        }
        if !rest.isEmpty { lines.append("rest: \(String(decoding: rest, as: UTF8.self))") }
        return DifferentialOutcome(lines: lines.map(normal), end: end)
    }

    /// Without what is never the same twice.
    static func normal(_ line: String) -> String {
        line.split(separator: "\r\n", omittingEmptySubsequences: false).map { line in
            let name = line.prefix { $0 != ":" }.lowercased()
            switch name {
            case "x-request-id": return line.utf8.count == 50 ? "x-request-id: UUID" : String(line)
            case "date": return line.contains("1994") ? String(line) : "date: NOW"
            case "x-envoy-expected-rq-timeout-ms": 
                let value = Int(line.dropFirst(name.count + 1).trimmingBlanks()) ?? 0
                return (14_000...15_000).contains(value) ? "\(name): 15000 or a little less" : String(line)
            case "x-envoy-upstream-service-time": return "\(name): N"
            case "grpc-message":
                // What an upstream that echoes says of the request.
                guard let range = line.range("x-request-id: "), line.utf8.count > 100 else { return String(line) }
                return String(line[..<range.upperBound] + "UUID" + line[range.upperBound...].dropFirst(36))
            default: return String(line)
            }
        }.joined(separator: "\r\n")
    }
}
