/// Every bound of the engine. Those that Envoy has too carry Envoy's value.
package enum Limits {
    /// A `HeaderMap` that grew beyond this gives its memory back when it is reused.
    static let retainedHeaderBytes = 16_384
    /// `max_request_headers_kb` when the listener names none.
    static let requestHeadKibibytes = 60
    /// `max_headers_count` when the listener names none.
    static let headerCount = 100
    static let responseHeadBytes = 60 * 1024
    static let responseHeaderCount = 100
    /// Trailers are bounded as heads are.
    static let chunkLineBytes = 4_096
    /// `per_connection_buffer_limit_bytes` when a listener or cluster names none.
    static let connectionBufferBytes = 1_048_576
    /// Names a dynamic forward proxy keeps, per loop.
    static let dynamicHosts = 1_024
    /// A route without a timeout of its own.
    static let routeTimeoutNanoseconds: UInt64 = 15_000_000_000
    /// How long a dynamic forward proxy remembers that a name has no address.
    static let failedResolutionNanoseconds: UInt64 = 1_000_000_000
    /// Access log lines gathered before they go out at once.
    static let bufferedLogBytes = 32_768
    /// Lines go out after this at the latest.
    static let logDelayNanoseconds: UInt64 = 20_000_000
    /// Requests' objects kept for reuse, per loop.
    static let spareExchanges = 256
    /// A connection that is to end after its response is given this long to read it.
    static let delayedCloseNanoseconds: UInt64 = 1_000_000_000
    /// Requests pipelined on one connection that wait while one is served, in bytes.
    static let pipelinedBytes = 65_536
    /// Of a mirrored request's body, while there is no connection for it.
    static let mirroredBytes = 1_048_576
    /// An idle connection whose listener changed is closed after this.
    static let idleDrainNanoseconds: UInt64 = 1_000_000_000
    /// A TLS client's first message; larger ones are no TLS to us.
    static let clientHelloBytes = 65_536
    /// What a client sends before a filter chain is chosen.
    static let firstBytes = 65_536
    /// Names of clusters are not looked up more often.
    static let minimumRefreshMilliseconds: Int64 = 100
    /// Control frames a peer may cause without reading what they lead to.
    static let controlFrames = 10_000
    /// DATA frames with nothing in them, in a row.
    static let emptyFrames = 1_000
    /// Of an answer to a health check, what is looked at.
    static let healthBodyBytes = 1_024
    /// Of an answer that is no gRPC, what becomes of it in `grpc-message` for a gRPC-Web client.
    static let grpcMessageBytes = 16_384
    /// Bytes of one HTTP/2 stream that may wait for windows before its source is paused.
    static let streamBufferBytes = 65_536
}
