import GatewayAPI
import JSON
import Kube
import Testing
import YAML

@testable import Translate

/// What is wrong with the settings of policies, in Envoy Gateway's words.
@Suite struct PolicyCheckTests {
    private static let world = """
        {apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: eg},
         spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}}
        ---
        {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g, namespace: a},
         spec: {gatewayClassName: eg, listeners: [{name: http, port: 80, protocol: HTTP}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: s, namespace: a},
         spec: {clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ports: [{name: http, port: 80, protocol: TCP}]}}
        ---
        {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4,
         metadata: {name: s-1, namespace: a, labels: {kubernetes.io/service-name: s}},
         ports: [{name: http, port: 80, protocol: TCP}], endpoints: [{addresses: [10.1.0.1]}]}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: other, namespace: b},
         spec: {clusterIP: 10.0.0.2, clusterIPs: [10.0.0.2], ports: [{name: http, port: 80, protocol: TCP}]}}
        ---
        {apiVersion: v1, kind: Secret, metadata: {name: users, namespace: a}, data: {.htpasswd: "dXNlcjokYXByMSR4"}}
        ---
        {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r, namespace: a},
         spec: {parentRefs: [{name: g}], rules: [{backendRefs: [{name: s, port: 80}]}]}}
        ---

        """

    private func translate(_ kind: String, _ spec: String) throws -> OfflineTranslation {
        let policy = """
            {apiVersion: gateway.envoyproxy.io/v1alpha1, kind: \(kind), metadata: {name: p, namespace: a},
             spec: {targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: g}], \(spec)}}
            """
        return OfflineTranslation(
            try YAML.documents(Self.world + policy), configuration: EnvoyGatewayConfiguration(),
            now: "2026-11-22T21:45:33Z")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var kind: String
        var spec: String
        /// Nil: accepted.
        var message: String?
        var testDescription: String { "\(kind) \(spec)" }

        init(_ kind: String, _ spec: String, _ message: String?) {
            self.kind = kind
            self.spec = spec
            self.message = message
        }
    }

    static let cases = [
        Case("BackendTrafficPolicy", "timeout: {http: {requestTimeout: 5s}}", nil),
        Case("BackendTrafficPolicy", "timeout: {tcp: {connectTimeout: x}, http: {requestTimeout: 2mib}}",
            "Timeout: invalid ConnectTimeout value x\ninvalid RequestTimeout value 2mib."),
        Case("BackendTrafficPolicy", "loadBalancer: {type: ConsistentHash, consistentHash: {tableSize: 1000}}",
            "LoadBalancer: invalid TableSize value 1000."),
        Case("BackendTrafficPolicy", "loadBalancer: {type: ConsistentHash, consistentHash: {tableSize: 1009}}", nil),
        Case("BackendTrafficPolicy", "circuitBreaker: {maxConnections: -1}",
            "CircuitBreaker: invalid MaxConnections value -1."),
        Case("BackendTrafficPolicy", "rateLimit: {type: Global, global: {rules: []}}",
            "RateLimit: enable Ratelimit in the EnvoyGateway config to configure global rateLimit."),
        Case("BackendTrafficPolicy", "requestBuffer: {limit: 1Ki}, httpUpgrade: [{type: websocket}]",
            "RequestBuffer: requestBuffer cannot be used together with httpUpgrade."),
        Case("BackendTrafficPolicy", "responseOverride: [{response: {body: {type: ValueRef, valueRef: {name: x}}}}]",
            "ResponseOverride: can't find the referenced configmap a/x."),
        Case("ClientTrafficPolicy", "headers: {maxRequestHeaderLimit: 512}",
            "Headers: MaxRequestHeaderLimit value 512 must be at least 1Ki."),
        Case("ClientTrafficPolicy", "timeout: {http: {idleTimeout: z}}", "Timeout: invalid HTTP IdleTimeout value z."),
        Case("ClientTrafficPolicy", "http1: {http10: {useDefaultHost: true}}",
            "HTTP1: cannot set http10 default host on listener with only wildcard hostnames."),
        Case("SecurityPolicy", "basicAuth: {users: {name: users}}",
            "BasicAuth: unsupported htpasswd format: please use {SHA}."),
        Case("SecurityPolicy", "basicAuth: {users: {name: none}}", "BasicAuth: secret a/none does not exist."),
        Case("SecurityPolicy", "extAuth: {http: {backendRefs: [{name: s, port: 80}]}}", nil),
        Case("SecurityPolicy", "extAuth: {http: {backendRefs: [{name: s, port: 81}]}}",
            "ExtAuth: TCP Port 81 not found on service a/s."),
        Case("SecurityPolicy", "extAuth: {grpc: {backendRefs: [{name: other, namespace: b, port: 80}]}}",
            "ExtAuth: backend ref to Service b/other not permitted by any ReferenceGrant."),
        Case("SecurityPolicy", "jwt: {providers: [{name: j, localJWKS: {type: ValueRef, valueRef: {name: k}}}]}",
            "JWT: local JWKS ConfigMap a/k not found."),
        Case("EnvoyExtensionPolicy", "extProc: [{backendRefs: [{name: s}]}]",
            "ExtProc: a valid port number corresponding to a port on the Service must be specified."),
        Case("EnvoyExtensionPolicy", "lua: [{type: Inline, inline: x}]",
            "Lua: Skipping Lua EnvoyExtensionPolicy as feature is disabled in the Gateway."),
        Case("EnvoyExtensionPolicy", "dynamicModule: [{name: m}]",
            "DynamicModule: dynamic module \"m\" is not registered in the EnvoyProxy dynamicModules allowlist."),
    ]

    @Test(arguments: cases) func judges(_ test: Case) throws {
        let result = try translate(test.kind, test.spec)
        let policy = try #require(result.objects.first { $0.kind == test.kind })
        let conditions = policy["status", "ancestors"]?[0]?["conditions"]?.array ?? []
        let accepted = try #require(conditions.first { $0["type"]?.string == "Accepted" })
        #expect(accepted["message"]?.string == test.message ?? "Policy has been accepted.")
        #expect(accepted["reason"]?.string == (test.message == nil ? "Accepted" : "Invalid"))
        // What cannot be guarded or shaped as its owner wants is not served at all.
        let route = result.translation.fleets.values.first?.model.http.first?.routes.first?.value
        let isRefused = if case .respond(let response)? = route?.action { response.status == 500 } else { false }
        #expect(isRefused == (test.message != nil))
    }

    @Test func listsOfRevokedCertificatesRunOut() {
        // A list without entries: thisUpdate 050205120000Z, nextUpdate 050206120000Z.
        let times = Array("050205120000Z".utf8), next = Array("050206120000Z".utf8)
        let fields: [UInt8] = [0x30, 0, 0x30, 0, 0x17, 13] + times + [0x17, 13] + next
        let list: [UInt8] = [0x30, UInt8(fields.count)] + fields
        let der: [UInt8] = [0x30, UInt8(list.count)] + list
        let pem = Array(PEM.Block(type: "X509 CRL", bytes: der).text.utf8)
        #expect(
            RevocationList.problem(pem, now: 1_700_000_000)
                == "CRL is expired (next update was due at 2005-02-06 12:00:00 +0000 UTC)")
        #expect(RevocationList.problem(pem, now: 1_107_650_000) == nil)
        #expect(RevocationList.problem([], now: 0) == "unable to decode pem data for CRL")
    }
}
