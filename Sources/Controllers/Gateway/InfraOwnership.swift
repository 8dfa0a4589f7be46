/// Whose an object is that has the name of one of a fleet: labels say it.
enum InfraOwnership {
    static func holds(of present: [String: String], wanted: [String: String]) -> Bool {
        guard present["app.kubernetes.io/managed-by"] == "envoy-gateway" else { return false }
        let gateway = ["name", "namespace"].map { "gateway.envoyproxy.io/owning-gateway-\($0)" }
        if gateway.contains(where: { wanted[$0]?.isEmpty == false }) {
            return gateway.allSatisfy { (present[$0] ?? "") == (wanted[$0] ?? "") }
        }
        let gatewayClass = "gateway.envoyproxy.io/owning-gatewayclass"
        guard let name = wanted[gatewayClass], !name.isEmpty else { return false }
        return present[gatewayClass] == name
    }
}
