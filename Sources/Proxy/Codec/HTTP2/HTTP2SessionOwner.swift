import NIOCore

/// What an HTTP/2 connection tells its owner. All calls come while bytes are read, or windows open.
protocol HTTP2SessionOwner: AnyObject {
    /// A new stream's head is about to be decoded; where to put it, or nil to refuse the stream.
    func headTarget(_ stream: Int) -> HeaderMap?
    func received(head stream: Int, isEnd: Bool)
    func received(data: ByteBuffer, _ stream: Int, isEnd: Bool)
    func received(trailers: HeaderMap, _ stream: Int)
    func received(reset code: UInt32, _ stream: Int)
    /// A message was malformed; the stream has been reset already.
    func received(malformed failure: HPACKFailure, _ stream: Int)
    func received(goAway code: UInt32, lastStream: Int)
    /// What waited for windows has gone out.
    func drained(_ stream: Int)
    func received(settings session: HTTP2Session)
    /// The connection cannot go on.
    func failed(_ error: HTTP2Error)
}
