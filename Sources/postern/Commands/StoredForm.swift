import JSON
import Kube
import Schemas

/// Resources from files as an API server keeps them: in a namespace, with the defaults of their kinds.
struct StoredForm {
    private let catalog: Catalog

    init() {
        var catalog = Catalog.builtin
        for name in PreinstalledCRD.names + [PreinstalledCRD.serviceImport] {
            if let definition = PreinstalledCRD.definition(named: name) { catalog.add(definition) }
        }
        self.catalog = catalog
    }

    /// Of a resource, of a List's items, and of those that stand grouped under `gateways:`, `httpRoutes:` …
    func callAsFunction(_ document: JSON) -> JSON {
        guard let members = document.object else { return document }
        if !document.kind.isEmpty, document["items"]?.array == nil { return resource(document) }
        return .object(
            members.mapValues { value in
                if let items = value.array { return .array(items.map(resource)) }
                return value.kind.isEmpty ? value : resource(value)
            })
    }

    private func resource(_ object: JSON) -> JSON {
        let group = GroupVersion(apiVersion: object["apiVersion"]?.string ?? "")
        guard let (definition, version) = catalog.version(GroupVersionKind(group.group, group.version, object.kind)) else {
            return object
        }
        var stored = object
        if definition.isNamespaced, object.namespace.isEmpty { stored["metadata", "namespace"] = "default" }
        version.applyDefaults(to: &stored)
        // What a status begins with is for the controller to say.
        stored["status"] = object["status"]
        return stored
    }
}
