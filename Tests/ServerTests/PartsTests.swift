import NIOCore
import NIOEmbedded
import Testing

@testable import Server

@Suite struct PartsTests {
    @Test(arguments: [
        ("/api/v1/pods?limit=5", "/api/v1/pods", "limit=5"), ("/", "/", ""), ("/a?", "/a", ""), ("/a?b?c", "/a", "b?c"),
        ("https://host:1/a?b", "/a", "b"), ("https://host", "/", ""), ("https://host?b", "", "b"), ("*", "*", ""),
        ("/a%2Fb?c=%26", "/a%2Fb", "c=%26"), ("/proxy/http://x/y", "/proxy/http://x/y", ""),
    ])
    func targets(_ target: String, _ path: String, _ query: String) {
        let split = RequestTarget.split(target)
        #expect(split.path == path)
        #expect(split.query == query)
    }

    @Test(arguments: [
        ("gzip", true), ("deflate, gzip;q=0.5", true), ("GZIP", true), ("*", true), ("gzip;q=0", false), ("identity", false),
        ("", false), ("gzipped", false),
    ])
    func encodings(_ value: String, _ accepts: Bool) {
        #expect(RequestTarget.acceptsGzip(value) == accepts)
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (1_709_164_799, "Wed, 28 Feb 2024 23:59:59 GMT"), (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
    ] as [(Int64, String)])
    func dates(_ seconds: Int64, _ text: String) {
        #expect(DateHeader.format(seconds) == text)
    }

    /// Counts the reads that come through to the listening socket.
    private final class Reads: ChannelOutboundHandler {
        typealias OutboundIn = Never
        var count = 0

        func read(context: ChannelHandlerContext) {
            count += 1
            context.read()
        }
    }

    @Test func acceptsNoMoreThanItMay() throws {
        let reads = Reads()
        let listener = EmbeddedChannel()
        try listener.pipeline.syncOperations.addHandlers([reads, AcceptLimit(maximum: 2)])
        let children = (0..<2).map { _ in EmbeddedChannel() }
        for child in children {
            listener.read()
            try child.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            listener.pipeline.fireChannelRead(child as any Channel)
        }
        #expect(reads.count == 2)
        listener.read()
        #expect(reads.count == 2)
        _ = try children[0].finish()
        listener.embeddedEventLoop.run()
        #expect(reads.count == 3)
        _ = try children[1].finish()
        _ = try listener.finish(acceptAlreadyClosed: true)
    }
}
