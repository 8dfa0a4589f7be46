/// The headers this engine acts on. Known headers are found in a `HeaderMap` without comparing names.
enum HeaderID: UInt8, CaseIterable {
    case other = 0
    case host, connection, keepAlive, proxyConnection, transferEncoding, contentLength, contentType, contentEncoding
    case upgrade, te, trailer, expect, http2Settings
    case userAgent, accept, acceptEncoding, authorization, cookie, setCookie, origin, referer
    case date, server, via, location, vary, etag, cacheControl
    case requestID, forwardedFor, forwardedProto, forwardedHost, forwardedPort, forwardedClientCertificate
    case clientTraceID, traceParent, traceState
    case grpcStatus, grpcMessage, grpcTimeout
    case accessControlRequestMethod, accessControlRequestHeaders, accessControlRequestPrivateNetwork
    case accessControlAllowOrigin, accessControlAllowMethods, accessControlAllowHeaders, accessControlMaxAge
    case accessControlAllowCredentials, accessControlExposeHeaders, accessControlAllowPrivateNetwork
    case envoyAttemptCount, envoyDecoratorOperation, envoyDegraded, envoyDownstreamCluster, envoyDownstreamNode
    case envoyExpectedTimeout, envoyExternalAddress, envoyForceTrace, envoyHedgeOnTimeout, envoyImmediateHealthFail
    case envoyInternal, envoyIPTags, envoyIsTimeoutRetry, envoyMaxRetries, envoyOriginalHost, envoyOriginalPath, envoyOriginalURL
    case envoyOriginalDestinationHost, envoyOverloaded, envoyRateLimited
    case envoyRetriableHeaderNames, envoyRetriableStatusCodes, envoyRetryGRPCOn, envoyRetryOn
    case envoyUpstreamAltStatName, envoyUpstreamCanary, envoyUpstreamHealthcheckedCluster
    case envoyUpstreamPerTryTimeout, envoyUpstreamServiceTime, envoyUpstreamTimeout, envoyUpstreamTimeoutAltResponse
    case envoyUpstreamStreamDuration

    var name: StaticString {
        switch self {
        case .other: ""
        case .host: "host"
        case .connection: "connection"
        case .keepAlive: "keep-alive"
        case .proxyConnection: "proxy-connection"
        case .transferEncoding: "transfer-encoding"
        case .contentLength: "content-length"
        case .contentType: "content-type"
        case .contentEncoding: "content-encoding"
        case .upgrade: "upgrade"
        case .te: "te"
        case .trailer: "trailer"
        case .expect: "expect"
        case .http2Settings: "http2-settings"
        case .userAgent: "user-agent"
        case .accept: "accept"
        case .acceptEncoding: "accept-encoding"
        case .authorization: "authorization"
        case .cookie: "cookie"
        case .setCookie: "set-cookie"
        case .origin: "origin"
        case .referer: "referer"
        case .date: "date"
        case .server: "server"
        case .via: "via"
        case .location: "location"
        case .vary: "vary"
        case .etag: "etag"
        case .cacheControl: "cache-control"
        case .requestID: "x-request-id"
        case .forwardedFor: "x-forwarded-for"
        case .forwardedProto: "x-forwarded-proto"
        case .forwardedHost: "x-forwarded-host"
        case .forwardedPort: "x-forwarded-port"
        case .forwardedClientCertificate: "x-forwarded-client-cert"
        case .clientTraceID: "x-client-trace-id"
        case .traceParent: "traceparent"
        case .traceState: "tracestate"
        case .grpcStatus: "grpc-status"
        case .grpcMessage: "grpc-message"
        case .grpcTimeout: "grpc-timeout"
        case .accessControlRequestMethod: "access-control-request-method"
        case .accessControlRequestHeaders: "access-control-request-headers"
        case .accessControlRequestPrivateNetwork: "access-control-request-private-network"
        case .accessControlAllowOrigin: "access-control-allow-origin"
        case .accessControlAllowMethods: "access-control-allow-methods"
        case .accessControlAllowHeaders: "access-control-allow-headers"
        case .accessControlMaxAge: "access-control-max-age"
        case .accessControlAllowCredentials: "access-control-allow-credentials"
        case .accessControlExposeHeaders: "access-control-expose-headers"
        case .accessControlAllowPrivateNetwork: "access-control-allow-private-network"
        case .envoyAttemptCount: "x-envoy-attempt-count"
        case .envoyDecoratorOperation: "x-envoy-decorator-operation"
        case .envoyDegraded: "x-envoy-degraded"
        case .envoyDownstreamCluster: "x-envoy-downstream-service-cluster"
        case .envoyDownstreamNode: "x-envoy-downstream-service-node"
        case .envoyExpectedTimeout: "x-envoy-expected-rq-timeout-ms"
        case .envoyExternalAddress: "x-envoy-external-address"
        case .envoyForceTrace: "x-envoy-force-trace"
        case .envoyHedgeOnTimeout: "x-envoy-hedge-on-per-try-timeout"
        case .envoyImmediateHealthFail: "x-envoy-immediate-health-check-fail"
        case .envoyInternal: "x-envoy-internal"
        case .envoyIPTags: "x-envoy-ip-tags"
        case .envoyIsTimeoutRetry: "x-envoy-is-timeout-retry"
        case .envoyMaxRetries: "x-envoy-max-retries"
        case .envoyOriginalHost: "x-envoy-original-host"
        case .envoyOriginalURL: "x-envoy-original-url"
        case .envoyOriginalPath: "x-envoy-original-path"
        case .envoyOriginalDestinationHost: "x-envoy-original-dst-host"
        case .envoyOverloaded: "x-envoy-overloaded"
        case .envoyRateLimited: "x-envoy-ratelimited"
        case .envoyRetriableHeaderNames: "x-envoy-retriable-header-names"
        case .envoyRetriableStatusCodes: "x-envoy-retriable-status-codes"
        case .envoyRetryGRPCOn: "x-envoy-retry-grpc-on"
        case .envoyRetryOn: "x-envoy-retry-on"
        case .envoyUpstreamAltStatName: "x-envoy-upstream-alt-stat-name"
        case .envoyUpstreamCanary: "x-envoy-upstream-canary"
        case .envoyUpstreamHealthcheckedCluster: "x-envoy-upstream-healthchecked-cluster"
        case .envoyUpstreamPerTryTimeout: "x-envoy-upstream-rq-per-try-timeout-ms"
        case .envoyUpstreamServiceTime: "x-envoy-upstream-service-time"
        case .envoyUpstreamTimeout: "x-envoy-upstream-rq-timeout-ms"
        case .envoyUpstreamTimeoutAltResponse: "x-envoy-upstream-rq-timeout-alt-response"
        case .envoyUpstreamStreamDuration: "x-envoy-upstream-stream-duration-ms"
        }
    }

    /// A second header of this name joins the first with a comma, as Envoy's inline headers do; others stay apart.
    var isJoined: Bool {
        switch self {
        case .other, .cookie, .setCookie, .location, .vary, .etag, .server, .date, .trailer, .referer, .traceParent,
            .traceState, .forwardedPort, .http2Settings:
            false
        default: true
        }
    }

    /// What an edge proxy drops from a request that comes from outside: Envoy's own instructions to itself.
    static let droppedFromOutside: [HeaderID] = [
        .envoyRetryOn, .envoyRetryGRPCOn, .envoyMaxRetries, .envoyUpstreamAltStatName, .envoyUpstreamTimeout, .envoyUpstreamPerTryTimeout,
        .envoyUpstreamTimeoutAltResponse, .envoyExpectedTimeout, .envoyForceTrace, .envoyIPTags, .envoyOriginalURL,
        .envoyHedgeOnTimeout, .envoyUpstreamStreamDuration, .envoyRetriableStatusCodes,
        .envoyRetriableHeaderNames, .envoyInternal, .envoyIsTimeoutRetry,
    ]

    /// What it drops beside those where it is the first to see the request.
    static let droppedAtEdge: [HeaderID] = [
        .envoyDecoratorOperation, .envoyDownstreamCluster, .envoyDownstreamNode, .envoyOriginalPath, .envoyOriginalHost,
    ]
}

/// Name → `HeaderID`, without allocating: an open table over a cheap hash of the lower-case name.
struct HeaderNameTable: @unchecked Sendable {
    private static let slotCount = 512
    private let slots: UnsafeMutablePointer<UInt8>

    static let shared = HeaderNameTable()

    private init() {
        slots = .allocate(capacity: HeaderNameTable.slotCount)
        slots.initialize(repeating: 0, count: HeaderNameTable.slotCount)
        for id in HeaderID.allCases where id != .other {
            var slot = HeaderNameTable.hash(id.name.utf8Start, id.name.utf8CodeUnitCount)
            while slots[slot] != 0 { slot = (slot + 1) & (HeaderNameTable.slotCount - 1) }
            slots[slot] = id.rawValue
        }
    }

    @inline(__always)
    private static func hash(_ name: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let middle = Int(name[count / 2]) &* 7
        let ends = Int(name[0]) &* 31 &+ Int(name[count - 1]) &* 131
        return (ends &+ middle &+ count &* 61) & (slotCount - 1)
    }

    /// The id of a lower-case name.
    @inline(__always)
    func id(_ name: UnsafePointer<UInt8>, _ count: Int) -> HeaderID {
        if count == 0 { return .other }
        var slot = HeaderNameTable.hash(name, count)
        while slots[slot] != 0 {
            let id = HeaderID(rawValue: slots[slot]) ?? .other
            let known = id.name
            if known.utf8CodeUnitCount == count, equalBytes(known.utf8Start, name, count) { return id }
            slot = (slot + 1) & (HeaderNameTable.slotCount - 1)
        }
        return .other
    }
}
