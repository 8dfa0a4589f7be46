import API
import NIOCore

/// The head of an answer before it is written in either HTTP version.
struct ResponseHead {
    var status: Int
    var headers: [(name: String, value: String)]
    /// Nil for a stream of unknown length.
    var contentLength: Int?

    init(status: Int, headers: [(name: String, value: String)], contentLength: Int?) {
        self.status = status
        self.headers = headers
        self.contentLength = contentLength
    }

    /// 204, 304 and 1xx answers have no body and say no length.
    var hasBody: Bool { status >= 200 && status != 204 && status != 304 }
}

/// Where an exchange's answer goes: an HTTP/1.1 connection or an HTTP/2 stream. Confined to its event loop.
protocol ResponseOutput: AnyObject {
    /// A whole answer.
    func send(_ head: ResponseHead, _ body: [UInt8])
    /// The head of a stream, written at once.
    func begin(_ head: ResponseHead)
    /// The promise is fulfilled when the transport has taken the bytes, which is how a slow client slows its stream.
    func chunk(_ bytes: [UInt8], promise: EventLoopPromise<Void>)
    func end()
    /// The stream broke: the client must not take what it has for the whole.
    func abort()
    /// The connection changes protocols.
    func connect(_ target: PodConnect, _ headers: [(name: String, value: String)])
}
