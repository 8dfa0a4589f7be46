import XDS

/// A compiled `HealthCheck`.
struct HealthRules: Sendable {
    enum Kind: Sendable {
        case http(HTTPCheck)
        case tcp(send: [UInt8], receive: [[UInt8]])
        case grpc(service: String, authority: String)
    }

    let kind: Kind
    /// Nanoseconds, as all of these.
    let timeout: UInt64
    let interval: UInt64
    let noTrafficInterval: UInt64
    let unhealthyInterval: UInt64
    let unhealthyEdgeInterval: UInt64
    let healthyEdgeInterval: UInt64
    let initialJitter: UInt64
    let jitter: UInt64
    let unhealthyThreshold: Int
    let healthyThreshold: Int
    let readmitsOutliers: Bool

    /// Nil for a cluster that does not check.
    init?(_ cluster: Cluster) throws {
        guard let check = cluster.healthChecks.first else { return nil }
        if cluster.healthChecks.count > 1 { throw ConfigurationError("Multiple health checks not supported") }
        func need(_ duration: Duration?, _ name: String) throws -> UInt64 {
            guard let duration, duration.nanoseconds > 0 else {
                throw ConfigurationError(
                    "Proto constraint validation failed (HealthCheckValidationError.\(name): value is required)")
            }
            return duration.nanoseconds
        }
        timeout = try need(check.timeout, "Timeout")
        let interval = try need(check.interval, "Interval")
        self.interval = interval
        noTrafficInterval = check.noTrafficInterval?.nanoseconds ?? 60_000_000_000
        unhealthyInterval = check.unhealthyInterval?.nanoseconds ?? interval
        unhealthyEdgeInterval = check.unhealthyEdgeInterval?.nanoseconds ?? unhealthyInterval
        healthyEdgeInterval = check.healthyEdgeInterval?.nanoseconds ?? interval
        initialJitter = check.initialJitter?.nanoseconds ?? 0
        jitter = check.intervalJitter?.nanoseconds ?? 0
        unhealthyThreshold = Int(check.unhealthyThreshold ?? 1)
        healthyThreshold = Int(check.healthyThreshold ?? 1)
        readmitsOutliers = cluster.outlierDetection?.successfulActiveHealthCheckUnejectHost ?? true
        switch check.checker {
        case .http(let http): kind = .http(try HTTPCheck(http, cluster: cluster.name))
        case .tcp(let tcp):
            kind = .tcp(send: try tcp.send.map(payloadBytes) ?? [], receive: try tcp.receive.map(payloadBytes))
        case .grpc(let grpc):
            kind = .grpc(
                service: grpc.serviceName, authority: grpc.authority.isEmpty ? cluster.name : grpc.authority)
        case nil:
            throw ConfigurationError(
                "Proto constraint validation failed (HealthCheckValidationError.HealthChecker: is required)")
        }
    }
}

/// A compiled `HttpHealthCheck`.
struct HTTPCheck: Sendable {
    let host: String
    let path: String
    let method: String
    let send: [UInt8]
    let receive: [[UInt8]]
    let headers: HeaderMutations
    private let expected: [Range<Int>]
    private let retriable: [Range<Int>]

    enum Verdict: Equatable { case passed, retriable, failed }

    init(_ check: HealthCheck.Http, cluster: String) throws {
        guard !check.path.isEmpty else {
            throw ConfigurationError(
                "Proto constraint validation failed (HttpHealthCheckValidationError.Path: "
                    + "value length must be at least 1 characters)")
        }
        host = check.host.isEmpty ? cluster : check.host
        path = check.path
        method = check.method == .methodUnspecified ? "GET" : check.method.rawValue
        send = try check.send.map(payloadBytes) ?? []
        receive = try check.receive.map(payloadBytes)
        headers = try HeaderMutations(add: check.requestHeadersToAdd, remove: check.requestHeadersToRemove)
        func ranges(_ list: [Int64Range]) -> [Range<Int>] {
            list.filter { $0.start < $0.end }.map { Int(clamping: $0.start)..<Int(clamping: $0.end) }
        }
        expected = check.expectedStatuses.isEmpty ? [200..<201] : ranges(check.expectedStatuses)
        retriable = ranges(check.retriableStatuses)
    }

    func judge(status: Int, body: [UInt8]) -> Verdict {
        guard expected.contains(where: { $0.contains(status) }) else {
            return retriable.contains { $0.contains(status) } ? .retriable : .failed
        }
        return HealthPayload.matches(receive, body) ? .passed : .failed
    }
}

enum HealthPayload {
    /// Every block stands in the bytes, in this order, whatever is between them.
    static func matches(_ blocks: [[UInt8]], _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        for block in blocks {
            guard let found = find(block, in: rest) else { return false }
            rest = rest[found...]
        }
        return true
    }

    /// Where the block ends.
    private static func find(_ block: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= block.count else { return nil }
        for start in bytes.startIndex...(bytes.endIndex - block.count)
        where bytes[start..<start + block.count].elementsEqual(block) {
            return start + block.count
        }
        return nil
    }
}

private func payloadBytes(_ payload: HealthCheck.Payload) throws -> [UInt8] {
    switch payload {
    case .binary(let bytes): return bytes.bytes
    case .text(let hex):
        let digits = Array(hex.utf8)
        guard digits.count % 2 == 0 else { throw ConfigurationError("invalid hex string '\(hex)'") }
        return try stride(from: 0, to: digits.count, by: 2).map { index in
            guard let high = hexValue(digits[index]), let low = hexValue(digits[index + 1]) else {
                throw ConfigurationError("invalid hex string '\(hex)'")
            }
            return high << 4 | low
        }
    }
}
