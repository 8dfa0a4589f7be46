extension Model {
    /// Where a route sends its traffic: one cluster of Envoy, or several when its settings differ in what a cluster
    /// can have only once.
    package struct Destination: Sendable, Hashable {
        /// `httproute/default/backend/rule/0`.
        package var name: String
        package var statName: String?
        package var settings: [DestinationSetting] = []
        package var clusterReferences: [ClusterReference] = []
        package var origin: Origin?

        package init(name: String, origin: Origin? = nil) {
            self.name = name
            self.origin = origin
        }
    }

    /// What one backendRef resolved to.
    package struct DestinationSetting: Sendable, Hashable {
        package enum AddressType: String, Sendable, Hashable {
            case ip = "IP"
            case fqdn = "FQDN"
            case unix = "UDS"
            case mixed = "Mixed"
        }

        /// How the backend is spoken to.
        package enum ApplicationProtocol: String, Sendable, Hashable {
            case grpc = "GRPC"
            case grpcWeb = "GRPC-Web"
            case http = "HTTP"
            case http2 = "HTTP2"
            case https = "HTTPS"
            case tcp = "TCP"
            case udp = "UDP"
        }

        /// `httproute/default/backend/rule/0/backend/0`.
        package var name: String
        package var isDynamicResolver = false
        package var weight: Int?
        /// 0 first; 1 for a Backend with `fallback`.
        package var priority: Int?
        package var applicationProtocol: ApplicationProtocol?
        /// The backend needs HTTP/1.1 even where the client speaks more (WebSocket appProtocols).
        package var forcesHTTP1 = false
        package var endpoints: [Endpoint] = []
        package var addressType: AddressType?
        package var ipFamily: IPFamily?
        package var tls: UpstreamTLS?
        package var filters: DestinationFilters?
        package var zoneAware: ZoneAware?
        package var origin: Origin?
        /// The reference does not resolve: its share of the traffic is answered with 500.
        package var isInvalid = false

        package init(name: String) { self.name = name }
    }

    package struct Endpoint: Sendable, Hashable {
        /// Backend.endpoints.hostname: for host rewrite and SNI.
        package var hostname: String?
        /// IP address or domain name; empty for a Unix socket.
        package var host: String
        package var port: Int
        /// Of the Unix socket.
        package var path: String?
        package var isDraining = false
        package var zone: String?

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    package struct DestinationFilters: Sendable, Hashable {
        package var requestHeaders = HeaderChanges()
        package var responseHeaders = HeaderChanges()
        package var credentialInjection: CredentialInjection?
        package var urlRewrite: URLRewrite?

        package init() {}
    }

    package struct ZoneAware: Sendable, Hashable {
        package var minimumEndpoints: Int?
        package var percentageEnabled: Int?
        /// All traffic stays in the zone while this many endpoints are there.
        package var forceMinimumEndpoints: Int?
        package var forces = false

        package init() {}
    }

    package struct SharedCluster: Sendable, Hashable {
        package var name: String
        package var setting: DestinationSetting
        package var origin: Origin?

        package init(name: String, setting: DestinationSetting, origin: Origin?) {
            self.name = name
            self.setting = setting
            self.origin = origin
        }
    }

    package struct ClusterReference: Sendable, Hashable {
        package var name: String
        package var weight: Int?

        package init(name: String, weight: Int?) {
            self.name = name
            self.weight = weight
        }
    }
}

extension Model.Destination {
    /// Shares of the traffic by what becomes of them: forwarded, answered 500, answered 503.
    package struct Weights: Sendable, Hashable {
        package var valid = 0
        package var invalid = 0
        package var withoutEndpoints = 0
    }

    package var weights: Weights {
        var weights = Weights()
        for setting in settings {
            let weight = setting.weight ?? 0
            if setting.isInvalid {
                weights.invalid += weight
            } else if setting.isDynamicResolver || !setting.endpoints.isEmpty {
                weights.valid += weight
            } else {
                weights.withoutEndpoints += weight
            }
        }
        return weights
    }
}
