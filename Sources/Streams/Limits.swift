import NIOCore

/// Every bound of the streaming protocols.
package enum StreamLimits {
    /// Streams of one client connection: two for each forwarded TCP connection.
    static let streamsPerConnection = 4096
    /// A control frame's payload, and what its header block may inflate to.
    static let controlFrameBytes = 64 * 1024
    static let headerBlockBytes = 64 * 1024
    /// Bytes from the client held for a pod that is still being connected to.
    static let pendingConnectBytes = 256 * 1024
    /// The largest data frame written.
    static let dataFrameBytes = 64 * 1024
    /// One WebSocket frame, and one whole message of the protocols that need it whole.
    package static let webSocketFrameBytes = 1 << 24
    static let webSocketMessageBytes = 1 << 20
    /// Bytes of stdin held for a command that does not read.
    static let inputBytes = 256 * 1024

    /// Kubelet's own: both streams of a forwarded connection have to come within this.
    static let streamCreationTime = TimeAmount.seconds(30)
    /// How long a pod may take to read what a client sent before it went.
    static let lingerTime = TimeAmount.seconds(5)
    /// Kubelet's own, for a connection on which nothing moves.
    static let idleTime = TimeAmount.hours(4)
}
