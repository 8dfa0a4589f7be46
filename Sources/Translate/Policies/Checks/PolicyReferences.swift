import GatewayAPI
import JSON
import Kube

/// Secrets, ConfigMaps and services that policies refer to.
extension Pass {
    func secret(_ reference: ObjectReference, of policy: Policy) throws(SettingError) -> Secret {
        let name = try permitted(reference, of: policy)
        guard let secret = world.secret(name) else { throw SettingError("secret \(name) does not exist") }
        return secret
    }

    private func permitted(_ reference: ObjectReference, of policy: Policy) throws(SettingError) -> ObjectName {
        if let group = reference.group, !group.isEmpty {
            throw SettingError("secret ref group must be unspecified/empty")
        }
        let kind = reference.kind ?? Secret.kind
        guard [Secret.kind, ConfigMap.kind].contains(kind) else {
            throw SettingError("secret ref kind must be \(Secret.kind)")
        }
        let own = policy.metadata.namespace
        let name = reference.objectName(defaultNamespace: own)
        let from = ReferenceGrants.From(policy.kind.rawValue, own, group: Groups.envoyGateway)
        if !world.grants.permit(from, group: "", kind: kind, name) {
            throw SettingError("ref to \(kind) \(name) not permitted by any ReferenceGrant")
        }
        return name
    }

    /// What an object holds under the first of the keys that it has, or its only value.
    func data(_ reference: ObjectReference, keys: [String], of policy: Policy) throws(SettingError) -> [UInt8] {
        func first<Value>(_ values: [String: Value]) -> Value? {
            keys.lazy.compactMap { values[$0] }.first ?? (values.count == 1 ? values.values.first : nil)
        }
        let shownKeys = "[\(keys.joined(separator: " "))]"
        switch reference.kind ?? Secret.kind {
        case Secret.kind:
            let secret = try secret(reference, of: policy)
            guard let text = first(secret.data), let bytes = Base64.decode(text), !bytes.isEmpty else {
                throw SettingError(
                    "ref secret [\(reference.name)] has none of the expected keys \(shownKeys) and more than one entry")
            }
            return bytes
        case ConfigMap.kind:
            let name = try permitted(reference, of: policy)
            guard let configMap = world.configMap(name) else {
                throw SettingError("configmap \(name) does not exist")
            }
            guard let text = first(configMap.data), !text.isEmpty else {
                throw SettingError(
                    "ref configmap [\(reference.name)] has none of the expected keys \(shownKeys) and more than one "
                        + "entry")
            }
            return Array(text.utf8)
        case ClusterTrustBundle.kind:
            guard let bundle = world.clusterTrustBundle(reference.name) else {
                throw SettingError("ref ClusterTrustBundle [\(reference.name)] not found")
            }
            return Array(bundle.trustBundle.utf8)
        case let kind: throw SettingError("unsupported ref kind:\(kind)")
        }
    }

    /// Services that a policy calls: an authorization server, a key set, an external processor.
    func checkServices(_ references: [JSON], of policy: Policy, on gateway: GatewayState?) throws(SettingError) {
        if references.isEmpty { throw SettingError("no backendRefs found for external service") }
        let parent = ParentReference(
            group: Groups.envoyGateway, kind: policy.kind.rawValue, namespace: policy.metadata.namespace,
            name: policy.metadata.name)
        let referrer = Referrer(
            kind: policy.kind.rawValue, name: policy.objectName, parent: parent, gateway: gateway)
        var types: Set<Model.DestinationSetting.AddressType> = []
        for json in references {
            let reference = ObjectReference(json: json)
            try check(service: reference, of: policy)
            if json["weight"]?.int == 0 { continue }
            if let type = try resolve(service: reference, referrer) { types.insert(type) }
        }
        if types.count > 1 {
            throw SettingError("external service destinations having multiple endpoint types are not supported")
        }
    }

    private func check(service reference: ObjectReference, of policy: Policy) throws(SettingError) {
        let kind = Self.kind(reference)
        let groups = ["", Groups.multicluster, Groups.envoyGateway]
        if let group = reference.group, !groups.contains(group) {
            throw SettingError(
                "group is invalid, only the core API group (specified by omitting the group field or setting it to an "
                    + "empty string), the \(Groups.multicluster) API group, and the \(Groups.envoyGateway) API group "
                    + "are supported")
        }
        guard [Service.kind, ServiceImport.kind, Backend.kind].contains(kind) else {
            throw SettingError(
                "kind is invalid, only Service (specified by omitting the kind field or setting it to 'Service'), "
                    + "ServiceImport, and Backend are supported")
        }
        let name = reference.objectName(defaultNamespace: policy.metadata.namespace)
        if kind == Backend.kind {
            findings.backends.insert(name)
            guard let backend = world.backend(name) else { throw SettingError("backend \(name) not found") }
            if backend.isDynamicResolver { throw SettingError("dynamic resolver backend \(name) is not supported") }
        } else {
            guard let port = reference.port else {
                throw SettingError("a valid port number corresponding to a port on the Service must be specified")
            }
            let ports = kind == Service.kind ? world.service(name)?.ports : world.serviceImport(name)?.ports
            guard let ports else { throw SettingError("\(kind.lowercased()) \(name) not found") }
            if !ports.contains(where: { $0.port == port && $0.transport == "TCP" }) {
                throw SettingError("TCP Port \(port) not found on service \(name)")
            }
        }
        let from = ReferenceGrants.From(
            policy.kind.rawValue, policy.metadata.namespace, group: Groups.envoyGateway)
        if !world.grants.permit(from, group: reference.group ?? "", kind: kind, name) {
            throw SettingError("backend ref to \(kind) \(name) not permitted by any ReferenceGrant")
        }
    }

    private func resolve(
        service reference: ObjectReference, _ referrer: Referrer
    ) throws(SettingError) -> Model.DestinationSetting.AddressType? {
        let name = reference.objectName(defaultNamespace: referrer.name.namespace)
        if Self.kind(reference) == Backend.kind, !configuration.enablesBackend {
            throw SettingError(
                "resource \(reference.name) of type Backend cannot be used since Backend is disabled in Envoy Gateway "
                    + "configuration.")
        }
        let setting: Model.DestinationSetting
        do throws(RouteError) {
            setting = try untrustedDestination(BackendRef(to: reference), as: "service", referrer)
        } catch {
            throw SettingError(error.message)
        }
        if setting.addressType == .mixed, !routesToServices(referrer.gateway) {
            throw SettingError("mixed endpointslice address type for the same backendRef is not supported")
        }
        do throws(CAError) {
            _ = try upstreamTLS(reference, name, referrer)
        } catch {
            throw SettingError(error.message)
        }
        return setting.addressType
    }
}
