enum HTTPVersion: Sendable {
    case http10, http11, http2

    var text: StaticString {
        switch self {
        case .http10: "HTTP/1.0"
        case .http11: "HTTP/1.1"
        case .http2: "HTTP/2"
        }
    }
}

/// Who is at the other end of a downstream connection, in the forms logs and headers need.
final class ConnectionInfo {
    let id: UInt64
    /// The listener's side, `10.244.0.2:10080`.
    let local: SocketText
    /// The peer itself, whatever headers or PROXY lines say.
    let direct: SocketText
    /// The client as the connection tells it: the peer, or what a PROXY line named.
    var remote: SocketText
    var requestedServerName: String?
    var isSecure = false
    var tls: TLSPeer?
    /// Why the connection was ended when Envoy names a reason (`%CONNECTION_TERMINATION_DETAILS%`).
    var terminationDetails: String?

    init(id: UInt64, local: SocketText, remote: SocketText) {
        self.id = id
        self.local = local
        direct = remote
        self.remote = remote
    }
}

/// What the handshake said of a downstream connection's client and session.
struct TLSPeer: Sendable {
    var version = ""
    var cipher = ""
    var protocolName = ""
    var subject: String?
    var issuer: String?
    var serial: String?
    var sha256: String?
    var uriNames: [String] = []
    var dnsNames: [String] = []
    var pem: String?
    var isPresented: Bool { sha256 != nil }
}

/// An address and port, and both as text.
struct SocketText: Sendable, Hashable {
    let ip: String
    let port: Int
    /// `ip:port`, IPv6 in brackets.
    let text: String

    init(ip: String, port: Int) {
        self.ip = ip
        self.port = port
        text = ip.utf8.contains(UInt8(ascii: ":")) ? "[\(ip)]:\(port)" : "\(ip):\(port)"
    }
}

/// What is known of one request (or one TCP connection) so far: the source of access logs, header formats and local
/// replies. Belongs to one event loop and is used over and over.
final class StreamInfo {
    /// Nanoseconds since 1970 when the first byte came.
    var startWall: Int64 = 0
    /// Monotonic nanoseconds, 0 while it has not happened.
    var start: UInt64 = 0
    var end: UInt64 = 0
    var requestEnd: UInt64 = 0
    var upstreamFirstByteSent: UInt64 = 0
    var upstreamFirstByteReceived: UInt64 = 0
    var upstreamLastByteReceived: UInt64 = 0
    var downstreamFirstByteSent: UInt64 = 0

    var version: HTTPVersion?
    var responseCode = 0
    var details: String?
    var flags: ResponseFlags = [] {
        didSet { flagOrder.note(flags.subtracting(oldValue)) }
    }
    private(set) var flagOrder = ResponseFlags.Order()
    var bytesReceived = 0
    var bytesSent = 0
    var routeName = ""
    var upstreamCluster: String?
    var upstreamHost: SocketText?
    var upstreamHostName: String?
    var upstreamLocal: SocketText?
    var upstreamFailure: String?
    var upstreamVersion: HTTPVersion?
    var attempts = 0
    var connection: ConnectionInfo?
    /// The client's address after X-Forwarded-For was weighed; the connection's otherwise.
    var clientAddress: SocketText?
    var localReplyBody: [UInt8] = []
    var dynamicMetadata: [String: [String: String]] = [:]

    func reset() {
        startWall = 0
        start = 0
        end = 0
        requestEnd = 0
        upstreamFirstByteSent = 0
        upstreamFirstByteReceived = 0
        upstreamLastByteReceived = 0
        downstreamFirstByteSent = 0
        version = nil
        responseCode = 0
        details = nil
        flags = []
        flagOrder = ResponseFlags.Order()
        bytesReceived = 0
        bytesSent = 0
        routeName = ""
        upstreamCluster = nil
        upstreamHost = nil
        upstreamHostName = nil
        upstreamLocal = nil
        upstreamFailure = nil
        upstreamVersion = nil
        attempts = 0
        clientAddress = nil
        if !localReplyBody.isEmpty { localReplyBody = [] }
        if !dynamicMetadata.isEmpty { dynamicMetadata = [:] }
    }

    /// Envoy counts durations in whole milliseconds.
    func milliseconds(_ moment: UInt64) -> Int? {
        moment == 0 || moment < start ? nil : Int((moment - start) / 1_000_000)
    }
}
