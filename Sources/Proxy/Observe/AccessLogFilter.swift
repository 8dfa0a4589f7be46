import XDS

/// Which requests an access log shows.
indirect enum LogFilter: Sendable {
    case status(AccessLogFilter.Comparison.Op, Int)
    case duration(AccessLogFilter.Comparison.Op, Int)
    case flags(ResponseFlags)
    case header(HeaderMatch)
    case all([LogFilter])
    case any([LogFilter])
    case notHealthCheck
    /// A filter this engine has no means for: it lets everything through.
    case always

    init(_ filter: AccessLogFilter) throws {
        switch filter {
        case .statusCodeFilter(let filter):
            self = .status(filter.comparison?.op ?? .eq, Int(filter.comparison?.value?.defaultValue ?? 0))
        case .durationFilter(let filter):
            self = .duration(filter.comparison?.op ?? .eq, Int(filter.comparison?.value?.defaultValue ?? 0))
        case .responseFlagFilter(let filter):
            var flags: ResponseFlags = []
            for name in filter.flags {
                guard let flag = ResponseFlags(name: name) else {
                    throw ConfigurationError("Proto constraint validation failed (ResponseFlagFilter.flags)")
                }
                flags.insert(flag)
            }
            self = .flags(filter.flags.isEmpty ? ResponseFlags(rawValue: .max) : flags)
        case .headerFilter(let filter):
            guard let header = filter.header else { throw ConfigurationError("HeaderFilter.header: value is required") }
            self = .header(try HeaderMatch(header))
        case .andFilter(let filter): self = .all(try filter.filters.map(LogFilter.init))
        case .orFilter(let filter): self = .any(try filter.filters.map(LogFilter.init))
        case .notHealthCheckFilter: self = .notHealthCheck
        case .traceableFilter, .extensionFilter: self = .always
        }
    }

    func admits(_ context: FormatContext) -> Bool {
        switch self {
        case .status(let op, let value): LogFilter.compare(op, context.info.responseCode, value)
        case .duration(let op, let value):
            LogFilter.compare(op, context.info.milliseconds(context.info.end) ?? 0, value)
        case .flags(let flags): !context.info.flags.isDisjoint(with: flags)
        case .header(let match): context.request.map { match.matches($0) } ?? false
        case .all(let filters): filters.allSatisfy { $0.admits(context) }
        case .any(let filters): filters.contains { $0.admits(context) }
        case .notHealthCheck: context.info.details != "health_check_ok"
        case .always: true
        }
    }

    private static func compare(_ op: AccessLogFilter.Comparison.Op, _ left: Int, _ right: Int) -> Bool {
        switch op {
        case .eq: left == right
        case .ge: left >= right
        case .le: left <= right
        case .ne: left != right
        }
    }
}

/// A compiled access log: which requests, in which form, and to which file.
struct CompiledAccessLog: Sendable {
    let filter: LogFilter?
    let format: AccessLogFormat
    let path: String

    /// Nil for loggers that send their records elsewhere (gRPC, OpenTelemetry): accepted, not emulated.
    init?(_ log: AccessLog) throws {
        guard let file = log.typedConfig?.as(FileAccessLog.self) else { return nil }
        filter = try log.filter.map(LogFilter.init)
        format = try AccessLogFormat(file)
        path = file.path
    }

    static func compile(_ logs: [AccessLog]) throws -> [CompiledAccessLog] {
        try logs.compactMap { try CompiledAccessLog($0) }
    }
}
