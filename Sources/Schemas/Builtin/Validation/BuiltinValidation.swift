import JSON
import Kube

/// What an object of a built-in kind breaks beyond its shape, in kube-apiserver's words. Each kind's rules stand in a
/// file of this folder.
enum BuiltinValidation {
    static func errors(_ object: JSON, old: JSON?, _ version: KindVersion, subresource: String) -> [FieldError] {
        if !version.isStored { return [] }
        var check = ObjectCheck(object, old)
        let rules = table[version.resource.description] ?? KindRules()
        guard subresource.isEmpty else {
            if subresource == "status" { rules.status?(&check) }
            return check.errors
        }
        Enumerations.check(object, version.schema, into: &check)
        rules.object?(&check)
        if old != nil { rules.update?(&check) }
        return check.errors
    }

    static func nameRule(_ resource: GroupResource) -> @Sendable (String) -> [String] {
        (table[resource.description] ?? KindRules()).name
    }

    private static let table: [String: KindRules] = [
        "namespaces": KindRules(name: NameRules.dnsLabel),
        "services": KindRules(
            name: NameRules.dns1035Label, object: ServiceRules.check, status: ServiceRules.checkStatus),
        "configmaps": KindRules(object: ConfigRules.checkConfigMap),
        "secrets": KindRules(object: ConfigRules.checkSecret),
        "pods": KindRules(object: PodRules.checkPod),
        "podtemplates": KindRules(object: { PodRules.checkTemplate(&$0, "template") }),
        "replicationcontrollers": KindRules(object: WorkloadRules.checkReplicationController),
        "deployments.apps": KindRules(object: WorkloadRules.checkDeployment, update: WorkloadRules.keepsSelector),
        "replicasets.apps": KindRules(object: WorkloadRules.checkReplicaSet, update: WorkloadRules.keepsSelector),
        "daemonsets.apps": KindRules(object: WorkloadRules.checkDaemonSet, update: WorkloadRules.keepsSelector),
        "statefulsets.apps": KindRules(
            name: NameRules.dnsLabel, object: WorkloadRules.checkStatefulSet, update: WorkloadRules.updateStatefulSet),
        "jobs.batch": KindRules(object: JobRules.checkJob, update: JobRules.updateJob),
        "cronjobs.batch": KindRules(object: JobRules.checkCronJob),
        "roles.rbac.authorization.k8s.io": KindRules(name: NameRules.pathSegment, object: RoleRules.checkRole),
        "clusterroles.rbac.authorization.k8s.io": KindRules(
            name: NameRules.pathSegment, object: RoleRules.checkClusterRole),
        "rolebindings.rbac.authorization.k8s.io": KindRules(
            name: NameRules.pathSegment, object: RoleRules.checkBinding, update: RoleRules.keepsRole),
        "clusterrolebindings.rbac.authorization.k8s.io": KindRules(
            name: NameRules.pathSegment, object: RoleRules.checkBinding, update: RoleRules.keepsRole),
        "endpoints": KindRules(object: EndpointRules.checkEndpoints),
        "endpointslices.discovery.k8s.io": KindRules(
            object: EndpointRules.checkSlice, update: EndpointRules.keepsAddressType),
        "ingresses.networking.k8s.io": KindRules(object: IngressRules.checkIngress),
        "ingressclasses.networking.k8s.io": KindRules(
            object: IngressRules.checkClass, update: IngressRules.keepsController),
        "networkpolicies.networking.k8s.io": KindRules(object: IngressRules.checkPolicy),
        "events": KindRules(object: EventRules.check),
        "persistentvolumeclaims": KindRules(object: StorageRules.checkClaim),
        "persistentvolumes": KindRules(object: StorageRules.checkVolume),
        "storageclasses.storage.k8s.io": KindRules(object: StorageRules.checkClass, update: StorageRules.updateClass),
        "horizontalpodautoscalers.autoscaling": KindRules(object: PolicyRules.checkAutoscaler),
        "poddisruptionbudgets.policy": KindRules(object: PolicyRules.checkBudget),
        "priorityclasses.scheduling.k8s.io": KindRules(
            object: PolicyRules.checkPriority, update: PolicyRules.updatePriority),
        "leases.coordination.k8s.io": KindRules(object: PolicyRules.checkLease),
        "runtimeclasses.node.k8s.io": KindRules(object: PolicyRules.checkRuntimeClass),
        "csinodes.storage.k8s.io": KindRules(), "nodes": KindRules(),
        "flowschemas.flowcontrol.apiserver.k8s.io": KindRules(name: NameRules.dnsSubdomain),
        "certificatesigningrequests.certificates.k8s.io": KindRules(
            name: { _ in [] }, object: PolicyRules.checkSigningRequest),
        "ipaddresses.networking.k8s.io": KindRules(name: { IPAddress($0) == nil ? ["must be a valid IP address"] : [] }
        ),
        // Their names are checked with the rest of them.
        "customresourcedefinitions.apiextensions.k8s.io": KindRules(name: NameRules.dnsSubdomain),
    ]
}

/// What one kind demands.
struct KindRules: Sendable {
    var name: @Sendable (String) -> [String] = { NameRules.dnsSubdomain($0) }
    /// Of every write.
    var object: (@Sendable (inout ObjectCheck) -> Void)?
    /// Of changes to an object, beside the rest.
    var update: (@Sendable (inout ObjectCheck) -> Void)?
    /// Of the status subresource.
    var status: (@Sendable (inout ObjectCheck) -> Void)?
}

/// An object under examination.
struct ObjectCheck {
    let object: JSON
    let old: JSON?
    var errors: [FieldError] = []

    init(_ object: JSON, _ old: JSON?) {
        self.object = object
        self.old = old
    }

    subscript(_ path: String...) -> JSON? { object[path: path] }

    mutating func add(_ error: FieldError) { errors.append(error) }

    mutating func required(_ field: String, _ detail: String = "") { errors.append(.required(field, detail)) }

    mutating func invalid(_ field: String, _ value: JSON?, _ detail: String) {
        errors.append(.invalid(field, value ?? .null, detail))
    }

    mutating func forbidden(_ field: String, _ detail: String) { errors.append(.forbidden(field, detail)) }

    /// The messages of a naming rule, each an error.
    mutating func rule(_ field: String, _ value: String, _ messages: [String]) {
        for message in messages { invalid(field, .string(value), message) }
    }

    /// A number that is there is not negative.
    mutating func nonnegative(_ field: String, _ value: JSON?) {
        if let number = value?.int, number < 0 { invalid(field, JSON(number), "must be greater than or equal to 0") }
    }

    mutating func portNumber(_ field: String, _ value: JSON?) {
        let port = value?.int ?? 0
        for message in NameRules.portNumber(port) { invalid(field, JSON(port), message) }
    }

    /// A port by number or by name.
    mutating func portOrName(_ field: String, _ value: JSON?) {
        if let name = value?.string {
            rule(field, name, NameRules.portName(name))
        } else {
            portNumber(field, value)
        }
    }

    mutating func supported(_ field: String, _ value: JSON?, _ values: [String]) {
        guard let text = value?.string, !values.contains(text) else { return }
        add(.notSupported(field, .string(text), values))
    }

    mutating func immutable(_ field: String, _ path: String...) {
        guard let old else { return }
        let (new, before) = (object[path: path] ?? .null, old[path: path] ?? .null)
        if new != before { invalid(field, new, "field is immutable") }
    }

    mutating func labelSelector(_ field: String, _ selector: JSON?) {
        for (key, value) in (selector?["matchLabels"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            rule("\(field).matchLabels", key, NameRules.qualifiedName(key))
            let text = value.string ?? ""
            rule("\(field).matchLabels", text, NameRules.labelValue(text))
        }
        for (index, expression) in (selector?["matchExpressions"]?.array ?? []).enumerated() {
            let place = "\(field).matchExpressions[\(index)]"
            let values = expression["values"]?.array ?? []
            switch expression["operator"]?.string ?? "" {
            case "In", "NotIn":
                if values.isEmpty {
                    required("\(place).values", "must be specified when `operator` is 'In' or 'NotIn'")
                }
            case "Exists", "DoesNotExist":
                if !values.isEmpty {
                    forbidden("\(place).values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
                }
            case let other: invalid("\(place).operator", .string(other), "not a valid selector operator")
            }
            let key = expression["key"]?.string ?? ""
            rule("\(place).key", key, NameRules.qualifiedName(key))
        }
    }
}

/// Fields whose type is an enumeration take no other values.
enum Enumerations {
    /// Statuses are written by controllers, whose words nobody checks.
    static func check(_ object: JSON, _ schema: Schema, into check: inout ObjectCheck) {
        for key in (object.object ?? [:]).keys.sorted() where key != "status" && key != "metadata" {
            if let value = object[key], let property = schema.property(key) { visit(value, property, key, &check) }
        }
    }

    private static func visit(_ value: JSON, _ schema: Schema, _ path: String, _ check: inout ObjectCheck) {
        let shape = schema.shape
        switch value {
        case .string(let text):
            if text.isEmpty || shape.enumeration.isEmpty || shape.enumeration.contains(value) { return }
            check.add(.notSupported(path, value, shape.enumeration.compactMap(\.string)))
        case .array(let items):
            guard let element = shape.items else { return }
            for (index, item) in items.enumerated() { visit(item, element, "\(path)[\(index)]", &check) }
        case .object(let members):
            for key in members.keys.sorted() {
                guard let inner = members[key] else { continue }
                if let property = shape.properties[key] {
                    if key == "status" { continue }
                    visit(inner, property, "\(path).\(key)", &check)
                } else if let additional = shape.additionalProperties {
                    visit(inner, additional, "\(path)[\(key)]", &check)
                }
            }
        default: break
        }
    }
}
