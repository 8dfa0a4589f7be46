import JSON
import Kube

/// The paths of a kind, each with its operations.
struct PathItems {
    let form: SchemaDocument.Form
    let kind: KindDefinition
    let version: KindVersion
    let schemaName: String

    var all: [(String, JSON)] {
        let gvk = version.groupVersionKind
        let root = gvk.group.isEmpty ? "/api/\(gvk.version)" : "/apis/\(gvk.apiVersion)"
        let scoped = kind.isNamespaced ? "\(root)/namespaces/{namespace}/\(kind.plural)" : "\(root)/\(kind.plural)"
        var items: [(String, JSON)] = []
        add(scoped, [("get", "list"), ("post", "create"), ("delete", "deletecollection")], &items)
        if kind.isNamespaced, kind.verbs.contains("list") {
            add("\(root)/\(kind.plural)", [("get", "list")], &items)
        }
        add("\(scoped)/{name}", [("get", "get"), ("put", "update"), ("patch", "patch"), ("delete", "delete")], &items)
        if version.hasStatus {
            add("\(scoped)/{name}/status", [("get", "get"), ("put", "update"), ("patch", "patch")], &items)
        }
        return items
    }

    private func add(_ path: String, _ operations: [(method: String, verb: String)], _ items: inout [(String, JSON)]) {
        let present = operations.filter { kind.verbs.contains($0.verb) }
        guard !present.isEmpty else { return }
        var item: JSON = [:]
        for (method, verb) in present { item[method] = operation(verb, path) }
        item["parameters"] = .array(
            ["namespace", "name"].filter { path.contains("{\($0)}") }.map { name in
                var parameter: JSON = ["name": .string(name), "in": "path", "required": true]
                if form == .version3 { parameter["schema"] = ["type": "string"] } else { parameter["type"] = "string" }
                return parameter
            })
        items.append((path, item))
    }

    private func operation(_ verb: String, _ path: String) -> JSON {
        let gvk = version.groupVersionKind
        let action =
            switch verb {
            case "create": "post"
            case "update": "put"
            default: verb
            }
        var operation: JSON = [
            "operationId": .string(operationID(verb, path)), "x-kubernetes-action": .string(action),
            "x-kubernetes-group-version-kind": gvk.extensionJSON,
            "tags": [.string(gvk.group.isEmpty ? "core_\(gvk.version)" : "\(tag(gvk.group))_\(gvk.version)")],
        ]
        let writes = ["create", "update", "patch"].contains(verb)
        let resultName = verb == "list" ? String(schemaName.dropLast(gvk.kind.count)) + kind.listKind : schemaName
        let reference = form == .version3 ? "#/components/schemas/" : "#/definitions/"
        let result: JSON = ["$ref": .string(reference + (verb.hasPrefix("delete") ? TypeNames.status : resultName))]
        if form == .version3 {
            operation["responses"] = [
                "200": ["description": "OK", "content": ["application/json": ["schema": result]]]
            ]
        } else {
            operation["responses"] = ["200": ["description": "OK", "schema": result]]
            operation["produces"] = ["application/json", "application/yaml"]
            operation["consumes"] = verb == "patch" ? JSON(patchTypes) : ["*/*"]
        }
        operation["parameters"] = .array(parameters(verb, reference, writes))
        if writes, form == .version3 { operation["requestBody"] = body(verb, reference) }
        return operation
    }

    /// kubectl decides by these how it patches: custom resources have no strategic merge.
    private var patchTypes: [String] {
        let strategic = version.isBuiltin ? ["application/strategic-merge-patch+json"] : []
        return ["application/json-patch+json", "application/merge-patch+json"] + strategic + [
            "application/apply-patch+yaml"
        ]
    }

    private func body(_ verb: String, _ reference: String) -> JSON {
        if verb == "patch" {
            var content: JSON = [:]
            for type in patchTypes { content[type] = ["schema": ["type": "object"]] }
            return ["required": true, "content": content]
        }
        return ["required": true, "content": ["*/*": ["schema": ["$ref": .string(reference + schemaName)]]]]
    }

    /// kubectl looks for `fieldValidation` and `dryRun` before it sends them.
    private func parameters(_ verb: String, _ reference: String, _ writes: Bool) -> [JSON] {
        func query(_ name: String) -> JSON {
            var parameter: JSON = ["name": .string(name), "in": "query"]
            if form == .version3 {
                parameter["schema"] = ["type": "string", "uniqueItems": true]
            } else {
                parameter["type"] = "string"
                parameter["uniqueItems"] = true
            }
            return parameter
        }
        var list: [JSON] = []
        if writes, form == .version2 {
            let schema: JSON = verb == "patch" ? ["type": "object"] : ["$ref": .string(reference + schemaName)]
            list.append(["name": "body", "in": "body", "required": true, "schema": schema])
        }
        if writes { list += ["dryRun", "fieldManager", "fieldValidation"].map(query) }
        if verb == "patch" { list.append(query("force")) }
        if verb.hasPrefix("delete") { list += ["dryRun", "propagationPolicy"].map(query) }
        if verb == "list" { list += ["fieldSelector", "labelSelector", "limit", "continue", "watch"].map(query) }
        return list
    }

    private func tag(_ group: String) -> String {
        group.replacing(".k8s.io", with: "").split(separator: ".").enumerated().map { index, part in
            index == 0 ? String(part) : part.prefix(1).uppercased() + part.dropFirst()
        }.joined()
    }

    private func operationID(_ verb: String, _ path: String) -> String {
        let gvk = version.groupVersionKind
        let group = (gvk.group.isEmpty ? "core" : tag(gvk.group)).capitalizedFirst + gvk.version.capitalizedFirst
        let name =
            switch verb {
            case "get": "read"
            case "update": "replace"
            case "deletecollection": "delete"
            default: verb
            }
        let isAll = kind.isNamespaced && !path.contains("{namespace}")
        let scope = kind.isNamespaced && !isAll ? "Namespaced" : ""
        let collection = verb == "deletecollection" ? "Collection" : ""
        let suffix = path.hasSuffix("/status") ? "Status" : isAll ? "ForAllNamespaces" : ""
        return "\(name)\(group)\(collection)\(scope)\(gvk.kind)\(suffix)"
    }
}

extension TypeNames {
    static let status = "io.k8s.apimachinery.pkg.apis.meta.v1.Status"
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
