import CZlib
import Testing

@testable import Streams

@Suite struct CompressionTests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")])
    func base64(_ plain: String, _ encoded: String) {
        #expect(Base64.encode(plain.utf8) == Array(encoded.utf8))
        #expect(Base64.decode(encoded.utf8) == Array(plain.utf8))
    }

    @Test(arguments: ["Z", "Zg=", "Zg==Zg==", "Z===", "Zm9*", "===="])
    func notBase64(_ text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }

    @Test func gzipIsReadable() throws {
        let plain = Array(String(repeating: "0123456789", count: 100_000).utf8)
        let packed = try #require(Gzip.compress(plain))
        #expect(packed.count < 20_000)
        #expect(packed.prefix(2) == [0x1F, 0x8B])
        var stream = z_stream()
        #expect(inflateInit2_(&stream, 15 + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK)
        defer { inflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: plain.count)
        packed.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                #expect(inflate(&stream, Z_FINISH) == Z_STREAM_END)
            }
        }
        #expect(output == plain)
    }
}
