import Kube
import Schemas

/// Which kind behaves how. Kinds that are not listed follow their schema alone.
enum Strategies {
    static func of(_ kind: KindDefinition) -> any Strategy {
        if case .custom = kind.origin { return CustomStrategy() }
        return table[kind.resource] ?? PlainStrategy()
    }

    private static let table: [GroupResource: any Strategy] = [
        GroupResource("apps", "deployments"): PlainStrategy(tracksGeneration: true),
        GroupResource("apps", "replicasets"): PlainStrategy(tracksGeneration: true),
        GroupResource("apps", "statefulsets"): PlainStrategy(tracksGeneration: true),
        GroupResource("apps", "daemonsets"): PlainStrategy(tracksGeneration: true),
        GroupResource("batch", "cronjobs"): PlainStrategy(tracksGeneration: true),
        GroupResource("discovery.k8s.io", "endpointslices"): PlainStrategy(tracksGeneration: true),
        GroupResource("networking.k8s.io", "ingresses"): PlainStrategy(tracksGeneration: true),
        GroupResource("networking.k8s.io", "networkpolicies"): PlainStrategy(tracksGeneration: true),
        GroupResource("networking.k8s.io", "ingressclasses"): PlainStrategy(tracksGeneration: true),
        GroupResource("policy", "poddisruptionbudgets"): PlainStrategy(
            tracksGeneration: true, allowsUnconditionalUpdate: false),
        GroupResource("coordination.k8s.io", "leases"): PlainStrategy(
            allowsUnconditionalUpdate: false, allowsCreateOnUpdate: true),
        GroupResource("admissionregistration.k8s.io", "validatingwebhookconfigurations"): PlainStrategy(
            tracksGeneration: true, allowsUnconditionalUpdate: false),
        GroupResource("admissionregistration.k8s.io", "mutatingwebhookconfigurations"): PlainStrategy(
            tracksGeneration: true, allowsUnconditionalUpdate: false),
        GroupResource("admissionregistration.k8s.io", "validatingadmissionpolicies"): PlainStrategy(
            tracksGeneration: true, allowsUnconditionalUpdate: false),
        GroupResource("admissionregistration.k8s.io", "validatingadmissionpolicybindings"): PlainStrategy(
            tracksGeneration: true, allowsUnconditionalUpdate: false),
        GroupResource("rbac.authorization.k8s.io", "clusterroles"): RBACStrategy(),
        GroupResource("rbac.authorization.k8s.io", "roles"): RBACStrategy(),
        GroupResource("rbac.authorization.k8s.io", "clusterrolebindings"): RBACStrategy(),
        GroupResource("rbac.authorization.k8s.io", "rolebindings"): RBACStrategy(),
        GroupResource("", "namespaces"): NamespaceStrategy(),
        GroupResource("", "pods"): PodStrategy(),
        GroupResource("", "services"): ServiceStrategy(),
        GroupResource("", "configmaps"): ImmutableStrategy(fields: ["data", "binaryData"]),
        GroupResource("", "secrets"): SecretStrategy(),
        GroupResource("", "serviceaccounts"): PlainStrategy(returnsDeletedObject: true),
        GroupResource("", "resourcequotas"): PlainStrategy(returnsDeletedObject: true),
        GroupResource("", "podtemplates"): PlainStrategy(tracksGeneration: true, returnsDeletedObject: true),
        GroupResource("", "replicationcontrollers"): PlainStrategy(tracksGeneration: true),
        GroupResource("", "persistentvolumes"): PlainStrategy(returnsDeletedObject: true),
        GroupResource("", "persistentvolumeclaims"): PlainStrategy(returnsDeletedObject: true),
        GroupResource("", "events"): PlainStrategy(allowsCreateOnUpdate: true),
        GroupResource("events.k8s.io", "events"): PlainStrategy(allowsCreateOnUpdate: true),
        GroupResource("", "endpoints"): PlainStrategy(allowsCreateOnUpdate: true),
        GroupResource("certificates.k8s.io", "certificatesigningrequests"): CSRStrategy(),
        GroupResource("batch", "jobs"): JobStrategy(),
        APIServer.definitions: CRDStrategy(),
    ]
}

/// A built-in kind that is all schema.
struct PlainStrategy: Strategy {
    var tracksGeneration = false
    var allowsUnconditionalUpdate = true
    var allowsCreateOnUpdate = false
    var returnsDeletedObject = false
}

/// An object of a CustomResourceDefinition.
struct CustomStrategy: Strategy {
    var tracksGeneration: Bool { true }
    var allowsUnconditionalUpdate: Bool { false }
}
