/// Why an upstream request ended without a (whole) response, in Envoy's vocabulary.
struct UpstreamReset: Equatable {
    enum Kind: Equatable {
        case localReset, localRefusedStream, remoteReset, remoteRefusedStream
        case localConnectionFailure, remoteConnectionFailure, connectionTimeout, connectionTermination
        case overflow, protocolError, connectError, overloadManager, http1PrematureEnd
    }

    var kind: Kind
    /// What the transport said (`delayed connect error: Connection refused`).
    var failure = ""

    init(_ kind: Kind, failure: String = "") {
        self.kind = kind
        self.failure = failure
    }

    /// As bodies of local replies name it.
    var text: String {
        switch kind {
        case .localReset: "local reset"
        case .localRefusedStream: "local refused stream reset"
        case .remoteReset: "remote reset"
        case .remoteRefusedStream: "remote refused stream reset"
        case .localConnectionFailure: "local connection failure"
        case .remoteConnectionFailure: "remote connection failure"
        case .connectionTimeout: "connection timeout"
        case .connectionTermination: "connection termination"
        case .overflow: "overflow"
        case .protocolError: "protocol error"
        case .connectError: "remote error with CONNECT request"
        case .overloadManager: "overload manager reset"
        case .http1PrematureEnd: "http1 premature upstream half close"
        }
    }

    var isConnectFailure: Bool {
        kind == .localConnectionFailure || kind == .remoteConnectionFailure || kind == .connectionTimeout
    }

    var flag: ResponseFlags {
        switch kind {
        case .localConnectionFailure, .remoteConnectionFailure, .connectionTimeout: .upstreamConnectionFailure
        case .connectionTermination: .upstreamConnectionTermination
        case .localReset, .localRefusedStream, .http1PrematureEnd: .localReset
        case .overflow: .upstreamOverflow
        case .remoteReset, .remoteRefusedStream, .connectError: .upstreamRemoteReset
        case .protocolError: .upstreamProtocolError
        case .overloadManager: .overloadManager
        }
    }

    /// Envoy answers a broken response with 502, everything else with 503.
    var status: Int { kind == .protocolError ? 502 : 503 }
}
