package import JSON

/// RFC 6902 as Kubernetes applies it: whole or not at all. Array indices may count from the end (`-1` is the last).
package struct JSONPatch: Sendable {
    package static let maximumOperations = 10_000

    private enum Operation: Sendable {
        case add(Pointer, JSON)
        case replace(Pointer, JSON)
        case test(Pointer, JSON)
        case remove(Pointer)
        case move(from: Pointer, to: Pointer)
        case copy(from: Pointer, to: Pointer)
        /// Something else under `op`: refused when its turn comes.
        case unknown
    }

    private typealias Pointer = [String]

    /// The operation cannot be done on this object.
    fileprivate struct DoesNotApply: Error {}

    private var operations: [Operation]

    package init(_ patch: JSON) throws(StatusError) {
        guard case .array(let items) = patch else {
            throw .badRequest(
                "json: cannot unmarshal \(patch.goTypeName) into Go value of type jsonpatch.Patch")
        }
        guard items.count <= JSONPatch.maximumOperations else {
            throw .requestEntityTooLarge(
                "The allowed maximum operations in a JSON patch is \(JSONPatch.maximumOperations), got \(items.count)")
        }
        operations = try items.map { item throws(StatusError) in
            guard item.object != nil else {
                throw .badRequest(
                    "json: cannot unmarshal \(item.goTypeName) into Go value of type jsonpatch.Operation")
            }
            let path = JSONPatch.pointer(item["path"])
            let from = JSONPatch.pointer(item["from"])
            switch (item["op"]?.string, path, from, item["value"]) {
            case ("add", let path?, _, let value?): return .add(path, value)
            case ("replace", let path?, _, let value?): return .replace(path, value)
            case ("test", let path?, _, let value): return .test(path, value ?? .null)
            case ("remove", let path?, _, _): return .remove(path)
            case ("move", let path?, let from?, _): return .move(from: from, to: path)
            case ("copy", let path?, let from?, _): return .copy(from: from, to: path)
            default: return .unknown
            }
        }
    }

    package func apply(to object: JSON) throws(StatusError) -> JSON {
        var object = object
        do {
            for operation in operations { try JSONPatch.perform(operation, on: &object) }
        } catch {
            // Kubernetes keeps the reason to itself.
            throw StatusError(
                code: 422, reason: "Invalid", message: "the server rejected our request due to an error in our request",
                details: [:])
        }
        return object
    }

    private static func perform(_ operation: Operation, on object: inout JSON) throws(DoesNotApply) {
        switch operation {
        case .add(let path, let value): try add(value, at: path[...], to: &object)
        case .replace(let path, let value):
            if path.isEmpty {
                object = value
            } else {
                try change(path[...], in: &object) { container, key throws(DoesNotApply) in
                    guard container.member(key) != nil else { throw DoesNotApply() }
                    try container.replace(key, value)
                }
            }
        case .test(let path, let value):
            guard (try find(path, in: object) ?? .null) == value else { throw DoesNotApply() }
        case .remove(let path): try remove(path, from: &object)
        case .move(let from, let to):
            guard let value = try find(from, in: object) else { throw DoesNotApply() }
            try remove(from, from: &object)
            try add(value, at: to[...], to: &object)
        case .copy(let from, let to):
            guard let value = try find(from, in: object) else { throw DoesNotApply() }
            try add(value, at: to[...], to: &object)
        case .unknown: throw DoesNotApply()
        }
    }

    private static func add(_ value: JSON, at path: ArraySlice<String>, to object: inout JSON) throws(DoesNotApply) {
        if path.isEmpty {
            object = value
            return
        }
        try change(path, in: &object) { container, key throws(DoesNotApply) in
            guard case .array(var items) = container else {
                try container.replace(key, value)
                return
            }
            container = .null
            let index = key == "-" ? items.count : JSON.index(key, upTo: items.count)
            guard let index else { throw DoesNotApply() }
            items.insert(value, at: index)
            container = .array(items)
        }
    }

    private static func remove(_ path: Pointer, from object: inout JSON) throws(DoesNotApply) {
        guard !path.isEmpty else { throw DoesNotApply() }
        try change(path[...], in: &object) { container, key throws(DoesNotApply) in
            switch container {
            case .object(var members):
                container = .null
                guard members.removeValue(forKey: key) != nil else { throw DoesNotApply() }
                container = .object(members)
            case .array(var items):
                container = .null
                guard let index = JSON.index(key, upTo: items.count - 1) else { throw DoesNotApply() }
                items.remove(at: index)
                container = .array(items)
            default: throw DoesNotApply()
            }
        }
    }

    /// Nil when the last step leads nowhere; an earlier one that does is an error.
    private static func find(_ path: Pointer, in object: JSON) throws(DoesNotApply) -> JSON? {
        var value = object
        for (depth, key) in path.enumerated() {
            guard let member = value.member(key) else {
                if depth == path.count - 1, value.object != nil { return nil }
                throw DoesNotApply()
            }
            value = member
        }
        return value
    }

    /// Runs `body` on the value that holds the last step of the path.
    private static func change(
        _ path: ArraySlice<String>, in value: inout JSON, _ body: (inout JSON, String) throws(DoesNotApply) -> Void
    ) throws(DoesNotApply) {
        guard let key = path.first else { throw DoesNotApply() }
        if path.count == 1 {
            try body(&value, key)
            return
        }
        guard var member = value.member(key) else { throw DoesNotApply() }
        try change(path.dropFirst(), in: &member, body)
        try value.replace(key, member)
    }

    /// The steps of an RFC 6901 pointer; nil when it is none.
    private static func pointer(_ value: JSON?) -> Pointer? {
        guard let text = value?.string, text.isEmpty || text.hasPrefix("/") else { return nil }
        return text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { step in
            guard step.contains("~") else { return String(step) }
            return String(step).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }
}

extension JSON {
    fileprivate static func index(_ text: String, upTo last: Int) -> Int? {
        guard let number = Int(text) else { return nil }
        let index = number < 0 ? number + last + 1 : number
        return index >= 0 && index <= last ? index : nil
    }

    fileprivate func member(_ key: String) -> JSON? {
        switch self {
        case .object(let members): members[key]
        case .array(let items): JSON.index(key, upTo: items.count - 1).map { items[$0] }
        default: nil
        }
    }

    fileprivate mutating func replace(_ key: String, _ value: JSON) throws(JSONPatch.DoesNotApply) {
        switch self {
        case .object(var members):
            self = .null
            members[key] = value
            self = .object(members)
        case .array(var items):
            guard let index = JSON.index(key, upTo: items.count - 1) else { throw JSONPatch.DoesNotApply() }
            self = .null
            items[index] = value
            self = .array(items)
        default: throw JSONPatch.DoesNotApply()
        }
    }

    /// The kind of value as Go's decoder names it in errors.
    package var goTypeName: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .int, .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
