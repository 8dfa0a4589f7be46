import JSON

/// The table of a built-in kind.
struct TableDefinition: Sendable {
    var columns: [Column]
    var cells: @Sendable (Row) -> [JSON]

    /// `Name,Desired#,Age|Images|More`: `#` marks an integer, `?` a boolean; every second part between `|` is for
    /// `-o wide` alone.
    init(_ columns: String, _ cells: @escaping @Sendable (Row) -> [JSON]) {
        var all: [Column] = []
        for (index, part) in columns.split(separator: "|").enumerated() {
            for word in part.split(separator: ",") {
                let type = word.hasSuffix("#") ? "integer" : word.hasSuffix("?") ? "boolean" : "string"
                let name = type == "string" ? String(word) : String(word.dropLast())
                all.append(
                    Column(
                        name: name, type: type, format: name == "Name" ? "name" : "",
                        description: ColumnWords.description(name), priority: index % 2))
            }
        }
        self.columns = all
        self.cells = cells
    }

    /// For kinds without columns of their own.
    static let standard: TableDefinition = {
        var definition = TableDefinition("Name") {
            [.string($0.name), $0.object["metadata", "creationTimestamp"] ?? .null]
        }
        definition.columns.append(
            Column(name: "Created At", type: "date", description: ColumnWords.description("Created At")))
        return definition
    }()

    static let nameAndAge = TableDefinition("Name,Age") { [.string($0.name), .string($0.age)] }
}

/// An object on its way to a row, with the phrases that cells share.
struct Row {
    let object: JSON
    let now: Double

    var name: String { object["metadata", "name"]?.string ?? "" }
    var age: String { Ages.since(object["metadata", "creationTimestamp"], now) }

    subscript(_ path: String...) -> JSON? { object[path: path] }

    func text(_ path: String..., or missing: String = "") -> JSON {
        guard let value = object[path: path]?.string, !value.isEmpty else { return .string(missing) }
        return .string(value)
    }

    func number(_ path: String...) -> JSON { JSON(object[path: path]?.int ?? 0) }

    func count(_ path: String...) -> Int {
        switch object[path: path] {
        case .array(let items)?: items.count
        case .object(let members)?: members.count
        default: 0
        }
    }

    /// Names and images of a pod template's containers.
    func containers(_ path: String...) -> [JSON] {
        let containers = object[path: path]?.array ?? []
        return ["name", "image"].map { key in
            .string(containers.map { $0[key]?.string ?? "" }.joined(separator: ","))
        }
    }

    /// `a=b,c=d`.
    static func labels(_ labels: JSON?) -> String {
        let pairs = (labels?.object ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.string ?? "")" }
        return pairs.isEmpty ? "<none>" : pairs.joined(separator: ",")
    }

    func labels(_ path: String...) -> JSON { .string(Row.labels(object[path: path])) }

    /// A label selector as kubectl shows it.
    func selector(_ path: String...) -> JSON {
        let selector = object[path: path]
        var parts = (selector?["matchLabels"]?.object ?? [:]).map { ($0.key, "\($0.key)=\($0.value.string ?? "")") }
        for expression in selector?["matchExpressions"]?.array ?? [] {
            let key = expression["key"]?.string ?? ""
            let values = (expression["values"]?.array ?? []).compactMap(\.string).sorted().joined(separator: ",")
            switch expression["operator"]?.string {
            case "In": parts.append((key, "\(key) in (\(values))"))
            case "NotIn": parts.append((key, "\(key) notin (\(values))"))
            case "Exists": parts.append((key, key))
            default: parts.append((key, "!\(key)"))
            }
        }
        let text = parts.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: ",")
        return .string(text.isEmpty ? "<none>" : text)
    }

    func boolean(_ path: String...) -> JSON {
        switch object[path: path]?.bool {
        case true?: "True"
        case false?: "False"
        case nil: "<unset>"
        }
    }

    /// The status of a condition.
    func condition(_ type: String) -> JSON? {
        object["status", "conditions"]?.array?.first { $0["type"]?.string == type }
    }

    func holds(_ type: String) -> Bool { condition(type)?["status"]?.string == "True" }
}

/// What columns mean, for `kubectl get -o json` of a Table; people see the names alone.
enum ColumnWords {
    static func description(_ name: String) -> String {
        switch name {
        case "Name": "Name of the object, unique among those of its kind (and namespace)."
        case "Age": "Time since the object was created."
        case "Created At": "When the object was created."
        case "Containers": "Names of the containers in the template."
        case "Images": "Images of the containers in the template."
        case "Selector": "Labels that choose the pods."
        default: Words.sentence(name.filter { $0 != "(" && $0 != ")" })
        }
    }
}
