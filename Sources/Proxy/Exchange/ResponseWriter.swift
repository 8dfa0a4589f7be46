import NIOCore

/// The downstream side of one request: a codec that writes what the exchange answers.
protocol ResponseWriter: AnyObject {
    var version: HTTPVersion { get }
    var isWritable: Bool { get }
    /// A read is being worked on; what is written will be flushed at its end.
    var isReading: Bool { get }

    func sendInformational(_ headers: HeaderMap)
    func sendHeaders(_ headers: HeaderMap, isEnd: Bool)
    func sendData(_ data: ByteBuffer, isEnd: Bool)
    func sendTrailers(_ trailers: HeaderMap)
    func flush()
    /// Ends the request without a proper end: RST_STREAM, or closing the connection.
    func abort()
    func pauseRequest()
    func resumeRequest()
    /// Both sides are done with the request.
    func exchangeFinished()
}
