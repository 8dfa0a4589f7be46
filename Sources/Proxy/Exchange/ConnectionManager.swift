import ClusterNetwork
import XDS

/// A compiled `HttpConnectionManager`: what a listener makes of the requests of a connection.
final class ConnectionManager: Sendable {
    enum Routes: Sendable {
        case discovered(name: String, id: Int)
        case fixed(RouteTable)
    }

    let statPrefix: String
    let routes: Routes
    let filters: [any CompiledFilter]
    let suppressesEnvoyHeaders: Bool
    let accessLogs: [CompiledAccessLog]
    let http1: HTTP1Options
    let http2: HTTP2Options
    let codec: HttpConnectionManager.CodecType
    let sendsTrailers: Bool
    let preservesHeaderCase: Bool
    let defaultHost: String
    let path: PathNormalization
    let stripsPort: PortStripping
    let stripsTrailingDot: Bool
    let server: HttpConnectionManager.ServerHeaderTransformation
    let serverName: String
    let client: ClientAddressRules
    let requestID: RequestIDRules
    let via: String
    let clientCertificate: ClientCertificateHeader
    let schemeOverwrite: String?
    let matchesUpstreamScheme: Bool
    let appendsForwardedPort: Bool
    let passesContinue: Bool
    /// Nanoseconds; 0 is none.
    let streamIdleTimeout: UInt64
    let requestTimeout: UInt64
    let headersTimeout: UInt64
    let idleTimeout: UInt64
    let maximumConnectionDuration: UInt64
    let maximumStreamDuration: UInt64
    let drainTimeout: UInt64
    let delayedClose: UInt64
    let maximumRequests: Int
    let upgrades: [String: Bool]
    let localReplies: LocalReplyRules?

    enum PortStripping: Sendable { case none, matching, any }

    init(_ manager: HttpConnectionManager, shared: EngineShared, listenerPort: Int) throws {
        guard !manager.statPrefix.isEmpty else {
            throw ConfigurationError(
                "Proto constraint validation failed (HttpConnectionManagerValidationError.StatPrefix: "
                    + "value length must be at least 1 characters)")
        }
        statPrefix = manager.statPrefix
        switch manager.routes {
        case .rds(let rds): routes = .discovered(name: rds.routeConfigName, id: shared.routeNames.id(rds.routeConfigName))
        case .routeConfig(let configuration):
            routes = .fixed(try RouteTable(configuration, names: shared.clusterNames))
        case nil:
            throw ConfigurationError(
                "Proto constraint validation failed (HttpConnectionManagerValidationError.RouteSpecifier: is required)")
        }
        (filters, suppressesEnvoyHeaders) = try FilterCatalogue.compile(manager.httpFilters)
        accessLogs = try CompiledAccessLog.compile(manager.accessLog)
        let common = manager.commonHttpProtocolOptions
        http1 = ConnectionManager.http1(manager)
        http2 = HTTP2Options(manager.http2ProtocolOptions)
        codec = manager.codecType
        sendsTrailers = manager.httpProtocolOptions?.enableTrailers ?? false
        if case .statefulFormatter? = manager.httpProtocolOptions?.headerKeyFormat?.format {
            preservesHeaderCase = true
        } else {
            preservesHeaderCase = false
        }
        defaultHost = manager.httpProtocolOptions?.defaultHostForHttp10 ?? ""
        path = PathNormalization(
            normalizes: manager.normalizePath ?? false, mergesSlashes: manager.mergeSlashes,
            escapedSlashes: ConnectionManager.escapedSlashes(manager.pathWithEscapedSlashesAction))
        stripsPort = manager.stripAnyHostPort ? .any : manager.stripMatchingHostPort ? .matching : .none
        stripsTrailingDot = manager.stripTrailingHostDot
        server = manager.serverHeaderTransformation
        serverName = manager.serverName.isEmpty ? "envoy" : manager.serverName
        client = try ClientAddressRules(manager)
        requestID = RequestIDRules(manager)
        via = manager.via
        clientCertificate = ClientCertificateHeader(manager)
        if case .schemeToOverwrite(let scheme)? = manager.schemeHeaderTransformation?.transformation {
            schemeOverwrite = scheme
        } else {
            schemeOverwrite = nil
        }
        matchesUpstreamScheme = manager.schemeHeaderTransformation?.matchUpstream ?? false
        appendsForwardedPort = manager.appendXForwardedPort
        passesContinue = manager.proxy100Continue
        streamIdleTimeout = manager.streamIdleTimeout?.nanoseconds ?? 300_000_000_000
        requestTimeout = manager.requestTimeout?.nanoseconds ?? 0
        headersTimeout = manager.requestHeadersTimeout?.nanoseconds ?? 0
        idleTimeout = common?.idleTimeout?.nanoseconds ?? 3_600_000_000_000
        maximumConnectionDuration = common?.maxConnectionDuration?.nanoseconds ?? 0
        maximumStreamDuration = common?.maxStreamDuration?.nanoseconds ?? 0
        drainTimeout = manager.drainTimeout?.nanoseconds ?? 5_000_000_000
        delayedClose = manager.delayedCloseTimeout?.nanoseconds ?? Limits.delayedCloseNanoseconds
        maximumRequests = Int(common?.maxRequestsPerConnection ?? 0)
        upgrades = Dictionary(
            manager.upgradeConfigs.map { ($0.upgradeType.lowercased(), $0.enabled ?? true) }, uniquingKeysWith: { $1 })
        localReplies = try manager.localReplyConfig.map(LocalReplyRules.init)
    }

    private static func http1(_ manager: HttpConnectionManager) -> HTTP1Options {
        let common = manager.commonHttpProtocolOptions
        var options = HTTP1Options()
        options.underscores =
            switch common?.headersWithUnderscoresAction ?? .allow {
            case .allow: .allow
            case .rejectRequest: .reject
            case .dropHeader: .drop
            }
        options.maximumHeadBytes = Int(manager.maxRequestHeadersKb ?? UInt32(Limits.requestHeadKibibytes)) * 1024
        options.maximumHeaders = Int(common?.maxHeadersCount ?? UInt32(Limits.headerCount))
        options.acceptsHTTP10 = manager.httpProtocolOptions?.acceptHttp10 ?? false
        options.allowsChunkedLength = manager.httpProtocolOptions?.allowChunkedLength ?? false
        return options
    }

    private static func escapedSlashes(
        _ action: HttpConnectionManager.PathWithEscapedSlashesAction
    ) -> PathNormalization.EscapedSlashes {
        switch action {
        case .implementationSpecificDefault, .keepUnchanged: .keep
        case .rejectRequest: .reject
        case .unescapeAndRedirect: .redirect
        case .unescapeAndForward: .forward
        }
    }

    func table(_ worker: Worker) -> RouteTable? {
        switch routes {
        case .fixed(let table): table
        case .discovered(_, let id): worker.route(id)
        }
    }
}

/// Whom a request counts as coming from.
struct ClientAddressRules: Sendable {
    let usesRemoteAddress: Bool
    let trustedHops: Int
    let skipsAppend: Bool
    let internalRanges: [CIDR]
    /// Envoy's `xff`, `custom_header` original IP detection.
    let detections: [Detection]

    enum Detection: Sendable {
        case forwardedFor(hops: Int, trusted: [CIDR], skipsAppend: Bool)
        case header(HeaderName, rejects: Int?)
    }

    init(_ manager: HttpConnectionManager) throws {
        usesRemoteAddress = manager.useRemoteAddress ?? false
        trustedHops = Int(manager.xffNumTrustedHops)
        skipsAppend = manager.skipXffAppend
        internalRanges = (manager.internalAddressConfig?.cidrRanges ?? []).compactMap { CIDR($0) }
        detections = try manager.originalIpDetectionExtensions.compactMap { try Detection($0) }
    }
}

extension CIDR {
    init?(_ range: CidrRange) {
        guard let address = IPAddress(range.addressPrefix) else { return nil }
        self.init(around: address, prefixLength: Int(range.prefixLen ?? 0))
    }
}

struct RequestIDRules: Sendable {
    let generates: Bool
    let keepsExternal: Bool
    let returns: Bool

    init(_ manager: HttpConnectionManager) {
        generates = manager.generateRequestId ?? true
        keepsExternal = manager.preserveExternalRequestId
        returns = manager.alwaysSetRequestIdInResponse
    }
}

/// `x-forwarded-client-cert`.
struct ClientCertificateHeader: Sendable {
    let action: HttpConnectionManager.ForwardClientCertDetails
    let details: HttpConnectionManager.SetCurrentClientCertDetails?

    init(_ manager: HttpConnectionManager) {
        action = manager.forwardClientCertDetails
        details = manager.setCurrentClientCertDetails
    }
}
