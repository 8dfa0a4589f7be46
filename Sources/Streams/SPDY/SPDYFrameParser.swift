import NIOCore

/// Bytes in, frames out. Data frames are passed on in the pieces they arrive in, so that no frame is held whole.
struct SPDYFrameParser {
    private var buffer = ByteBuffer()
    private var state = State.head
    private let decompressor: SPDYHeaderDecompressor

    private enum State {
        case head
        case data(SPDYStreamID, remaining: Int, isFinal: Bool)
        case control(type: UInt16, flags: UInt8, length: Int)
        /// A frame of a type nobody knows is passed over.
        case skip(Int)
    }

    init() throws(SPDYError) {
        decompressor = try SPDYHeaderDecompressor()
    }

    mutating func append(_ bytes: inout ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            buffer.discardReadBytes()
            buffer.writeBuffer(&bytes)
        }
    }

    /// The next frame, or nil until more bytes have come.
    mutating func next() throws(SPDYError) -> SPDYFrame? {
        while true {
            switch state {
            case .head:
                guard try readHead() else { return nil }
                if case .data(let id, 0, let isFinal) = state {
                    state = .head
                    return .data(id, ByteBuffer(), isFinal: isFinal)
                }
            case .data(let id, let remaining, let isFinal):
                let count = min(remaining, buffer.readableBytes)
                guard count > 0, let piece = buffer.readSlice(length: count) else { return nil }
                let isLast = count == remaining
                state = isLast ? .head : .data(id, remaining: remaining - count, isFinal: isFinal)
                return .data(id, piece, isFinal: isLast && isFinal)
            case .control(let type, let flags, let length):
                guard let payload = buffer.readSlice(length: length) else { return nil }
                state = .head
                return try control(type, flags, payload)
            case .skip(let remaining):
                let count = min(remaining, buffer.readableBytes)
                buffer.moveReaderIndex(forwardBy: count)
                guard count == remaining else {
                    state = .skip(remaining - count)
                    return nil
                }
                state = .head
            }
        }
    }

    private mutating func readHead() throws(SPDYError) -> Bool {
        guard let (first, second) = buffer.readMultipleIntegers(as: (UInt32, UInt32).self) else { return false }
        let flags = UInt8(second >> 24)
        let length = Int(second & 0xFF_FFFF)
        guard first & 0x8000_0000 != 0 else {
            guard first != 0 else { throw SPDYError("data for stream 0") }
            state = .data(first, remaining: length, isFinal: flags & SPDYFrameType.final != 0)
            return true
        }
        let version = UInt16(first >> 16 & 0x7FFF)
        guard version == SPDYFrameType.version else { throw SPDYError("version \(version) of SPDY") }
        let type = UInt16(first & 0xFFFF)
        switch type {
        case SPDYFrameType.synStream, SPDYFrameType.synReply, SPDYFrameType.reset, SPDYFrameType.settings,
            SPDYFrameType.ping, SPDYFrameType.goAway, SPDYFrameType.headers, SPDYFrameType.windowUpdate:
            guard length <= StreamLimits.controlFrameBytes else { throw SPDYError("control frame of \(length) bytes") }
            state = .control(type: type, flags: flags, length: length)
        default: state = .skip(length)
        }
        return true
    }

    private func control(_ type: UInt16, _ flags: UInt8, _ payload: ByteBuffer) throws(SPDYError) -> SPDYFrame {
        var payload = payload
        let isFinal = flags & SPDYFrameType.final != 0
        switch type {
        case SPDYFrameType.synStream:
            let id = try readStreamID(&payload)
            guard payload.readInteger(as: UInt32.self) != nil, let priority = payload.readInteger(as: UInt8.self),
                payload.readInteger(as: UInt8.self) != nil
            else { throw SPDYError("SYN_STREAM cut short") }
            return .synStream(
                id, headers: try decompressor.decompress(payload.readableBytesView), isFinal: isFinal,
                isUnidirectional: flags & SPDYFrameType.unidirectional != 0, priority: priority >> 5)
        case SPDYFrameType.synReply:
            let id = try readStreamID(&payload)
            return .synReply(id, headers: try decompressor.decompress(payload.readableBytesView), isFinal: isFinal)
        case SPDYFrameType.headers:
            let id = try readStreamID(&payload)
            return .headers(id, headers: try decompressor.decompress(payload.readableBytesView), isFinal: isFinal)
        case SPDYFrameType.reset:
            let id = try readStreamID(&payload)
            guard let code = payload.readInteger(as: UInt32.self), let status = SPDYResetStatus(rawValue: code) else {
                throw SPDYError("RST_STREAM without a status")
            }
            return .reset(id, status)
        case SPDYFrameType.settings: return .settings(try readSettings(&payload))
        case SPDYFrameType.ping:
            guard let id = payload.readInteger(as: UInt32.self), payload.readableBytes == 0, flags == 0 else {
                throw SPDYError("PING of the wrong form")
            }
            return .ping(id)
        case SPDYFrameType.goAway:
            guard let last = payload.readInteger(as: UInt32.self), let code = payload.readInteger(as: UInt32.self) else {
                throw SPDYError("GOAWAY cut short")
            }
            return .goAway(lastGood: last & 0x7FFF_FFFF, SPDYGoAwayStatus(rawValue: code) ?? .internalError)
        default:
            guard let id = payload.readInteger(as: UInt32.self), let delta = payload.readInteger(as: UInt32.self) else {
                throw SPDYError("WINDOW_UPDATE cut short")
            }
            return .windowUpdate(id & 0x7FFF_FFFF, delta: delta & 0x7FFF_FFFF)
        }
    }

    private func readStreamID(_ payload: inout ByteBuffer) throws(SPDYError) -> SPDYStreamID {
        guard let id = payload.readInteger(as: UInt32.self).map({ $0 & 0x7FFF_FFFF }), id != 0 else {
            throw SPDYError("frame for stream 0")
        }
        return id
    }

    private func readSettings(_ payload: inout ByteBuffer) throws(SPDYError) -> [SPDYSetting] {
        guard let count = payload.readInteger(as: UInt32.self), Int(count) * 8 == payload.readableBytes else {
            throw SPDYError("SETTINGS of the wrong length")
        }
        var settings: [SPDYSetting] = []
        while let (word, value) = payload.readMultipleIntegers(as: (UInt32, UInt32).self) {
            settings.append(SPDYSetting(flags: UInt8(word >> 24), id: word & 0xFF_FFFF, value: value))
        }
        return settings
    }
}
