import JSON
import Kube

/// The families of a Service: `ipFamilyPolicy`, `ipFamilies`, and how many `clusterIPs` there are to be, each worked out
/// from what the others say. Pure; the steps and words are kube-apiserver's.
struct ServiceFamilies {
    /// Those that the cluster has, the default one first.
    var cluster: [ServiceFamily]

    private struct Fields {
        var addresses: [String]
        var families: [String]
        var policy: String?
        var isSelectorlessHeadless: Bool

        init(_ spec: JSON) {
            addresses = spec.strings("clusterIPs")
            families = spec.strings("ipFamilies")
            policy = spec["ipFamilyPolicy"]?.string
            isSelectorlessHeadless = spec["clusterIP"] == "None" && (spec["selector"]?.object ?? [:]).isEmpty
        }
    }

    /// Fills in what is missing. The Service is not of type ExternalName; neither is `before`, where it is given.
    func settle(_ spec: inout JSON, before: JSON?) -> [FieldError] {
        if let before, Self.isSettled(spec, before) { return [] }
        var fields = Fields(spec)
        let old = before.map(Fields.init)
        let policy = fields.policy ?? old?.policy ?? defaultPolicy(fields)
        spec["ipFamilyPolicy"] = .string(policy)
        var errors = ServiceAddressRules.check(spec)
        guard errors.isEmpty else { return errors }

        if let old { errors += Self.settleChange(&fields, old, policy) }
        if policy == "SingleStack" {
            for (count, what) in [(fields.addresses.count, "cluster IPs"), (fields.families.count, "IP families")] where count == 2 {
                errors.append(
                    Self.invalid(policy, "must be 'RequireDualStack' or 'PreferDualStack' when multiple \(what) are specified"))
            }
        }
        errors += infer(&fields)
        guard errors.isEmpty else { return errors }
        if !fields.isSelectorlessHeadless {
            errors = checkCluster(fields, policy)
            guard errors.isEmpty else { return errors }
        }
        if fields.families.isEmpty { fields.families = [cluster[0].rawValue] }
        // Who keeps the endpoints of a Service without a selector may give it what the cluster has not.
        let canBeDual = cluster.count == 2 || fields.isSelectorlessHeadless
        if policy != "SingleStack", canBeDual, fields.families.count == 1,
            let family = ServiceFamily(rawValue: fields.families[0])
        {
            fields.families.append(family.other.rawValue)
        }
        spec["ipFamilies"] = JSON(fields.families)
        if !fields.addresses.isEmpty { spec["clusterIPs"] = JSON(fields.addresses) }
        return []
    }

    /// A Service that prefers two families keeps what it has when the cluster comes to have more or fewer.
    static func isSettled(_ spec: JSON, _ before: JSON) -> Bool {
        let (new, old) = (Fields(spec), Fields(before))
        return new.policy == "PreferDualStack" && old.policy ?? "PreferDualStack" == "PreferDualStack"
            && spec["type"] == before["type"] && new.addresses == old.addresses && new.families == old.families
    }

    private func defaultPolicy(_ fields: Fields) -> String {
        fields.isSelectorlessHeadless && cluster.count == 2 ? "RequireDualStack" : "SingleStack"
    }

    /// Asking for one family lets the second one go; taking something away without asking for that is a mistake.
    private static func settleChange(_ fields: inout Fields, _ old: Fields, _ policy: String) -> [FieldError] {
        func isReduced(_ new: [String], _ old: [String]) -> Bool { !new.isEmpty && new.count < old.count }
        if policy == "SingleStack" {
            if fields.addresses == old.addresses { fields.addresses = Array(fields.addresses.prefix(1)) }
            if fields.families == old.families { fields.families = Array(fields.families.prefix(1)) }
            return []
        }
        var errors: [FieldError] = []
        if isReduced(fields.addresses, old.addresses) {
            errors.append(invalid(policy, "must be 'SingleStack' to release the secondary cluster IP"))
        }
        if isReduced(fields.families, old.families) {
            errors.append(invalid(policy, "must be 'SingleStack' to release the secondary IP family"))
        }
        return errors
    }

    /// Families of given addresses that are not named themselves.
    private func infer(_ fields: inout Fields) -> [FieldError] {
        var errors: [FieldError] = []
        for (index, address) in fields.addresses.enumerated() where index >= fields.families.count {
            guard address != "None", let family = ServiceFamily(of: address) else { break }
            if cluster.contains(family) {
                fields.families.append(family.rawValue)
            } else {
                errors.append(
                    .invalid(
                        "spec.clusterIPs[\(index)]", JSON(fields.addresses),
                        "\(family.rawValue) is not configured on this cluster"))
            }
        }
        return errors
    }

    private func checkCluster(_ fields: Fields, _ policy: String) -> [FieldError] {
        var errors: [FieldError] = []
        if policy == "RequireDualStack", cluster.count < 2 {
            errors.append(Self.invalid(policy, "this cluster is not configured for dual-stack services"))
        }
        for (index, family) in fields.families.enumerated() where !cluster.contains(where: { $0.rawValue == family }) {
            errors.append(.invalid("spec.ipFamilies[\(index)]", .string(family), "not configured on this cluster"))
        }
        return errors
    }

    private static func invalid(_ policy: String, _ detail: String) -> FieldError {
        .invalid("spec.ipFamilyPolicy", .string(policy), detail)
    }
}

extension JSON {
    /// The strings of a list; none where there is no list.
    func strings(_ key: String) -> [String] { self[key]?.array?.compactMap(\.string) ?? [] }
}
