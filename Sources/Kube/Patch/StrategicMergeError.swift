import JSON

/// Why a strategic merge patch cannot be done, in Kubernetes' words.
enum StrategicMergeError: Error {
    case badPrimitiveList
    case badRetainKeys
    case badSetElementOrder
    case patchOutsideRetainKeys
    case listOfLists
    case noMergeKey(member: [String: JSON], key: String)
    case undeclaredMergeKey(String)
    case unknownDirective(JSON, member: [String: JSON])
    case mergeDirectiveInList
    case typeMismatch(expected: String, found: String)
    case orderMismatch(patch: [JSON], directive: String, order: [JSON])

    var statusError: StatusError {
        switch self {
        case .badPrimitiveList: .badRequest("invalid patch format of primitive list")
        case .badRetainKeys: .badRequest("invalid patch format of retainKeys")
        case .badSetElementOrder: .badRequest("invalid patch format of setElementOrder list")
        case .patchOutsideRetainKeys: .badRequest("patch content doesn't match retainKeys list")
        case .listOfLists, .noMergeKey:
            // Kubernetes keeps the reason to itself.
            StatusError(
                code: 422, reason: "Invalid", message: "the server rejected our request due to an error in our request",
                details: [:])
        case .undeclaredMergeKey(let kind): unknown("cannot merge lists without merge key for \(kind)")
        case .unknownDirective(let directive, let member):
            unknown("unknown patch type: \(directive.goText) in map: \(JSON.object(member).goText)")
        case .mergeDirectiveInList: unknown("merging lists cannot yet be specified in the patch")
        case .typeMismatch(let expected, let found): unknown("expected a \(expected), but received a \(found)")
        case .orderMismatch(let patch, let directive, let order):
            unknown(
                "The order in patch list:\n\(JSON.array(patch).goText)\n doesn't match \(directive) list:\n"
                    + "\(JSON.array(order).goText)\n")
        }
    }

    /// What Kubernetes answers to an error that it has no answer for.
    private func unknown(_ message: String) -> StatusError {
        StatusError(code: 500, reason: "", message: message)
    }
}

extension JSON {
    /// As Go's `%v` shows a decoded value.
    var goText: String {
        switch self {
        case .null: "<nil>"
        case .bool, .int, .double: text
        case .string(let value): value
        case .array(let items): "[\(items.map(\.goText).joined(separator: " "))]"
        case .object(let members):
            "map[\(members.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.goText)" }.joined(separator: " "))]"
        }
    }
}
