internal import JSON
internal import Kube

/// The last word on a fleet's object: the `patch` of its EnvoyProxy settings (`JSONMerge` or `StrategicMerge`).
enum PatchedInfra {
    static func apply(_ patch: JSON?, to object: JSON) -> JSON {
        guard let patch, let value = patch["value"] else { return object }
        return patch["type"]?.string == "JSONMerge" ? merge(value, into: object) : strategic(value, into: object)
    }

    /// RFC 7386.
    private static func merge(_ patch: JSON, into target: JSON) -> JSON {
        guard case .object(let members) = patch else { return patch }
        var result = target.object == nil ? [:] : target
        for (key, value) in members { result[key] = value.isNull ? nil : merge(value, into: result[key] ?? .null) }
        return result
    }

    /// Lists of things with names merge by them, as they do in pod templates and Services; other lists are replaced.
    private static func strategic(_ patch: JSON, into target: JSON) -> JSON {
        switch (patch, target) {
        case (.object(let members), .object):
            var result = target
            for (key, value) in members where key != "$patch" {
                result[key] = value.isNull ? nil : strategic(value, into: result[key] ?? .null)
            }
            return result
        case (.array(let items), .array(let present)):
            guard let key = ["name", "containerPort", "port", "mountPath"].first(where: { key in
                !items.isEmpty && items.allSatisfy { $0[key] != nil }
            }) else { return patch }
            var result = present
            for item in items {
                if let index = result.firstIndex(where: { $0[key] == item[key] }) {
                    result[index] = strategic(item, into: result[index])
                } else {
                    result.append(item)
                }
            }
            return .array(result)
        default: return patch
        }
    }
}
