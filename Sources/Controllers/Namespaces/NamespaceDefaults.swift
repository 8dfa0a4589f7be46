internal import JSON
internal import Kube

/// What every namespace has from the start: the ServiceAccount `default` and the cluster's CA certificate.
struct NamespaceDefaults {
    var client: any Client
    var informers: Informers
    /// PEM of the certificate authority of the API server.
    var rootCertificate: String

    private var options: WriteOptions { WriteOptions(manager: "kube-controller-manager") }

    var controller: Controller {
        Controller(
            "namespace-defaults", workers: 1,
            watches: [
                .itself(.namespaces),
                Controller.Watch(.serviceAccounts) { change in
                    change.name.name == "default" && change.new == nil ? [ObjectName(name: change.name.namespace)] : []
                },
                Controller.Watch(.configMaps) { change in
                    change.name.name == "kube-root-ca.crt" ? [ObjectName(name: change.name.namespace)] : []
                },
            ],
            reconcile: reconcile)
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let namespace = informers[.namespaces]?[name], !namespace.isBeingDeleted else { return nil }
        let account = ObjectName(namespace: name.name, name: "default")
        if informers[.serviceAccounts]?[account] == nil {
            try await create(
                .serviceAccounts,
                ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": metadata(account)])
        }
        let certificate = ObjectName(namespace: name.name, name: "kube-root-ca.crt")
        let data: JSON = ["ca.crt": .string(rootCertificate)]
        if let present = informers[.configMaps]?[certificate] {
            if present["data"] != data {
                var updated = present
                updated["data"] = data
                _ = try await client.update(.configMaps, updated, options)
            }
        } else {
            var metadata = metadata(certificate)
            metadata["annotations"] = [
                "kubernetes.io/description":
                    "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters."
            ]
            try await create(
                .configMaps, ["apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data])
        }
        return nil
    }

    private func metadata(_ name: ObjectName) -> JSON {
        ["name": .string(name.name), "namespace": .string(name.namespace)]
    }

    private func create(_ resource: GroupVersionResource, _ object: JSON) async throws {
        do {
            _ = try await client.create(resource, object, options)
        } catch let error as StatusError where error.reason == "AlreadyExists" || error.code == 403 {}
    }
}
