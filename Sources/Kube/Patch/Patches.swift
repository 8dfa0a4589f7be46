package import JSON

/// The three stateless patches. Each returns the patched object or throws the `StatusError` a client gets.
package enum Patches {
    /// RFC 6902.
    package static func json(_ patch: JSON, to object: JSON) throws(StatusError) -> JSON { object }

    /// RFC 7386.
    package static func merge(_ patch: JSON, to object: JSON) -> JSON { object }

    /// Kubernetes' strategic merge patch, for built-in kinds.
    package static func strategic<Schema: MergeSchema>(_ patch: JSON, to object: JSON, schema: Schema?)
        throws(StatusError) -> JSON
    { object }
}
