import NIOCore

/// What an exchange knows of the upstream side of its request.
struct ForwardState {
    var cluster: ClusterRuntime?
    var weighted: ForwardAction.WeightedTarget?
    var host: Host?
    var isHighPriority = false
    var bufferLimit = Limits.connectionBufferBytes
    /// The head has gone to the present upstream.
    var isSending = false
    /// The whole request has.
    var isSent = false
    /// The body is kept for a retry.
    var keepsBody = false
    var hasFirstByte = false
    var requestTrailers: HeaderMap?
    /// Of the response.
    var trailers: HeaderMap?
    var mirrors: [MirrorRequest] = []
    var retry: RetryRules?
    var retriesLeft = 0
    var attempts = 0
    var tried: [Host] = []
    var holdsRetry = false
    /// Set-Cookie that consistent hashing wants the client to keep.
    var affinityCookie: [UInt8]?

    mutating func clear() { self = ForwardState() }
}
