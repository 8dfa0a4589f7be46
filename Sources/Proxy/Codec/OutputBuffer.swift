import NIOCore

/// Gathers what is to be written, so that a head and a small body leave in one write, in memory that is used again.
struct OutputBuffer {
    private var buffer = ByteBuffer()
    private var isHandedOver = true
    private var directBytes = 0

    /// Bodies up to this size are copied beside their head; larger ones go out as they came.
    private static let copyLimit = 8_192
    private static let retainedCapacity = 65_536

    @inline(__always)
    mutating func write(_ body: (inout ByteBuffer) -> Void) {
        prepare()
        body(&buffer)
    }

    /// Adds a piece of a body; `send` is called for pieces that go out by themselves.
    @inline(__always)
    mutating func write(_ data: ByteBuffer, send: (ByteBuffer) -> Void) {
        if data.readableBytes <= OutputBuffer.copyLimit {
            prepare()
            buffer.writeImmutableBuffer(data)
        } else {
            if !isHandedOver, buffer.readableBytes > 0 {
                directBytes += buffer.readableBytes
                send(buffer)
                isHandedOver = true
            }
            directBytes += data.readableBytes
            send(data)
        }
    }

    /// Hands over what was gathered; returns how many bytes went out since the last flush.
    @inline(__always)
    mutating func flush(send: (ByteBuffer) -> Void) -> Int {
        var count = directBytes
        directBytes = 0
        if !isHandedOver, buffer.readableBytes > 0 {
            count += buffer.readableBytes
            send(buffer)
            isHandedOver = true
        }
        return count
    }

    var isEmpty: Bool { directBytes == 0 && (isHandedOver || buffer.readableBytes == 0) }

    @inline(__always)
    private mutating func prepare() {
        guard isHandedOver else { return }
        isHandedOver = false
        if buffer.capacity > OutputBuffer.retainedCapacity { buffer = ByteBuffer() }
        // Written and gone, the storage is ours alone again and is used as it is.
        buffer.clear(minimumCapacity: 1_024)
    }
}
