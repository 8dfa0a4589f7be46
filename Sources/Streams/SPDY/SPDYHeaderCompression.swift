import CZlib
import NIOCore

/// Header blocks of one direction of a connection: a single zlib stream, primed with the dictionary of the
/// specification and flushed after each block.
final class SPDYHeaderCompressor {
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws(SPDYError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Level 6 and an 11 bit window: blocks are a few dozen bytes, and a window costs memory per connection.
        guard
            deflateInit2_(
                stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 11, 1, Z_DEFAULT_STRATEGY, zlibVersion(),
                Int32(MemoryLayout<z_stream>.size)) == Z_OK,
            SPDYDictionary.bytes.withUnsafeBufferPointer({
                deflateSetDictionary(stream, $0.baseAddress, UInt32($0.count))
            }) == Z_OK
        else {
            stream.deallocate()
            throw SPDYError("no memory for header compression")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func compress(_ headers: SPDYHeaders) -> [UInt8] {
        var plain = ByteBuffer()
        plain.writeInteger(UInt32(headers.fields.count))
        for (name, value) in headers.fields {
            plain.writeInteger(UInt32(name.utf8.count))
            plain.writeString(name)
            plain.writeInteger(UInt32(value.utf8.count))
            plain.writeString(value)
        }
        let bound = Int(deflateBound(stream, UInt(plain.readableBytes))) + 64
        return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            plain.withUnsafeReadableBytes { input in
                stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                deflate(stream, Z_SYNC_FLUSH)
            }
            count = output.count - Int(stream.pointee.avail_out)
        }
    }
}

final class SPDYHeaderDecompressor {
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws(SPDYError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard inflateInit_(stream, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            throw SPDYError("no memory for header decompression")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// One block. A block that inflates beyond the limit is an error: nobody sends so many headers in good faith.
    func decompress(_ block: ByteBufferView) throws(SPDYError) -> SPDYHeaders {
        var plain = ByteBuffer()
        var failure: SPDYError?
        block.withUnsafeBytes { input in
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(input.count)
            repeat {
                let result = step(into: &plain)
                switch result {
                case Z_OK, Z_BUF_ERROR: break
                case Z_STREAM_END where stream.pointee.avail_in == 0: break
                default:
                    failure = SPDYError("header block is not compressed as SPDY/3 asks")
                    return
                }
                if plain.readableBytes > StreamLimits.headerBlockBytes {
                    failure = SPDYError("header block is too large")
                    return
                }
                if result == Z_BUF_ERROR, stream.pointee.avail_out != 0 { return }
            } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
        }
        stream.pointee.next_in = nil
        if let failure { throw failure }
        return try Self.parse(&plain)
    }

    private func step(into plain: inout ByteBuffer) -> Int32 {
        var result = Z_OK
        plain.writeWithUnsafeMutableBytes(minimumWritableBytes: 4096) { output in
            stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = 4096
            result = inflate(stream, Z_SYNC_FLUSH)
            if result == Z_NEED_DICT {
                let accepted = SPDYDictionary.bytes.withUnsafeBufferPointer {
                    inflateSetDictionary(stream, $0.baseAddress, UInt32($0.count))
                }
                result = accepted == Z_OK ? inflate(stream, Z_SYNC_FLUSH) : accepted
            }
            return 4096 - Int(stream.pointee.avail_out)
        }
        return result
    }

    private static func parse(_ plain: inout ByteBuffer) throws(SPDYError) -> SPDYHeaders {
        guard let count = plain.readInteger(as: UInt32.self), Int(count) <= plain.readableBytes / 8 else {
            throw SPDYError("header block is cut short")
        }
        var headers = SPDYHeaders()
        for _ in 0..<count {
            guard let nameLength = plain.readInteger(as: UInt32.self), let name = plain.readString(length: Int(nameLength)),
                let valueLength = plain.readInteger(as: UInt32.self),
                let value = plain.readString(length: Int(valueLength))
            else { throw SPDYError("header block is cut short") }
            headers.fields.append((name.lowercased(), value))
        }
        return headers
    }
}
