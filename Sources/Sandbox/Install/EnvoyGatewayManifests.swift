/// What `helm install eg oci://docker.io/envoyproxy/gateway-helm --version v1.9.0 -n envoy-gateway-system` leaves in a
/// cluster, in the order in which Helm makes it: the hooks that run before, then the rest.
enum EnvoyGatewayManifests {
    static let namespace = "envoy-gateway-system"
    static let version = "v1.9.0"

    /// Labels of every object of the chart.
    static let labels: [String: String] = [
        "app.kubernetes.io/instance": "eg", "app.kubernetes.io/managed-by": "Helm",
        "app.kubernetes.io/name": "gateway-helm", "app.kubernetes.io/version": version,
        "helm.sh/chart": "gateway-helm-\(version)",
    ]

    static let hooks = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: eg-gateway-helm-certgen, namespace: envoy-gateway-system}
        automountServiceAccountToken: false
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: eg-gateway-helm-certgen, namespace: envoy-gateway-system}
        rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get, create, update]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: eg-gateway-helm-certgen, namespace: envoy-gateway-system}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: eg-gateway-helm-certgen}
        subjects:
        - {kind: ServiceAccount, name: eg-gateway-helm-certgen, namespace: envoy-gateway-system}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: "eg-gateway-helm-certgen:envoy-gateway-system"}
        rules:
        - {apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], verbs: [get, list, watch]}
        - apiGroups: [admissionregistration.k8s.io]
          resources: [mutatingwebhookconfigurations]
          resourceNames: [envoy-gateway-topology-injector.envoy-gateway-system]
          verbs: [update, patch]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: "eg-gateway-helm-certgen:envoy-gateway-system"}
        roleRef:
          {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "eg-gateway-helm-certgen:envoy-gateway-system"}
        subjects:
        - {kind: ServiceAccount, name: eg-gateway-helm-certgen, namespace: envoy-gateway-system}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: eg-gateway-helm-certgen, namespace: envoy-gateway-system}
        spec:
          backoffLimit: 1
          completions: 1
          parallelism: 1
          ttlSecondsAfterFinished: 30
          template:
            metadata: {labels: {app: certgen}}
            spec:
              automountServiceAccountToken: true
              restartPolicy: Never
              serviceAccountName: eg-gateway-helm-certgen
              securityContext:
                {fsGroup: 65532, runAsGroup: 65532, runAsNonRoot: true, runAsUser: 65532, seccompProfile: {type: RuntimeDefault}}
              containers:
              - name: envoy-gateway-certgen
                image: docker.io/envoyproxy/gateway:v1.9.0
                imagePullPolicy: IfNotPresent
                command: [envoy-gateway, certgen]
                env:
                - {name: ENVOY_GATEWAY_NAMESPACE, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}}}
                - {name: KUBERNETES_CLUSTER_DOMAIN, value: cluster.local}
                securityContext:
                  allowPrivilegeEscalation: false
                  capabilities: {drop: [ALL]}
                  privileged: false
                  readOnlyRootFilesystem: true
                  runAsGroup: 65532
                  runAsNonRoot: true
                  runAsUser: 65532
                  seccompProfile: {type: RuntimeDefault}
        """

    static let rest = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: envoy-gateway, namespace: envoy-gateway-system}
        automountServiceAccountToken: false
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: envoy-gateway-config, namespace: envoy-gateway-system}
        data:
          envoy-gateway.yaml: |
            apiVersion: gateway.envoyproxy.io/v1alpha1
            kind: EnvoyGateway
            extensionApis: {}
            gateway:
              controllerName: gateway.envoyproxy.io/gatewayclass-controller
            logging:
              level:
                default: info
            provider:
              kubernetes:
                rateLimitDeployment:
                  container:
                    image: docker.io/envoyproxy/ratelimit:master
                  patch:
                    type: StrategicMerge
                    value:
                      spec:
                        template:
                          spec:
                            containers:
                            - imagePullPolicy: IfNotPresent
                              name: envoy-ratelimit
                shutdownManager:
                  image: docker.io/envoyproxy/gateway:v1.9.0
              type: Kubernetes
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: eg-gateway-helm-envoy-gateway-role}
        rules:
        - {apiGroups: [""], resources: [nodes, namespaces], verbs: [get, list, watch]}
        - {apiGroups: [gateway.networking.k8s.io], resources: [gatewayclasses], verbs: [get, list, patch, update, watch]}
        - {apiGroups: [gateway.networking.k8s.io], resources: [gatewayclasses/status], verbs: [update]}
        - {apiGroups: [multicluster.x-k8s.io], resources: [serviceimports], verbs: [get, list, watch]}
        - {apiGroups: [""], resources: [configmaps, secrets, services], verbs: [get, list, watch]}
        - {apiGroups: [apps], resources: [deployments, daemonsets], verbs: [get, list, watch]}
        - {apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [get, list, watch]}
        - apiGroups: [gateway.envoyproxy.io]
          resources:
          - envoyproxies
          - envoypatchpolicies
          - clienttrafficpolicies
          - backendtrafficpolicies
          - securitypolicies
          - envoyextensionpolicies
          - backends
          - httproutefilters
          verbs: [get, list, watch]
        - apiGroups: [gateway.envoyproxy.io]
          resources:
          - envoyproxies/status
          - envoypatchpolicies/status
          - clienttrafficpolicies/status
          - backendtrafficpolicies/status
          - securitypolicies/status
          - envoyextensionpolicies/status
          - backends/status
          verbs: [update]
        - apiGroups: [gateway.networking.k8s.io]
          resources:
          - gateways
          - listenersets
          - grpcroutes
          - httproutes
          - referencegrants
          - tcproutes
          - tlsroutes
          - udproutes
          - backendtlspolicies
          verbs: [get, list, watch]
        - apiGroups: [gateway.networking.k8s.io]
          resources:
          - gateways/status
          - listenersets/status
          - grpcroutes/status
          - httproutes/status
          - tcproutes/status
          - tlsroutes/status
          - udproutes/status
          - backendtlspolicies/status
          verbs: [update]
        - {apiGroups: [""], resources: [pods, pods/binding], verbs: [get, list, patch, update, watch]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: eg-gateway-helm-envoy-gateway-rolebinding}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: eg-gateway-helm-envoy-gateway-role}
        subjects:
        - {kind: ServiceAccount, name: envoy-gateway, namespace: envoy-gateway-system}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: eg-gateway-helm-infra-manager, namespace: envoy-gateway-system}
        rules:
        - apiGroups: [""]
          resources: [serviceaccounts, services, configmaps]
          verbs: &all [create, get, list, delete, deletecollection, patch, watch]
        - {apiGroups: [apps], resources: [deployments, daemonsets], verbs: *all}
        - {apiGroups: [autoscaling], resources: [horizontalpodautoscalers], verbs: *all}
        - {apiGroups: [policy], resources: [poddisruptionbudgets], verbs: *all}
        - {apiGroups: [certificates.k8s.io], resources: [clustertrustbundles], verbs: [list, get, watch]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: eg-gateway-helm-leader-election-role, namespace: envoy-gateway-system}
        rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [get, list, watch, create, update, patch, delete]}
        - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, list, watch, create, update, patch, delete]}
        - {apiGroups: [""], resources: [events], verbs: [create, patch]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: eg-gateway-helm-infra-manager, namespace: envoy-gateway-system}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: eg-gateway-helm-infra-manager}
        subjects:
        - {kind: ServiceAccount, name: envoy-gateway, namespace: envoy-gateway-system}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: eg-gateway-helm-leader-election-rolebinding, namespace: envoy-gateway-system}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: eg-gateway-helm-leader-election-role}
        subjects:
        - {kind: ServiceAccount, name: envoy-gateway, namespace: envoy-gateway-system}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: envoy-gateway, namespace: envoy-gateway-system, labels: {control-plane: envoy-gateway}}
        spec:
          type: ClusterIP
          selector: {app.kubernetes.io/instance: eg, app.kubernetes.io/name: gateway-helm, control-plane: envoy-gateway}
          ports:
          - {name: grpc, port: 18000, targetPort: 18000}
          - {name: ratelimit, port: 18001, targetPort: 18001}
          - {name: wasm, port: 18002, targetPort: 18002}
          - {name: metrics, port: 19001, targetPort: 19001}
          - {name: webhook, port: 9443, targetPort: 9443}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: envoy-gateway, namespace: envoy-gateway-system, labels: {control-plane: envoy-gateway}}
        spec:
          replicas: 1
          selector:
            matchLabels:
              {app.kubernetes.io/instance: eg, app.kubernetes.io/name: gateway-helm, control-plane: envoy-gateway}
          template:
            metadata:
              annotations: {prometheus.io/port: "19001", prometheus.io/scrape: "true"}
              labels: {app.kubernetes.io/instance: eg, app.kubernetes.io/name: gateway-helm, control-plane: envoy-gateway}
            spec:
              automountServiceAccountToken: true
              serviceAccountName: envoy-gateway
              terminationGracePeriodSeconds: 10
              securityContext:
                {fsGroup: 65532, runAsGroup: 65532, runAsNonRoot: true, runAsUser: 65532, seccompProfile: {type: RuntimeDefault}}
              containers:
              - name: envoy-gateway
                image: docker.io/envoyproxy/gateway:v1.9.0
                imagePullPolicy: IfNotPresent
                args: [server, --config-path=/config/envoy-gateway.yaml]
                env:
                - {name: ENVOY_GATEWAY_NAMESPACE, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}}}
                - {name: KUBERNETES_CLUSTER_DOMAIN, value: cluster.local}
                ports:
                - {containerPort: 18000, name: grpc}
                - {containerPort: 18001, name: ratelimit}
                - {containerPort: 18002, name: wasm}
                - {containerPort: 19001, name: metrics}
                - {containerPort: 9443, name: webhook}
                startupProbe: {httpGet: {path: /healthz, port: 8081}, failureThreshold: 30, periodSeconds: 1}
                livenessProbe: {httpGet: {path: /healthz, port: 8081}, periodSeconds: 20}
                readinessProbe: {httpGet: {path: /readyz, port: 8081}, periodSeconds: 10}
                resources: {limits: {memory: 1024Mi}, requests: {cpu: 100m, memory: 256Mi}}
                securityContext:
                  allowPrivilegeEscalation: false
                  capabilities: {drop: [ALL]}
                  privileged: false
                  readOnlyRootFilesystem: true
                  runAsGroup: 65532
                  runAsNonRoot: true
                  runAsUser: 65532
                  seccompProfile: {type: RuntimeDefault}
                volumeMounts:
                - {mountPath: /config, name: envoy-gateway-config, readOnly: true}
                - {mountPath: /certs, name: certs, readOnly: true}
                - {mountPath: /var/lib/eg/wasm, name: wasm-cache}
              volumes:
              - {name: envoy-gateway-config, configMap: {name: envoy-gateway-config, defaultMode: 420}}
              - {name: certs, secret: {secretName: envoy-gateway}}
              - {name: wasm-cache, emptyDir: {}}
        """
}
