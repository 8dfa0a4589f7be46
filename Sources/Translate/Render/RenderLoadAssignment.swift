import JSON
import XDS

extension ClusterRequest {
    /// A locality for each backendRef, which carries its weight; for zone-aware ones a locality for each zone.
    var loadAssignment: ClusterLoadAssignment {
        .with { assignment in
            assignment.clusterName = name
            for (index, setting) in settings.enumerated() {
                let metadata = setting.tls == nil ? nil : socketMatch(index)
                if setting.zoneAware != nil || zoneAware != nil {
                    assignment.endpoints += zones(of: setting, metadata: metadata)
                } else {
                    assignment.endpoints.append(locality(of: setting, metadata: metadata))
                }
            }
        }
    }

    /// What ties endpoints to the transport socket of their backendRef.
    func socketMatchName(_ index: Int) -> String { "\(name)/tls/\(index)" }

    private func socketMatch(_ index: Int) -> Metadata {
        .with { $0.filterMetadata = ["envoy.transport_socket_match": ["name": .string(socketMatchName(index))]] }
    }

    private func locality(of setting: Model.DestinationSetting, metadata: Metadata?) -> LocalityLbEndpoints {
        .with {
            $0.locality = .with { $0.region = setting.name }
            $0.lbEndpoints = setting.endpoints.map { LbEndpoint($0, metadata: metadata) }
            $0.priority = UInt32(clamping: setting.priority ?? 0)
            $0.metadata = setting.origin.map(Metadata.init)
            $0.loadBalancingWeight = UInt32(clamping: setting.weight ?? 1)
        }
    }

    private func zones(of setting: Model.DestinationSetting, metadata: Metadata?) -> [LocalityLbEndpoints] {
        let byZone = Dictionary(grouping: setting.endpoints) { $0.zone ?? "" }
        return byZone.sorted { $0.key < $1.key }.map { zone, endpoints in
            .with {
                $0.locality = .with { $0.zone = zone }
                $0.lbEndpoints = endpoints.map { LbEndpoint($0, metadata: metadata) }
                $0.priority = UInt32(clamping: setting.priority ?? 0)
                $0.metadata = setting.origin.map(Metadata.init)
            }
        }
    }
}

extension LbEndpoint {
    fileprivate init(_ endpoint: Model.Endpoint, metadata: Metadata?) {
        self.init()
        self.metadata = metadata
        identifier = .endpoint(
            .with {
                $0.hostname = endpoint.hostname ?? ""
                $0.address = Address(endpoint)
            })
        healthStatus = endpoint.isDraining ? .draining : .unknown
        loadBalancingWeight = 1
    }
}

extension Address {
    fileprivate init(_ endpoint: Model.Endpoint) {
        if let path = endpoint.path {
            self = .pipe(.with { $0.path = path })
        } else {
            self = .socketAddress(SocketAddress(endpoint.host, port: endpoint.port))
        }
    }
}

extension SocketAddress {
    init(_ address: String, port: Int, transport: Transport = .tcp) {
        self.init()
        self.transport = transport
        self.address = address
        self.port = .value(UInt32(clamping: port))
    }
}
