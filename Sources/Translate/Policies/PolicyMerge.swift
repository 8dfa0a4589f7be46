import GatewayAPI
import JSON

/// A route's policy over that of the Gateway above it.
enum PolicyMerge {
    /// Members of the route's policy win; objects are merged member by member, lists are replaced, except that a
    /// strategic merge joins rate limit rules by their names.
    static func merge(_ policy: Policy, over parent: Policy) -> Policy {
        // Rules of a SecurityPolicy have names, and are no list by names.
        let parent = policy.kind == .security ? parent.namingAuthorizationRules : parent
        let joinsRules = policy.mergeType == "StrategicMerge" && policy.kind == .backendTraffic
        var merged = policy.merged(
            over: parent, into: overlay(parent.spec, policy.spec, isStrategic: joinsRules))
        // What a policy attaches to is its own.
        for key in ["targetRef", "targetRefs", "targetSelectors"] { merged.spec[key] = policy.spec[key] }
        return merged
    }

    private static func overlay(_ base: JSON, _ override: JSON, isStrategic: Bool) -> JSON {
        guard case .object(var result) = base, case .object(let members) = override else { return override }
        for (key, value) in members {
            guard let present = result[key] else {
                result[key] = value
                continue
            }
            if isStrategic, key == "rules", let old = present.array, let new = value.array,
                new.allSatisfy({ $0["name"]?.string != nil })
            {
                let names = Set(new.compactMap { $0["name"]?.string })
                result[key] = .array(new + old.filter { !names.contains($0["name"]?.string ?? "") })
            } else {
                result[key] = overlay(present, value, isStrategic: isStrategic)
            }
        }
        return .object(result)
    }
}
