package import JSON

/// A field with presence: a message, or one of protobuf's wrapper types.
extension Optional: ProtoValue where Wrapped: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> Wrapped?? {
        if json.isNull { return .some(nil) }
        return Wrapped.read(json, log).map { .some($0) }
    }

    package var json: JSON { map(\.json) ?? .null }
    package var isZero: Bool { self == nil }
}

extension Array: ProtoValue where Element: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> [Element]? {
        guard case .array(let items) = json else {
            if !json.isNull { log.refuse(json, wanted: "an array") }
            return nil
        }
        var values: [Element] = []
        values.reserveCapacity(items.count)
        for (index, item) in items.enumerated() {
            log.descend("[\(index)]") { if let value = Element.read(item, log) { values.append(value) } }
        }
        return values
    }

    package var json: JSON { .array(map(\.json)) }
    package var isZero: Bool { isEmpty }
}

extension Dictionary: ProtoValue where Key == String, Value: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> [String: Value]? {
        guard case .object(let members) = json else {
            if !json.isNull { log.refuse(json, wanted: "an object") }
            return nil
        }
        var values: [String: Value] = [:]
        for (name, member) in members {
            log.descend(name) { values[name] = Value.read(member, log) }
        }
        return values
    }

    package var json: JSON { .object(mapValues(\.json)) }
    package var isZero: Bool { isEmpty }
}
