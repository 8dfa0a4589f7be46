import XDS

/// One end's HTTP/2 settings.
struct HTTP2Options: Sendable, Equatable {
    var maximumStreams = 2_147_483_647
    var streamWindow = 268_435_456
    var connectionWindow = 268_435_456
    var headerTableSize = 4_096
    var allowsConnect = false
    /// Nanoseconds; 0 is none.
    var keepaliveInterval: UInt64 = 0
    var keepaliveTimeout: UInt64 = 0
    /// A malformed message ends its stream only, not the connection.
    var resetsOnInvalidMessage = false

    init() {}

    init(_ options: Http2ProtocolOptions?) {
        guard let options else { return }
        if let value = options.maxConcurrentStreams { maximumStreams = Int(value) }
        if let value = options.initialStreamWindowSize { streamWindow = Int(value) }
        if let value = options.initialConnectionWindowSize { connectionWindow = Int(value) }
        if let value = options.hpackTableSize { headerTableSize = Int(value) }
        allowsConnect = options.allowConnect
        keepaliveInterval = options.connectionKeepalive?.interval?.nanoseconds ?? 0
        keepaliveTimeout = options.connectionKeepalive?.timeout?.nanoseconds ?? 0
        resetsOnInvalidMessage = options.overrideStreamErrorOnInvalidHttpMessage ?? false
    }
}
