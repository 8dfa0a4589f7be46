import GatewayAPI
import JSON
import Testing

@Suite struct ConfigurationTests {
    private static let base: JSON = [
        "apiVersion": "gateway.envoyproxy.io/v1alpha1", "kind": "EnvoyGateway", "provider": ["type": "Kubernetes"],
        "gateway": ["controllerName": "gateway.envoyproxy.io/gatewayclass-controller"],
    ]

    private static func with(_ key: String, _ value: JSON) -> JSON {
        var json = base
        json[key] = value
        return json
    }

    @Test(arguments: [
        (with("provider", ["type": "Nope"]), "unsupported provider type"),
        (
            with("logging", ["level": ["default": "loud"]]),
            "envoy gateway logging level invalid. valid options: info/debug/warn/error"
        ),
        (with("rateLimit", ["backend": ["type": "Redis"]]), "empty ratelimit redis settings"),
        (with("gateway", [:]), "gateway controllerName is unspecified"),
        (
            with("extensionApis", ["enableLua": true, "disableLua": true]),
            "disableLua and enableLua must not have the same value"
        ),
        (
            with("provider", ["type": "Kubernetes", "kubernetes": ["watch": ["type": "Namespaces"]]]),
            "namespaces should be specified when envoy gateway watch mode is 'Namespaces'"
        ),
        (with("extensionManager", [:]), "registered extension has no hooks specified"),
    ])
    func refuses(json: JSON, message: String) {
        #expect(throws: ConfigurationProblem(.validation, message)) { try EnvoyGatewayConfiguration(json: json) }
    }

    @Test func refusesOtherKinds() {
        let error = #expect(throws: ConfigurationProblem.self) {
            try EnvoyGatewayConfiguration(json: Self.with("kind", "Nope"))
        }
        #expect(error?.stage == .decoding)
    }

    @Test func ignoresWhatItDoesNotKnow() throws {
        let configuration = try EnvoyGatewayConfiguration(
            json: Self.with("extensionApis", ["enableBackend": true, "enableNoSuchThing": true]))
        #expect(configuration.enablesBackend)
        #expect(!configuration.enablesEnvoyPatchPolicy)
    }
}
