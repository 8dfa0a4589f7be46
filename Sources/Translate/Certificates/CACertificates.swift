import GatewayAPI
import Kube

/// Why trust anchors could not be had, with the reasons that listeners and policies make of it.
struct CAError: Error, Hashable {
    enum Kind { case refNotPermitted, invalidKind, noValidCertificate, other }

    var kind: Kind
    var message: String

    init(_ message: String) { self.init(.other, message) }

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

extension Pass {
    /// Trust anchors from ConfigMaps, Secrets and ClusterTrustBundles, as one PEM text.
    ///
    /// - Parameter grant: who refers, where references may cross namespaces; nil where they may not and cannot.
    func caCertificates(
        _ references: [ObjectReference], namespace: String, grant: ReferenceGrants.From? = nil
    ) throws(CAError) -> [UInt8] {
        var parts: [String] = []
        var hasSupportedKind = false
        var sdsCount = 0
        for reference in references {
            let kind = reference.kind ?? ""
            let name = reference.objectName(defaultNamespace: namespace)
            if let grant, name.namespace != namespace,
                !world.grants.permit(grant, group: reference.group ?? "", kind: kind, name)
            {
                throw CAError(
                    .refNotPermitted,
                    "cross-namespace reference is not permitted by any ReferenceGrant for caCertificateRef "
                        + "\(reference.group ?? "")/\(name.name) (kind: \(kind), namespace: \(name.namespace))")
            }
            switch kind {
            case ConfigMap.kind:
                hasSupportedKind = true
                guard let configMap = world.configMap(name) else {
                    throw CAError("configmap \(name.name) not found in namespace \(name.namespace)")
                }
                guard let text = Self.firstMatch(configMap.data, "ca.crt", "tls.crt") else {
                    throw CAError("no ca found in configmap \(name.name)")
                }
                parts.append(text)
            case Secret.kind:
                hasSupportedKind = true
                guard let secret = world.secret(name) else {
                    throw CAError("secret \(name.name) not found in namespace \(name.namespace)")
                }
                if secret.type == Self.sdsSecretType {
                    try checkSDS(secret, already: sdsCount)
                    sdsCount += 1
                    continue
                }
                guard let data = Self.firstMatch(secret.data, "ca.crt", "tls.crt"), let bytes = Base64.decode(data)
                else { throw CAError("no ca found in secret \(name.name)") }
                parts.append(String(decoding: bytes, as: UTF8.self))
            case ClusterTrustBundle.kind:
                hasSupportedKind = true
                guard let bundle = world.clusterTrustBundle(name.name) else {
                    throw CAError("cluster trust bundle \(name.name) not found")
                }
                parts.append(bundle.trustBundle)
            default: continue
            }
        }
        let text = parts.filter { !$0.isEmpty }.joined(separator: "\n")
        if sdsCount > 0 {
            if !text.isEmpty { throw CAError("cannot mix SDS reference secrets with other CA certificate types") }
            return []
        }
        if text.isEmpty {
            if !hasSupportedKind {
                throw CAError(
                    .invalidKind,
                    "Unsupported reference kind, supported kinds are ConfigMap, Secret, and ClusterTrustBundle "
                        + "in caCertificateRefs")
            }
            throw CAError(.noValidCertificate, "no valid CA certificate found in referenced resources")
        }
        return Array(text.utf8)
    }

    private func checkSDS(_ secret: Secret, already count: Int) throws(CAError) {
        guard configuration.enablesSDSSecretRef else {
            throw CAError("SDS Secret reference is not enabled in EnvoyGateway configuration")
        }
        if count > 0 { throw CAError("multiple SDS reference secrets are not supported") }
        if let problem = SDSReference.problem(secret) {
            throw CAError("invalid SDS reference secret \(secret.metadata.name): \(problem)")
        }
    }

    /// The first of the keys that is there, or the only value.
    static func firstMatch(_ data: [String: String], _ keys: String...) -> String? {
        for key in keys {
            if let value = data[key] { return value }
        }
        return data.count == 1 ? data.values.first : nil
    }

    static let sdsSecretType = "gateway.envoyproxy.io/sds"
}

