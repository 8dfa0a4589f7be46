import GatewayAPI
import Kube

/// Who refers to a backend: what the checks and the names of destinations depend on.
struct Referrer {
    var kind: String
    var name: ObjectName
    var parent: ParentReference
    var gateway: GatewayState?

    /// What a backend is spoken to when nothing else says.
    var defaultProtocol: Model.DestinationSetting.ApplicationProtocol {
        switch kind {
        case HTTPRoute.kind: .http
        case GRPCRoute.kind: .grpc
        case UDPRoute.kind: .udp
        default: .tcp
        }
    }

    var transport: String { kind == UDPRoute.kind ? "UDP" : "TCP" }
}

extension Pass {
    /// Checks a backendRef: kinds, grants, ports, existence.
    func check(_ reference: BackendRef, _ referrer: Referrer) throws(RouteError) {
        try checkFilters(reference.filters, referrer.kind)
        let object = reference.object
        let groups = ["", Groups.multicluster, Groups.envoyGateway]
        if let group = object.group, !groups.contains(group) {
            throw RouteError(
                reason: "InvalidKind",
                "Group is invalid, only the core API group (specified by omitting the group field or setting it to an "
                    + "empty string), \(Groups.multicluster) and \(Groups.envoyGateway) are supported")
        }
        let kind = Self.kind(object)
        guard [Service.kind, ServiceImport.kind, Backend.kind].contains(kind) else {
            throw RouteError(
                reason: "InvalidKind",
                "Kind is invalid, only Service, MCS ServiceImport and Envoy Gateway Backend are supported")
        }
        let name = object.objectName(defaultNamespace: referrer.name.namespace)
        let from = ReferenceGrants.From(referrer.kind, referrer.name.namespace)
        if !world.grants.permit(from, group: object.group ?? "", kind: kind, name) {
            throw RouteError(
                reason: "RefNotPermitted", "Backend ref to \(kind) \(name) not permitted by any ReferenceGrant.")
        }
        if kind == Backend.kind { return try checkBackend(name, allowsUnix: false) }
        guard let port = object.port else {
            throw RouteError(
                reason: "PortNotSpecified",
                "A valid port number corresponding to a port on the Service must be specified")
        }
        if kind == Service.kind {
            try checkService(name, port: port, transport: referrer.transport)
        } else {
            try checkServiceImport(name, port: port, transport: referrer.transport)
        }
    }

    static func kind(_ object: ObjectReference) -> String {
        guard let kind = object.kind, !kind.isEmpty else { return Service.kind }
        return kind
    }

    private func checkFilters(_ filters: [RouteFilter], _ routeKind: String) throws(RouteError) {
        let unsupported: Bool
        let supported: String
        if routeKind == HTTPRoute.kind {
            for filter in filters where RouteFilters.problem(filter, isGRPC: false) == nil && filter.urlRewrite?.path != nil {
                throw RouteError(
                    reason: "UnsupportedRefValue", "URLRewrite path modifier is not supported within BackendRef")
            }
            let types = ["RequestHeaderModifier", "ResponseHeaderModifier", "ExtensionRef", "URLRewrite"]
            unsupported = filters.contains {
                RouteFilters.problem($0, isGRPC: false) != nil || !types.contains($0.type)
            }
            supported =
                "RequestHeaderModifier, ResponseHeaderModifier, URLRewrite and gateway.envoyproxy.io/HTTPRouteFilter"
        } else if routeKind == GRPCRoute.kind {
            unsupported = filters.contains { !["RequestHeaderModifier", "ResponseHeaderModifier"].contains($0.type) }
            supported = "RequestHeaderModifier and ResponseHeaderModifier"
        } else {
            return
        }
        if unsupported {
            throw RouteError(
                reason: "UnsupportedRefValue",
                "Specific filter is not supported within BackendRef, only \(supported) are supported")
        }
    }

    func checkService(_ name: ObjectName, port: Int, transport: String) throws(RouteError) {
        guard let service = world.service(name) else {
            throw RouteError(reason: "BackendNotFound", "service \(name) not found")
        }
        if service.type == "ExternalName" {
            throw RouteError(
                reason: "UnsupportedValue",
                "Service \(name) is of type ExternalName, which is not supported as a backend; use an Envoy Gateway "
                    + "Backend resource with an FQDN endpoint instead")
        }
        guard service.ports.contains(where: { $0.port == port && $0.transport == transport }) else {
            throw RouteError(
                reason: "PortNotFound", "\(transport) Port \(port) not found on Service \(name)")
        }
    }

    private func checkServiceImport(_ name: ObjectName, port: Int, transport: String) throws(RouteError) {
        guard let serviceImport = world.serviceImport(name) else {
            throw RouteError(reason: "BackendNotFound", "service import \(name) not found")
        }
        guard serviceImport.ports.contains(where: { $0.port == port && $0.transport == transport }) else {
            throw RouteError(
                reason: "PortNotFound", "\(transport) port \(port) not found on service import \(name)")
        }
    }

    func checkBackend(_ name: ObjectName, allowsUnix: Bool) throws(RouteError) {
        guard configuration.enablesBackend else {
            throw RouteError(
                reason: "UnsupportedValue", "Backend is disabled in Envoy Gateway configuration")
        }
        guard let backend = world.backend(name) else {
            throw RouteError(reason: "BackendNotFound", "Backend \(name) not found")
        }
        if let problem = problem(with: backend) { throw problem }
        let hasUnix = backend.endpoints.contains { endpoint in
            if case .unix = endpoint.address { true } else { false }
        }
        if hasUnix, !allowsUnix {
            throw RouteError(
                reason: "UnsupportedAddressType", "unix domain sockets are not supported in backend references")
        }
    }
}
