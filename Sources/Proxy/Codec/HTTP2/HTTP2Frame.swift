import NIOCore

/// RFC 9113, section 7.
enum HTTP2Error: UInt32, Error {
    case none = 0
    case protocolError = 1
    case internalError = 2
    case flowControl = 3
    case settingsTimeout = 4
    case streamClosed = 5
    case frameSize = 6
    case refusedStream = 7
    case cancel = 8
    case compression = 9
    case connect = 10
    case enhanceYourCalm = 11
    case inadequateSecurity = 12
    case http11Required = 13
}

enum HTTP2FrameType: UInt8 {
    case data = 0
    case headers = 1
    case priority = 2
    case reset = 3
    case settings = 4
    case pushPromise = 5
    case ping = 6
    case goAway = 7
    case windowUpdate = 8
    case continuation = 9
}

/// The nine bytes before each frame.
struct HTTP2FrameHeader {
    static let size = 9

    var length: Int
    var type: UInt8
    var flags: UInt8
    var stream: Int

    init?(_ buffer: ByteBuffer) {
        guard buffer.readableBytes >= HTTP2FrameHeader.size else { return nil }
        (length, type, flags, stream) = buffer.withUnsafeReadableBytes { raw in
            (
                Int(raw[0]) << 16 | Int(raw[1]) << 8 | Int(raw[2]), raw[3], raw[4],
                (Int(raw[5]) << 24 | Int(raw[6]) << 16 | Int(raw[7]) << 8 | Int(raw[8])) & 0x7FFF_FFFF
            )
        }
    }

    static func write(_ type: HTTP2FrameType, flags: UInt8 = 0, stream: Int, length: Int, to buffer: inout ByteBuffer) {
        buffer.writeMultipleIntegers(
            UInt32(length << 8) | UInt32(type.rawValue), flags, UInt32(stream))
    }

    var endsStream: Bool { flags & 0x1 != 0 }
    var isAcknowledgement: Bool { flags & 0x1 != 0 }
    var endsHeaders: Bool { flags & 0x4 != 0 }
    var isPadded: Bool { flags & 0x8 != 0 }
    var hasPriority: Bool { flags & 0x20 != 0 }
}

enum HTTP2Setting {
    static let headerTableSize: UInt16 = 1
    static let enablePush: UInt16 = 2
    static let maximumStreams: UInt16 = 3
    static let initialWindow: UInt16 = 4
    static let maximumFrame: UInt16 = 5
    static let maximumHeaderList: UInt16 = 6
    static let extendedConnect: UInt16 = 8
}
