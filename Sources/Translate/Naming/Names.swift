import Crypto
import GatewayAPI
import Kube

/// Names that Envoy Gateway gives to what it makes; users see them in statuses, /config_dump and kubectl.
enum Names {
    static func listener(gateway: ObjectName, listenerSet: ObjectName?, _ listener: String) -> String {
        guard let listenerSet else { return "\(gateway)/\(listener)" }
        return "\(gateway)/\(listenerSet)/\(listener)"
    }

    /// `http-80`.
    static func port(_ listenerProtocol: String, _ port: Int) -> String {
        "\(listenerProtocol.lowercased())-\(port)"
    }

    static func route(_ kind: String, _ name: ObjectName) -> String { "\(kind.lowercased())/\(name)" }

    static func rule(_ kind: String, _ name: ObjectName, _ rule: Int) -> String {
        "\(route(kind, name))/rule/\(rule)"
    }

    static func match(_ kind: String, _ name: ObjectName, rule index: Int, match: Int) -> String {
        "\(rule(kind, name, index))/match/\(match)"
    }

    static func setting(_ destination: String, _ backend: Int) -> String { "\(destination)/backend/\(backend)" }

    /// A Kubernetes name from `namespace/name` or a class: at most `limit` characters of it and eight of its SHA-256.
    static func hashed(_ name: String, limit: Int = 48) -> String {
        var base = String(name.map { $0 == "/" ? "-" : $0 })
        if base.count > limit {
            base = String(base.prefix(limit))
            if base.hasSuffix("-") { base.removeLast() }
        }
        let digest = SHA256.hash(data: Array(name.utf8))
        let digits = Array("0123456789abcdef")
        let hex = digest.prefix(4).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return base + "-" + String(hex)
    }

    /// Of the Deployment, Service, ServiceAccount and ConfigMap of a fleet.
    static func proxy(_ fleet: String) -> String { "envoy-" + hashed(fleet) }

    /// A pattern of literal text and `%OPERATOR%`s with the values filled in.
    static func stat(_ pattern: String, _ values: [String: String]) -> String {
        let parts = pattern.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
        return parts.enumerated().map { index, part in
            index % 2 == 0 ? part : values[part] ?? "%\(part)%"
        }.joined()
    }

    /// The part of annotations that travels into Envoy's metadata, sorted.
    static func metadataAnnotations(_ annotations: [String: String]) -> [Model.Pair] {
        let prefix = "gateway.envoyproxy.io/"
        return annotations.filter { $0.key.hasPrefix(prefix) }
            .map { Model.Pair(String($0.key.dropFirst(prefix.count)), $0.value) }
            .sorted { $0.key < $1.key }
    }
}

extension Model.Origin {
    init(_ kind: String, _ metadata: ObjectMeta, section: String? = nil) {
        self.init(
            kind: kind, namespace: metadata.namespace, name: metadata.name, sectionName: section,
            annotations: Names.metadataAnnotations(metadata.annotations))
    }
}
