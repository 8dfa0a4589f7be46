package struct GroupVersion: Sendable, Hashable {
    /// Empty for the core group.
    package var group: String
    package var version: String

    package init(group: String, version: String) {
        self.group = group
        self.version = version
    }

    /// Reads `v1` or `apps/v1`.
    package init(apiVersion: String) {
        if let slash = apiVersion.firstIndex(of: "/") {
            self.init(group: String(apiVersion[..<slash]), version: String(apiVersion[apiVersion.index(after: slash)...]))
        } else {
            self.init(group: "", version: apiVersion)
        }
    }

    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
}

package struct GroupVersionKind: Sendable, Hashable {
    package var group: String
    package var version: String
    package var kind: String

    package init(_ group: String, _ version: String, _ kind: String) {
        self.group = group
        self.version = version
        self.kind = kind
    }

    package var groupVersion: GroupVersion { GroupVersion(group: group, version: version) }
    package var apiVersion: String { groupVersion.apiVersion }
}

package struct GroupResource: Sendable, Hashable, CustomStringConvertible {
    package var group: String
    /// The plural: `pods`.
    package var resource: String

    package init(_ group: String, _ resource: String) {
        self.group = group
        self.resource = resource
    }

    /// As in messages: `pods`, `deployments.apps`.
    package var description: String { group.isEmpty ? resource : "\(resource).\(group)" }
}

package struct GroupVersionResource: Sendable, Hashable {
    package var group: String
    package var version: String
    package var resource: String

    package init(_ group: String, _ version: String, _ resource: String) {
        self.group = group
        self.version = version
        self.resource = resource
    }

    package var groupVersion: GroupVersion { GroupVersion(group: group, version: version) }
    package var groupResource: GroupResource { GroupResource(group, resource) }
}

/// The name of an object among those of its resource; `namespace` is empty for cluster-scoped ones.
package struct ObjectName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var namespace: String
    package var name: String

    package init(namespace: String = "", name: String) {
        self.namespace = namespace
        self.name = name
    }

    package var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }

    package static func < (a: ObjectName, b: ObjectName) -> Bool {
        (a.namespace, a.name) < (b.namespace, b.name)
    }
}
