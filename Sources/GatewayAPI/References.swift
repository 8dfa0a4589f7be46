package import JSON
package import Kube

/// `parentRefs` of a route; `ancestorRef` of a policy's status.
package struct ParentReference: JSONDecodable, Sendable, Hashable {
    package var group: String?
    package var kind: String?
    package var namespace: String?
    package var name: String
    package var sectionName: String?
    package var port: Int?

    package init(json: JSON) {
        group = json["group"]?.string
        kind = json["kind"]?.string
        namespace = json["namespace"]?.string
        name = json.text("name")
        sectionName = json["sectionName"]?.string
        port = json["port"]?.int
    }

    package init(
        group: String? = Groups.gateway, kind: String? = "Gateway", namespace: String? = nil, name: String,
        sectionName: String? = nil, port: Int? = nil
    ) {
        self.group = group
        self.kind = kind
        self.namespace = namespace
        self.name = name
        self.sectionName = sectionName
        self.port = port
    }

    package var json: JSON {
        var json: JSON = ["name": .string(name)]
        json["group"] = group.map(JSON.string)
        json["kind"] = kind.map(JSON.string)
        json["namespace"] = namespace.map(JSON.string)
        json["sectionName"] = sectionName.map(JSON.string)
        json["port"] = port.map { JSON($0) }
        return json
    }

    /// With every default filled in, for comparing.
    package func completed(namespace defaultNamespace: String) -> ParentReference {
        var copy = self
        copy.group = group ?? Groups.gateway
        copy.kind = kind ?? "Gateway"
        copy.namespace = namespace ?? defaultNamespace
        return copy
    }
}

/// A reference to any object, with what Gateway API leaves out filled in where it is read.
package struct ObjectReference: JSONDecodable, Sendable, Hashable {
    package var group: String?
    package var kind: String?
    package var namespace: String?
    package var name: String
    package var port: Int?

    package init(json: JSON) {
        group = json["group"]?.string
        kind = json["kind"]?.string
        namespace = json["namespace"]?.string
        name = json.text("name")
        port = json["port"]?.int
    }

    package func objectName(defaultNamespace: String) -> ObjectName {
        ObjectName(namespace: namespace ?? defaultNamespace, name: name)
    }
}

/// `allowedRoutes.kinds`, `supportedKinds`.
package struct RouteGroupKind: JSONDecodable, Sendable, Hashable {
    package var group: String?
    package var kind: String

    package init(json: JSON) {
        group = json["group"]?.string
        kind = json.text("kind")
    }

    package init(kind: String) {
        self.group = Groups.gateway
        self.kind = kind
    }

    package var json: JSON {
        var json: JSON = ["kind": .string(kind)]
        json["group"] = group.map(JSON.string)
        return json
    }
}

/// Who may refer to whom across namespaces.
package struct ReferenceGrant: Resource {
    package struct From: JSONDecodable, Sendable, Hashable {
        package var group: String
        package var kind: String
        package var namespace: String

        package init(json: JSON) {
            group = json.text("group")
            kind = json.text("kind")
            namespace = json.text("namespace")
        }
    }

    package struct To: JSONDecodable, Sendable, Hashable {
        package var group: String
        package var kind: String
        package var name: String?

        package init(json: JSON) {
            group = json.text("group")
            kind = json.text("kind")
            name = json["name"]?.string
        }
    }

    package static let resource = GroupVersionResource.gateway("referencegrants")
    package static let kind = "ReferenceGrant"

    package var metadata: ObjectMeta
    package var from: [From]
    package var to: [To]

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        from = spec.list("from")
        to = spec.list("to")
    }
}
