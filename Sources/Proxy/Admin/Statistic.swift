/// One counter or gauge, by the name Envoy gives it.
package struct Statistic: Sendable {
    /// What it is a statistic of: the beginning of its name.
    struct Scope: Sendable {
        /// `cluster.NAME.`
        let prefix: String
        /// `cluster_`, as Prometheus sees it: what the name says of this one cluster goes to the labels.
        let family: String
        let labels: [Label]

        static func cluster(_ name: String) -> Scope {
            Scope(prefix: "cluster.\(name).", family: "cluster_", labels: [Label("envoy_cluster_name", name)])
        }

        static func http(_ prefix: String) -> Scope {
            Scope(prefix: "http.\(prefix).", family: "http_", labels: [Label("envoy_http_conn_manager_prefix", prefix)])
        }

        static func listener(_ address: String) -> Scope {
            Scope(prefix: "listener.\(address).", family: "listener_", labels: [Label("envoy_listener_address", address)])
        }

        static func listenerHTTP(_ address: String, _ prefix: String) -> Scope {
            Scope(
                prefix: "listener.\(address).http.\(prefix).", family: "listener_http_",
                labels: [Label("envoy_http_conn_manager_prefix", prefix), Label("envoy_listener_address", address)])
        }

        static func tcp(_ prefix: String) -> Scope {
            Scope(prefix: "tcp.\(prefix).", family: "tcp_", labels: [Label("envoy_tcp_prefix", prefix)])
        }

        static func udp(_ prefix: String) -> Scope {
            Scope(prefix: "udp.\(prefix).", family: "udp_", labels: [Label("envoy_udp_prefix", prefix)])
        }

        static func process(_ part: String) -> Scope {
            Scope(prefix: "\(part).", family: "\(part)_", labels: [])
        }
    }

    struct Label: Sendable {
        let name: String
        let value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    let scope: Scope
    /// The name without its beginning: `upstream_rq_2xx`.
    let stat: String
    let value: Int
    let isGauge: Bool
    package let name: String

    init(_ scope: Scope, _ stat: String, _ value: Int, isGauge: Bool = false) {
        self.scope = scope
        self.stat = stat
        self.value = value
        self.isGauge = isGauge
        name = scope.prefix + stat
    }

    /// All of one kind's; what a cluster or listener may have nothing to do with is left out until it occurs.
    static func all<Key: CounterKey>(_ scope: Scope, _ keys: Key.Type, _ values: [Int]) -> [Statistic] {
        Key.allCases.compactMap { key in
            let value = values[key.rawValue]
            if value == 0, key.isOptional { return nil }
            return Statistic(scope, key.name, value, isGauge: key.isGauge)
        }
    }

    /// The Prometheus metric, and the labels of which the name's variable parts become the values.
    var metric: (family: String, labels: [Label]) {
        let (stat, label) = tagged
        var family = "envoy_"
        for byte in (scope.family + stat).utf8 {
            let isPlain = byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
            family.unicodeScalars.append(isPlain || byte == 0x3A ? Unicode.Scalar(byte) : "_")
        }
        return (family, (label.map { [$0] } ?? []) + scope.labels)
    }

    private var tagged: (stat: String, label: Label?) {
        if stat.hasSuffix("xx"), let digit = stat.dropLast(2).last, digit.isNumber {
            return (stat.dropLast(3) + "xx", Label("envoy_response_code_class", String(digit)))
        }
        if let underscore = stat.lastIndex(of: "_"), stat[..<underscore].hasSuffix("upstream_rq"),
            case let code = stat[stat.index(after: underscore)...], code.count == 3, code.allSatisfy(\.isNumber)
        {
            return (String(stat[..<underscore]), Label("envoy_response_code", String(code)))
        }
        let parts = stat.split(separator: ".", maxSplits: 2)
        if parts.count == 3, parts[0] == "circuit_breakers" {
            return ("circuit_breakers.\(parts[2])", Label("priority", String(parts[1])))
        }
        if parts.count == 2, parts[0].hasPrefix("worker_") {
            return ("worker_\(parts[1])", Label("envoy_worker_id", String(parts[0].dropFirst(7))))
        }
        return (stat, nil)
    }
}
