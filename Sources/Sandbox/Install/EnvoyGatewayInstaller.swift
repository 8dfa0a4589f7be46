internal import JSON
internal import Kube
internal import Logging
internal import YAML

/// Installs Envoy Gateway as Helm would: hooks first, and the rest when the hook's Job is done.
struct EnvoyGatewayInstaller {
    var client: any Client
    var logger: Logger

    private var options: WriteOptions { WriteOptions(manager: "helm") }

    /// Written last: what it is missing from was not installed to its end. It stays when the user removes Envoy Gateway.
    private static let mark = ObjectName(namespace: "kube-system", name: "postern-installed")
    private static let configMaps = GroupVersionResource("", "v1", "configmaps")

    private func isThere(_ resource: GroupVersionResource, _ name: ObjectName) async throws -> Bool {
        do {
            _ = try await client.get(resource, name)
            return true
        } catch let error as StatusError where error.code == 404 {
            return false
        }
    }

    func install() async throws {
        if try await isThere(Self.configMaps, Self.mark) { return }
        try await installAll()
        let mark: JSON = [
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": ["name": .string(Self.mark.name), "namespace": .string(Self.mark.namespace)],
            "data": ["envoy-gateway": "eg"],
        ]
        _ = try await client.create(Self.configMaps, mark, options)
    }

    private func installAll() async throws {
        let namespace: JSON = [
            "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(EnvoyGatewayManifests.namespace)],
        ]
        try await create(namespace)
        for object in try objects(of: EnvoyGatewayManifests.hooks, isHook: true) { try await create(object) }
        try await certificatesMade()
        for object in try objects(of: EnvoyGatewayManifests.rest, isHook: false) { try await create(object) }
    }

    private func objects(of text: String, isHook: Bool) throws -> [JSON] {
        try YAML.documents(text).map { object in
            var object = object
            for (name, value) in EnvoyGatewayManifests.labels { object["metadata", "labels", name] = .string(value) }
            if isHook {
                object["metadata", "annotations", "helm.sh/hook"] = "pre-install, pre-upgrade"
                if object.kind != "Job" { object["metadata", "annotations", "helm.sh/hook-weight"] = "-1" }
            } else {
                object["metadata", "annotations", "meta.helm.sh/release-name"] = "eg"
                object["metadata", "annotations", "meta.helm.sh/release-namespace"] = .string(EnvoyGatewayManifests.namespace)
            }
            return object
        }
    }

    private static let resources: [String: GroupVersionResource] = [
        "Namespace": .init("", "v1", "namespaces"), "ServiceAccount": .init("", "v1", "serviceaccounts"), "ConfigMap": .init("", "v1", "configmaps"),
        "Service": .init("", "v1", "services"), "Deployment": .init("apps", "v1", "deployments"),
        "Job": .init("batch", "v1", "jobs"), "Role": .init("rbac.authorization.k8s.io", "v1", "roles"),
        "RoleBinding": .init("rbac.authorization.k8s.io", "v1", "rolebindings"),
        "ClusterRole": .init("rbac.authorization.k8s.io", "v1", "clusterroles"),
        "ClusterRoleBinding": .init("rbac.authorization.k8s.io", "v1", "clusterrolebindings"),
    ]

    private func create(_ object: JSON) async throws {
        guard let resource = Self.resources[object.kind] else { return }
        do {
            _ = try await client.create(resource, object, options)
        } catch let error as StatusError where error.reason == "AlreadyExists" {}
    }

    /// Returns when the Job that makes the certificates has ended.
    private func certificatesMade() async throws {
        let jobs = GroupVersionResource("batch", "v1", "jobs")
        let scope = ListOptions(namespace: EnvoyGatewayManifests.namespace)
        func isOver(_ job: JSON) -> Bool {
            (job["status", "conditions"]?.array ?? []).contains {
                ["Complete", "Failed"].contains($0["type"]?.string ?? "") && $0["status"]?.string == "True"
            }
        }
        let list = try await client.list(jobs, scope)
        if list.items.contains(where: isOver) { return }
        for try await event in try await client.watch(jobs, scope, from: list.revision) {
            if case .modified(let job) = event, isOver(job) { return }
        }
    }
}
