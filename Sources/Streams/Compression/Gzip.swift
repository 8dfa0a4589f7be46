import CZlib

package enum Gzip {
    /// Kubernetes' level for API answers: speed matters more than the last bytes.
    package static let level: Int32 = 1

    /// The bytes as one gzip member; nil when zlib has no memory.
    package static func compress(_ bytes: [UInt8], level: Int32 = level) -> [UInt8]? {
        var stream = z_stream()
        // 16 on top of the window's 15 bits asks for gzip's header instead of zlib's.
        guard
            deflateInit2_(
                &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var result = Z_OK
        let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            bytes.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                result = deflate(&stream, Z_FINISH)
            }
            count = buffer.count - Int(stream.avail_out)
        }
        return result == Z_STREAM_END ? output : nil
    }
}
