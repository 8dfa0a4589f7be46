import NIOCore
import Testing

@testable import Proxy

@Suite struct HPACKTests {
    private let rules = HPACKDecoder.Rules(maximumBytes: 65_536, maximumHeaders: 100, isRequest: true)

    private func bytes(_ hex: String) -> [UInt8] {
        var output: [UInt8] = []
        var digits = hex.filter { !$0.isWhitespace }[...]
        while let high = digits.popFirst(), let low = digits.popFirst() {
            output.append(UInt8(String([high, low]), radix: 16) ?? 0)
        }
        return output
    }

    /// RFC 7541, appendix C.4: three requests with Huffman-coded strings over one table.
    @Test func readsTheRFCsRequests() throws {
        var decoder = HPACKDecoder(limit: 4_096)
        let map = HeaderMap()
        let blocks = [
            ("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff", "/", "http", "www.example.com", ""),
            ("8286 84be 5886 a8eb 1064 9cbf", "/", "http", "www.example.com", "no-cache"),
        ]
        for (hex, path, scheme, authority, cache) in blocks {
            try bytes(hex).withUnsafeBufferPointer { try decoder.decode($0, into: map, rules) }
            #expect(map[map.path].string == path)
            #expect(map[map.scheme].string == scheme)
            #expect(map[map.authority].string == authority)
            #expect((map[.cacheControl]?.string ?? "") == cache)
        }
        let last = bytes("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf")
        try last.withUnsafeBufferPointer { try decoder.decode($0, into: map, rules) }
        #expect(map[map.path].string == "/index.html")
        #expect(map.withValue(of: HeaderName("custom-key")) { $0?.string } == "custom-value")
    }

    /// A long entry in the table, then bytes that each stand for it.
    @Test func keepsNothingOfWhatItRefuses() {
        var decoder = HPACKDecoder(limit: 4_096)
        let map = HeaderMap()
        // Literal with indexing: name `a`, value of 3,000 bytes (a length of 127 + 2,873, in seven bits a byte).
        let entry: [UInt8] = [0x40, 0x01, 0x61, 0x7F, 0xB9, 0x16] + [UInt8](repeating: 0x76, count: 3_000)
        let block = entry + [UInt8](repeating: 0xBE, count: 10_000)
        #expect(throws: HPACKFailure.tooLarge) {
            try block.withUnsafeBufferPointer { try decoder.decode($0, into: map, rules) }
        }
        #expect(map.byteCount < 2 * 65_536)
    }

    @Test func writesWhatItReads() throws {
        var encoder = HPACKEncoder()
        var decoder = HPACKDecoder(limit: 4_096)
        let read = HeaderMap()
        for round in 0..<300 {
            let sent = request("/p/\(round % 7)?\(round)", host: "h\(round % 3).test", method: round % 2 == 0 ? "PUT" : "GET")
            sent.add(HeaderName("x-round"), sent.store("\(round)"))
            sent.add(HeaderName("user-agent"), sent.store("tester"))
            sent.add(HeaderName("x-long"), sent.store(String(repeating: "v", count: round * 11 % 1_500)))
            var block = ByteBuffer()
            encoder.request(sent, scheme: Bytes("https"), to: &block)
            try block.withUnsafeReadableBytes {
                try decoder.decode($0.bindMemory(to: UInt8.self), into: read, rules)
            }
            #expect(read[read.path].equals(sent[sent.path]))
            #expect(read[read.method].equals(sent[sent.method]))
            #expect(read[read.authority].equals(sent[sent.authority]))
            #expect(read[read.scheme].string == "https")
            #expect(read.fieldCount == 3)
            #expect(read.withValue(of: HeaderName("x-round")) { $0?.string } == "\(round)")
        }
    }

    @Test(arguments: [
        ("80", HPACKFailure.compression),  // index 0
        ("be", .compression),  // an entry that was never sent
        ("0005 3a66 6f6f 7801 61", .malformed),  // an unknown pseudo header
        ("0001 4101 61", .malformed),  // an upper-case name
        ("000a 636f 6e6e 6563 7469 6f6e 0563 6c6f 7365", .malformed),  // connection
        ("3fe1 ff03", .compression),  // a table larger than allowed
    ] as [(String, HPACKFailure)])
    func refuses(_ hex: String, _ failure: HPACKFailure) {
        var decoder = HPACKDecoder(limit: 4_096)
        let map = HeaderMap()
        #expect(throws: failure) {
            try bytes(hex).withUnsafeBufferPointer { try decoder.decode($0, into: map, rules) }
        }
    }

    @Test func joinsCookieCrumbs() throws {
        var decoder = HPACKDecoder(limit: 4_096)
        let map = HeaderMap()
        let block = bytes("8286 84") + [0x0F, 0x11, 3] + Array("a=1".utf8) + [0x0F, 0x11, 3] + Array("b=2".utf8)
        try block.withUnsafeBufferPointer { try decoder.decode($0, into: map, rules) }
        #expect(map[.cookie]?.string == "a=1; b=2")
    }
}
