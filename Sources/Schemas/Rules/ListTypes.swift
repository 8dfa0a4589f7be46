import JSON
import Kube

/// The old elements of a list map, by key: updates are compared element by element.
struct ListCorrelation {
    private let keys: [String]
    private let defaults: [String: JSON]
    private var byKey: [[JSON?]: JSON] = [:]

    /// Nil when the elements of the list have no identity.
    init?(_ shape: Shape, _ old: JSON?) {
        guard shape.listType == .map, let items = old?.array else { return nil }
        keys = shape.listMapKeys
        var defaults: [String: JSON] = [:]
        for key in keys { defaults[key] = shape.items?.property(key)?.defaultValue }
        self.defaults = defaults
        for item in items where byKey[key(of: item)] == nil { byKey[key(of: item)] = item }
    }

    func match(_ item: JSON) -> JSON? { byKey[key(of: item)] }

    private func key(of item: JSON) -> [JSON?] { keys.map { item[$0] ?? defaults[$0] } }
}

/// No two elements of a set, no two with the same keys in a list map.
enum ListTypes {
    static func errors(_ value: JSON, _ schema: Schema, path: String = "") -> [FieldError] {
        let shape = schema.shape
        switch value {
        case .object(let members):
            var errors: [FieldError] = []
            for key in members.keys.sorted() {
                guard let inner = members[key] else { continue }
                if let property = shape.properties[key] {
                    errors += self.errors(inner, property, path: path.isEmpty ? key : "\(path).\(key)")
                } else if let additional = shape.additionalProperties {
                    errors += self.errors(inner, additional, path: "\(path)[\(key)]")
                }
            }
            return errors
        case .array(let items): return list(items, shape, path)
        default: return []
        }
    }

    private static func list(_ items: [JSON], _ shape: Shape, _ path: String) -> [FieldError] {
        var errors: [FieldError] = []
        switch shape.listType {
        case .set:
            for index in repeated(items) { errors.append(.duplicate("\(path)[\(index)]", items[index])) }
        case .map:
            if let index = items.firstIndex(where: { $0.object == nil && !$0.isNull }) {
                return [.invalid("\(path)[\(index)]", items[index], "must be an object for an array of list-type map")]
            }
            let keys = items.map { item in
                JSON.object(Dictionary(shape.listMapKeys.compactMap { key in item[key].map { (key, $0) } }) { $1 })
            }
            for index in repeated(keys) { errors.append(.duplicate("\(path)[\(index)]", keys[index])) }
        default: break
        }
        if let element = shape.items {
            for (index, item) in items.enumerated() { errors += self.errors(item, element, path: "\(path)[\(index)]") }
        }
        return errors
    }

    /// The second appearance of each value; further ones are not told of.
    private static func repeated(_ values: [JSON]) -> [Int] {
        guard values.count > 1 else { return [] }
        var times: [JSON: Int] = [:]
        var indices: [Int] = []
        for (index, value) in values.enumerated() {
            let count = times[value, default: 0]
            if count == 1 { indices.append(index) }
            times[value] = count + 1
        }
        return indices
    }
}
