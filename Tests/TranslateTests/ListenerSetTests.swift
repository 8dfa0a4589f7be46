import GatewayAPI
import JSON
import Kube
import Testing
import YAML

@testable import Translate

@Suite struct ListenerSetTests {
    /// As Envoy Gateway does: the kind decides, the group does not.
    @Test(arguments: [
        ("", true), ("kind: Gateway,", true), ("group: gateway.networking.k8s.io, kind: Gateway,", true),
        ("group: example.com, kind: Gateway,", true), ("kind: Service, group: '',", false),
        ("group: example.com, kind: Mesh,", false),
    ])
    func listenersJoinGatewaysAlone(reference: String, isOurs: Bool) throws {
        let documents = try YAML.documents(
            """
            {apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: eg},
             spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}}
            ---
            {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g, namespace: a},
             spec: {gatewayClassName: eg, allowedListeners: {namespaces: {from: All}},
              listeners: [{name: http, port: 80, protocol: HTTP}]}}
            ---
            {apiVersion: gateway.networking.k8s.io/v1, kind: ListenerSet, metadata: {name: s, namespace: a},
             spec: {parentRef: {\(reference) name: g}, listeners: [{name: more, port: 81, protocol: HTTP}]}}
            """)
        let translation = OfflineTranslation(
            documents, configuration: EnvoyGatewayConfiguration(), now: "2026-11-22T21:45:33Z"
        ).translation
        let status = translation.statuses.first { $0.kind == "ListenerSet" }?.status
        #expect((status != nil) == isOurs)
        #expect(translation.fleets.values.first?.infra.listeners.count == (isOurs ? 2 : 1))
    }
}
