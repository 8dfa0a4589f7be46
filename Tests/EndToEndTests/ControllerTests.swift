import Foundation
import Synchronization
import Testing

/// The envoy-gateway pod is the controller: what is done to it has its true effect.
@Suite struct ControllerTests {
    /// A foreground deletion takes what belongs to its object alone; owners nobody knows keep what they own.
    @Test func ownersThatStayKeepWhatTheyOwn() async throws {
        try await TestSandbox.run(["--bare", "--ephemeral"]) { sandbox in
            for name in ["a", "b"] { _ = try await sandbox.kubectl("create", "configmap", name) }
            let uids = try await sandbox.kubectl("get", "configmap", "a", "b", "-o", "jsonpath={.items[*].metadata.uid}").out.split(separator: " ")
            func owner(_ name: String, _ uid: Substring) -> String {
                "{apiVersion: v1, kind: ConfigMap, name: \(name), uid: \(uid), blockOwnerDeletion: true}"
            }
            try await sandbox.apply(
                """
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: both, ownerReferences: [\(owner("a", uids[0])), \(owner("b", uids[1]))]}}
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: single, ownerReferences: [\(owner("a", uids[0]))]}}
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: stranger, ownerReferences: [{apiVersion: foo.example/v1, kind: Foo, name: f, uid: f}]}}
                """)
            let deleted = try await sandbox.kubectl("delete", "configmap", "a", "--cascade=foreground", "--timeout=20s")
            #expect(deleted.status == 0, "\(deleted.err)")
            let left = try await sandbox.kubectl("get", "configmaps", "-o", "name").out
            #expect(left.contains("configmap/both") && left.contains("configmap/stranger"), "\(left)")
            #expect(!left.contains("configmap/single"), "\(left)")
            #expect(try await sandbox.kubectl("get", "configmap", "both", "-o", "jsonpath={.metadata.ownerReferences[*].name}").out == "b")
        }
    }

    private static let backend = """
        apiVersion: gateway.envoyproxy.io/v1alpha1
        kind: Backend
        metadata: {name: httpbin}
        spec: {endpoints: [{fqdn: {hostname: httpbin.org, port: 80}}]}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: outside}
        spec:
          parentRefs: [{name: eg}]
          hostnames: [outside.example.com]
          rules: [{backendRefs: [{group: gateway.envoyproxy.io, kind: Backend, name: httpbin}]}]
        """

    private func configure(_ sandbox: TestSandbox, _ text: String) async throws {
        let body = text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        try await sandbox.apply(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: envoy-gateway-config, namespace: envoy-gateway-system}
            data:
              envoy-gateway.yaml: |
            \(body)
            """)
    }

    private static let enabled = """
        apiVersion: gateway.envoyproxy.io/v1alpha1
        kind: EnvoyGateway
        provider: {type: Kubernetes}
        gateway: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}
        extensionApis: {enableBackend: true}
        """

    @Test func aBackendWorksOnceTheConfigurationAllowsIt() async throws {
        try await TestSandbox.run { sandbox in
            try await sandbox.applyQuickstart()
            try await sandbox.apply(Self.backend)
            let url = try await sandbox.gatewayURL()
            let refusal = try await sandbox.eventually("the route says why") {
                let message = try await sandbox.kubectl(
                    "get", "httproute", "outside", "-o",
                    "jsonpath={.status.parents[0].conditions[?(@.type==\"ResolvedRefs\")].message}")
                return message.out.isEmpty ? nil : message.out
            }
            #expect(refusal == "Failed to process route rule 0 backendRef 0: Backend is disabled in Envoy Gateway configuration.")
            try await sandbox.eventually("requests get 500") {
                try await sandbox.curl("-H", "Host: outside.example.com", url + "/get").status == 500 ? true : nil
            }
            #expect(try await sandbox.kubectl("get", "backend", "httpbin", "-o", "jsonpath={.status}").out == "")

            // A changed ConfigMap is picked up by itself.
            try await configure(sandbox, Self.enabled)
            try await sandbox.eventually("requests get 200") {
                try await sandbox.curl("-H", "Host: outside.example.com", url + "/get").status == 200 ? true : nil
            }
            let accepted = try await sandbox.eventually("the Backend is accepted") {
                let message = try await sandbox.kubectl(
                    "get", "backend", "httpbin", "-o", "jsonpath={.status.conditions[0].message}")
                return message.out.isEmpty ? nil : message.out
            }
            #expect(accepted == "The Backend was accepted")
        }
    }

    @Test func aBrokenConfigurationIsIgnoredByARunningControllerAndStopsAStartingOne() async throws {
        try await TestSandbox.run { sandbox in
            try await sandbox.applyQuickstart()
            let url = try await sandbox.gatewayURL()
            try await configure(sandbox, "this is: [not yaml")
            try await sandbox.eventually("the log says so") {
                let log = try await sandbox.kubectl("logs", "-n", "envoy-gateway-system", "deploy/envoy-gateway")
                return log.out.contains("failed to decode config file") ? true : nil
            }
            #expect(try await sandbox.curl("-H", "Host: www.example.com", url + "/get").status == 200)

            _ = try await sandbox.kubectl(
                "delete", "pod", "-n", "envoy-gateway-system", "-l", "control-plane=envoy-gateway", "--wait=false")
            try await sandbox.eventually("the new controller crashes in a loop") {
                let pods = try await sandbox.kubectl("get", "pods", "-n", "envoy-gateway-system", "-l", "control-plane=envoy-gateway")
                return pods.out.contains("CrashLoopBackOff") ? true : nil
            }
            // The proxies go on with what they had.
            #expect(try await sandbox.curl("-H", "Host: www.example.com", url + "/get").status == 200)
        }
    }

    @Test func restartsLoseNoTraffic() async throws {
        try await TestSandbox.run { sandbox in
            try await sandbox.applyQuickstart()
            let url = try await sandbox.gatewayURL()
            let isDone = Mutex(false)
            async let asked = {
                var statuses: Set<Int> = []
                while !isDone.withLock({ $0 }) {
                    statuses.insert(try await sandbox.curl("-H", "Host: www.example.com", url + "/get").status)
                }
                return statuses
            }()
            let restart = try await sandbox.kubectl(
                "rollout", "restart", "deployment", "envoy-gateway", "-n", "envoy-gateway-system")
            #expect(restart.out == "deployment.apps/envoy-gateway restarted\n")
            let status = try await sandbox.kubectl(
                "rollout", "status", "deployment", "envoy-gateway", "-n", "envoy-gateway-system", "--timeout=60s")
            #expect(status.out.contains("successfully rolled out"))
            let scaled = try await sandbox.kubectl("scale", "deployment/backend", "--replicas=3")
            #expect(scaled.status == 0)
            _ = try await sandbox.kubectl("rollout", "status", "deployment/backend", "--timeout=60s")
            _ = try await sandbox.kubectl("rollout", "restart", "deployment/backend")
            _ = try await sandbox.kubectl("rollout", "status", "deployment/backend", "--timeout=60s")
            isDone.withLock { $0 = true }
            #expect(try await asked == [200])
        }
    }
}
