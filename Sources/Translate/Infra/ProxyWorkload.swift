internal import JSON
internal import Kube

extension ProxyInfra {
    /// The Deployment (or DaemonSet) that runs the fleet: Envoy, and the manager that drains it before it stops.
    func workload(kind: String, images: Images) -> InfraObject {
        let settings = workloadSettings
        let pod = settings?["pod"]
        let container = settings?["container"]
        var podAnnotations: [String: String] = [:]
        if servesPrometheus {
            podAnnotations = [
                "prometheus.io/path": "/stats/prometheus", "prometheus.io/port": "19001", "prometheus.io/scrape": "true",
            ]
        }
        podAnnotations.merge(annotations) { $1 }
        podAnnotations.merge(pod?["annotations"]?.object?.compactMapValues(\.string) ?? [:]) { $1 }

        var podSpec: JSON = [
            "serviceAccountName": .string(serviceAccountName), "automountServiceAccountToken": false,
            "terminationGracePeriodSeconds": JSON(shutdown.gracePeriod), "dnsPolicy": "ClusterFirst", "restartPolicy": "Always",
            "schedulerName": "default-scheduler",
            "containers": [envoy(container, images), shutdownManager(container, images)],
            "volumes": .array(Self.amended(volumes, with: pod?["volumes"])),
        ]
        for field in [
            "affinity", "tolerations", "nodeSelector", "topologySpreadConstraints", "securityContext",
            "imagePullSecrets", "priorityClassName",
        ] { podSpec[field] = pod?[field] }
        if kind == "Deployment", let extra = settings?["initContainers"] { podSpec["initContainers"] = extra }

        var spec: JSON = [
            "selector": ["matchLabels": JSON(stableLabels)],
            "template": [
                "metadata": ["labels": JSON(podLabels), "annotations": JSON(podAnnotations)], "spec": podSpec,
            ],
        ]
        if kind == "Deployment" {
            // Unsaid, their number is left to whoever scales the Deployment.
            if provider?["envoyHpa"] == nil { spec["replicas"] = settings?["replicas"] }
            spec["strategy"] = settings?["strategy"] ?? ["type": "RollingUpdate"]
            spec["progressDeadlineSeconds"] = 600
            spec["revisionHistoryLimit"] = 10
        } else {
            spec["updateStrategy"] = settings?["strategy"] ?? ["type": "RollingUpdate"]
        }
        let object: JSON = [
            "apiVersion": "apps/v1", "kind": .string(kind),
            "metadata": metadata(name: settings?["name"]?.string), "spec": spec,
        ]
        let resource = GroupVersionResource("apps", "v1", kind == "DaemonSet" ? "daemonsets" : "deployments")
        return InfraObject(resource, object, patch: settings?["patch"])
    }

    private func envoy(_ settings: JSON?, _ images: Images) -> JSON {
        let ready = httpProbe(path: "/ready", port: 19003)
        var container: JSON = [
            "name": "envoy", "image": .string(image(settings, images)), "imagePullPolicy": "IfNotPresent",
            "command": ["envoy"], "args": JSON(arguments),
            "env": .array(Self.amended(environment, with: settings?["env"])),
            "ports": .array(
                (servesPrometheus ? [["name": "metrics", "containerPort": 19001, "protocol": "TCP"]] : [])
                    + [["name": "readiness", "containerPort": 19003, "protocol": "TCP"]]),
            "resources": settings?["resources"] ?? ["requests": ["cpu": "100m", "memory": "512Mi"]],
            "securityContext": settings?["securityContext"] ?? securityContext,
            "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
            "lifecycle": ["preStop": ["httpGet": ["path": "/shutdown/ready", "port": 19002, "scheme": "HTTP"]]],
            "volumeMounts": .array(Self.amended(volumeMounts, with: settings?["volumeMounts"])),
        ]
        container["readinessProbe"] = probe(ready, failures: 1, period: 5)
        container["livenessProbe"] = probe(ready, failures: 3, period: 10)
        container["startupProbe"] = probe(ready, failures: 30, period: 10)
        return container
    }

    /// What has the name of one that is there already takes its place.
    private static func amended(_ items: [JSON], with others: JSON?) -> [JSON] {
        var items = items
        for other in others?.array ?? [] {
            if let index = items.firstIndex(where: { $0["name"] == other["name"] }) {
                items[index] = other
            } else {
                items.append(other)
            }
        }
        return items
    }

    private func image(_ settings: JSON?, _ images: Images) -> String {
        if let repository = settings?["imageRepository"]?.string, !repository.isEmpty {
            return "\(repository):\(images.envoy.split(separator: ":").last ?? "")"
        }
        guard let image = settings?["image"]?.string, !image.isEmpty else { return images.envoy }
        return image
    }

    private func shutdownManager(_ settings: JSON?, _ images: Images) -> JSON {
        let health = httpProbe(path: "/healthz", port: 19002)
        var container: JSON = [
            "name": "shutdown-manager", "image": .string(images.shutdownManager),
            "imagePullPolicy": "IfNotPresent", "command": ["envoy-gateway"], "args": JSON(shutdown.managerArguments),
            "env": .array(environment), "resources": ["requests": ["cpu": "10m", "memory": "32Mi"]],
            "securityContext": settings?["securityContext"] ?? securityContext,
            "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
            "lifecycle": ["preStop": ["exec": ["command": JSON(shutdown.command)]]],
        ]
        container["readinessProbe"] = probe(health, failures: 3, period: 10)
        container["livenessProbe"] = probe(health, failures: 3, period: 10)
        container["startupProbe"] = probe(health, failures: 30, period: 10)
        return container
    }

    /// Envoy's command line.
    private var arguments: [String] {
        let levels = (envoyProxySpec?["logging", "level"]?.object ?? [:]).compactMapValues(\.string).filter { !$0.value.isEmpty }
        let components = levels.filter { $0.key != "default" }.map { "\($0.key):\($0.value)" }.sorted()
        var arguments = [
            "--service-cluster", name, "--service-node", "$(ENVOY_POD_NAME)", "--config-yaml", bootstrap,
            "--log-level", levels["default"] ?? "warn", "--cpuset-threads", "--drain-strategy", "immediate",
        ]
        if let concurrency = envoyProxySpec?["concurrency"]?.int { arguments += ["--concurrency", "\(concurrency)"] }
        arguments += ["--component-log-level", components.isEmpty ? "misc:error" : components.joined(separator: ",")]
        arguments += ["--drain-time-s", shutdown.drainSeconds]
        return arguments + (envoyProxySpec?["extraArgs"]?.array?.compactMap(\.string) ?? [])
    }

    private var shutdown: ProxyShutdown { ProxyShutdown(envoyProxySpec?["shutdown"]) }

    private var servesPrometheus: Bool {
        envoyProxySpec?["telemetry", "metrics", "prometheus", "disable"]?.bool != true
    }

    private var environment: [JSON] {
        func field(_ name: String, _ path: String) -> JSON {
            ["name": .string(name), "valueFrom": ["fieldRef": ["apiVersion": "v1", "fieldPath": .string(path)]]]
        }
        return [
            field("ENVOY_POD_NAMESPACE", "metadata.namespace"), field("ENVOY_POD_NAME", "metadata.name"),
            field("ENVOY_SERVICE_ZONE", "metadata.annotations['topology.kubernetes.io/zone']"),
        ]
    }

    private var securityContext: JSON {
        [
            "allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]], "privileged": false,
            "runAsGroup": 65532, "runAsNonRoot": true, "runAsUser": 65532,
            "seccompProfile": ["type": "RuntimeDefault"],
        ]
    }

    private var volumeMounts: [JSON] {
        let mounts: [JSON] = [
            ["name": "certs", "mountPath": "/certs", "readOnly": true], ["name": "sds", "mountPath": "/sds"],
        ]
        guard isBesideGateway else { return mounts }
        return mounts + [["name": "sa-token", "mountPath": "/var/run/secrets/token", "readOnly": true]]
    }

    private var volumes: [JSON] {
        func items(_ names: [String]) -> JSON { .array(names.map { ["key": .string($0), "path": .string($0)] }) }
        func files(_ volume: String, _ names: [String]) -> JSON {
            [
                "name": .string(volume),
                "configMap": ["name": .string(objectName), "items": items(names), "defaultMode": 420, "optional": false],
            ]
        }
        guard isBesideGateway else {
            return [
                ["name": "certs", "secret": ["secretName": "envoy", "defaultMode": 420]],
                files("sds", ["xds-trusted-ca.json", "xds-certificate.json"]),
            ]
        }
        let token: JSON = ["path": "sa-token", "audience": .string(controllerHost), "expirationSeconds": 3600]
        return [
            ["name": "sa-token", "projected": ["sources": [["serviceAccountToken": token]], "defaultMode": 420]],
            files("certs", ["ca.crt"]),
            files("sds", ["xds-trusted-ca.json", "xds_service_account_token.json"]),
        ]
    }

    private func httpProbe(path: String, port: Int) -> JSON {
        ["path": .string(path), "port": JSON(port), "scheme": "HTTP"]
    }

    private func probe(_ get: JSON, failures: Int, period: Int) -> JSON {
        [
            "httpGet": get, "failureThreshold": JSON(failures), "periodSeconds": JSON(period), "successThreshold": 1,
            "timeoutSeconds": 1,
        ]
    }
}
