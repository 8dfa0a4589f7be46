import GatewayAPI
import JSON
import Kube
import Testing
import YAML

@testable import Translate

@Suite struct ParametersTests {
    /// In a cluster the controller follows `parametersRef` before it translates; files are translated as they are.
    @Test func missingParametersStopAGatewayInAClusterOnly() throws {
        let documents = try YAML.documents(
            """
            {apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: eg},
             spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}}
            ---
            {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: lost, namespace: a},
             spec: {gatewayClassName: eg, listeners: [{name: http, port: 80, protocol: HTTP}],
              infrastructure: {parametersRef: {group: gateway.envoyproxy.io, kind: EnvoyProxy, name: none}}}}
            """)
        let now = "2026-11-22T21:45:33Z"
        var view = ClusterView()
        for document in documents { view.set(document) }
        var translator = Translator(configuration: EnvoyGatewayConfiguration())
        let live = try #require(translator.translate(view, now: now).statuses.first { $0.kind == "Gateway" })
        #expect(
            live.status["conditions"]?[0]?["message"]?.string
                == "failed to find envoyproxy a/none for Gateway lost: EnvoyProxy.gateway.envoyproxy.io \"none\" not "
                + "found")
        #expect(live.status["listeners"] == nil)
        let offline = OfflineTranslation(documents, configuration: EnvoyGatewayConfiguration(), now: now)
        #expect(offline.objects[1]["status", "listeners"]?[0]?["name"]?.string == "http")
    }
}
