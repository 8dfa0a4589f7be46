import JSON
import Kube
import Store

/// The PodSecurity admission plugin: a namespace's labels say which pods it takes.
enum PodSecurity {
    enum Level: String { case privileged, baseline, restricted }

    struct Policy {
        var level = Level.privileged
        var version = "latest"

        var shown: String { "\(level.rawValue):\(version)".goQuoted }
    }

    private static let prefix = "pod-security.kubernetes.io/"

    /// Refuses or warns about the pods a new object is or makes.
    static func admit(_ object: JSON, _ scene: Scene) throws -> [String] {
        guard let path = template(scene.target.resource), !scene.target.namespace.isEmpty,
            let record = scene.server.store.get(NamespaceGate.resource, ObjectName(name: scene.target.namespace))
        else { return [] }
        let labels = scene.server.namespaces.labels(record)
        guard labels.keys.contains(where: { $0.hasPrefix(prefix) }) else { return [] }
        let pod = object[path: path] ?? [:]
        if path.isEmpty {
            let enforced = policy("enforce", labels)
            let violations = PodSecurityChecks.violations(pod, enforced.level)
            if !violations.isEmpty {
                throw StatusError.forbidden(
                    scene.target.resource, scene.target.name,
                    "violates PodSecurity \(enforced.shown): \(violations.joined(separator: ", "))")
            }
        }
        let warned = policy("warn", labels)
        let violations = PodSecurityChecks.violations(pod, warned.level)
        return violations.isEmpty ? [] : ["would violate PodSecurity \(warned.shown): \(violations.joined(separator: ", "))"]
    }

    static func policy(_ mode: String, _ labels: [String: String]) -> Policy {
        var policy = Policy()
        if let text = labels[prefix + mode] { policy.level = Level(rawValue: text) ?? .restricted }
        if let version = labels[prefix + mode + "-version"] { policy.version = version }
        return policy
    }

    /// Where a kind has the pods it makes; the empty path for pods.
    private static func template(_ resource: GroupResource) -> [String]? {
        switch (resource.group, resource.resource) {
        case ("", "pods"): []
        case ("", "podtemplates"): ["template"]
        case ("", "replicationcontrollers"), ("apps", "deployments"), ("apps", "replicasets"), ("apps", "statefulsets"),
            ("apps", "daemonsets"), ("batch", "jobs"):
            ["spec", "template"]
        case ("batch", "cronjobs"): ["spec", "jobTemplate", "spec", "template"]
        default: nil
        }
    }

    /// What to say of the pods that are there when a namespace's enforced level rises.
    static func warnings(namespace: JSON, old: JSON, _ scene: Scene) -> [String] {
        let (new, before) = (policy("enforce", namespace.labels), policy("enforce", old.labels))
        guard new.level != before.level, new.level != .privileged else { return [] }
        let records = (try? scene.server.store.list(PodStrategy.resource, namespace: namespace.name).records) ?? []
        let lines = records.compactMap { record -> String? in
            guard let pod = try? JSON(parsing: record.bytes) else { return nil }
            let violations = PodSecurityChecks.violations(pod, new.level)
            let reasons = violations.map { String($0.prefix { $0 != "(" }).trimmingTrailingSpace }
            return violations.isEmpty ? nil : "\(pod.name): \(reasons.joined(separator: ", "))"
        }
        guard !lines.isEmpty else { return [] }
        return ["existing pods in namespace \(namespace.name.goQuoted) violate the new PodSecurity enforce level \(new.shown)"]
            + lines.sorted()
    }
}

extension String {
    fileprivate var trimmingTrailingSpace: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
