import NIOCore
import NIOHPACK

/// HTTP/2 by hand: header blocks of plain literals, so that anything can be said.
enum RawHTTP2 {
    static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + frame(4, 0, 0, [])

    static func frame(_ type: UInt8, _ flags: UInt8, _ stream: UInt32, _ payload: [UInt8]) -> [UInt8] {
        let size = payload.count
        return [UInt8(size >> 16 & 255), UInt8(size >> 8 & 255), UInt8(size & 255), type, flags]
            + [UInt8(stream >> 24), UInt8(stream >> 16 & 255), UInt8(stream >> 8 & 255), UInt8(stream & 255)] + payload
    }

    static func block(_ headers: [(String, String)]) -> [UInt8] {
        headers.flatMap { [0] + string($0.0) + string($0.1) }
    }

    private static func string(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        if bytes.count < 127 { return [UInt8(bytes.count)] + bytes }
        var rest = bytes.count - 127
        var length: [UInt8] = [127]
        while rest >= 128 {
            length.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        return length + [UInt8(rest)] + bytes
    }

    static func headers(_ headers: [(String, String)], stream: UInt32 = 1, isEnd: Bool = true) -> [UInt8] {
        frame(1, isEnd ? 5 : 4, stream, block(headers))
    }

    static func data(_ text: String, stream: UInt32 = 1, isEnd: Bool = true) -> [UInt8] {
        frame(0, isEnd ? 1 : 0, stream, Array(text.utf8))
    }

    /// What a server said on stream 1, and of the whole connection.
    struct Reading {
        var lines: [String] = []
        var body: [UInt8] = []
        var isOver = false
        private var decoder = HPACKDecoder(allocator: ByteBufferAllocator())

        mutating func read(_ bytes: [UInt8]) {
            var at = 0
            while at + 9 <= bytes.count {
                let size = Int(bytes[at]) << 16 | Int(bytes[at + 1]) << 8 | Int(bytes[at + 2])
                guard at + 9 + size <= bytes.count else { return }
                let stream = bytes[(at + 5)..<(at + 9)].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
                let payload = Array(bytes[(at + 9)..<(at + 9 + size)])
                take(bytes[at + 3], bytes[at + 4], stream, payload)
                at += 9 + size
            }
        }

        private mutating func take(_ type: UInt8, _ flags: UInt8, _ stream: Int, _ payload: [UInt8]) {
            switch type {
            case 0:
                body += payload
                if flags & 1 != 0 { isOver = true }
            case 1:
                var buffer = ByteBuffer(bytes: payload)
                for field in (try? decoder.decodeHeaders(from: &buffer)) ?? [:] { lines.append("\(field.name): \(field.value)") }
                lines.append("")
                if flags & 1 != 0 { isOver = true }
            case 3:
                // A stream that is over anyway may be reset with "no error".
                if payload != [0, 0, 0, 0] { lines.append("RST_STREAM \(payload.map(Int.init))") }
                isOver = true
            case 7:
                lines.append("GOAWAY \(payload.prefix(8).suffix(4).map(Int.init))")
                isOver = true
            default: break
            }
        }
    }
}

extension RawConversation {
    static func http2(_ one: DifferentialCase, port: Int, group: any EventLoopGroup) async throws -> DifferentialOutcome {
        func parse(_ bytes: [UInt8]) -> RawHTTP2.Reading {
            var reading = RawHTTP2.Reading()
            reading.read(bytes)
            return reading
        }
        let (bytes, end) = try await run(port: port, one.pieces, group: group) { bytes, _ in parse(bytes).isOver }
        let reading = parse(bytes)
        let lines = reading.lines + [String(decoding: reading.body, as: UTF8.self)]
        return DifferentialOutcome(lines: lines.map(normal), end: end)
    }
}
