internal import JSON
package import Kube
package import Logging

/// The lease by which one of several controllers leads. Here there is one, which takes it at once and gives it back
/// when it stops, so that the next need not wait for it to run out.
package struct LeaderLease: Sendable {
    private static let seconds = 15

    private let client: any Client
    private let name: ObjectName
    private let identity: String
    private let events: EventRecorder
    private let logger: Logger

    package init(client: any Client, name: ObjectName, identity: String, logger: Logger) {
        self.client = client
        self.name = name
        self.identity = identity
        self.logger = logger
        events = EventRecorder(client: client, component: identity, logger: logger)
    }

    package func hold() async {
        do {
            try await take()
            while true {
                try await Task.sleep(for: .seconds(10))
                try await renew()
            }
        } catch is CancellationError {
            // A task of its own: this one is cancelled already, and writing must still be possible.
            await Task { try? await release() }.value
        } catch {
            logger.warning("lease \(name): \(error)")
        }
    }

    private func take() async throws {
        let now = JSON(Now.micros)
        let spec: JSON = [
            "holderIdentity": .string(identity), "leaseDurationSeconds": JSON(Self.seconds), "acquireTime": now,
            "renewTime": now, "leaseTransitions": 0,
        ]
        let lease: JSON
        do {
            lease = try await client.create(
                .leases,
                [
                    "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
                    "metadata": ["name": .string(name.name), "namespace": .string(name.namespace)], "spec": spec,
                ], WriteOptions(manager: "envoy-gateway"))
        } catch let error as StatusError where error.reason == "AlreadyExists" {
            var present = try await client.get(.leases, name)
            var spec = spec
            spec["leaseTransitions"] = JSON((present["spec", "leaseTransitions"]?.int ?? 0) + 1)
            present["spec"] = spec
            lease = try await client.update(.leases, present, WriteOptions(manager: "envoy-gateway"))
        }
        await events.normal(lease, "LeaderElection", "\(identity) became leader")
    }

    private func renew() async throws {
        let patch: JSON = ["spec": ["renewTime": .string(Now.micros), "holderIdentity": .string(identity)]]
        _ = try await client.patch(.leases, name, .merge(patch), WriteOptions(manager: "envoy-gateway"))
    }

    private func release() async throws {
        let patch: JSON = ["spec": ["holderIdentity": "", "leaseDurationSeconds": 1]]
        _ = try await client.patch(.leases, name, .merge(patch), WriteOptions(manager: "envoy-gateway"))
    }
}
