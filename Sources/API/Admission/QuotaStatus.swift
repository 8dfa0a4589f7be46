import JSON
import Kube
import Schemas
import Store

/// Keeps `status.used` of a namespace's quotas right, as Kubernetes' resource quota controller does.
extension APIServer {
    func refreshQuotas(_ namespace: String) {
        guard store.count(ResourceQuotaPlugin.resource, namespace: namespace) > 0,
            let (kind, version) = surface.catalog.version(GroupVersionResource("", "v1", "resourcequotas")),
            let records = try? store.list(ResourceQuotaPlugin.resource, namespace: namespace).records
        else { return }
        for record in records {
            guard let quota = try? parsed(record.bytes) else { continue }
            let hard = quota["spec", "hard"]?.object ?? [:]
            guard let used = try? ResourceQuotaPlugin.used(hard.keys.sorted(), namespace: namespace, self) else { continue }
            var status: JSON = ["hard": .object(hard), "used": [:]]
            for name in hard.keys { status["used", name] = .string((used[name] ?? Quantity(0)).description) }
            guard quota["status"] != status else { continue }
            var context = WriteContext(user: .loopback, manager: "kube-controller-manager")
            context.isInternal = true
            let target = Target(
                kind: kind, version: version, namespace: namespace, name: record.name.name, subresource: "status")
            _ = try? update(target, &context) { [status] old, _ in
                var changed = old
                changed["status"] = status
                return changed
            }
        }
    }
}
