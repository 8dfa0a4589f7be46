import GatewayAPI
import JSON
import Kube
import YAML

@testable import Translate

/// The fleet of one Gateway, `a/g`.
struct InfraScene {
    /// Members of the EnvoyProxy's spec.
    var proxy = ""
    /// More members of the Gateway's spec, each with its comma.
    var gateway = ""
    var listeners = "{name: http, port: 80, protocol: HTTP}"
    var isBeside = false

    /// Members of `provider.kubernetes`.
    static func kubernetes(_ settings: String) -> String { "provider: {type: Kubernetes, kubernetes: {\(settings)}}" }

    var translation: Translation {
        get throws {
            let documents = try YAML.documents(
                """
                {apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: eg, uid: c},
                 spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}}
                ---
                {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g, namespace: a, uid: g},
                 spec: {gatewayClassName: eg, listeners: [\(listeners)], \(gateway)
                  infrastructure: {labels: {team: blue}, annotations: {note: own},
                   parametersRef: {group: gateway.envoyproxy.io, kind: EnvoyProxy, name: p}}}}
                ---
                {apiVersion: gateway.envoyproxy.io/v1alpha1, kind: EnvoyProxy, metadata: {name: p, namespace: a},
                 spec: {\(proxy)}}
                """)
            var configuration = EnvoyGatewayConfiguration()
            configuration.isGatewayNamespaceMode = isBeside
            return OfflineTranslation(documents, configuration: configuration, now: "2026-11-22T21:45:33Z").translation
        }
    }

    /// By kind.
    var objects: [String: InfraObject] {
        get throws {
            let objects = try translation.fleets.values.flatMap { $0.infra.objects() }
            return Dictionary(objects.map { ($0.json.kind, $0) }) { first, _ in first }
        }
    }

    func object(_ kind: String) throws -> JSON { try objects[kind]?.json ?? .null }

    /// What the Deployment's pods are made from.
    var pod: JSON {
        get throws { try object("Deployment")["spec", "template", "spec"] ?? .null }
    }

    /// Envoy itself.
    var envoy: JSON {
        get throws { try pod["containers"]?[0] ?? .null }
    }

    var shutdownManager: JSON {
        get throws { try pod["containers"]?[1] ?? .null }
    }

    /// The value of an option of Envoy's.
    func argument(_ name: String) throws -> String? {
        let arguments = try envoy["args"]?.array?.compactMap(\.string) ?? []
        return arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
    }
}
