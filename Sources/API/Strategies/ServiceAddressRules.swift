import JSON
import Kube

/// What `clusterIP`, `clusterIPs`, `ipFamilies` and `ipFamilyPolicy` may say beside each other, and what of it may change.
enum ServiceAddressRules {
    static func check(_ spec: JSON) -> [FieldError] {
        let (ip, addresses) = (spec["clusterIP"]?.string ?? "", spec.strings("clusterIPs"))
        var errors: [FieldError] = []
        if ip.isEmpty, !addresses.isEmpty {
            errors.append(all(addresses, "must be empty when `clusterIP` is not specified"))
        } else if !ip.isEmpty, addresses.isEmpty {
            errors.append(.required("spec.clusterIPs"))
        } else if !ip.isEmpty, addresses[0] != ip {
            errors.append(all(addresses, "first value must match `clusterIP`"))
        }
        errors += check(families: spec.strings("ipFamilies"), policy: spec["ipFamilyPolicy"]?.string)
        let ofAddresses = check(addresses)
        errors += ofAddresses.errors
        if ofAddresses.areMalformed { return errors }
        return errors + matches(addresses, spec.strings("ipFamilies"))
    }

    private static func check(families: [String], policy: String?) -> [FieldError] {
        var errors: [FieldError] = []
        for (index, family) in families.enumerated() {
            let field = "spec.ipFamilies[\(index)]"
            if ServiceFamily(rawValue: family) == nil {
                errors.append(.notSupported(field, .string(family), ServiceFamily.allCases.map(\.rawValue)))
            }
            if families[..<index].contains(family) { errors.append(.duplicate(field, .string(family))) }
        }
        let policies = ["PreferDualStack", "RequireDualStack", "SingleStack"]
        if let policy, !policies.contains(policy) {
            errors.append(.notSupported("spec.ipFamilyPolicy", .string(policy), policies))
        }
        return errors
    }

    private static func check(_ addresses: [String]) -> (errors: [FieldError], areMalformed: Bool) {
        var errors: [FieldError] = []
        for (index, address) in addresses.enumerated() {
            if index == 0, address == "None" {
                if addresses.count > 1 { errors.append(all(addresses, "'None' must be the first and only value")) }
            } else if ServiceFamily(of: address) == nil {
                errors.append(
                    .invalid(
                        "spec.clusterIPs[\(index)]", .string(address),
                        "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"))
            }
        }
        let areMalformed = !errors.isEmpty
        if addresses.count > 2 { errors.append(all(addresses, "may only hold up to 2 values")) }
        if !areMalformed, addresses.count > 1, Set(addresses.map(ServiceFamily.init(of:))).count < addresses.count {
            errors.append(all(addresses, "may specify no more than one IP for each IP family"))
        }
        return (errors, areMalformed)
    }

    private static func matches(_ addresses: [String], _ families: [String]) -> [FieldError] {
        guard addresses != ["None"] else { return [] }
        return zip(addresses, families).enumerated().compactMap { index, pair in
            guard let wanted = ServiceFamily(rawValue: pair.1), ServiceFamily(of: pair.0) != wanted else { return nil }
            return .invalid(
                "spec.clusterIPs[\(index)]", .string(pair.0),
                "expected an \(wanted.rawValue) value as indicated by `ipFamilies[\(index)]`")
        }
    }

    private static func all(_ addresses: [String], _ detail: String) -> FieldError {
        .invalid("spec.clusterIPs", JSON(addresses), detail)
    }

    // MARK: Changes

    /// The first address and family stay for good; the second may come and go. Neither Service is of type ExternalName.
    static func checkChange(_ spec: JSON, before: JSON) -> [FieldError] {
        let (addresses, old) = (spec.strings("clusterIPs"), before.strings("clusterIPs"))
        let (isHeadless, wasHeadless) = (addresses == ["None"], old == ["None"])
        if isHeadless, wasHeadless { return [] }
        let policy = spec["ipFamilyPolicy"]
        var errors = checkChange(
            "clusterIPs", addresses, old, policy, unset: "primary clusterIP can not be unset",
            released: "must be set to 'SingleStack' when releasing the secondary clusterIP")
        if !isHeadless, !wasHeadless {
            errors += checkChange(
                "ipFamilies", spec.strings("ipFamilies"), before.strings("ipFamilies"), policy,
                unset: "primary ipFamily can not be unset",
                released: "must be set to 'SingleStack' when releasing the secondary ipFamily")
        }
        return errors
    }

    private static func checkChange(
        _ field: String, _ new: [String], _ old: [String], _ policy: JSON?, unset: String, released: String
    ) -> [FieldError] {
        func refusal(_ index: Int, _ detail: String) -> FieldError { .invalid("spec.\(field)[\(index)]", JSON(new), detail) }
        if new.count == old.count {
            return new.indices.filter { new[$0] != old[$0] }.map {
                refusal(field == "ipFamilies" ? 0 : $0, "may not change once set")
            }
        }
        var errors: [FieldError] = []
        if new.isEmpty { errors.append(refusal(0, unset)) }
        if let first = new.first, let before = old.first, first != before {
            errors.append(refusal(0, "may not change once set"))
        }
        if new.count == 1, old.count > 1, policy != "SingleStack" {
            errors.append(.invalid("spec.ipFamilyPolicy", policy ?? .null, released))
        }
        return errors
    }
}
