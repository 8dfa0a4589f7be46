import JSON
import Kube
import Logging
import Synchronization
import Testing
import Translate

@testable import Controllers

@Suite struct InfraManagerTests {
    /// Lines of a log.
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private struct Handler: LogHandler {
        var lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { lines.all.withLock { $0.append("\(event.message)") } }
    }

    private static let kinds: [GroupVersionResource] = [
        .deployments, .daemonSets, .services, .configMaps, .serviceAccounts, .secrets,
        GroupVersionResource("autoscaling", "v2", "horizontalpodautoscalers"),
        GroupVersionResource("policy", "v1", "poddisruptionbudgets"),
    ]

    private func fleet(beside: Bool) -> ProxyInfra {
        var infra = ProxyInfra(
            name: "a/g", namespace: "a", objectName: "g",
            labels: [
                "gateway.envoyproxy.io/owning-gateway-name": "g", "gateway.envoyproxy.io/owning-gateway-namespace": "a",
            ],
            annotations: [:], owner: ProxyInfra.Owner(kind: beside ? "Gateway" : "GatewayClass", name: "g", uid: "u"))
        infra.listeners = [ProxyInfra.Listener(name: "http", ports: [])]
        return infra
    }

    private func foreign(_ kind: String, _ labels: JSON = [:]) -> JSON {
        ["kind": .string(kind), "metadata": ["name": "g", "namespace": "a", "labels": labels], "own": true]
    }

    struct Claim: Sendable {
        var name: String
        var labels: JSON
        var beside = true
        var isTaken: Bool
    }

    private static let ours: [String: JSON] = [
        "app.kubernetes.io/managed-by": "envoy-gateway", "gateway.envoyproxy.io/owning-gateway-name": "g",
        "gateway.envoyproxy.io/owning-gateway-namespace": "a",
    ]

    static let claims = [
        Claim(name: "of a user", labels: [:], isTaken: false),
        Claim(name: "of another manager", labels: .object(ours.merging(["app.kubernetes.io/managed-by": "x"]) { $1 }), isTaken: false),
        Claim(
            name: "of another Gateway", labels: .object(ours.merging(["gateway.envoyproxy.io/owning-gateway-name": "x"]) { $1 }),
            isTaken: false),
        Claim(name: "of an earlier run", labels: .object(ours), isTaken: true),
        Claim(name: "in the controller's namespace", labels: [:], beside: false, isTaken: true),
    ]

    @Test(arguments: claims) func takesOverWhatIsItsOwn(_ claim: Claim) async throws {
        let cluster = FakeCluster(installed: Self.kinds)
        cluster.put(.deployments, foreign("Deployment", claim.labels))
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Handler(lines: lines) }
        let manager = InfraManager(client: cluster, logger: logger) { $0.objects(authority: $1) }
        let running = Task { await manager.run() }
        defer { running.cancel() }
        manager.want([fleet(beside: claim.beside)])
        let refusal = "failed to create or update deployment a/g: Deployment a/g already exists and is not owned by this Gateway"
        if claim.isTaken {
            #expect(await eventually { cluster.names(.services) == ["a/g"] })
        } else {
            #expect(await eventually { lines.all.withLock { $0.contains { $0.hasSuffix(refusal) } } })
            #expect(cluster.names(.services).isEmpty)
        }
        #expect(try await cluster.get(.deployments, ObjectName(namespace: "a", name: "g"))["spec"] != nil || !claim.isTaken)
        manager.want([])
        #expect(await eventually { cluster.names(.configMaps).isEmpty && cluster.names(.serviceAccounts).isEmpty })
        if !claim.isTaken {
            let present = try await cluster.get(.deployments, ObjectName(namespace: "a", name: "g"))
            #expect(present["own"] == true)
            #expect(present["spec"] == nil)
        }
    }

    /// Somebody deleted the Service and made one of the same name.
    @Test func leavesWhatHasTakenThePlaceOfItsOwn() async throws {
        let cluster = FakeCluster(installed: Self.kinds)
        let manager = InfraManager(client: cluster, logger: Logger(label: "test")) { $0.objects(authority: $1) }
        let running = Task { await manager.run() }
        defer { running.cancel() }
        manager.want([fleet(beside: false)])
        #expect(await eventually { cluster.names(.services) == ["a/g"] })
        try await cluster.delete(.services, ObjectName(namespace: "a", name: "g"), DeleteOptions())
        cluster.put(.services, foreign("Service"))
        manager.want([])
        #expect(await eventually { cluster.names(.deployments).isEmpty })
        #expect(cluster.names(.services) == ["a/g"])
    }
}
