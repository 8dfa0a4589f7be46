/// What a connection that changes protocols is for.
package enum StreamPurpose: Sendable, Hashable {
    /// `ports` come from the query of WebSocket clients; SPDY clients name them per stream.
    case portForward(namespace: String, pod: String, ports: [Int])
    case command(PodCommand)
}

/// The protocol a client and we agree on.
package enum StreamTransport: Sendable, Hashable {
    /// `version` of the command protocol; 0 for port-forward.
    case spdy(version: Int)
    /// SPDY within WebSocket messages.
    case tunnel
    case channels(version: Int, isBase64: Bool)
}
