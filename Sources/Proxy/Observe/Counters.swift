/// Counters and gauges of one kind of thing (a cluster, a connection manager), as Envoy names them.
protocol CounterKey: RawRepresentable, CaseIterable, Sendable where RawValue == Int {
    var name: String { get }
    var isGauge: Bool { get }
    /// Not listed before it first counts.
    var isOptional: Bool { get }
}

extension CounterKey {
    var isOptional: Bool { false }
}

/// One loop's counts. Whoever shows them adds up all loops'.
final class Counters<Key: CounterKey> {
    private let values: UnsafeMutablePointer<Int>

    init() {
        values = .allocate(capacity: Key.allCases.count)
        values.initialize(repeating: 0, count: Key.allCases.count)
    }

    deinit { values.deallocate() }

    @inline(__always)
    func add(_ key: Key, _ amount: Int = 1) { values[key.rawValue] &+= amount }

    var snapshot: [Int] { Array(UnsafeBufferPointer(start: values, count: Key.allCases.count)) }
}

enum ClusterCounter: Int, CounterKey {
    case cxTotal, cxActive, cxHTTP1, cxHTTP2, cxConnectFail, cxConnectTimeout, cxDestroy, cxDestroyLocal
    case cxDestroyRemote, cxDestroyWithActive, cxIdleTimeout, cxMaxRequests, cxOverflow, cxProtocolError, cxNoneHealthy
    case rxBytes, txBytes
    case rqTotal, rqActive, rqCompleted, rq1xx, rq2xx, rq3xx, rq4xx, rq5xx, rqCancelled, rqMaxDuration
    case rqPendingActive, rqPendingFailureEject, rqPendingOverflow, rqPendingTotal, rqPerTryTimeout, rqRetry
    case rqRetryBackOff, rqRetryBackOffRateLimited, rqRetryLimitExceeded, rqRetryOverflow, rqRetrySuccess, rqReceivedReset
    case rqTimeout, rqSentReset, retryOrShadowAbandoned
    case udpReceived, udpReceiveErrors, udpSent, udpSendErrors

    var name: String {
        switch self {
        case .cxTotal: "upstream_cx_total"
        case .cxActive: "upstream_cx_active"
        case .cxHTTP1: "upstream_cx_http1_total"
        case .cxHTTP2: "upstream_cx_http2_total"
        case .cxConnectFail: "upstream_cx_connect_fail"
        case .cxConnectTimeout: "upstream_cx_connect_timeout"
        case .cxDestroy: "upstream_cx_destroy"
        case .cxDestroyLocal: "upstream_cx_destroy_local"
        case .cxDestroyRemote: "upstream_cx_destroy_remote"
        case .cxDestroyWithActive: "upstream_cx_destroy_with_active_rq"
        case .cxIdleTimeout: "upstream_cx_idle_timeout"
        case .cxMaxRequests: "upstream_cx_max_requests"
        case .cxOverflow: "upstream_cx_overflow"
        case .cxProtocolError: "upstream_cx_protocol_error"
        case .cxNoneHealthy: "upstream_cx_none_healthy"
        case .rxBytes: "upstream_cx_rx_bytes_total"
        case .txBytes: "upstream_cx_tx_bytes_total"
        case .rqTotal: "upstream_rq_total"
        case .rqActive: "upstream_rq_active"
        case .rqCompleted: "upstream_rq_completed"
        case .rq1xx: "upstream_rq_1xx"
        case .rq2xx: "upstream_rq_2xx"
        case .rq3xx: "upstream_rq_3xx"
        case .rq4xx: "upstream_rq_4xx"
        case .rq5xx: "upstream_rq_5xx"
        case .rqCancelled: "upstream_rq_cancelled"
        case .rqMaxDuration: "upstream_rq_max_duration_reached"
        case .rqPendingActive: "upstream_rq_pending_active"
        case .rqPendingFailureEject: "upstream_rq_pending_failure_eject"
        case .rqPendingOverflow: "upstream_rq_pending_overflow"
        case .rqPendingTotal: "upstream_rq_pending_total"
        case .rqPerTryTimeout: "upstream_rq_per_try_timeout"
        case .rqRetry: "upstream_rq_retry"
        case .rqRetryBackOff: "upstream_rq_retry_backoff_exponential"
        case .rqRetryBackOffRateLimited: "upstream_rq_retry_backoff_ratelimited"
        case .rqRetryLimitExceeded: "upstream_rq_retry_limit_exceeded"
        case .rqRetryOverflow: "upstream_rq_retry_overflow"
        case .rqRetrySuccess: "upstream_rq_retry_success"
        case .rqReceivedReset: "upstream_rq_rx_reset"
        case .rqTimeout: "upstream_rq_timeout"
        case .rqSentReset: "upstream_rq_tx_reset"
        case .retryOrShadowAbandoned: "retry_or_shadow_abandoned"
        case .udpReceived: "udp.sess_rx_datagrams"
        case .udpReceiveErrors: "udp.sess_rx_errors"
        case .udpSent: "udp.sess_tx_datagrams"
        case .udpSendErrors: "udp.sess_tx_errors"
        }
    }

    var isGauge: Bool { self == .cxActive || self == .rqActive || self == .rqPendingActive }

    var isOptional: Bool {
        switch self {
        case .rq1xx, .rq2xx, .rq3xx, .rq4xx, .rq5xx, .udpReceived, .udpReceiveErrors, .udpSent, .udpSendErrors: true
        default: false
        }
    }

    static func response(_ status: Int) -> ClusterCounter {
        switch status {
        case ..<200: .rq1xx
        case ..<300: .rq2xx
        case ..<400: .rq3xx
        case ..<500: .rq4xx
        default: .rq5xx
        }
    }
}

enum HTTPCounter: Int, CounterKey {
    case cxTotal, cxActive, cxHTTP1Total, cxHTTP1Active, cxHTTP2Total, cxHTTP2Active, cxSSLTotal, cxSSLActive
    case cxDestroy, cxDestroyLocal, cxDestroyRemote, cxDestroyActive, cxDestroyRemoteActive
    case cxDrainClose, cxIdleTimeout, cxMaxDuration, cxMaxRequests, cxProtocolError, cxUpgradesTotal
    case rxBytes, txBytes, delayedCloseTimeout
    case rqTotal, rqActive, rqCompleted, rq1xx, rq2xx, rq3xx, rq4xx, rq5xx, rqHTTP1, rqHTTP2
    case rqFailedPathNormalization, rqRedirectedNormalized, rqHeaderTimeout, rqIdleTimeout, rqTimeout, rqMaxDuration
    case rqNonRelativePath, rqTooLarge, rqReceivedReset, rqSentReset, rqEarlyResponse, rqWebSocketRefused
    case flowPaused, flowResumed
    case noCluster, noRoute, routerDirectResponse, routerRedirect, routerTotal, responseTooLarge, rqResetAfterResponse

    var name: String {
        switch self {
        case .cxTotal: "downstream_cx_total"
        case .cxActive: "downstream_cx_active"
        case .cxHTTP1Total: "downstream_cx_http1_total"
        case .cxHTTP1Active: "downstream_cx_http1_active"
        case .cxHTTP2Total: "downstream_cx_http2_total"
        case .cxHTTP2Active: "downstream_cx_http2_active"
        case .cxSSLTotal: "downstream_cx_ssl_total"
        case .cxSSLActive: "downstream_cx_ssl_active"
        case .cxDestroy: "downstream_cx_destroy"
        case .cxDestroyLocal: "downstream_cx_destroy_local"
        case .cxDestroyRemote: "downstream_cx_destroy_remote"
        case .cxDestroyActive: "downstream_cx_destroy_active_rq"
        case .cxDestroyRemoteActive: "downstream_cx_destroy_remote_active_rq"
        case .cxDrainClose: "downstream_cx_drain_close"
        case .cxIdleTimeout: "downstream_cx_idle_timeout"
        case .cxMaxDuration: "downstream_cx_max_duration_reached"
        case .cxMaxRequests: "downstream_cx_max_requests_reached"
        case .cxProtocolError: "downstream_cx_protocol_error"
        case .cxUpgradesTotal: "downstream_cx_upgrades_total"
        case .rxBytes: "downstream_cx_rx_bytes_total"
        case .txBytes: "downstream_cx_tx_bytes_total"
        case .delayedCloseTimeout: "downstream_cx_delayed_close_timeout"
        case .rqTotal: "downstream_rq_total"
        case .rqActive: "downstream_rq_active"
        case .rqCompleted: "downstream_rq_completed"
        case .rq1xx: "downstream_rq_1xx"
        case .rq2xx: "downstream_rq_2xx"
        case .rq3xx: "downstream_rq_3xx"
        case .rq4xx: "downstream_rq_4xx"
        case .rq5xx: "downstream_rq_5xx"
        case .rqHTTP1: "downstream_rq_http1_total"
        case .rqHTTP2: "downstream_rq_http2_total"
        case .rqFailedPathNormalization: "downstream_rq_failed_path_normalization"
        case .rqRedirectedNormalized: "downstream_rq_redirected_with_normalized_path"
        case .rqHeaderTimeout: "downstream_rq_header_timeout"
        case .rqIdleTimeout: "downstream_rq_idle_timeout"
        case .rqTimeout: "downstream_rq_timeout"
        case .rqMaxDuration: "downstream_rq_max_duration_reached"
        case .rqNonRelativePath: "downstream_rq_non_relative_path"
        case .rqTooLarge: "downstream_rq_too_large"
        case .rqReceivedReset: "downstream_rq_rx_reset"
        case .rqSentReset: "downstream_rq_tx_reset"
        case .rqEarlyResponse: "downstream_rq_response_before_rq_complete"
        case .rqWebSocketRefused: "downstream_rq_ws_on_non_ws_route"
        case .flowPaused: "downstream_flow_control_paused_reading_total"
        case .flowResumed: "downstream_flow_control_resumed_reading_total"
        case .noCluster: "no_cluster"
        case .noRoute: "no_route"
        case .routerDirectResponse: "rq_direct_response"
        case .routerRedirect: "rq_redirect"
        case .routerTotal: "rq_total"
        case .responseTooLarge: "rs_too_large"
        case .rqResetAfterResponse: "rq_reset_after_downstream_response_started"
        }
    }

    var isGauge: Bool {
        switch self {
        case .cxActive, .cxHTTP1Active, .cxHTTP2Active, .cxSSLActive, .rqActive: true
        default: false
        }
    }

    static func response(_ status: Int) -> HTTPCounter {
        switch status {
        case ..<200: .rq1xx
        case ..<300: .rq2xx
        case ..<400: .rq3xx
        case ..<500: .rq4xx
        default: .rq5xx
        }
    }
}

enum ListenerCounter: Int, CounterKey {
    case cxTotal, cxActive, cxDestroy, cxOverflow, noFilterChain, preCxActive, preCxTimeout, filterError
    case sslHandshake, sslConnectionError, sslNoCertificate

    var name: String {
        switch self {
        case .cxTotal: "downstream_cx_total"
        case .cxActive: "downstream_cx_active"
        case .cxDestroy: "downstream_cx_destroy"
        case .cxOverflow: "downstream_cx_overflow"
        case .noFilterChain: "no_filter_chain_match"
        case .preCxActive: "downstream_pre_cx_active"
        case .preCxTimeout: "downstream_pre_cx_timeout"
        case .filterError: "downstream_listener_filter_error"
        case .sslHandshake: "ssl.handshake"
        case .sslConnectionError: "ssl.connection_error"
        case .sslNoCertificate: "ssl.no_certificate"
        }
    }

    var isGauge: Bool { self == .cxActive || self == .preCxActive }

    var isOptional: Bool { self == .sslHandshake || self == .sslConnectionError || self == .sslNoCertificate }
}

/// `tcp.PREFIX.`
enum TCPCounter: Int, CounterKey {
    case cxTotal, noRoute, rxBytes, txBytes, idleTimeout, maxDuration

    var name: String {
        switch self {
        case .cxTotal: "downstream_cx_total"
        case .noRoute: "downstream_cx_no_route"
        case .rxBytes: "downstream_cx_rx_bytes_total"
        case .txBytes: "downstream_cx_tx_bytes_total"
        case .idleTimeout: "idle_timeout"
        case .maxDuration: "max_downstream_connection_duration"
        }
    }

    var isGauge: Bool { false }
}

/// `udp.PREFIX.`
enum UDPCounter: Int, CounterKey {
    case sessionsActive, sessionsTotal, noRoute, rxBytes, rxDatagrams, rxErrors, txBytes, txDatagrams, txErrors
    case idleTimeout

    var name: String {
        switch self {
        case .sessionsActive: "downstream_sess_active"
        case .sessionsTotal: "downstream_sess_total"
        case .noRoute: "downstream_sess_no_route"
        case .rxBytes: "downstream_sess_rx_bytes"
        case .rxDatagrams: "downstream_sess_rx_datagrams"
        case .rxErrors: "downstream_sess_rx_errors"
        case .txBytes: "downstream_sess_tx_bytes"
        case .txDatagrams: "downstream_sess_tx_datagrams"
        case .txErrors: "downstream_sess_tx_errors"
        case .idleTimeout: "idle_timeout"
        }
    }

    var isGauge: Bool { self == .sessionsActive }
}
