internal import JSON
internal import Kube

/// `shutdown` of an EnvoyProxy: how long a proxy that stops goes on with what it has begun.
struct ProxyShutdown {
    private let drain: Duration?
    private let least: Duration?
    private let delay: Duration?

    init(_ settings: JSON?) {
        func duration(_ name: String) -> Duration? { settings?[name]?.string.flatMap(GoDuration.parse) }
        drain = duration("drainTimeout")
        least = duration("minDrainDuration")
        delay = duration("healthCheckFailureDelay")
    }

    /// Five minutes more than draining may take.
    var gracePeriod: Int { drain.map { Int($0.components.seconds) + 300 } ?? 360 }

    /// Envoy's `--drain-time-s`.
    var drainSeconds: String { Self.seconds(drain ?? .seconds(60)) }

    var managerArguments: [String] {
        var arguments = ["envoy", "shutdown-manager"]
        if let drain { arguments.append("--ready-timeout=\(Self.seconds(drain + .seconds(10)))s") }
        return arguments
    }

    var command: [String] {
        var command = ["envoy-gateway", "envoy", "shutdown"]
        if let delay { command.append("--health-check-failure-delay=\(GoDuration.text(delay))") }
        if let drain { command.append("--drain-timeout=\(Self.seconds(drain))s") }
        if let least { command.append("--min-drain-duration=\(Self.seconds(least))s") }
        return command
    }

    /// Whole seconds, as Go rounds them: halves to the even side.
    private static func seconds(_ duration: Duration) -> String {
        "\(Int((duration / .seconds(1)).rounded(.toNearestOrEven)))"
    }
}
