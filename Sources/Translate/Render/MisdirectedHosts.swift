import XDS

/// Hosts of an HTTPS listener's port that belong to another of its listeners: a request for one of them came over the
/// wrong connection (Gateway API 1.6, GatewayHTTPSListenerDetectMisdirectedRequests). It gets a 421, and the client asks again over a
/// connection of its own.
struct MisdirectedHosts: Sendable, Hashable {
    /// The listener's own hostname, `*` for all.
    private let own: String
    /// Hostnames within the listener's that are another's, which the more specific name decides.
    private let others: [String]

    init(of listener: Model.HTTPListener, among port: [Model.HTTPListener]) {
        let own = listener.hostnames.first ?? "*"
        self.own = own
        others = port.flatMap(\.hostnames).filter { $0 != own && $0 != "*" && (own == "*" || Hostnames.wildcard(own, covers: $0)) }
    }

    /// What a route configuration has beside the hosts with routes.
    func virtualHosts(of configuration: String, beside known: Set<String>) -> [VirtualHost] {
        var hosts = others.filter { !known.contains($0) }.map { VirtualHost(.init(misdirected: $0, configuration)) }
        if own != "*" {
            // Its own hosts without a route are found, and their requests are not.
            if !known.contains(own) { hosts.append(VirtualHost(.init(own, configuration))) }
            if !known.contains("*") { hosts.append(VirtualHost(.init(misdirected: "*", configuration))) }
        }
        return hosts
    }
}

extension VirtualHost.Fields {
    fileprivate init(_ domain: String, _ configuration: String) {
        self.init()
        name = "\(configuration)/misdirected/\(domain.replacing(".", with: "_"))"
        domains = [domain]
    }

    fileprivate init(misdirected domain: String, _ configuration: String) {
        self.init(domain, configuration)
        routes = [
            .with {
                $0.match.path = .prefix("/")
                $0.action = .directResponse(.with { $0.status = 421 })
            }
        ]
    }
}
