/// A group as discovery shows it.
package struct ServedGroup: Sendable, Hashable {
    package var name: String
    /// Best first; the first is the preferred one.
    package var versions: [String]
}

extension Catalog {
    /// The groups with their served versions, in the order of discovery; the core group is not among them.
    package var servedGroups: [ServedGroup] {
        var versions: [String: Set<String>] = [:]
        for kind in kinds where !kind.group.isEmpty {
            for version in kind.versions where version.isServed {
                versions[kind.group, default: []].insert(version.name)
            }
        }
        return versions.map { ServedGroup(name: $0.key, versions: $0.value.sorted(by: VersionPriority.precedes)) }
            .sorted { a, b in
                let (rankA, rankB) = (Catalog.rank(a.name), Catalog.rank(b.name))
                return rankA != rankB ? rankA < rankB : a.name < b.name
            }
    }

    /// kube-apiserver's own groups come first, in the order of their priorities; those of custom resources by name.
    private static let ranks: [String: Int] = {
        let order = [
            "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io",
            "autoscaling", "batch", "certificates.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io",
            "storage.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io",
            "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io", "flowcontrol.apiserver.k8s.io", "resource.k8s.io",
        ]
        return Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    }()

    private static func rank(_ group: String) -> Int { ranks[group] ?? .max }
}

/// Kubernetes' order of versions: v2, v1, v2beta1, v1beta2, v1beta1, v1alpha1, then others by name.
package enum VersionPriority {
    package static func precedes(_ a: String, _ b: String) -> Bool {
        switch (parse(a), parse(b)) {
        case (let x?, let y?):
            if x.stability != y.stability { return x.stability > y.stability }
            if x.major != y.major { return x.major > y.major }
            return x.minor > y.minor
        case (_?, nil): return true
        case (nil, _?): return false
        case (nil, nil): return a < b
        }
    }

    private static func parse(_ version: String) -> (stability: Int, major: Int, minor: Int)? {
        guard version.hasPrefix("v") else { return nil }
        var rest = version.dropFirst()
        let major = rest.prefix { $0.isNumber }
        rest = rest.dropFirst(major.count)
        guard let number = Int(major) else { return nil }
        if rest.isEmpty { return (2, number, 0) }
        for (stability, word) in [(1, "beta"), (0, "alpha")] where rest.hasPrefix(word) {
            return Int(rest.dropFirst(word.count)).map { (stability, number, $0) }
        }
        return nil
    }
}
