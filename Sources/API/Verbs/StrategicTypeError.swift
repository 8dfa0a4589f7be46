import JSON
import Kube

/// A strategic merge patch whose values have the wrong type is refused by another part of Kubernetes than a body is, in
/// other words.
enum StrategicTypeError {
    static func reworded(_ error: StatusError, _ patch: JSON) -> StatusError {
        let parts = error.message.components(after: "json: cannot unmarshal ")
        guard let found = parts?.prefix(while: { $0 != " " }), let type = error.message.components(after: " of type ") else {
            return error
        }
        let source =
            switch found {
            case "number": "int64"
            case "object": "map[string]interface {}"
            case "array": "[]interface {}"
            default: String(found)
            }
        return .invalid(
            GroupVersionKind("", "", ""), "",
            [.invalid("patch", .string(goMap(patch)), "cannot convert \(source) to \(type)")])
    }

    /// As Go's `%+v` shows decoded JSON.
    static func goMap(_ value: JSON) -> String {
        switch value {
        case .null: "<nil>"
        case .string(let text): text
        case .array(let items): "[" + items.map(goMap).joined(separator: " ") + "]"
        case .object(let members):
            "map[" + members.sorted { $0.key < $1.key }.map { "\($0.key):\(goMap($0.value))" }.joined(separator: " ") + "]"
        default: value.text
        }
    }
}

extension String {
    fileprivate func components(after mark: String) -> String? {
        guard let range = firstRange(of: mark) else { return nil }
        return String(self[range.upperBound...])
    }
}
