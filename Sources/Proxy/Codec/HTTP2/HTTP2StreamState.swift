import NIOCore

/// One stream of an `HTTP2Session`: windows, what has ended, what waits.
final class HTTP2StreamState {
    let id: Int
    var sendWindow: Int
    var receiveWindow: Int
    /// Received, and not yet given back as window.
    var unacknowledged = 0
    var isPaused = false
    var hasHead = false
    var localEnded = false
    var remoteEnded = false
    /// `content-length` of what comes in, and how much came.
    var announced: Int?
    var arrived = 0
    var waiting: [ByteBuffer] = []
    var waitingBytes = 0
    var endsAfterWaiting = false
    var waitingTrailers: HeaderMap?
    var resetsAfterEnd = false

    init(id: Int, sendWindow: Int, receiveWindow: Int) {
        self.id = id
        self.sendWindow = sendWindow
        self.receiveWindow = receiveWindow
    }
}
