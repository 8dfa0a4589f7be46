import JSON
import Kube
import Store

/// The ResourceQuota admission plugin. Usage is counted from what is stored, so that it is right at every moment; the
/// quotas' `status.used` follows.
enum ResourceQuotaPlugin {
    static let resource = GroupResource("", "resourcequotas")

    /// What an object takes from a namespace's quotas.
    static func charge(_ object: JSON, _ target: GroupResource) -> [String: Quantity] {
        var charge: [String: Quantity] = ["count/\(target)": Quantity(1)]
        let counted: Set<String> = [
            "pods", "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims",
        ]
        if target.group.isEmpty, counted.contains(target.resource) { charge[target.resource] = Quantity(1) }
        switch target.description {
        case "pods":
            let phase = object["status", "phase"]?.string
            if phase == "Succeeded" || phase == "Failed" {
                charge["pods"] = nil
                break
            }
            for container in object["spec", "containers"]?.array ?? [] {
                for (name, value) in container["resources", "requests"]?.object ?? [:] {
                    add(value, to: ["requests.\(name)", name], &charge)
                }
                for (name, value) in container["resources", "limits"]?.object ?? [:] {
                    add(value, to: ["limits.\(name)"], &charge)
                }
            }
        case "services":
            let type = object["spec", "type"]?.string
            if type == "LoadBalancer" { charge["services.loadbalancers"] = Quantity(1) }
            if type == "NodePort" || type == "LoadBalancer" {
                charge["services.nodeports"] = Quantity(Int64(object["spec", "ports"]?.array?.count ?? 0))
            }
        case "persistentvolumeclaims":
            if let storage = object["spec", "resources", "requests"]?["storage"] { add(storage, to: ["requests.storage"], &charge) }
        default: break
        }
        return charge
    }

    private static func add(_ value: JSON, to names: [String], _ charge: inout [String: Quantity]) {
        guard let text = value.string, let amount = try? Quantity(parsing: text) else { return }
        for name in names { charge[name] = charge[name].map { $0 + amount } ?? amount }
    }

    static func admit(_ object: JSON, _ scene: Scene) throws {
        let store = scene.server.store
        let namespace = scene.target.namespace
        guard !namespace.isEmpty, store.count(resource, namespace: namespace) > 0 else { return }
        let charge = charge(object, scene.target.resource)
        for record in try store.list(resource, namespace: namespace).records {
            let quota = try scene.server.parsed(record.bytes)
            let hard = quota["spec", "hard"]?.object ?? [:]
            try checkDeclared(object, hard, quota, scene)
            let concerned = hard.keys.filter { charge[$0] != nil }.sorted()
            guard !concerned.isEmpty else { continue }
            let used = try self.used(concerned, namespace: namespace, scene.server)
            var exceeded: [String] = []
            for name in concerned {
                guard let limit = quantity(hard[name]), let asked = charge[name] else { continue }
                if limit < (used[name] ?? Quantity(0)) + asked { exceeded.append(name) }
            }
            guard exceeded.isEmpty else {
                func list(_ value: (String) -> Quantity?) -> String {
                    exceeded.map { "\($0)=\(value($0) ?? Quantity(0))" }.joined(separator: ",")
                }
                throw StatusError.forbidden(
                    scene.target.resource, scene.target.name,
                    "exceeded quota: \(quota.name), requested: \(list { charge[$0] }), used: \(list { used[$0] }), "
                        + "limited: \(list { quantity(hard[$0]) })")
            }
        }
    }

    /// Where a quota bounds what containers use, they have to say what they use.
    private static func checkDeclared(_ object: JSON, _ hard: [String: JSON], _ quota: JSON, _ scene: Scene) throws {
        guard scene.target.resource == PodStrategy.resource else { return }
        let bounded = hard.keys.filter {
            $0.hasPrefix("requests.") || $0.hasPrefix("limits.") || $0 == "cpu" || $0 == "memory"
        }.sorted()
        var missing: [(name: String, containers: [String])] = []
        for name in bounded {
            let part = name.hasPrefix("limits.") ? "limits" : "requests"
            let bare = name.contains(".") ? String(name.drop { $0 != "." }.dropFirst()) : name
            let without = (object["spec", "containers"]?.array ?? []).filter { $0["resources", part]?[bare] == nil }
                .compactMap { $0["name"]?.string }
            if !without.isEmpty { missing.append((name, without)) }
        }
        guard !missing.isEmpty else { return }
        let list = missing.map { "\($0.name) for: \($0.containers.joined(separator: ","))" }.joined(separator: "; ")
        throw StatusError.forbidden(
            scene.target.resource, scene.target.name, "failed quota: \(quota.name): must specify \(list)")
    }

    private static func quantity(_ value: JSON?) -> Quantity? { value?.string.flatMap { try? Quantity(parsing: $0) } }

    /// What a namespace's objects take of the named resources.
    static func used(_ names: [String], namespace: String, _ server: APIServer) throws -> [String: Quantity] {
        var used: [String: Quantity] = [:]
        for resource in Set(names.compactMap(origin)) {
            for record in try server.store.list(resource, namespace: namespace).records {
                for (name, amount) in charge(try server.parsed(record.bytes), resource) where names.contains(name) {
                    used[name] = used[name].map { $0 + amount } ?? amount
                }
            }
        }
        return used
    }

    /// The objects that count towards a resource of a quota.
    private static func origin(_ name: String) -> GroupResource? {
        if name.hasPrefix("count/") {
            let parts = name.dropFirst(6).split(separator: ".", maxSplits: 1).map(String.init)
            return parts.first.map { GroupResource(parts.count == 2 ? parts[1] : "", $0) }
        }
        if name.hasPrefix("services") { return GroupResource("", "services") }
        if name == "requests.storage" { return GroupResource("", "persistentvolumeclaims") }
        if name.contains(".") || name == "cpu" || name == "memory" || name == "ephemeral-storage" { return PodStrategy.resource }
        return GroupResource("", name)
    }
}
