internal import JSON
internal import Kube
internal import Schemas

/// What every cluster has before anybody has asked for anything.
struct ClusterObjects {
    /// Where the API server is for pods: its Service, and the endpoint behind it, a documentation address.
    static let apiServiceAddress = "10.96.0.1"
    static let apiEndpointAddress = "192.0.2.10"

    var client: any Client
    var apiPort: Int

    private var options: WriteOptions { WriteOptions(manager: "kube-apiserver") }

    func create() async throws {
        for name in ["kube-system", "kube-public", "kube-node-lease", "default"] {
            try await create(
                .init("", "v1", "namespaces"),
                ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]])
        }
        let services = GroupVersionResource("", "v1", "services")
        let port: JSON = ["name": "https", "port": 443, "protocol": "TCP", "targetPort": JSON(apiPort)]
        try await create(
            services,
            [
                "apiVersion": "v1", "kind": "Service",
                "metadata": [
                    "name": "kubernetes", "namespace": "default",
                    "labels": ["component": "apiserver", "provider": "kubernetes"],
                ],
                "spec": [
                    "clusterIP": .string(Self.apiServiceAddress), "clusterIPs": [.string(Self.apiServiceAddress)],
                    "ports": [port], "type": "ClusterIP",
                    "sessionAffinity": "None", "ipFamilies": ["IPv4"], "ipFamilyPolicy": "SingleStack",
                ],
            ])
        let slices = GroupVersionResource("discovery.k8s.io", "v1", "endpointslices")
        let endpoints: JSON = [["addresses": [.string(Self.apiEndpointAddress)], "conditions": ["ready": true]]]
        let ports: JSON = [["name": "https", "port": JSON(apiPort), "protocol": "TCP"]]
        try await replace(
            slices,
            [
                "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
                "metadata": [
                    "name": "kubernetes", "namespace": "default", "labels": ["kubernetes.io/service-name": "kubernetes"],
                ],
                "endpoints": endpoints, "ports": ports,
            ])
        let addresses: JSON = [["ip": .string(Self.apiEndpointAddress)]]
        try await replace(
            .init("", "v1", "endpoints"),
            [
                "apiVersion": "v1", "kind": "Endpoints",
                "metadata": [
                    "name": "kubernetes", "namespace": "default",
                    "labels": ["endpointslice.kubernetes.io/skip-mirror": "true"],
                ],
                "subsets": [["addresses": addresses, "ports": ports]],
            ])
    }

    /// Gateway API's and Envoy Gateway's definitions.
    func createDefinitions() async throws {
        let resource = GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions")
        for name in PreinstalledCRD.names {
            guard let manifest = PreinstalledCRD.manifest(named: name) else { continue }
            try await create(resource, manifest)
        }
    }

    /// Not there after an earlier run only: what is there may have been changed since, and stays.
    private func create(_ resource: GroupVersionResource, _ object: JSON) async throws {
        do {
            _ = try await client.get(resource, object.objectName)
        } catch let error as StatusError where error.code == 404 {
            _ = try await client.create(resource, object, options)
        }
    }

    /// The API server's port may be another one than last time.
    private func replace(_ resource: GroupVersionResource, _ object: JSON) async throws {
        do {
            let present = try await client.get(resource, object.objectName)
            var updated = present
            for field in ["endpoints", "ports", "subsets"] where object[field] != nil { updated[field] = object[field] }
            if updated != present { _ = try await client.update(resource, updated, options) }
        } catch let error as StatusError where error.code == 404 {
            try await create(resource, object)
        }
    }
}
