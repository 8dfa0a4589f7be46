import GatewayAPI
import Kube

/// What one backendRef came to, and the shared cluster it could use where backends are merged.
struct ResolvedBackend {
    var setting: Model.DestinationSetting
    var shared: SharedClusterKey?
    var problem: RouteError?
}

extension Pass {
    /// Resolves one backendRef. A setting is always there: one that is invalid answers its share with 500.
    func resolve(
        _ reference: BackendRef, as name: String, _ referrer: Referrer, mayShare: Bool
    ) -> ResolvedBackend {
        var empty = Model.DestinationSetting(name: name)
        empty.weight = reference.weight ?? 1
        if Self.kind(reference.object) == Backend.kind {
            findings.backends.insert(reference.object.objectName(defaultNamespace: referrer.name.namespace))
        }
        do throws(RouteError) {
            try check(reference, referrer)
            if empty.weight == 0 { return ResolvedBackend(setting: empty) }
            var setting = try destination(reference, as: name, referrer)
            setting.weight = empty.weight
            let shared = mayShare ? sharedClusterKey(reference.object, setting, referrer) : nil
            return ResolvedBackend(setting: setting, shared: shared)
        } catch {
            return ResolvedBackend(setting: empty, problem: error)
        }
    }

    private func destination(
        _ reference: BackendRef, as name: String, _ referrer: Referrer
    ) throws(RouteError) -> Model.DestinationSetting {
        let object = reference.object
        let backend = object.objectName(defaultNamespace: referrer.name.namespace)
        let tls: Model.UpstreamTLS?
        do throws(CAError) {
            tls = try upstreamTLS(object, backend, referrer)
        } catch {
            throw RouteError(reason: "InvalidBackendTLS", error.message)
        }
        var setting: Model.DestinationSetting
        switch Self.kind(object) {
        case ServiceImport.kind: setting = try serviceImport(object, backend, as: name, referrer)
        case Backend.kind: setting = backendDestination(backend, as: name, referrer)
        default: setting = try service(object, backend, as: name, referrer)
        }
        setting.tls = tls
        if !reference.filters.isEmpty { setting.filters = try destinationFilters(reference.filters, referrer) }
        if setting.addressType == .mixed {
            let kind = Self.kind(object)
            if kind == Backend.kind {
                throw RouteError(
                    reason: "UnsupportedAddressType",
                    "mixed FQDN and IP or Unix address type for the same backendRef is not supported")
            } else if !routesToServices(referrer.gateway) {
                throw RouteError(
                    reason: "UnsupportedAddressType",
                    "mixed endpointslice address type for the same backendRef is not supported")
            }
        }
        return setting
    }

    /// Where a service is that no route leads to, without TLS; the caller has checked the reference.
    func untrustedDestination(
        _ reference: BackendRef, as name: String, _ referrer: Referrer
    ) throws(RouteError) -> Model.DestinationSetting {
        let object = reference.object
        let backend = object.objectName(defaultNamespace: referrer.name.namespace)
        switch Self.kind(object) {
        case ServiceImport.kind: return try serviceImport(object, backend, as: name, referrer)
        case Backend.kind: return backendDestination(backend, as: name, referrer)
        default:
            if let service = world.service(backend), service.type == "ExternalName", let port = object.port {
                try checkService(backend, port: port, transport: "TCP")
            }
            return try service(object, backend, as: name, referrer)
        }
    }

    /// Whether traffic goes to cluster IPs and not to endpoints.
    func routesToServices(_ gateway: GatewayState?) -> Bool { gateway?.envoyProxy?.routingType == "Service" }

    private func service(
        _ object: ObjectReference, _ name: ObjectName, as settingName: String, _ referrer: Referrer
    ) throws(RouteError) -> Model.DestinationSetting {
        guard let service = world.service(name), let port = service.ports.first(where: { $0.port == object.port })
        else { throw RouteError(reason: "BackendNotFound", "service \(name) not found") }
        var setting = Model.DestinationSetting(name: settingName)
        Self.apply([port.appProtocol].compactMap { $0 }, to: &setting, referrer)
        if routesToServices(referrer.gateway), service.clusterIP != "None" {
            setting.endpoints = [Model.Endpoint(host: service.clusterIP, port: port.port)]
        } else {
            let endpoints = Endpoints(world.endpointSlices(Service.kind, name), port: port)
            guard !endpoints.list.isEmpty else {
                throw RouteError(
                    reason: "EndpointsNotFound", "no ready endpoints for the related Service \(name)")
            }
            setting.endpoints = endpoints.list
            setting.addressType = endpoints.addressType
        }
        setting.ipFamily = Self.ipFamily(service)
        setting.zoneAware = Self.zoneAware(service)
        setting.origin = Model.Origin(Service.kind, service.metadata, section: String(port.port))
        return setting
    }

    private func serviceImport(
        _ object: ObjectReference, _ name: ObjectName, as settingName: String, _ referrer: Referrer
    ) throws(RouteError) -> Model.DestinationSetting {
        guard let serviceImport = world.serviceImport(name),
            let port = serviceImport.ports.first(where: { $0.port == object.port })
        else { throw RouteError(reason: "BackendNotFound", "service import \(name) not found") }
        var setting = Model.DestinationSetting(name: settingName)
        Self.apply([port.appProtocol].compactMap { $0 }, to: &setting, referrer)
        if routesToServices(referrer.gateway), !serviceImport.ips.isEmpty {
            setting.endpoints = serviceImport.ips.map { Model.Endpoint(host: $0, port: port.port) }
        } else {
            let endpoints = Endpoints(world.endpointSlices(ServiceImport.kind, name), port: port)
            guard !endpoints.list.isEmpty else {
                throw RouteError(
                    reason: "EndpointsNotFound", "no ready endpoints for the related ServiceImport \(name)")
            }
            setting.endpoints = endpoints.list
            setting.addressType = endpoints.addressType
        }
        setting.origin = Model.Origin(ServiceImport.kind, serviceImport.metadata, section: String(port.port))
        return setting
    }

    private func backendDestination(
        _ name: ObjectName, as settingName: String, _ referrer: Referrer
    ) -> Model.DestinationSetting {
        var setting = Model.DestinationSetting(name: settingName)
        guard let backend = world.backend(name) else { return setting }
        Self.apply(backend.appProtocols, to: &setting, referrer)
        if backend.isDynamicResolver {
            setting.isDynamicResolver = true
            return setting
        }
        var types: [Model.DestinationSetting.AddressType] = []
        for endpoint in backend.endpoints {
            var model: Model.Endpoint
            switch endpoint.address {
            case .ip(let address, let port):
                types.append(.ip)
                model = Model.Endpoint(host: address, port: port)
            case .fqdn(let hostname, let port):
                types.append(.fqdn)
                model = Model.Endpoint(host: hostname, port: port)
            case .unix(let path):
                types.append(.unix)
                model = Model.Endpoint(host: "", port: 0)
                model.path = path
            case nil: continue
            }
            model.hostname = endpoint.hostname
            model.zone = endpoint.zone
            if let problem = Self.unusable(model) {
                refuse(endpoint, problem, of: backend)
            } else {
                setting.endpoints.append(model)
            }
        }
        switch Set(types).count {
        case 0: break
        case 1: setting.addressType = types[0]
        default: setting.addressType = types.contains(.fqdn) ? .mixed : .ip
        }
        // All endpoints were unusable: the share of this backend is refused, as for any other invalid reference.
        setting.isInvalid = setting.endpoints.isEmpty && !backend.endpoints.isEmpty
        if backend.fallback { setting.priority = 1 }
        setting.origin = Model.Origin(Backend.kind, backend.metadata)
        return setting
    }

    /// What Envoy Gateway's last check before the proxies says of an endpoint. There it stops the whole Gateway; here
    /// only the endpoint is left out.
    private static func unusable(_ endpoint: Model.Endpoint) -> String? {
        if endpoint.path != nil { return nil }
        if IPAddress(endpoint.host) == nil, !Hostnames.isSubdomain(endpoint.host) {
            return "field Address must be a valid IP or FQDN address"
        }
        return endpoint.port == 0 ? "field Port specified is invalid" : nil
    }

    private func refuse(_ endpoint: Backend.Endpoint, _ problem: String, of backend: Backend) {
        let address =
            switch endpoint.address {
            case .fqdn(let host, let port), .ip(let host, let port): "\(host):\(port)"
            case .unix(let path): path
            case nil: ""
            }
        notify(
            backend, reason: "EndpointSkipped",
            "Endpoint \(address) is left out: \(problem). Envoy Gateway v1.9 would accept the Backend and send no "
                + "configuration at all to the proxies of the Gateways that use it until it is corrected.")
    }

    /// Refines how a backend is spoken to by its appProtocols, which say something of HTTP only.
    private static func apply(_ appProtocols: [String], to setting: inout Model.DestinationSetting, _ referrer: Referrer) {
        var current = referrer.defaultProtocol
        for appProtocol in appProtocols {
            if current == .http {
                switch appProtocol {
                case "kubernetes.io/h2c", "gateway.envoyproxy.io/h2c": current = .http2
                case "grpc": current = .grpc
                default: break
                }
            }
            let webSocket = [
                "kubernetes.io/ws", "kubernetes.io/wss", "gateway.envoyproxy.io/ws", "gateway.envoyproxy.io/wss",
            ]
            if [.http, .http2, .grpc].contains(current), webSocket.contains(appProtocol) { setting.forcesHTTP1 = true }
        }
        setting.applicationProtocol = current
    }
}
