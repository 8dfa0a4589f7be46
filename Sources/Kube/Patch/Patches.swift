package import JSON

/// The three patches that know nothing of who owns a field. Each returns the patched object or throws the `StatusError`
/// a client gets.
package enum Patches {
    /// RFC 6902.
    package static func json(_ patch: JSON, to object: JSON) throws(StatusError) -> JSON {
        try JSONPatch(patch).apply(to: object)
    }

    /// RFC 7386.
    package static func merge(_ patch: JSON, to object: JSON) -> JSON {
        guard case .object(let changes) = patch else { return patch }
        var members: [String: JSON] = [:]
        if case .object(let present) = object { members = present }
        for (key, change) in changes {
            if change.isNull {
                members[key] = nil
            } else {
                members[key] = merge(change, to: members[key] ?? .null)
            }
        }
        return .object(members)
    }

    /// Kubernetes' strategic merge patch, for built-in kinds.
    package static func strategic<Schema: MergeSchema>(_ patch: JSON, to object: JSON, schema: Schema?)
        throws(StatusError) -> JSON
    {
        guard case .object(let changes) = patch, case .object(let members) = object else {
            throw .badRequest("invalid JSON document")
        }
        do {
            return .object(try StrategicMerge<Schema>().merge(members, changes, schema))
        } catch {
            throw error.statusError
        }
    }
}
