import NIOCore
import Testing

@testable import Proxy

@Suite struct ChunkedDecoderTests {
    /// The body and trailers of a chunked message that arrives in the pieces given.
    private func decode(_ pieces: [[UInt8]]) throws -> (body: String, trailers: String?)? {
        var decoder = ChunkedDecoder()
        var pending = ByteBuffer()
        var body = ""
        for piece in pieces {
            pending.writeBytes(piece)
            loop: while true {
                switch try decoder.next(&pending) {
                case .needMore: break loop
                case .data(let data): body += String(buffer: data)
                case .end(let trailers): return (body, trailers.map { String(buffer: $0) })
                }
            }
        }
        return nil
    }

    @Test(arguments: [
        ("3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n", "abcdefg", nil),
        ("1 \r\na\r\n0\r\nx-t: 1\r\n\r\n", "a", "x-t: 1\r\n\r\n"),
        ("A\r\n0123456789\r\n0\r\n\r\n", "0123456789", nil),
        // What stands between a chunk and its line end is passed over, as Envoy does.
        ("1\r\nabc\r\n0\r\n\r\n", "a", nil),
    ] as [(String, String, String?)])
    func readsWholeAndSplit(_ text: String, _ body: String, _ trailers: String?) throws {
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            let pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
            let result = try #require(try decode(pieces), "pieces of \(size)")
            #expect(result.body == body)
            #expect(result.trailers == trailers)
        }
    }

    @Test(arguments: ["zz\r\n", "3\nabc\n", "\r\n", "ffffffffffffffffff\r\n", "-1\r\n", "3 x\r\nabc\r\n"])
    func refuses(_ text: String) {
        #expect(throws: HTTP1Failure.codec) { try decode([Array(text.utf8)]) }
    }
}
