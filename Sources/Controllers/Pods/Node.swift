internal import JSON
internal import Kube

/// The one node of the sandbox.
package struct NodeIdentity: Sendable, Hashable {
    package var name: String
    /// One of each family of the cluster, the first one first.
    package var addresses: [String]
    /// The blocks that pods' addresses are from, in the same order.
    package var podBlocks: [String]

    package init(name: String, addresses: [String], podBlocks: [String]) {
        self.name = name
        self.addresses = addresses
        self.podBlocks = podBlocks
    }
}

/// Registers the node and keeps it ready.
struct NodeRegistrar {
    var client: any Client
    var node: NodeIdentity
    /// Cores and memory as `status.capacity` shows them.
    var capacity: JSON

    private var options: WriteOptions { WriteOptions(manager: "kubelet") }

    /// Registers, then renews the node's lease until cancelled.
    func run() async throws {
        try await register()
        while !Task.isCancelled {
            try await renew()
            try await Task.sleep(for: .seconds(40))
        }
    }

    private func register() async throws {
        let labels: JSON = [
            "kubernetes.io/hostname": .string(node.name), "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64",
            "beta.kubernetes.io/os": "linux", "beta.kubernetes.io/arch": "amd64",
            "node-role.kubernetes.io/control-plane": "",
        ]
        let object: JSON = [
            "apiVersion": "v1", "kind": "Node", "metadata": ["name": .string(node.name), "labels": labels],
            "spec": ["podCIDR": JSON(node.podBlocks.first ?? ""), "podCIDRs": JSON(node.podBlocks)],
        ]
        do {
            _ = try await client.create(.nodes, object, options)
        } catch let error as StatusError where error.reason == "AlreadyExists" {}
        for _ in 0..<5 {
            var present = try await client.get(.nodes, ObjectName(name: node.name))
            do {
                if present["spec", "podCIDRs"] != JSON(node.podBlocks) {
                    // The sandbox had other families when it ran before.
                    present["spec", "podCIDR"] = JSON(node.podBlocks.first ?? "")
                    present["spec", "podCIDRs"] = JSON(node.podBlocks)
                    present = try await client.update(.nodes, present, options)
                }
                present["status"] = status(after: present)
                _ = try await client.update(
                    .nodes, present, WriteOptions(manager: options.manager, subresource: "status"))
                return
            } catch let error as StatusError where error.reason == "Conflict" {}
        }
    }

    private func status(after present: JSON) -> JSON {
        let now = JSON(Now.seconds)
        func condition(_ type: String, _ status: String, _ reason: String, _ message: String) -> JSON {
            let earlier = PodFacts.condition(type, of: present)
            let since = earlier?["status"]?.string == status ? earlier?["lastTransitionTime"] : nil
            return [
                "type": .string(type), "status": .string(status), "reason": .string(reason),
                "message": .string(message), "lastHeartbeatTime": now, "lastTransitionTime": since ?? now,
            ]
        }
        return [
            "addresses": .array(
                node.addresses.map { ["type": "InternalIP", "address": .string($0)] }
                    + [["type": "Hostname", "address": .string(node.name)]]),
            "capacity": capacity, "allocatable": capacity,
            "conditions": [
                condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
                condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
                condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
                condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
            ],
            "daemonEndpoints": ["kubeletEndpoint": ["Port": 10250]],
            "nodeInfo": [
                "architecture": "amd64", "operatingSystem": "linux", "osImage": "Postern", "kernelVersion": "",
                "containerRuntimeVersion": "postern://1", "kubeletVersion": "v1.36.2", "kubeProxyVersion": "",
                "machineID": "", "systemUUID": "", "bootID": "",
            ],
        ]
    }

    private func renew() async throws {
        let name = ObjectName(namespace: "kube-node-lease", name: node.name)
        let spec: JSON = [
            "holderIdentity": .string(node.name), "leaseDurationSeconds": 40, "renewTime": .string(Now.micros),
        ]
        do {
            _ = try await client.patch(.leases, name, .merge(["spec": spec]), options)
        } catch let error as StatusError where error.code == 404 {
            let lease: JSON = [
                "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
                "metadata": ["name": .string(name.name), "namespace": .string(name.namespace)], "spec": spec,
            ]
            _ = try? await client.create(.leases, lease, options)
        }
    }
}
