import NIOCore
import XDS

/// `envoy.filters.http.health_check` without pass-through: answers probes itself.
final class CompiledHealthCheckFilter: CompiledFilter {
    private let headers: [HeaderMatch]
    private let passesThrough: Bool

    init(_ check: HealthCheckFilter) throws {
        headers = try check.headers.map(HeaderMatch.init)
        passesThrough = check.passThroughMode ?? false
    }

    func instance(for route: CompiledRoute?) -> HTTPFilter? {
        passesThrough ? nil : HealthCheckInstance(headers)
    }
}

private final class HealthCheckInstance: HTTPFilter {
    private let headers: [HeaderMatch]
    private var isProbe = false

    init(_ headers: [HeaderMatch]) { self.headers = headers }

    override func requestHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict {
        guard headers.allSatisfy({ $0.matches(exchange.request) }) else { return .proceed }
        isProbe = true
        if exchange.worker.isDraining {
            exchange.info.flags.insert(.failedLocalHealthCheck)
            exchange.reply(503, "", details: "health_check_failed")
        } else {
            exchange.reply(200, "", details: "health_check_ok")
        }
        return .wait
    }

    override func responseHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict {
        guard isProbe else { return .proceed }
        exchange.response.set(
            .envoyUpstreamHealthcheckedCluster, exchange.worker.shared.configuration.nodeCluster)
        return .proceed
    }
}
