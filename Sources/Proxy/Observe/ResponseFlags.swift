/// What went wrong with a request, as access logs show it (`%RESPONSE_FLAGS%`).
struct ResponseFlags: OptionSet, Sendable {
    let rawValue: UInt32

    static let failedLocalHealthCheck = ResponseFlags(rawValue: 1 << 0)
    static let noHealthyUpstream = ResponseFlags(rawValue: 1 << 1)
    static let upstreamRequestTimeout = ResponseFlags(rawValue: 1 << 2)
    static let localReset = ResponseFlags(rawValue: 1 << 3)
    static let upstreamRemoteReset = ResponseFlags(rawValue: 1 << 4)
    static let upstreamConnectionFailure = ResponseFlags(rawValue: 1 << 5)
    static let upstreamConnectionTermination = ResponseFlags(rawValue: 1 << 6)
    static let upstreamOverflow = ResponseFlags(rawValue: 1 << 7)
    static let noRouteFound = ResponseFlags(rawValue: 1 << 8)
    static let delayInjected = ResponseFlags(rawValue: 1 << 9)
    static let faultInjected = ResponseFlags(rawValue: 1 << 10)
    static let rateLimited = ResponseFlags(rawValue: 1 << 11)
    static let unauthorized = ResponseFlags(rawValue: 1 << 12)
    static let rateLimitServiceError = ResponseFlags(rawValue: 1 << 13)
    static let downstreamConnectionTermination = ResponseFlags(rawValue: 1 << 14)
    static let upstreamRetryLimitExceeded = ResponseFlags(rawValue: 1 << 15)
    static let streamIdleTimeout = ResponseFlags(rawValue: 1 << 16)
    static let invalidEnvoyHeaders = ResponseFlags(rawValue: 1 << 17)
    static let downstreamProtocolError = ResponseFlags(rawValue: 1 << 18)
    static let upstreamMaxDuration = ResponseFlags(rawValue: 1 << 19)
    static let noFilterConfig = ResponseFlags(rawValue: 1 << 20)
    static let durationTimeout = ResponseFlags(rawValue: 1 << 21)
    static let upstreamProtocolError = ResponseFlags(rawValue: 1 << 22)
    static let noClusterFound = ResponseFlags(rawValue: 1 << 23)
    static let overloadManager = ResponseFlags(rawValue: 1 << 24)
    static let dnsResolutionFailure = ResponseFlags(rawValue: 1 << 25)
    static let dropOverload = ResponseFlags(rawValue: 1 << 26)
    static let downstreamRemoteReset = ResponseFlags(rawValue: 1 << 27)
    static let unconditionalDropOverload = ResponseFlags(rawValue: 1 << 28)

    /// Short and long names, in the order in which several are written.
    static let names: [(flag: ResponseFlags, short: String, long: String)] = [
        (.failedLocalHealthCheck, "LH", "FailedLocalHealthCheck"),
        (.noHealthyUpstream, "UH", "NoHealthyUpstream"),
        (.upstreamRequestTimeout, "UT", "UpstreamRequestTimeout"),
        (.localReset, "LR", "LocalReset"),
        (.upstreamRemoteReset, "UR", "UpstreamRemoteReset"),
        (.upstreamConnectionFailure, "UF", "UpstreamConnectionFailure"),
        (.upstreamConnectionTermination, "UC", "UpstreamConnectionTermination"),
        (.upstreamOverflow, "UO", "UpstreamOverflow"),
        (.noRouteFound, "NR", "NoRouteFound"),
        (.delayInjected, "DI", "DelayInjected"),
        (.faultInjected, "FI", "FaultInjected"),
        (.rateLimited, "RL", "RateLimited"),
        (.unauthorized, "UAEX", "UnauthorizedExternalService"),
        (.rateLimitServiceError, "RLSE", "RateLimitServiceError"),
        (.downstreamConnectionTermination, "DC", "DownstreamConnectionTermination"),
        (.upstreamRetryLimitExceeded, "URX", "UpstreamRetryLimitExceeded"),
        (.streamIdleTimeout, "SI", "StreamIdleTimeout"),
        (.invalidEnvoyHeaders, "IH", "InvalidEnvoyRequestHeaders"),
        (.downstreamProtocolError, "DPE", "DownstreamProtocolError"),
        (.upstreamMaxDuration, "UMSDR", "UpstreamMaxStreamDurationReached"),
        (.noFilterConfig, "NFCF", "NoFilterConfigFound"),
        (.durationTimeout, "DT", "DurationTimeout"),
        (.upstreamProtocolError, "UPE", "UpstreamProtocolError"),
        (.noClusterFound, "NC", "NoClusterFound"),
        (.overloadManager, "OM", "OverloadManagerTerminated"),
        (.dnsResolutionFailure, "DF", "DnsResolutionFailed"),
        (.dropOverload, "DO", "DropOverLoad"),
        (.downstreamRemoteReset, "DR", "DownstreamRemoteReset"),
        (.unconditionalDropOverload, "UDO", "UnconditionalDropOverload"),
    ]

    /// Flags in the order in which they were set, which is how they are written; four at most.
    struct Order: Sendable {
        /// One byte each, the first lowest: 1 + the flag's bit.
        private var packed: UInt64 = 0

        mutating func note(_ added: ResponseFlags) {
            var rest = added.rawValue
            while rest != 0, packed >> 56 == 0 {
                var shift: UInt64 = 0
                while packed >> shift & 0xFF != 0 { shift += 8 }
                packed |= UInt64(rest.trailingZeroBitCount + 1) << shift
                rest &= rest - 1
            }
        }

        /// Comma-separated short or long names; `-` for none.
        func text(isLong: Bool) -> String {
            if packed == 0 { return "-" }
            var names: [String] = []
            var rest = packed
            while rest != 0 {
                let flag = ResponseFlags(rawValue: 1 << UInt32(rest & 0xFF - 1))
                if let entry = ResponseFlags.names.first(where: { $0.flag == flag }) {
                    names.append(isLong ? entry.long : entry.short)
                }
                rest >>= 8
            }
            return names.joined(separator: ",")
        }
    }

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// By its short name.
    init?(name: String) {
        guard let entry = ResponseFlags.names.first(where: { $0.short == name }) else { return nil }
        self = entry.flag
    }
}
