import GatewayAPI
import JSON
import Kube

/// Backends that an EnvoyProxy sends logs, traces and metrics to. Nothing is sent from here, but what cannot be sent
/// anywhere is refused as Envoy Gateway refuses it.
extension Pass {
    func checkTelemetry(of gateway: GatewayState) {
        guard let proxy = gateway.envoyProxy, let telemetry = proxy.spec["telemetry"] else { return }
        let logs = (telemetry["accessLog", "settings"]?.array ?? []).flatMap { $0["sinks"]?.array ?? [] }
            .flatMap { sink in ["als", "openTelemetry"].compactMap { sink[$0] } }
        let isLogging = telemetry["accessLog", "disable"]?.bool != true
        let traces = [telemetry["tracing", "provider"]].compactMap { $0 }
        let metrics = (telemetry["metrics", "sinks"]?.array ?? []).compactMap { $0["openTelemetry"] }
        for (what, receivers) in [("access log", isLogging ? logs : []), ("tracing", traces), ("metrics", metrics)] {
            do throws(TelemetryProblem) {
                for receiver in receivers { try check(receiver, proxy, gateway) }
            } catch {
                return gateway.reject(
                    "InvalidParameters",
                    "Invalid \(what) backendRefs in the referenced EnvoyProxy: \(error.message)")
            }
        }
    }

    private struct TelemetryProblem: Error {
        var message: String
    }

    private func check(
        _ receiver: JSON, _ proxy: EnvoyProxy, _ gateway: GatewayState
    ) throws(TelemetryProblem) {
        let references: [ObjectReference] = receiver.list("backendRefs")
        let parent = ParentReference(
            group: Groups.envoyGateway, kind: EnvoyProxy.kind, namespace: proxy.metadata.namespace,
            name: proxy.metadata.name)
        let referrer = Referrer(kind: EnvoyProxy.kind, name: proxy.objectName, parent: parent, gateway: gateway)
        for reference in references {
            let name = reference.objectName(defaultNamespace: proxy.metadata.namespace)
            do throws(RouteError) {
                try check(reference, name, referrer)
            } catch {
                throw TelemetryProblem(message: error.message)
            }
            do throws(CAError) {
                _ = try upstreamTLS(reference, name, referrer)
            } catch {
                throw TelemetryProblem(message: error.message)
            }
        }
    }

    private func check(_ reference: ObjectReference, _ name: ObjectName, _ referrer: Referrer) throws(RouteError) {
        switch Self.kind(reference) {
        case Service.kind:
            guard let port = reference.port else {
                throw RouteError(
                    reason: "PortNotSpecified",
                    "a valid port number corresponding to a port on the Service must be specified")
            }
            try checkService(name, port: port, transport: "TCP")
            let servicePort = world.service(name)?.ports.first { $0.port == port }
            if let servicePort, Endpoints(world.endpointSlices(Service.kind, name), port: servicePort).list.isEmpty {
                throw RouteError(
                    reason: "EndpointsNotFound", "no ready endpoints for the related Service \(name)")
            }
        case Backend.kind:
            findings.backends.insert(name)
            try checkBackend(name, allowsUnix: true)
            if world.backend(name)?.isDynamicResolver == true {
                throw RouteError(
                    reason: "InvalidBackendRef", "dynamic resolver destinations are not supported")
            }
        case let kind:
            throw RouteError(reason: "InvalidKind", "unsupported kind for backendRefs: \(kind)")
        }
    }
}
