import NIOCore
import NIOPosix

/// A connection that bytes go to and fro on.
struct Talk: ~Copyable {
    private var incoming: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outgoing: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var unread = ByteBuffer()

    private init(
        _ incoming: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator, _ outgoing: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.incoming = incoming
        self.outgoing = outgoing
    }

    /// Connects, hands the connection to the body, and closes it.
    static func with<Result: Sendable>(
        _ place: Place, tls: ClientTLS? = nil, patience: Duration = Wire.patience,
        _ body: @escaping @Sendable (inout Talk) async throws -> Result
    ) async throws -> Result {
        try await Wire.within(patience) {
            let channel = try await Wire.bootstrap().connect(host: place.host, port: place.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Wire.addTLS(tls, to: channel)
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
            return try await channel.executeThenClose { inbound, outbound in
                var talk = Talk(inbound.makeAsyncIterator(), outbound)
                return try await body(&talk)
            }
        }
    }

    func say(_ text: String) async throws { try await say(Array(text.utf8)) }

    func say(_ bytes: [UInt8]) async throws { try await outgoing.write(ByteBuffer(bytes: bytes)) }

    /// The next bytes.
    mutating func hear(_ count: Int) async throws -> [UInt8] {
        while unread.readableBytes < count { try await more() }
        return unread.readBytes(length: count) ?? []
    }

    /// The text up to a mark, without it.
    mutating func hear(until mark: String) async throws -> String {
        while true {
            let text = String(buffer: unread)
            if let range = text.range(of: mark) {
                let head = String(text[..<range.lowerBound])
                unread.moveReaderIndex(forwardBy: head.utf8.count + mark.utf8.count)
                return head
            }
            try await more()
        }
    }

    private mutating func more() async throws {
        guard var bytes = try await incoming.next() else { throw WireFailure.closed }
        unread.writeBuffer(&bytes)
    }
}

extension String {
    /// Where a text stands in this one.
    fileprivate func range(of mark: String) -> Range<String.Index>? {
        ranges(of: mark).first
    }
}
