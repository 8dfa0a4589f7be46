import NIOCore

/// Who a request to an upstream is for: gets the response as it comes. Everything happens on one event loop.
class UpstreamReceiver {
    /// Where the response's head is put.
    let response = HeaderMap()
    fileprivate(set) final var upstream: UpstreamStream?
    /// In which pool's queue it waits.
    final weak var waitingIn: ConnectionPool?

    /// The request was HEAD: its response has no body whatever its headers say.
    var isHeadRequest: Bool { false }
    var isUpgradeRequest: Bool { false }

    /// A connection is there: send the request.
    func upstreamReady(_ stream: UpstreamStream) {}
    /// No connection was to be had.
    func upstreamFailed(_ reset: UpstreamReset, host: Host) {}
    /// A 1xx, in `response`.
    func upstreamInformational() {}
    /// The head is in `response`.
    func upstreamHeaders(isEnd: Bool) {}
    func upstreamData(_ data: ByteBuffer, isEnd: Bool) {}
    func upstreamTrailers(_ trailers: HeaderMap) {}
    /// The stream is gone before its end.
    func upstreamReset(_ reset: UpstreamReset) {}
    /// All that one read brought has been handed over: what it led to may be flushed.
    func upstreamReadComplete() {}
    func upstreamWritabilityChanged(_ isWritable: Bool) {}

    final func attach(_ stream: UpstreamStream?) { upstream = stream }
}

/// One request's way on a connection to an upstream.
class UpstreamStream {
    final var receiver: UpstreamReceiver?
    let host: Host
    let cluster: ClusterRuntime

    init(host: Host, cluster: ClusterRuntime) {
        self.host = host
        self.cluster = cluster
    }

    var version: HTTPVersion { .http11 }
    var local: SocketText? { nil }
    var isWritable: Bool { true }
    func send(_ headers: HeaderMap, isEnd: Bool) {}
    func send(_ data: ByteBuffer, isEnd: Bool) {}
    func send(trailers: HeaderMap) {}
    /// Sends what was written.
    func flush() {}
    /// Gives the request up; the receiver hears nothing more.
    func reset() {}
    func pauseReading() {}
    func resumeReading() {}
}
