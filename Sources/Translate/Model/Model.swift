/// What a set of proxies should do, resolved: no references are left to follow, no choices left to make. `Render` turns
/// it into xDS; the order of listeners and routes is final.
package enum Model {}

extension Model {
    /// One fleet of proxies: a Gateway's, or that of all Gateways of a class when they are merged.
    package struct Proxies: Sendable, Hashable {
        /// Answers the readiness probes of the Envoy pods.
        package var readyListener: ReadyListener?
        package var accessLog = AccessLog()
        package var metrics: Metrics?
        package var http: [HTTPListener] = []
        package var tcp: [TCPListener] = []
        package var udp: [UDPListener] = []
        /// Clusters that several routes share (EnvoyProxy.mergeBackends); routes name them in `clusterReferences`.
        package var sharedClusters: [SharedCluster] = []
        /// HTTPS listeners of one port answer 421 for each other's hosts, and speak HTTP/2 though they share certificates.
        package var detectsMisdirectedRequests = false
        /// EnvoyProxy.filterOrder: HTTP filter names with what they stand before or after.
        package var filterOrder: [FilterPosition] = []
        /// What Envoy shows as its own certificate to backends and to rate limit services.
        package var clientCertificate: TLSCertificate?
        /// The Service of the proxies themselves, a cluster of its own for zone-aware routing.
        package var proxyServiceCluster: Destination?

        package init() {}
    }

    package struct ReadyListener: Sendable, Hashable {
        package var address: String
        package var port: Int
        package var path: String
        package var ipFamily: IPFamily

        package init(address: String, port: Int, path: String, ipFamily: IPFamily) {
            self.address = address
            self.port = port
            self.path = path
            self.ipFamily = ipFamily
        }
    }

    package struct FilterPosition: Sendable, Hashable {
        package enum Place: Sendable, Hashable {
            case before(String)
            case after(String)
        }

        /// `envoy.filters.http.cors` …
        package var name: String
        package var place: Place

        package init(name: String, place: Place) {
            self.name = name
            self.place = place
        }
    }

    package enum IPFamily: String, Sendable, Hashable {
        case ipv4 = "IPv4"
        case ipv6 = "IPv6"
        case dualStack = "DualStack"
    }

    /// The resource that a part of the configuration comes from, for Envoy's metadata (`envoy-gateway.resources`).
    package struct Origin: Sendable, Hashable {
        package var kind: String
        package var namespace: String
        package var name: String
        package var sectionName: String?
        /// Those under `gateway.envoyproxy.io/`, without that prefix, by name.
        package var annotations: [Pair] = []

        package init(
            kind: String, namespace: String, name: String, sectionName: String? = nil, annotations: [Pair] = []
        ) {
            self.kind = kind
            self.namespace = namespace
            self.name = name
            self.sectionName = sectionName
            self.annotations = annotations
        }
    }

    package struct Pair: Sendable, Hashable {
        package var key: String
        package var value: String

        package init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    package struct Metrics: Sendable, Hashable {
        package var virtualHostStats = false
        package var perEndpointStats = false
        package var requestResponseSizes = false

        package init() {}
    }
}
