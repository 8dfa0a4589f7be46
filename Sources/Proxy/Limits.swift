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
    /// A route without a timeout of its own.
    static let routeTimeoutNanoseconds: UInt64 = 15_000_000_000
}
