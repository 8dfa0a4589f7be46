import GatewayAPI
import JSON
import Kube

/// Settings of connections to backends, which BackendTrafficPolicies and the services of other policies share.
enum ClusterSettingsChecks {
    /// All parts, the first problem alone: as it is said of the services that policies call.
    static func check(_ settings: JSON?) throws(SettingError) {
        guard let settings, !settings.isNull else { return }
        try timeout(settings["timeout"])
        try connection(settings["connection"])
        try keepAlive(settings["tcpKeepalive"])
        try circuitBreaker(settings["circuitBreaker"])
        try loadBalancer(settings["loadBalancer"])
        try http2(settings["http2"])
        try retry(settings["retry"])
    }

    /// Names all that are wrong.
    static func timeout(_ timeout: JSON?) throws(SettingError) {
        let fields: [(JSON?, String, String)] = [
            (timeout?["tcp"], "connectTimeout", "ConnectTimeout"),
            (timeout?["http"], "connectionIdleTimeout", "ConnectionIdleTimeout"),
            (timeout?["http"], "maxConnectionDuration", "MaxConnectionDuration"),
            (timeout?["http"], "requestTimeout", "RequestTimeout"),
            (timeout?["http"], "maxStreamDuration", "MaxStreamDuration"),
            (timeout?["http"], "streamIdleTimeout", "StreamIdleTimeout"),
        ]
        var problems: [String] = []
        for (part, key, name) in fields {
            do throws(SettingError) { try part?.checkDuration(key, as: name) } catch { problems.append(error.message) }
        }
        if !problems.isEmpty { throw SettingError(problems.joined(separator: "\n")) }
    }

    static func connection(_ connection: JSON?) throws(SettingError) {
        guard let limit = connection?.quantity("bufferLimit") else { return }
        guard let value = limit.value else { throw SettingError("invalid BufferLimit value \(limit.text)") }
        if value < 0 || value > UInt32.max { throw SettingError("BufferLimit value \(limit.text) is out of range") }
    }

    static func keepAlive(_ keepAlive: JSON?) throws(SettingError) {
        try keepAlive?.checkDuration("idleTime", as: "IdleTime")
        try keepAlive?.checkDuration("interval", as: "Interval")
    }

    static func circuitBreaker(_ breaker: JSON?) throws(SettingError) {
        let fields = [
            ("maxConnections", "MaxConnections"), ("maxParallelRequests", "MaxParallelRequests"),
            ("maxPendingRequests", "MaxPendingRequests"), ("maxParallelRetries", "MaxParallelRetries"),
            ("maxRequestsPerConnection", "MaxRequestsPerConnection"),
        ]
        for (key, name) in fields {
            guard let value = breaker?[key]?.int, !(0...Int(UInt32.max)).contains(value) else { continue }
            throw SettingError("invalid \(name) value \(value)")
        }
    }

    private static let largestTable = 5_000_011

    static func loadBalancer(_ balancer: JSON?) throws(SettingError) {
        guard let size = balancer?["consistentHash", "tableSize"]?.int else { return }
        if size > largestTable || !isPrime(size) { throw SettingError("invalid TableSize value \(size)") }
    }

    private static func isPrime(_ number: Int) -> Bool {
        guard number > 1 else { return false }
        var divisor = 2
        while divisor * divisor <= number {
            if number % divisor == 0 { return false }
            divisor += 1
        }
        return true
    }

    private static let windowSizes: ClosedRange<Int64> = 65_535...2_147_483_647

    static func http2(_ http2: JSON?) throws(SettingError) {
        var problems: [String] = []
        for (key, name) in [
            ("initialStreamWindowSize", "InitialStreamWindowSize"),
            ("initialConnectionWindowSize", "InitialConnectionWindowSize"),
        ] {
            guard let size = http2?.quantity(key) else { continue }
            if let value = size.value {
                if windowSizes.contains(value) { continue }
                problems.append(
                    "\(name) value \(size.text) is out of range, must be between \(windowSizes.lowerBound) and "
                        + "\(windowSizes.upperBound)")
            } else {
                problems.append("invalid \(name) value \(size.text)")
            }
        }
        if !problems.isEmpty { throw SettingError(problems.joined(separator: "\n")) }
    }

    static func retry(_ retry: JSON?) throws(SettingError) {
        guard let backOff = retry?["perRetry", "backOff"] else { return }
        let base = backOff["baseInterval"]?.string.flatMap(GoDuration.parse)
        if base == .zero { throw SettingError("baseInterval cannot be set to 0s") }
        guard let maximum = backOff["maxInterval"]?.string.flatMap(GoDuration.parse) else { return }
        if maximum == .zero { throw SettingError("maxInterval cannot be set to 0s") }
        if let base, base > maximum { throw SettingError("maxInterval cannot be less than baseInterval") }
    }
}
