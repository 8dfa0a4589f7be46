/// The roles every cluster starts with, as Kubernetes' RBAC bootstrap has them.
enum BootstrapRoles {
    struct Role {
        var name: String
        var rules: [PolicyRule] = []
        var labels: [String: String] = [:]
        /// Made of the roles that have this label.
        var aggregates: String?
    }

    struct Binding {
        var role: String
        /// Groups it is given to.
        var groups: [String]
    }

    private static let read = ["get", "list", "watch"]
    private static let write = ["create", "delete", "deletecollection", "patch", "update"]
    private static let readWrite = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
    private static let aggregate = "rbac.authorization.k8s.io/aggregate-to-"

    private static func rule(_ verbs: [String], _ group: String, _ resources: String...) -> PolicyRule {
        PolicyRule(verbs: verbs, apiGroups: [group], resources: resources)
    }

    static let roles: [Role] = [
        Role(
            name: "cluster-admin",
            rules: [
                PolicyRule(verbs: ["*"], apiGroups: ["*"], resources: ["*"]), PolicyRule(verbs: ["*"], nonResourceURLs: ["*"]),
            ]),
        Role(name: "admin", aggregates: aggregate + "admin"),
        Role(name: "edit", labels: [aggregate + "admin": "true"], aggregates: aggregate + "edit"),
        Role(name: "view", labels: [aggregate + "edit": "true"], aggregates: aggregate + "view"),
        Role(name: "system:aggregate-to-admin", rules: adminRules, labels: [aggregate + "admin": "true"]),
        Role(name: "system:aggregate-to-edit", rules: editRules, labels: [aggregate + "edit": "true"]),
        Role(name: "system:aggregate-to-view", rules: viewRules, labels: [aggregate + "view": "true"]),
        Role(
            name: "system:basic-user",
            rules: [
                rule(["create"], "authorization.k8s.io", "selfsubjectaccessreviews", "selfsubjectrulesreviews"),
                rule(["create"], "authentication.k8s.io", "selfsubjectreviews"),
            ]),
        Role(
            name: "system:discovery",
            rules: [
                PolicyRule(
                    verbs: ["get"],
                    nonResourceURLs: [
                        "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz",
                        "/version", "/version/",
                    ])
            ]),
        Role(
            name: "system:public-info-viewer",
            rules: [PolicyRule(verbs: ["get"], nonResourceURLs: ["/healthz", "/livez", "/readyz", "/version", "/version/"])]),
        Role(
            name: "system:monitoring",
            rules: [
                PolicyRule(
                    verbs: ["get"],
                    nonResourceURLs: [
                        "/healthz", "/healthz/*", "/livez", "/livez/*", "/metrics", "/metrics/slis", "/readyz", "/readyz/*",
                    ])
            ]),
        Role(
            name: "system:service-account-issuer-discovery",
            rules: [
                PolicyRule(
                    verbs: ["get"],
                    nonResourceURLs: [
                        "/.well-known/openid-configuration", "/.well-known/openid-configuration/", "/openid/v1/jwks",
                        "/openid/v1/jwks/",
                    ])
            ]),
        Role(
            name: "system:auth-delegator",
            rules: [
                rule(["create"], "authentication.k8s.io", "tokenreviews"),
                rule(["create"], "authorization.k8s.io", "subjectaccessreviews"),
            ]),
    ]

    static let bindings: [Binding] = [
        Binding(role: "cluster-admin", groups: [UserInfo.superuserGroup]),
        Binding(role: "system:basic-user", groups: [UserInfo.authenticatedGroup]),
        Binding(role: "system:discovery", groups: [UserInfo.authenticatedGroup]),
        Binding(role: "system:monitoring", groups: ["system:monitoring"]),
        Binding(
            role: "system:public-info-viewer", groups: [UserInfo.authenticatedGroup, UserInfo.unauthenticatedGroup]),
        Binding(role: "system:service-account-issuer-discovery", groups: ["system:serviceaccounts"]),
    ]

    private static let adminRules = [
        rule(["create"], "authorization.k8s.io", "localsubjectaccessreviews"),
        rule(readWrite, "rbac.authorization.k8s.io", "rolebindings", "roles"),
    ]

    private static let editRules = [
        rule(read, "", "pods/attach", "pods/exec", "pods/portforward", "pods/proxy", "secrets", "services/proxy"),
        rule(["impersonate"], "", "serviceaccounts"),
        rule(write, "", "pods", "pods/attach", "pods/exec", "pods/portforward", "pods/proxy"),
        rule(["create"], "", "pods/eviction"),
        rule(
            write, "", "configmaps", "events", "persistentvolumeclaims", "replicationcontrollers",
            "replicationcontrollers/scale", "secrets", "serviceaccounts", "services", "services/proxy"),
        rule(["create"], "", "serviceaccounts/token"),
        rule(
            write, "apps", "daemonsets", "deployments", "deployments/rollback", "deployments/scale", "replicasets",
            "replicasets/scale", "statefulsets", "statefulsets/scale"),
        rule(write, "autoscaling", "horizontalpodautoscalers"),
        rule(write, "batch", "cronjobs", "jobs"),
        rule(
            write, "extensions", "daemonsets", "deployments", "deployments/rollback", "deployments/scale", "ingresses",
            "networkpolicies", "replicasets", "replicasets/scale", "replicationcontrollers/scale"),
        rule(write, "policy", "poddisruptionbudgets"),
        rule(write, "networking.k8s.io", "ingresses", "networkpolicies"),
        rule(readWrite, "coordination.k8s.io", "leases"),
    ]

    private static let viewRules = [
        rule(
            read, "", "configmaps", "endpoints", "persistentvolumeclaims", "persistentvolumeclaims/status", "pods",
            "replicationcontrollers", "replicationcontrollers/scale", "serviceaccounts", "services", "services/status"),
        rule(
            read, "", "bindings", "events", "limitranges", "namespaces/status", "pods/log", "pods/status",
            "replicationcontrollers/status", "resourcequotas", "resourcequotas/status"),
        rule(read, "", "namespaces"),
        rule(read, "discovery.k8s.io", "endpointslices"),
        rule(
            read, "apps", "controllerrevisions", "daemonsets", "daemonsets/status", "deployments", "deployments/scale",
            "deployments/status", "replicasets", "replicasets/scale", "replicasets/status", "statefulsets",
            "statefulsets/scale", "statefulsets/status"),
        rule(read, "autoscaling", "horizontalpodautoscalers", "horizontalpodautoscalers/status"),
        rule(read, "batch", "cronjobs", "cronjobs/status", "jobs", "jobs/status"),
        rule(
            read, "extensions", "daemonsets", "daemonsets/status", "deployments", "deployments/scale",
            "deployments/status", "ingresses", "ingresses/status", "networkpolicies", "replicasets", "replicasets/scale",
            "replicasets/status", "replicationcontrollers/scale"),
        rule(read, "policy", "poddisruptionbudgets", "poddisruptionbudgets/status"),
        rule(read, "networking.k8s.io", "ingresses", "ingresses/status", "networkpolicies"),
    ]
}
