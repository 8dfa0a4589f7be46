import NIOCore

/// Takes a chunked body apart as it arrives.
struct ChunkedDecoder {
    private enum State: Equatable {
        case size
        case data(Int)
        /// The rest of the line after a chunk's bytes.
        case lineEnd
        case trailers
        case done
    }

    enum Event {
        case needMore
        case data(ByteBuffer)
        /// The last chunk; `trailers` is the block of lines before the final blank one, blank line included.
        case end(trailers: ByteBuffer?)
    }

    private var state = State.size
    private var trailerEnd = HeadEnd()

    mutating func next(_ buffer: inout ByteBuffer) throws(HTTP1Failure) -> Event {
        while true {
            switch state {
            case .size:
                guard let size = try chunkSize(&buffer) else { return .needMore }
                state = size == 0 ? .trailers : .data(size)
            case .data(let remaining):
                let count = min(remaining, buffer.readableBytes)
                guard count > 0, let data = buffer.readSlice(length: count) else { return .needMore }
                state = count == remaining ? .lineEnd : .data(remaining - count)
                return .data(data)
            case .lineEnd:
                guard let end = newline(buffer) else {
                    buffer.moveReaderIndex(forwardBy: buffer.readableBytes)
                    return .needMore
                }
                buffer.moveReaderIndex(forwardBy: end + 1)
                state = .size
            case .trailers: return try trailers(&buffer)
            case .done: return .end(trailers: nil)
            }
        }
    }

    /// Reads `1a;ext\r\n`.
    private func chunkSize(_ buffer: inout ByteBuffer) throws(HTTP1Failure) -> Int? {
        guard let end = newline(buffer) else {
            if buffer.readableBytes > Limits.chunkLineBytes { throw .codec }
            return nil
        }
        let parsed = buffer.withUnsafeReadableBytes { raw -> Int? in
            guard end > 0, raw[end - 1] == 0x0D else { return nil }
            var size = 0
            var digits = 0
            var at = 0
            while at < end - 1, let value = hexValue(raw[at]) {
                if digits >= 15 { return nil }
                size = size << 4 | Int(value)
                digits += 1
                at += 1
            }
            while at < end - 1, raw[at] == 0x20 || raw[at] == 0x09 { at += 1 }
            guard digits > 0, at == end - 1 || raw[at] == UInt8(ascii: ";") else { return nil }
            return size
        }
        guard let parsed else { throw .codec }
        buffer.moveReaderIndex(forwardBy: end + 1)
        return parsed
    }

    private mutating func trailers(_ buffer: inout ByteBuffer) throws(HTTP1Failure) -> Event {
        let (isBare, blockEnd, count) = buffer.withUnsafeReadableBytes { raw -> (Int, Int?, Int) in
            let bytes = raw.bindMemory(to: UInt8.self)
            if bytes.count >= 1, bytes[0] == 0x0A { return (1, nil, bytes.count) }
            if bytes.count >= 2, bytes[0] == 0x0D, bytes[1] == 0x0A { return (2, nil, bytes.count) }
            return (0, trailerEnd.find(in: bytes), bytes.count)
        }
        if isBare > 0 {
            buffer.moveReaderIndex(forwardBy: isBare)
            state = .done
            return .end(trailers: nil)
        }
        guard let blockEnd else {
            if count > Limits.requestHeadKibibytes * 1024 { throw .headTooLarge }
            return .needMore
        }
        state = .done
        return .end(trailers: buffer.readSlice(length: blockEnd))
    }

    private func newline(_ buffer: ByteBuffer) -> Int? {
        buffer.withUnsafeReadableBytes { $0.bindMemory(to: UInt8.self).find(0x0A) }
    }
}
