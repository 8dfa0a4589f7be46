import Kube
import Schemas

/// A group as discovery shows it.
struct DiscoveredGroup: Sendable {
    var name: String
    /// Best first; the first is the preferred one.
    var versions: [String]
}

/// Groups in the order of discovery, which decides what a short name such as `events` means to kubectl.
enum GroupOrder {
    /// The priorities under which kube-apiserver registers its own groups; those of custom resources have 1000.
    private static let priorities: [String: Int] = [
        "apiregistration.k8s.io": 20000, "": 18000, "apps": 17800, "events.k8s.io": 17750, "authentication.k8s.io": 17700,
        "authorization.k8s.io": 17600, "autoscaling": 17500, "batch": 17400, "certificates.k8s.io": 17300,
        "networking.k8s.io": 17200, "policy": 17100, "rbac.authorization.k8s.io": 17000, "storage.k8s.io": 16800,
        "apiextensions.k8s.io": 16700, "admissionregistration.k8s.io": 16700, "scheduling.k8s.io": 16600,
        "coordination.k8s.io": 16500, "node.k8s.io": 16300, "discovery.k8s.io": 16200, "resource.k8s.io": 16150,
        "flowcontrol.apiserver.k8s.io": 16100,
    ]

    static func priority(_ group: String) -> Int { priorities[group] ?? 1000 }

    static func isBefore(_ a: String, _ b: String) -> Bool {
        let (first, second) = (priority(a), priority(b))
        return first == second ? a < b : first > second
    }
}

/// Versions in Kubernetes' order: stable before beta before alpha, greater before smaller, other names last.
enum VersionOrder {
    static func isBefore(_ a: String, _ b: String) -> Bool {
        switch (rank(a), rank(b)) {
        case (nil, nil): a < b
        case (nil, _): false
        case (_, nil): true
        case (let first?, let second?): first > second
        }
    }

    private static func rank(_ version: String) -> (stability: Int, major: Int, minor: Int)? {
        guard version.hasPrefix("v") else { return nil }
        var rest = version.dropFirst()
        guard let major = number(&rest), major > 0 else { return nil }
        if rest.isEmpty { return (2, major, 0) }
        for (word, stability) in [("beta", 1), ("alpha", 0)] where rest.hasPrefix(word) {
            rest = rest.dropFirst(word.count)
            guard let minor = number(&rest), minor > 0, rest.isEmpty else { return nil }
            return (stability, major, minor)
        }
        return nil
    }

    private static func number(_ text: inout Substring) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        text = text.dropFirst(digits.count)
        return Int(digits)
    }
}

extension Surface {
    /// The groups with their served versions, in the order of discovery; the core group is not among them.
    var servedGroups: [DiscoveredGroup] {
        var versions: [String: Set<String>] = [:]
        for kind in catalog.kinds where !kind.group.isEmpty {
            for version in kind.versions where version.isServed { versions[kind.group, default: []].insert(version.name) }
        }
        return versions.keys.sorted(by: GroupOrder.isBefore).map { group in
            DiscoveredGroup(name: group, versions: versions[group, default: []].sorted(by: VersionOrder.isBefore))
        }
    }
}
