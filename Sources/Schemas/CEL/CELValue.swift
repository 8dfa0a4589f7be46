import JSON
import Kube

/// A value of CEL.
indirect enum CELValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list(CELList)
    case map(CELMap)
    /// Nanoseconds since 1970 would not reach far enough: seconds and nanoseconds.
    case timestamp(Int64, Int32)
    /// Nanoseconds.
    case duration(Int64)
    case type(String)
    case optional(CELValue?)
    case quantity(Quantity)
    case ip(IPAddress)
    case cidr(CIDRBlock)
    case url(RequestURI)
    case format(String)
    case semver(CELSemver)
}

/// A list, made of values or seen through a schema.
struct CELList: Sendable {
    private enum Storage: Sendable {
        case values([CELValue])
        case json([JSON], Schema?)
    }

    private let storage: Storage
    /// Lists that are sets or maps are equal whatever their order.
    let isUnordered: Bool

    init(_ values: [CELValue]) {
        storage = .values(values)
        isUnordered = false
    }

    init(_ items: [JSON], _ schema: Schema?) {
        storage = .json(items, schema?.items)
        isUnordered = schema?.shape.listType == .set || schema?.shape.listType == .map
    }

    var count: Int {
        switch storage {
        case .values(let values): values.count
        case .json(let items, _): items.count
        }
    }

    subscript(_ index: Int) -> CELValue {
        switch storage {
        case .values(let values): values[index]
        case .json(let items, let schema): CELValue(items[index], schema)
        }
    }

    var values: [CELValue] {
        switch storage {
        case .values(let values): values
        case .json(let items, let schema): items.map { CELValue($0, schema) }
        }
    }
}

/// A map: a literal's, an object's or a map's of a resource.
struct CELMap: Sendable {
    private enum Storage: Sendable {
        case entries([CELKey: CELValue])
        case json([String: JSON], Schema?)
    }

    private let storage: Storage

    init(_ entries: [CELKey: CELValue]) { storage = .entries(entries) }

    init(_ members: [String: JSON], _ schema: Schema?) { storage = .json(members, schema) }

    var count: Int {
        switch storage {
        case .entries(let entries): entries.count
        case .json(let members, _): members.count
        }
    }

    /// In order of keys, so that results do not depend on hashing.
    var keys: [CELKey] {
        switch storage {
        case .entries(let entries): entries.keys.sorted()
        case .json(let members, _): members.keys.sorted().map(CELKey.string)
        }
    }

    subscript(_ key: CELKey) -> CELValue? {
        switch storage {
        case .entries(let entries): return entries[key]
        case .json(let members, let schema):
            guard case .string(let name) = key, let value = members[name] else { return nil }
            return CELValue(value, schema?.property(name) ?? schema?.additionalProperties)
        }
    }

    /// A member by the name an expression gives it: `__namespace__` stands for `namespace`.
    func field(_ name: String) -> CELValue? {
        if let value = self[.string(name)] { return value }
        guard name.contains("__") else { return nil }
        return self[.string(CELEscaping.unescaped(name))]
    }
}

/// What can be the key of a map.
enum CELKey: Hashable, Sendable, Comparable {
    case bool(Bool)
    case int(Int64)
    case string(String)

    init?(_ value: CELValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value):
            guard let value = Int64(exactly: value) else { return nil }
            self = .int(value)
        case .double(let value):
            guard let value = Int64(exactly: value) else { return nil }
            self = .int(value)
        case .string(let value): self = .string(value)
        default: return nil
        }
    }

    var value: CELValue {
        switch self {
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .string(let value): .string(value)
        }
    }

    private var rank: Int {
        switch self {
        case .bool: 0
        case .int: 1
        case .string: 2
        }
    }

    static func < (a: CELKey, b: CELKey) -> Bool {
        switch (a, b) {
        case (.bool(let x), .bool(let y)): !x && y
        case (.int(let x), .int(let y)): x < y
        case (.string(let x), .string(let y)): x < y
        default: a.rank < b.rank
        }
    }
}

enum CELEscaping {
    private static let words: [String: String] = [
        "__underscores__": "__", "__dot__": ".", "__dash__": "-", "__slash__": "/",
    ]

    static func unescaped(_ name: String) -> String {
        var text = name
        if text.hasPrefix("__"), text.hasSuffix("__"), text.count > 4, words[text] == nil {
            let inner = text.dropFirst(2).dropLast(2)
            if !inner.contains("__") { return String(inner) }
        }
        for (escaped, plain) in words.sorted(by: { $0.key < $1.key }) { text = text.replacing(escaped, with: plain) }
        return text
    }
}

extension CELValue {
    /// A value of a resource as its schema makes CEL see it.
    init(_ json: JSON, _ schema: Schema?) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let value): self = schema?.type == .number ? .double(Double(value)) : .int(value)
        case .double(let value): self = .double(value)
        case .string(let value): self = CELValue.string(value, format: schema?.shape.format)
        case .array(let items): self = .list(CELList(items, schema))
        case .object(let members): self = .map(CELMap(members, schema))
        }
    }

    private static func string(_ text: String, format: String?) -> CELValue {
        switch format {
        case "date-time", "datetime": CELTime.timestamp(text) ?? .string(text)
        case "date": CELTime.timestamp(text + "T00:00:00Z") ?? .string(text)
        case "duration": GoDuration.nanoseconds(text).map(CELValue.duration) ?? .string(text)
        case "byte": Base64.decode(text).map(CELValue.bytes) ?? .string(text)
        default: .string(text)
        }
    }

    var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list: "list"
        case .map: "map"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .type: "type"
        case .optional: "optional_type"
        case .quantity: "kubernetes.Quantity"
        case .ip: "net.IP"
        case .cidr: "net.CIDR"
        case .url: "kubernetes.URL"
        case .format: "kubernetes.NamedFormat"
        case .semver: "kubernetes.Semver"
        }
    }
}
