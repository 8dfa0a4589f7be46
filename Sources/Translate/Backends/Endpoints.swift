import GatewayAPI
import Kube

/// Addresses from EndpointSlices for one port of a Service.
struct Endpoints {
    var list: [Model.Endpoint] = []
    /// Nil when there are no slices.
    var addressType: Model.DestinationSetting.AddressType?

    init(_ slices: [EndpointSlice], port: ServicePort) {
        var types: Set<Model.DestinationSetting.AddressType> = []
        for slice in slices {
            types.insert(slice.addressType == "FQDN" ? .fqdn : .ip)
            for endpoint in slice.endpoints {
                for slicePort in slice.ports where slicePort.name == port.name && slicePort.transport == port.transport {
                    for address in endpoint.addresses {
                        var model = Model.Endpoint(host: address, port: slicePort.port ?? 0)
                        model.isDraining = Self.isDraining(endpoint)
                        model.zone = endpoint.zone
                        list.append(model)
                    }
                }
            }
        }
        addressType = types.count > 1 ? .mixed : types.first
    }

    /// Endpoints that are not ready are still shown to Envoy, as draining: connections that are there may end well.
    private static func isDraining(_ endpoint: EndpointSlice.Endpoint) -> Bool {
        if let serving = endpoint.serving, let terminating = endpoint.terminating { return terminating || !serving }
        return endpoint.ready == false
    }
}

extension Pass {
    /// A Service that prefers close endpoints: by `trafficDistribution`, or by the older annotation.
    static func zoneAware(_ service: Service) -> Model.ZoneAware? {
        var zoneAware = Model.ZoneAware()
        zoneAware.forces = true
        if service.trafficDistribution != nil {
            zoneAware.minimumEndpoints = 1
            zoneAware.forceMinimumEndpoints = 1
            return zoneAware
        }
        let mode = service.metadata.annotations["service.kubernetes.io/topology-mode"]
        guard mode == "Auto" || mode == "auto" else { return nil }
        zoneAware.minimumEndpoints = 3
        zoneAware.forceMinimumEndpoints = 3
        return zoneAware
    }

    static func ipFamily(_ service: Service) -> Model.IPFamily? {
        if service.requiresDualStack || service.ipFamilies.count > 1 { return .dualStack }
        return service.ipFamilies.first.flatMap(Model.IPFamily.init(rawValue:))
    }
}
