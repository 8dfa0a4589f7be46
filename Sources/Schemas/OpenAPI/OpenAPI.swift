package import JSON
package import Kube

/// The documents that clients learn kinds from.
///
/// Of paths they have as many as clients look at: a kind's own path for each verb, with the kind it takes or gives.
package struct OpenAPI: Sendable {
    package let catalog: Catalog

    package init(_ catalog: Catalog) { self.catalog = catalog }

    /// `/openapi/v3`'s paths: `api/v1`, `apis/apps/v1` … with a hash that changes when the document may have changed.
    package var paths: [(path: String, hash: String)] {
        groupVersions.map { version in
            let path = version.group.isEmpty ? "api/\(version.version)" : "apis/\(version.apiVersion)"
            return (path, hash(version))
        }
    }

    var groupVersions: [GroupVersion] {
        var seen: Set<GroupVersion> = []
        for kind in catalog.kinds {
            for version in kind.versions where version.isServed {
                seen.insert(GroupVersion(group: kind.group, version: version.name))
            }
        }
        return seen.sorted { ($0.group, $0.version) < ($1.group, $1.version) }
    }

    /// The kinds served in a group and version, by plural.
    func served(_ version: GroupVersion) -> [(KindDefinition, KindVersion)] {
        catalog.kinds(ofGroup: version.group).compactMap { kind in
            kind.version(version.version).flatMap { $0.isServed ? (kind, $0) : nil }
        }
    }

    private func hash(_ version: GroupVersion) -> String {
        var hasher = FNV()
        hasher.combine(OpenAPI.formatVersion)
        for (kind, served) in served(version) {
            hasher.combine(kind.plural)
            hasher.combine(kind.kind)
            hasher.combine(served.schemaHash)
        }
        return hasher.text
    }

    /// Changes when the same kinds would be written in another way, so that clients' caches do not outlive an upgrade.
    private static let formatVersion = "2"

    /// The OpenAPI 3 document of a group and version; nil when it has no kinds.
    package func version3(_ version: GroupVersion) -> JSON? {
        let kinds = served(version)
        guard !kinds.isEmpty else { return nil }
        var definitions = Definitions(form: .version3)
        var paths: [String: JSON] = [:]
        for (kind, served) in kinds {
            let name = definitions.add(kind, served)
            for (path, item) in PathItems(form: .version3, kind: kind, version: served, schemaName: name).all {
                paths[path] = item
            }
        }
        definitions.finish()
        return [
            "openapi": "3.0.0", "info": ["title": "Kubernetes", "version": "v1.36.2"], "paths": .object(paths),
            "components": ["schemas": .object(definitions.documents)],
        ]
    }

    /// `/openapi/v2`.
    package func version2() -> JSON {
        var definitions = Definitions(form: .version2)
        var paths: [String: JSON] = [:]
        for version in groupVersions {
            for (kind, served) in served(version) {
                let name = definitions.add(kind, served)
                for (path, item) in PathItems(form: .version2, kind: kind, version: served, schemaName: name).all {
                    paths[path] = item
                }
            }
        }
        definitions.finish()
        return [
            "swagger": "2.0", "info": ["title": "Kubernetes", "version": "v1.36.2"], "paths": .object(paths),
            "definitions": .object(definitions.documents),
        ]
    }
}

/// The types that a document defines, each once.
struct Definitions {
    let form: SchemaDocument.Form
    private(set) var documents: [String: JSON] = [:]
    private var kinds: [String: [GroupVersionKind]] = [:]
    private var pending: [String] = []
    private var visited: Set<String> = []

    init(form: SchemaDocument.Form) {
        self.form = form
        for name in ["meta/DeleteOptions", "meta/Status", "meta/ListMeta"] { pending.append(name) }
    }

    /// Adds a kind and its list; returns the name of the kind's type.
    mutating func add(_ kind: KindDefinition, _ version: KindVersion) -> String {
        let gvk = version.groupVersionKind
        let name: String
        if let typeName = version.schema.typeName, version.isBuiltin {
            pending.append(typeName)
            name = TypeNames.openAPI(typeName) ?? gvk.kind
        } else {
            name = TypeNames.custom(group: gvk.group, version: gvk.version, kind: gvk.kind)
            documents[name] = custom(version)
        }
        kinds[name, default: []].append(gvk)
        if kind.isStored {
            let listName = name.dropLast(gvk.kind.count) + kind.listKind
            documents[String(listName)] = list(kind, itemName: name)
            kinds[String(listName), default: []].append(GroupVersionKind(gvk.group, gvk.version, kind.listKind))
        }
        for sub in version.subresources {
            if let body = sub.body, let schema = Catalog.builtin.bodySchema(body), let typeName = schema.typeName {
                pending.append(typeName)
                if let bodyName = TypeNames.openAPI(typeName), kinds[bodyName] == nil { kinds[bodyName] = [body] }
            }
        }
        return name
    }

    /// A custom resource's document says of metadata, apiVersion and kind what every object's does.
    private mutating func custom(_ version: KindVersion) -> JSON {
        let writer = SchemaDocument(form: form, describesByName: version.isPreinstalled)
        var document = writer.document(version.schema)
        if document["type"] == nil { document["type"] = "object" }
        document["properties", "apiVersion"] = [
            "type": "string", "description": "Group and version of the schema the object follows.",
        ]
        document["properties", "kind"] = ["type": "string", "description": "What kind of object it is."]
        pending.append("meta/ObjectMeta")
        document["properties", "metadata"] = writer.document(Schema.objectMeta, name: "metadata")
        return document
    }

    private func list(_ kind: KindDefinition, itemName: String) -> JSON {
        let prefix = form == .version3 ? "#/components/schemas/" : "#/definitions/"
        let listMeta = prefix + "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta"
        let item: JSON = ["$ref": .string(prefix + itemName)]
        return [
            "type": "object", "required": ["items"], "description": .string("A list of \(kind.kind) objects."),
            "properties": [
                "apiVersion": ["type": "string", "description": "Group and version of the schema the list follows."],
                "kind": ["type": "string", "description": "What kind of list it is."],
                "metadata": ["$ref": .string(listMeta), "description": "The list's revision, and where it goes on."],
                "items": ["type": "array", "items": item, "description": .string("The \(kind.kind) objects.")],
            ],
        ]
    }

    /// Adds what the documents so far refer to, and marks kinds.
    mutating func finish() {
        let writer = SchemaDocument(form: form)
        while let typeName = pending.popLast() {
            guard visited.insert(typeName).inserted, let name = TypeNames.openAPI(typeName) else { continue }
            let shape = Notation.types.shape(named: typeName)
            documents[name] = writer.definition(shape, name: GoTypeName.bare(typeName))
            collect(shape)
        }
        let statusKinds = ["DeleteOptions", "Status"]
        for kind in statusKinds {
            kinds["io.k8s.apimachinery.pkg.apis.meta.v1.\(kind)"] = [GroupVersionKind("", "v1", kind)]
        }
        for (name, list) in kinds {
            documents[name]?["x-kubernetes-group-version-kind"] = .array(list.map(\.extensionJSON))
        }
    }

    private mutating func collect(_ shape: Shape) {
        for property in shape.properties.values { collect(property) }
        if let items = shape.items { collect(items) }
        if let additional = shape.additionalProperties { collect(additional) }
    }

    private mutating func collect(_ schema: Schema) {
        if let name = schema.typeName {
            if !visited.contains(name) { pending.append(name) }
            if TypeNames.openAPI(name) != nil { return }
        }
        collect(schema.shape)
    }
}

extension GroupVersionKind {
    var extensionJSON: JSON { ["group": .string(group), "version": .string(version), "kind": .string(kind)] }
}

/// Fowler, Noll and Vo's hash: the same in every run, which Swift's own is not.
struct FNV {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func combine(_ text: String) {
        for byte in text.utf8 {
            value ^= UInt64(byte)
            value = value &* 0x100_0000_01B3
        }
        value = (value ^ 0xFF) &* 0x100_0000_01B3
    }

    var text: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
