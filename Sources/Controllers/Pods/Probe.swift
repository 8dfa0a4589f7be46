internal import JSON
internal import Kube

/// Asks a container's port whether it is well. The sandbox implements it over the cluster's network.
package protocol ProbeClient: Sendable {
    /// The status of a GET; nil with the reason when there was no answer.
    func get(
        ip: String, port: Int, path: String, headers: [(String, String)], isTLS: Bool, timeout: Duration
    ) async -> ProbeAnswer
    func connect(ip: String, port: Int, timeout: Duration) async -> ProbeAnswer
}

package enum ProbeAnswer: Sendable, Equatable {
    case status(Int)
    case connected
    case failed(String)
}

/// One probe of a container: when to ask and when to believe the answers.
struct Probe: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case startup = "startupProbe"
        case liveness = "livenessProbe"
        case readiness = "readinessProbe"

        var title: String {
            switch self {
            case .startup: "Startup"
            case .liveness: "Liveness"
            case .readiness: "Readiness"
            }
        }
    }

    enum Verdict: Sendable, Equatable {
        case passed
        case failed
    }

    var kind: Kind
    var spec: JSON
    private var successes = 0
    private var failures = 0

    init?(_ kind: Kind, of container: JSON) {
        guard let spec = container[kind.rawValue] else { return nil }
        self.kind = kind
        self.spec = spec
    }

    var initialDelay: Duration { .seconds(spec["initialDelaySeconds"]?.amount ?? 0) }
    var period: Duration { .seconds(max(1, spec["periodSeconds"]?.amount ?? 10)) }
    var timeout: Duration { .seconds(spec["timeoutSeconds"]?.amount ?? 1) }

    /// Takes an answer in; a verdict comes when enough of one kind have come in a row.
    mutating func take(isSuccess: Bool) -> Verdict? {
        if isSuccess {
            failures = 0
            successes += 1
            return successes >= spec["successThreshold"]?.amount ?? 1 ? .passed : nil
        }
        successes = 0
        failures += 1
        return failures >= spec["failureThreshold"]?.amount ?? 3 ? .failed : nil
    }

    /// Asks once; returns why it failed, or nil. A probe that runs a command passes: in-process images have no commands.
    func ask(_ container: JSON, ip: String, client: any ProbeClient) async -> String? {
        if let get = spec["httpGet"] {
            let port = Self.port(get["port"], of: container)
            let path = get["path"]?.string ?? "/"
            let headers = (get["httpHeaders"]?.array ?? []).map { ($0["name"]?.string ?? "", $0["value"]?.string ?? "") }
            let isTLS = get["scheme"]?.string == "HTTPS"
            let host = get["host"]?.string ?? ip
            switch await client.get(ip: host, port: port, path: path, headers: headers, isTLS: isTLS, timeout: timeout) {
            case .status(let code) where (200..<400).contains(code): return nil
            case .status(let code): return "HTTP probe failed with statuscode: \(code)"
            case .connected: return nil
            case .failed(let reason):
                return "Get \"\(isTLS ? "https" : "http")://\(host):\(port)\(path)\": \(reason)"
            }
        }
        if let socket = spec["tcpSocket"] {
            let port = Self.port(socket["port"], of: container)
            if case .failed(let reason) = await client.connect(ip: ip, port: port, timeout: timeout) { return reason }
        }
        if let service = spec["grpc"] {
            let port = Self.port(service["port"], of: container)
            if case .failed(let reason) = await client.connect(ip: ip, port: port, timeout: timeout) { return reason }
        }
        return nil
    }

    static func port(_ value: JSON?, of container: JSON) -> Int {
        if let number = value?.int { return number }
        let named = container["ports"]?.array?.first { $0["name"]?.string == value?.string }
        return named?["containerPort"]?.int ?? 0
    }
}
