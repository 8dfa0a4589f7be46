import NIOCore

/// One end of an HTTP/2 connection: frames, header tables, windows, stream states. It does no I/O: bytes come in by
/// `receive`, and what is to be sent gathers in `output`.
final class HTTP2Session {
    let isServer: Bool
    let options: HTTP2Options
    let rules: HPACKDecoder.Rules
    weak var owner: (any HTTP2SessionOwner)?

    var decoder: HPACKDecoder
    var encoder = HPACKEncoder()
    var output = OutputBuffer()
    var pending: ByteBuffer?
    var streams: [Int: HTTP2StreamState] = [:]
    var lastPeerStream = 0
    var nextOwnStream: Int
    var needsPreface: Bool

    var sendWindow = 65_535
    var receiveWindow: Int
    var unacknowledged = 0
    var peerMaximumStreams = 100
    var peerWindow = 65_535
    var peerMaximumFrame = 16_384
    var peerAllowsExtendedConnect = false
    var hasPeerSettings = false
    var isFailed = false
    /// Of what its codec library lets pass and Envoy itself refuses, the peer is told nothing.
    var isSilent = false
    var hasSentGoAway = false

    /// A header block that continues in further frames.
    var block: (stream: Int, isEnd: Bool, bytes: ByteBuffer)?
    /// Control frames answered since the output was last taken.
    var controlFrames = 0
    var emptyFrames = 0
    let scratch = HeaderMap()
    let trailerMap = HeaderMap()

    init(isServer: Bool, options: HTTP2Options, rules: HPACKDecoder.Rules) {
        self.isServer = isServer
        self.options = options
        self.rules = rules
        decoder = HPACKDecoder(limit: options.headerTableSize)
        nextOwnStream = isServer ? 2 : 1
        needsPreface = isServer
        receiveWindow = max(65_535, options.connectionWindow)
        sendPreface()
    }

    var openStreams: Int { streams.count }
    var hasRoom: Bool { streams.count < min(peerMaximumStreams, options.maximumStreams) && nextOwnStream < 0x7FFF_FFF0 }

    /// Begins a stream of ours.
    func open() -> Int {
        let id = nextOwnStream
        nextOwnStream += 2
        streams[id] = HTTP2StreamState(id: id, sendWindow: peerWindow, receiveWindow: options.streamWindow)
        return id
    }

    func pause(_ id: Int) { streams[id]?.isPaused = true }

    func resume(_ id: Int) {
        guard let stream = streams[id], stream.isPaused else { return }
        stream.isPaused = false
        giveBack(stream)
    }

    func giveBack(_ stream: HTTP2StreamState) {
        guard !stream.isPaused, !stream.remoteEnded, stream.unacknowledged >= options.streamWindow / 2 else { return }
        writeWindow(stream.id, stream.unacknowledged)
        stream.receiveWindow += stream.unacknowledged
        stream.unacknowledged = 0
    }
}
