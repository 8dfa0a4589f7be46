import NIOCore

/// Every bound of the HTTPS endpoint.
enum Limits {
    /// Kubernetes' own limit for what an API request may carry.
    static let requestBodyBytes = 3 * 1024 * 1024
    /// Go's default for the sum of a request's header lines.
    static let headerBytes = 1024 * 1024
    static let headerFieldBytes = 128 * 1024
    static let headerCount = 256

    /// Connections beyond this wait in the kernel's queue until one ends.
    static let connections = 4096
    static let listenBacklog: Int32 = 1024
    static let http2StreamsPerConnection = 250
    static let http2WindowBytes = 256 * 1024
    /// How much of an answer a connection or stream buffers before its writer waits.
    static let writeBufferHighBytes = 256 * 1024
    static let writeBufferLowBytes = 64 * 1024
    /// Requests that a client sends before it has the answer to the first one: bytes of theirs kept unread-from.
    static let pipelinedParts = 256
    /// The same of what has been read already: one read brings many small requests. A client with more loses its connection.
    static let pipelinedPartsOfBurst = 4096

    static let handshakeTime = TimeAmount.seconds(10)
    /// From the handshake to the first whole request head.
    static let firstHeadTime = TimeAmount.seconds(32)
    /// A kept-alive connection without a request.
    static let idleTime = TimeAmount.seconds(90)
    /// From a request's head to the end of its body.
    static let bodyTime = TimeAmount.seconds(60)
    /// A client that takes nothing of its answer for this long is gone.
    static let stalledWriteTime = TimeAmount.seconds(120)

    /// Answers at least this long are compressed for clients that accept it, as kube-apiserver does.
    static let gzipThresholdBytes = 128 * 1024

    /// Verified client certificates remembered with their users.
    static let rememberedCertificates = 64
    /// Clients may reset streams (each cancelled watch is one) and ping this often in 30 seconds.
    static let http2ResetsPer30Seconds = 20_000
    static let http2ControlFramesPer30Seconds = 20_000
}
