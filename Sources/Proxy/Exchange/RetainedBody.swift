import NIOCore

/// The part of a request's body that has come so far, while there is no upstream to send it to, or in case it must be
/// sent once more.
final class RetainedBody {
    private(set) var pieces: [ByteBuffer] = []
    private(set) var count = 0
    /// Kept beyond what was sent, for retries.
    var isKept = false
    /// More came than is kept: no retry any more.
    var isOverflown = false
    /// Pieces already sent to the present upstream.
    private var sent = 0

    func append(_ data: ByteBuffer) {
        pieces.append(data)
        count += data.readableBytes
    }

    /// Hands over what has not been sent.
    func drain(_ send: (ByteBuffer) -> Void) {
        while sent < pieces.count {
            send(pieces[sent])
            sent += 1
        }
        if !isKept { drop() }
    }

    /// All of it is to be sent again.
    func rewind() { sent = 0 }

    func drop() {
        pieces.removeAll(keepingCapacity: true)
        count = 0
        sent = 0
    }

    /// All as one buffer, in place of the pieces.
    func replace(_ data: ByteBuffer) {
        drop()
        if data.readableBytes > 0 { append(data) }
    }

    var joined: ByteBuffer {
        if pieces.count == 1 { return pieces[0] }
        var whole = ByteBuffer()
        for piece in pieces { whole.writeImmutableBuffer(piece) }
        return whole
    }

    func clear() {
        if !pieces.isEmpty { drop() }
        sent = 0
        isKept = false
        isOverflown = false
    }
}
