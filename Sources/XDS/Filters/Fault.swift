package struct Fault: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.fault.v3.HTTPFault"

    package var delay: Delay?
    package var abort: Abort?
    package var upstreamCluster = ""
    package var headers: [HeaderMatcher] = []
    package var downstreamNodes: [String] = []
    package var maxActiveFaults: UInt32?
    package var responseRateLimit: RateLimit?
    package var delayPercentRuntime = ""
    package var abortPercentRuntime = ""
    package var disableDownstreamClusterStats = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("delay", &delay)
        visitor.field("abort", &abort)
        visitor.field("upstream_cluster", &upstreamCluster)
        visitor.field("headers", &headers)
        visitor.field("downstream_nodes", &downstreamNodes)
        visitor.field("max_active_faults", &maxActiveFaults)
        visitor.field("response_rate_limit", &responseRateLimit)
        visitor.field("delay_percent_runtime", &delayPercentRuntime)
        visitor.field("abort_percent_runtime", &abortPercentRuntime)
        visitor.field("disable_downstream_cluster_stats", &disableDownstreamClusterStats)
    }

    package struct Delay: Message {
        package var kind: Kind?
        package var percentage: FractionalPercent?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.member("fixed_delay", of: &kind, { if case .fixed(let x) = $0 { x } else { nil } }, Kind.fixed)
            visitor.member("header_delay", of: &kind, { if case .header(let x) = $0 { x } else { nil } }, Kind.header)
            visitor.field("percentage", &percentage)
        }

        package enum Kind: Sendable, Hashable {
            case fixed(Duration)
            case header(Empty)
        }
    }

    package struct Abort: Message {
        package var kind: Kind?
        package var percentage: FractionalPercent?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.member(
                "http_status", of: &kind, { if case .httpStatus(let x) = $0 { x } else { nil } }, Kind.httpStatus)
            visitor.member(
                "grpc_status", of: &kind, { if case .grpcStatus(let x) = $0 { x } else { nil } }, Kind.grpcStatus)
            visitor.member("header_abort", of: &kind, { if case .header(let x) = $0 { x } else { nil } }, Kind.header)
            visitor.field("percentage", &percentage)
        }

        package enum Kind: Sendable, Hashable {
            case httpStatus(UInt32)
            case grpcStatus(UInt32)
            case header(Empty)
        }
    }

    package struct RateLimit: Message {
        package var kind: Kind?
        package var percentage: FractionalPercent?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.member("fixed_limit", of: &kind, { if case .fixed(let x) = $0 { x } else { nil } }, Kind.fixed)
            visitor.member("header_limit", of: &kind, { if case .header(let x) = $0 { x } else { nil } }, Kind.header)
            visitor.field("percentage", &percentage)
        }

        package enum Kind: Sendable, Hashable {
            case fixed(Fixed)
            case header(Empty)
        }

        package struct Fixed: Message {
            package var limitKbps: UInt64 = 0

            package init() {}

            package mutating func fields(_ visitor: inout some FieldVisitor) {
                visitor.field("limit_kbps", &limitKbps)
            }
        }
    }
}
