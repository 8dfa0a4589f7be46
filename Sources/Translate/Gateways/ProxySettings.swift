import GatewayAPI
import JSON
import Kube

/// What an EnvoyProxy says of the fleet as a whole.
extension Pass {
    func setUpProxies(of gateway: GatewayState) {
        let fleet = gateway.fleet
        let spec = gateway.envoyProxy?.spec ?? [:]
        let family = gateway.envoyProxy?.ipFamily.flatMap(Model.IPFamily.init(rawValue:)) ?? .ipv4
        fleet.model.readyListener = Model.ReadyListener(
            address: family == .ipv4 ? "0.0.0.0" : "::", port: 19_003, path: "/ready", ipFamily: family)
        fleet.model.accessLog = accessLog(spec["telemetry", "accessLog"], gateway)
        fleet.model.detectsMisdirectedRequests = configuration.detectsMisdirectedRequests
        fleet.model.metrics = metrics(spec["telemetry", "metrics"])
        fleet.model.filterOrder = (spec["filterOrder"]?.array ?? []).compactMap { position in
            guard let name = position["name"]?.string else { return nil }
            if let before = position["before"]?.string {
                return Model.FilterPosition(name: name, place: .before(before))
            }
            return position["after"]?.string.map { Model.FilterPosition(name: name, place: .after($0)) }
        }
        fleet.model.proxyServiceCluster = proxyServiceCluster(of: gateway)
        checkTelemetry(of: gateway)
        let unheard = [
            ("Tracing", spec["telemetry", "tracing"]), ("The way request IDs are traced", spec["telemetry", "requestID"]),
            ("A sink for metrics", spec["telemetry", "metrics", "sinks"]),
        ]
        for (what, setting) in unheard where setting?.isNull == false && setting != [] {
            notify(gateway.gateway, reason: "NotEmulated", "\(what) is accepted and has no effect here.")
        }
    }

    private func metrics(_ spec: JSON?) -> Model.Metrics? {
        guard let spec, !spec.isNull else { return nil }
        var metrics = Model.Metrics()
        metrics.virtualHostStats = spec["enableVirtualHostStats"]?.bool ?? false
        metrics.perEndpointStats = spec["enablePerEndpointStats"]?.bool ?? false
        metrics.requestResponseSizes = spec["enableRequestResponseSizesStats"]?.bool ?? false
        return metrics
    }

    private func accessLog(_ spec: JSON?, _ gateway: GatewayState) -> Model.AccessLog {
        let standard = Model.AccessLog.File(path: "/dev/stdout", format: .json([]))
        let settings = spec?["settings"]?.array ?? []
        if spec?["disable"]?.bool == true { return Model.AccessLog() }
        if settings.isEmpty { return Model.AccessLog(files: [standard]) }
        var log = Model.AccessLog()
        for setting in settings {
            let fields = setting["format"]?.stringMap("json").sorted { $0.key < $1.key } ?? []
            let json = Model.AccessLog.File.Format.json(fields.map { Model.Pair($0.key, $0.value) })
            let isText = setting["format", "type"]?.string == "Text"
            func add(_ path: String, _ format: Model.AccessLog.File.Format) {
                var file = Model.AccessLog.File(path: path, format: format)
                file.matches = setting.strings("matches")
                file.type = setting["type"]?.string
                log.files.append(file)
            }
            let sinks = setting["sinks"]?.array ?? []
            if sinks.isEmpty { add("/dev/stdout", json) }
            for sink in sinks {
                switch sink["type"]?.string {
                case "File":
                    guard let path = sink["file", "path"]?.string else { continue }
                    add(path, isText ? .text(setting["format", "text"]?.string) : json)
                case let type:
                    notify(
                        gateway.gateway, reason: "NotEmulated",
                        "Access log sink \(type ?? "") is accepted; its records are not sent anywhere here.")
                }
            }
        }
        return log
    }

    /// The Service of the proxies, once it exists.
    private func proxyServiceCluster(of gateway: GatewayState) -> Model.Destination? {
        let fleet = gateway.fleet
        guard let service = proxyService(of: gateway), let port = service.ports.first else { return nil }
        let endpoints = Endpoints(world.endpointSlices(Service.kind, service.objectName), port: port)
        guard !endpoints.list.isEmpty else { return nil }
        var setting = Model.DestinationSetting(name: fleet.key.description)
        setting.applicationProtocol = Model.DestinationSetting.ApplicationProtocol(rawValue: port.transport)
        setting.endpoints = endpoints.list
        setting.addressType = endpoints.addressType
        setting.zoneAware = Self.zoneAware(service)
        setting.origin = Model.Origin(Service.kind, service.metadata, section: String(port.port))
        var destination = Model.Destination(name: setting.name, origin: setting.origin)
        destination.settings = [setting]
        return destination
    }

    /// The Service that carries the labels of the fleet's owner.
    func proxyService(of gateway: GatewayState) -> Service? {
        let infra = gateway.fleet.infra
        let byName = world.service(ObjectName(namespace: infra.namespace, name: infra.objectName))
        let owner = infra.labels.filter { $0.key.hasPrefix("gateway.envoyproxy.io/owning-") }
        func isOurs(_ service: Service) -> Bool {
            owner.allSatisfy { service.metadata.labels[$0.key] == $0.value }
        }
        if let byName, isOurs(byName) { return byName }
        return proxyServices[owner.values.sorted()]?.sortedByAge().first { $0.metadata.namespace == infra.namespace }
    }
}
