import NIOCore

enum Limits {
    /// A response shorter than this is sent with its length, as Go's server does with what fits its buffer.
    static let goResponseBufferBytes = 2048
    /// Of a request's body that nobody read, this much is read before the answer; more closes the connection (Go's
    /// `maxPostHandlerReadBytes`).
    static let postHandlerReadBytes = 256 << 10
    /// A body waiting for its reader: beyond, the connection is not read.
    static let bufferedBodyBytes = 64 << 10
    /// Forms and the like, as Go's `ParseForm`.
    static let formBytes = 10 << 20
    /// Bytes of a TLS client's first message looked at for its server name.
    static let clientHelloBytes = 16 << 10
    /// go-httpbin's `MAX_BODY_SIZE`.
    static let httpbinBodyBytes = 1 << 20
    /// go-httpbin's `MAX_DURATION`.
    static let httpbinDuration = TimeAmount.seconds(10)
    /// The largest weight of a status: the sum of as many as a request has room for is still a number.
    static let httpbinWeight = 1e15
    /// Largest frame of a WebSocket that is echoed.
    static let webSocketFrameBytes = 16 << 20
    /// One read of the WebSocket echo: longer messages come back in pieces of this size (`io.Copy`'s buffer).
    static let webSocketEchoBytes = 32 << 10
    /// Streams of one HTTP/2 connection, as Go's server.
    static let http2Streams = 250
    static let http2WindowBytes = 1 << 20
    /// Counters of `/retry/`; the oldest go when there are more.
    static let retryCounters = 10_000
    /// A line of a child process' output; longer ones are cut into several.
    static let outputLineBytes = 16 << 10
    /// A gRPC message, grpc-go's default.
    static let grpcMessageBytes = 4 << 20
    /// A line sent to the TCP echo.
    static let tcpLineBytes = 64 << 10
}
