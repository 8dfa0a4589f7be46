import JSON
import YAML

/// Objects in short: a YAML mapping of `Kind/name` to what would stand under `spec` (its `metadata` beside it, if any).
///
/// Lists of routes and listeners may be written as words: see `RuleNotation`, `ListenerNotation` and
/// `ReferenceNotation`. What is written out as in Kubernetes is left as it is.
enum Manifest {
    static func objects(_ text: String) throws -> [JSON] {
        var objects: [JSON] = []
        for document in try YAML.documents(text) {
            objects += (document.object ?? [:]).map { object(Ref($0.key), $0.value) }
        }
        return objects.sorted { (rank($0), $0.ref.description) < (rank($1), $1.ref.description) }
    }

    private static func rank(_ object: JSON) -> Int { Kind.all[object.ref.kind]?.rank ?? 9 }

    static func object(_ key: Ref, _ content: JSON) -> JSON {
        let kind = Kind.all[key.kind] ?? Kind(apiVersion: "v1", plural: "")
        var content = content
        var metadata = content["metadata"] ?? [:]
        if case .object = content { content["metadata"] = .none }
        metadata["name"] = .string(key.name)
        if kind.isNamespaced { metadata["namespace"] = .string(key.namespace) }
        var object: JSON = ["apiVersion": .string(kind.apiVersion), "kind": .string(key.kind), "metadata": metadata]
        let spec = self.spec(key.kind, content)
        if kind.hasSpec {
            object["spec"] = spec
        } else {
            for (name, value) in spec.object ?? [:] { object[name] = value }
        }
        return object
    }

    private static func spec(_ kind: String, _ content: JSON) -> JSON {
        var spec = content
        switch kind {
        case "Gateway":
            if spec["gatewayClassName"] == nil { spec["gatewayClassName"] = "eg" }
            spec["listeners"] = ListenerNotation.expand(spec["listeners"])
        case "ListenerSet":
            if let parent = spec["parentRef"]?.string { spec["parentRef"] = ReferenceNotation.parent(parent) }
            spec["listeners"] = ListenerNotation.expand(spec["listeners"])
        case "ReferenceGrant":
            if let words = spec.string { spec = ReferenceNotation.grant(words) }
        case _ where Kind.routes.contains(kind):
            spec["parentRefs"] = .array(
                (spec["parentRefs"]?.array ?? []).map { $0.string.map(ReferenceNotation.parent) ?? $0 })
            spec["rules"] = .array((spec["rules"]?.array ?? []).map(RuleNotation.expand))
        default: break
        }
        return spec
    }
}

/// References as words.
enum ReferenceNotation {
    /// `[namespace/]name[:port][#section]`; a name that begins with `@` is a ListenerSet's.
    static func parent(_ text: String) -> JSON {
        var reference: JSON = [:]
        var rest = text
        if let mark = rest.lastIndex(of: "#") {
            reference["sectionName"] = .string(String(rest[rest.index(after: mark)...]))
            rest = String(rest[..<mark])
        }
        if let mark = rest.lastIndex(of: ":") {
            reference["port"] = JSON(Int(rest[rest.index(after: mark)...]) ?? 0)
            rest = String(rest[..<mark])
        }
        if rest.contains("@") {
            reference["kind"] = "ListenerSet"
            reference["group"] = "gateway.networking.k8s.io"
            rest = rest.replacing("@", with: "")
        }
        return named(&reference, rest)
    }

    /// `[namespace/]name[:port][*weight]`; the port is 8080 if none is given.
    static func backend(_ text: String) -> JSON {
        var reference: JSON = [:]
        var rest = text
        if let mark = rest.lastIndex(of: "*") {
            reference["weight"] = JSON(Int(rest[rest.index(after: mark)...]) ?? 0)
            rest = String(rest[..<mark])
        }
        reference["port"] = 8080
        if let mark = rest.lastIndex(of: ":") {
            reference["port"] = JSON(Int(rest[rest.index(after: mark)...]) ?? 0)
            rest = String(rest[..<mark])
        }
        return named(&reference, rest)
    }

    private static func named(_ reference: inout JSON, _ text: String) -> JSON {
        let parts = text.split(separator: "/").map(String.init)
        if parts.count > 1 { reference["namespace"] = .string(parts[0]) }
        reference["name"] = .string(parts.last ?? "")
        return reference
    }

    /// `Kind namespace -> Kind [name]`.
    static func grant(_ text: String) -> JSON {
        let words = text.split(separator: " ").map(String.init)
        guard words.count > 3 else { return .string(text) }
        func group(_ kind: String) -> JSON { .string(Kind.all[kind]?.group ?? "") }
        var target: JSON = ["group": group(words[3]), "kind": .string(words[3])]
        if words.count > 4 { target["name"] = .string(words[4]) }
        return [
            "from": [["group": group(words[0]), "kind": .string(words[0]), "namespace": .string(words[1])]],
            "to": [target],
        ]
    }
}

/// Listeners as words: `name PROTOCOL:port [hostname] [from=All] [kinds=A,B] [cert=[namespace/]name] [mode=Passthrough]`.
enum ListenerNotation {
    static func expand(_ listeners: JSON?) -> JSON {
        .array((listeners?.array ?? []).map { $0.string.map(listener) ?? $0 })
    }

    static func listener(_ text: String) -> JSON {
        let words = text.split(separator: " ").map(String.init)
        let address = words.dropFirst().first?.split(separator: ":").map(String.init) ?? []
        // What is no listener goes as it is: the API server will say so.
        guard address.count == 2 else { return .string(text) }
        var listener: JSON = [
            "name": .string(words[0]), "protocol": .string(address[0]), "port": JSON(Int(address[1]) ?? 0),
        ]
        for word in words.dropFirst(2) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            switch (parts[0], parts.count > 1 ? parts[1] : "") {
            case ("from", let from): listener["allowedRoutes", "namespaces"] = ["from": .string(from)]
            case ("label", let label):
                let pair = label.split(separator: ":").map(String.init)
                listener["allowedRoutes", "namespaces"] = [
                    "from": "Selector", "selector": ["matchLabels": JSON([pair[0]: pair[1]])],
                ]
            case ("kinds", let kinds):
                listener["allowedRoutes", "kinds"] = .array(kinds.split(separator: ",").map { ["kind": .string(String($0))] })
            case ("cert", let name):
                let path = name.split(separator: "/").map(String.init)
                var reference: JSON = ["name": .string(path.last ?? "")]
                if path.count > 1 { reference["namespace"] = .string(path[0]) }
                listener["tls", "certificateRefs"] = .array((listener["tls", "certificateRefs"]?.array ?? []) + [reference])
            case ("mode", let mode): listener["tls", "mode"] = .string(mode)
            default: listener["hostname"] = .string(word)
            }
        }
        return listener
    }
}
