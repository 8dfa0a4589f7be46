import JSON
import Kube

/// Roles and bindings.
enum RoleRules {
    @Sendable static func checkRole(_ check: inout ObjectCheck) { checkRules(&check, isNamespaced: true) }

    @Sendable static func checkClusterRole(_ check: inout ObjectCheck) {
        checkRules(&check, isNamespaced: false)
        guard let aggregation = check["aggregationRule"] else { return }
        let selectors = aggregation["clusterRoleSelectors"]?.array ?? []
        if selectors.isEmpty {
            check.required(
                "aggregationRule.clusterRoleSelectors",
                "at least one clusterRoleSelector required if aggregationRule is non-nil")
        }
        for (index, selector) in selectors.enumerated() {
            check.labelSelector("aggregationRule.clusterRoleSelectors[\(index)]", selector)
        }
    }

    private static func checkRules(_ check: inout ObjectCheck, isNamespaced: Bool) {
        for (index, rule) in (check["rules"]?.array ?? []).enumerated() {
            let place = "rules[\(index)]"
            func isEmpty(_ key: String) -> Bool { (rule[key]?.array ?? []).isEmpty }
            if isEmpty("verbs") { check.required("\(place).verbs", "verbs must contain at least one value") }
            if !isEmpty("nonResourceURLs") {
                if isNamespaced {
                    check.invalid(
                        "\(place).nonResourceURLs", rule["nonResourceURLs"],
                        "namespaced rules cannot apply to non-resource URLs")
                }
                if !isEmpty("apiGroups") || !isEmpty("resources") || !isEmpty("resourceNames") {
                    check.invalid(
                        "\(place).nonResourceURLs", rule["nonResourceURLs"],
                        "rules cannot apply to both regular resources and non-resource URLs")
                }
                continue
            }
            if isEmpty("apiGroups") {
                check.required("\(place).apiGroups", "resource rules must supply at least one api group")
            }
            if isEmpty("resources") {
                check.required("\(place).resources", "resource rules must supply at least one resource")
            }
        }
    }

    @Sendable static func checkBinding(_ check: inout ObjectCheck) {
        let isNamespaced = check.object.kind == "RoleBinding"
        let group = "rbac.authorization.k8s.io"
        let role = check["roleRef"]
        if role?["apiGroup"]?.string != group {
            check.add(.notSupported("roleRef.apiGroup", role?["apiGroup"] ?? "", [group]))
        }
        let kinds = isNamespaced ? ["Role", "ClusterRole"] : ["ClusterRole"]
        if !kinds.contains(role?["kind"]?.string ?? "") {
            check.add(.notSupported("roleRef.kind", role?["kind"] ?? "", kinds))
        }
        let name = role?["name"]?.string ?? ""
        if name.isEmpty {
            check.required("roleRef.name")
        } else {
            check.rule("roleRef.name", name, NameRules.pathSegment(name))
        }
        for (index, subject) in (check["subjects"]?.array ?? []).enumerated() {
            checkSubject(&check, subject, "subjects[\(index)]", group, isNamespaced)
        }
    }

    private static func checkSubject(
        _ check: inout ObjectCheck, _ subject: JSON, _ place: String, _ group: String, _ isNamespaced: Bool
    ) {
        let name = subject["name"]?.string ?? ""
        if name.isEmpty { check.required("\(place).name") }
        let own = subject["apiGroup"]?.string ?? ""
        switch subject["kind"]?.string ?? "" {
        case "ServiceAccount":
            if !name.isEmpty { check.rule("\(place).name", name, NameRules.dnsSubdomain(name)) }
            if !own.isEmpty { check.add(.notSupported("\(place).apiGroup", .string(own), [""])) }
            if !isNamespaced, (subject["namespace"]?.string ?? "").isEmpty { check.required("\(place).namespace") }
        case "User", "Group":
            if own != group { check.add(.notSupported("\(place).apiGroup", .string(own), [group])) }
        case let kind: check.add(.notSupported("\(place).kind", .string(kind), ["ServiceAccount", "User", "Group"]))
        }
    }

    @Sendable static func keepsRole(_ check: inout ObjectCheck) {
        if let old = check.old?["roleRef"], old != check["roleRef"] {
            check.invalid("roleRef", check["roleRef"], "cannot change roleRef")
        }
    }
}
