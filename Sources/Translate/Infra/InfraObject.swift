package import JSON
package import Kube

/// An object that a fleet of proxies is made of, as it is applied.
package struct InfraObject: Sendable, Hashable {
    package var resource: GroupVersionResource
    package var json: JSON
    /// Why it cannot be what it should be: neither it nor what comes after it is applied.
    package var problem: String?

    package init(_ resource: GroupVersionResource, _ json: JSON) {
        self.resource = resource
        self.json = json
    }
}

extension ProxyInfra {
    /// The images of a fleet when its EnvoyProxy names none.
    package struct Images: Sendable, Hashable {
        package var envoy = "docker.io/envoyproxy/envoy:distroless-v1.39.0"
        package var shutdownManager = "docker.io/envoyproxy/gateway:v1.9.0"

        package init() {}
    }

    /// Every object of the fleet, in the order in which Envoy Gateway applies them.
    ///
    /// - Parameter authority: PEM of what signed the controller's certificate, for fleets beside their Gateway.
    package func objects(images: Images = Images(), authority: String? = nil) -> [InfraObject] {
        var objects = [
            InfraObject(.init("", "v1", "serviceaccounts"), serviceAccount),
            InfraObject(.init("", "v1", "configmaps"), configMap(authority)),
        ]
        objects.append(workload(kind: isDaemonSet ? "DaemonSet" : "Deployment", images: images))
        objects.append(service)
        return objects + [autoscaler, disruptionBudget].compactMap(\.self)
    }

    /// Gateway-namespace mode.
    package var isBesideGateway: Bool { owner.kind == "Gateway" }

    var controllerHost: String { "envoy-gateway.\(controllerNamespace).svc.cluster.local" }

    /// Of the Deployment or DaemonSet.
    var workloadName: String {
        provider?["envoyDaemonSet", "name"]?.string ?? provider?["envoyDeployment", "name"]?.string ?? objectName
    }

    var isDaemonSet: Bool { provider?["envoyDaemonSet"] != nil }

    /// What the EnvoyProxy says of the Deployment or DaemonSet.
    var workloadSettings: JSON? { provider?[isDaemonSet ? "envoyDaemonSet" : "envoyDeployment"] }

    var serviceAccountName: String { provider?["envoyServiceAccount", "name"]?.string ?? objectName }

    /// `spec.provider.kubernetes` of the EnvoyProxy in force.
    var provider: JSON? { envoyProxySpec?["provider", "kubernetes"] }

    /// The labels of the pods, which the Service selects by and has as its own, too.
    var podLabels: [String: String] {
        allLabels.merging(workloadSettings?["pod", "labels"]?.object?.compactMapValues(\.string) ?? [:]) { $1 }
    }

    /// The labels of every object of the fleet.
    var allLabels: [String: String] { labels.merging(applicationLabels) { own, _ in own } }

    var applicationLabels: [String: String] {
        var labels = [
            "app.kubernetes.io/name": "envoy", "app.kubernetes.io/component": "proxy",
            "app.kubernetes.io/managed-by": "envoy-gateway",
        ]
        if isBesideGateway { labels["gateway.networking.k8s.io/gateway-name"] = objectName }
        return labels
    }

    /// What selects the fleet's pods, for objects whose selector must never change: no label of the user's.
    var stableLabels: [String: String] {
        labels.filter { $0.key.hasPrefix("gateway.envoyproxy.io/owning-gateway") }.merging(applicationLabels) { own, _ in own }
    }

    func metadata(
        name: String? = nil, labels: [String: String]? = nil, annotations extraAnnotations: JSON? = nil
    ) -> JSON {
        var metadata: JSON = [
            "name": .string(name ?? objectName), "namespace": .string(namespace),
            "labels": JSON(labels ?? allLabels),
            "ownerReferences": [
                [
                    "apiVersion": "gateway.networking.k8s.io/v1", "kind": .string(owner.kind),
                    "name": .string(owner.name), "uid": .string(owner.uid),
                ]
            ],
        ]
        let all = annotations.merging(extraAnnotations?.object?.compactMapValues(\.string) ?? [:]) { $1 }
        if !all.isEmpty { metadata["annotations"] = JSON(all) }
        return metadata
    }

    private var serviceAccount: JSON {
        [
            "apiVersion": "v1", "kind": "ServiceAccount", "metadata": metadata(name: serviceAccountName),
            "automountServiceAccountToken": false,
        ]
    }

    /// How Envoy finds its certificate for the controller, in the form of its file-based secrets.
    private func configMap(_ trusted: String?) -> JSON {
        let type: JSON = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret"
        let certificate: JSON = [
            "@type": type, "name": "xds_certificate",
            "tls_certificate": [
                "certificate_chain": ["filename": "/certs/tls.crt"], "private_key": ["filename": "/certs/tls.key"],
            ],
        ]
        let authority: JSON = [
            "@type": type, "name": "xds_trusted_ca",
            "validation_context": [
                "trusted_ca": ["filename": "/certs/ca.crt"],
                "match_typed_subject_alt_names": [["san_type": "DNS", "matcher": ["exact": "envoy-gateway"]]],
            ],
        ]
        var data: JSON = [
            "xds-certificate.json": .string((["resources": [certificate]] as JSON).text),
            "xds-trusted-ca.json": .string((["resources": [authority]] as JSON).text),
        ]
        if isBesideGateway {
            let token: JSON = [
                "@type": type, "name": "jwt-sa-bearer",
                "generic_secret": ["secret": ["filename": "/var/run/secrets/token/sa-token"]],
            ]
            data["xds_service_account_token.json"] = .string((["resources": [token]] as JSON).text)
            data["ca.crt"] = trusted.map(JSON.string)
        }
        return ["apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata(), "data": data]
    }

    private var autoscaler: InfraObject? {
        guard let spec = provider?["envoyHpa"] else { return nil }
        var target: JSON = [
            "minReplicas": spec["minReplicas"] ?? 1, "maxReplicas": spec["maxReplicas"] ?? 1,
            "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": .string(workloadName)],
            "metrics": spec["metrics"] ?? [
                [
                    "type": "Resource",
                    "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
                ]
            ],
        ]
        target["behavior"] = spec["behavior"]
        var metadata = metadata(name: spec["name"]?.string)
        metadata["labels"] = JSON(stableLabels)
        let object: JSON = [
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": metadata, "spec": target,
        ]
        return InfraObject(
            GroupVersionResource("autoscaling", "v2", "horizontalpodautoscalers"), object, patch: spec["patch"])
    }

    private var disruptionBudget: InfraObject? {
        guard let spec = provider?["envoyPDB"],
            ["minAvailable", "maxUnavailable", "patch"].contains(where: { spec[$0] != nil })
        else { return nil }
        var budget: JSON = ["selector": ["matchLabels": JSON(stableLabels)]]
        budget["minAvailable"] = spec["minAvailable"]
        budget["maxUnavailable"] = spec["maxUnavailable"]
        var metadata = metadata(name: spec["name"]?.string)
        metadata["labels"] = JSON(stableLabels)
        metadata["annotations"] = nil
        let object: JSON = [
            "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": metadata, "spec": budget,
        ]
        return InfraObject(GroupVersionResource("policy", "v1", "poddisruptionbudgets"), object, patch: spec["patch"])
    }
}
