import NIOCore
import Testing

@testable import Streams

@Suite struct SPDYFrameTests {
    static let frames: [SPDYFrame] = [
        .synStream(1, headers: ["streamtype": "error", "port": "8080"], isFinal: false, isUnidirectional: false, priority: 0),
        .synStream(0x7FFF_FFFF, headers: [:], isFinal: true, isUnidirectional: true, priority: 7),
        .synReply(3, headers: [:], isFinal: false),
        .headers(5, headers: ["a": "b\0c"], isFinal: true),
        .data(7, ByteBuffer(string: "hello"), isFinal: false),
        .data(7, ByteBuffer(), isFinal: true),
        .reset(9, .refusedStream),
        .settings([SPDYSetting(flags: 1, id: 7, value: 65_536), SPDYSetting(flags: 0, id: 4, value: 100)]),
        .ping(11),
        .goAway(lastGood: 13, .protocolError),
        .windowUpdate(0, delta: 32_768),
    ]

    @Test func dictionaryIsThatOfTheSpecification() {
        #expect(SPDYDictionary.bytes.count == 1423)
        var a: UInt32 = 1
        var b: UInt32 = 0
        for byte in SPDYDictionary.bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        #expect(b << 16 | a == 0xE3C6_A7C2)
    }

    @Test func framesSurviveTheWire() throws {
        let writer = try SPDYFrameWriter()
        var bytes = ByteBuffer()
        for frame in Self.frames { writer.write(frame, into: &bytes) }
        var parser = try SPDYFrameParser()
        parser.append(&bytes)
        for frame in Self.frames { #expect(try parser.next() == frame) }
        #expect(try parser.next() == nil)
    }

    @Test func framesArriveByteByByte() throws {
        let writer = try SPDYFrameWriter()
        var bytes = ByteBuffer()
        for frame in Self.frames { writer.write(frame, into: &bytes) }
        var parser = try SPDYFrameParser()
        var read: [SPDYFrame] = []
        while let byte = bytes.readSlice(length: 1) {
            var byte = byte
            parser.append(&byte)
            while let frame = try parser.next() { read.append(frame) }
        }
        // Data comes in as many pieces as it arrived in.
        let pieces = read.filter { if case .data(7, _, false) = $0 { true } else { false } }
        #expect(pieces.count == 5)
        #expect(read.count == Self.frames.count + 4)
    }

    @Test func oneZlibStreamCarriesEveryBlock() throws {
        let compressor = try SPDYHeaderCompressor()
        let decompressor = try SPDYHeaderDecompressor()
        for round in 0..<100 {
            let headers: SPDYHeaders = ["port": "\(round)", "requestid": "\(round)", "streamtype": "data"]
            let block = ByteBuffer(bytes: compressor.compress(headers))
            #expect(try decompressor.decompress(block.readableBytesView) == headers)
        }
    }

    static let broken: [(String, [UInt8])] = [
        ("version of another SPDY", [0x80, 2, 0, 6, 0, 0, 0, 4, 0, 0, 0, 1]),
        ("data for stream 0", [0, 0, 0, 0, 0, 0, 0, 1, 65]),
        ("SYN_STREAM too short", [0x80, 3, 0, 1, 0, 0, 0, 4, 0, 0, 0, 1]),
        ("SYN_STREAM for stream 0", [0x80, 3, 0, 1, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("headers that are not zlib", [0x80, 3, 0, 1, 0, 0, 0, 14, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]),
        ("RST_STREAM without status", [0x80, 3, 0, 3, 0, 0, 0, 4, 0, 0, 0, 1]),
        ("RST_STREAM with status 0", [0x80, 3, 0, 3, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0]),
        ("SETTINGS that lie about their number", [0x80, 3, 0, 4, 0, 0, 0, 12, 0, 0, 0, 9, 0, 0, 0, 7, 0, 0, 1, 0]),
        ("PING with flags", [0x80, 3, 0, 6, 1, 0, 0, 4, 0, 0, 0, 1]),
        ("control frame beyond the limit", [0x80, 3, 0, 1, 0, 0xFF, 0xFF, 0xFF]),
        ("HTTP", Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)),
    ]

    @Test(arguments: broken.filter { $0.0 != "HTTP" })
    func refusesBrokenFrames(_ name: String, _ bytes: [UInt8]) throws {
        var parser = try SPDYFrameParser()
        var buffer = ByteBuffer(bytes: bytes)
        parser.append(&buffer)
        #expect(throws: SPDYError.self, "\(name)") { try parser.next() }
    }

    @Test func passesOverFramesOfUnknownTypes() throws {
        var parser = try SPDYFrameParser()
        var buffer = ByteBuffer(bytes: [0x80, 3, 0, 10, 0, 0, 0, 3, 1, 2, 3, 0x80, 3, 0, 6, 0, 0, 0, 4, 0, 0, 0, 5])
        parser.append(&buffer)
        #expect(try parser.next() == .ping(5))
    }

    /// Ten thousand times the same header compresses to almost nothing.
    @Test func refusesHeadersThatInflateWithoutEnd() throws {
        let compressor = try SPDYHeaderCompressor()
        let bomb = SPDYHeaders([(name: "a", value: String(repeating: "a", count: StreamLimits.headerBlockBytes * 4))])
        let block = ByteBuffer(bytes: compressor.compress(bomb))
        #expect(block.readableBytes < 4096)
        #expect(throws: SPDYError.self) { try SPDYHeaderDecompressor().decompress(block.readableBytesView) }
    }
}
