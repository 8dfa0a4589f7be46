package import JSON

/// What is wrong with one field, in the words of Kubernetes' `field.Error`.
package struct FieldError: Error, Sendable, Hashable {
    /// Raw values are the `reason` of a Status cause.
    package enum Kind: String, Sendable {
        case notFound = "FieldValueNotFound"
        case required = "FieldValueRequired"
        case duplicate = "FieldValueDuplicate"
        case invalid = "FieldValueInvalid"
        case notSupported = "FieldValueNotSupported"
        case forbidden = "FieldValueForbidden"
        case tooLong = "FieldValueTooLong"
        case tooMany = "FieldValueTooMany"
        case tooFew = "FieldValueTooFew"
        case tooShort = "FieldValueTooShort"
        case internalError = "InternalError"
        case typeInvalid = "FieldValueTypeInvalid"

        fileprivate var words: String {
            switch self {
            case .notFound: "Not found"
            case .required: "Required value"
            case .duplicate: "Duplicate value"
            case .invalid, .typeInvalid: "Invalid value"
            case .notSupported: "Unsupported value"
            case .forbidden: "Forbidden"
            case .tooLong: "Too long"
            case .tooMany: "Too many"
            case .tooFew: "Too few"
            case .tooShort: "Too short"
            case .internalError: "Internal error"
            }
        }
    }

    package var kind: Kind
    /// `spec.ports[0].name`; `<nil>` where Kubernetes names no field.
    package var field: String
    /// Everything after the field: `Invalid value: "x": must be …`.
    package var body: String

    package init(_ kind: Kind, _ field: String, value: JSON? = nil, _ detail: String = "") {
        self.kind = kind
        self.field = field
        var body = kind.words
        switch kind {
        case .required, .forbidden, .tooLong, .tooShort, .internalError: break
        default: if let value { body += ": " + FieldError.shown(value) }
        }
        if !detail.isEmpty { body += ": " + detail }
        self.body = body
    }

    package var message: String { "\(field): \(body)" }

    /// The cause that stands for this error in `Status.details`.
    package var cause: JSON {
        ["reason": .string(kind.rawValue), "message": .string(body), "field": .string(field)]
    }

    private static func shown(_ value: JSON) -> String {
        switch value {
        case .null: "null"
        case .string(let text): text.goQuoted
        default: value.text
        }
    }
}

extension FieldError {
    package static func notFound(_ field: String, _ value: JSON) -> FieldError {
        FieldError(.notFound, field, value: value)
    }

    package static func required(_ field: String, _ detail: String = "") -> FieldError {
        FieldError(.required, field, detail)
    }

    package static func duplicate(_ field: String, _ value: JSON) -> FieldError {
        FieldError(.duplicate, field, value: value)
    }

    package static func invalid(_ field: String, _ value: JSON, _ detail: String) -> FieldError {
        FieldError(.invalid, field, value: value, detail)
    }

    package static func typeInvalid(_ field: String, _ value: JSON, _ detail: String) -> FieldError {
        FieldError(.typeInvalid, field, value: value, detail)
    }

    package static func notSupported(_ field: String, _ value: JSON, _ supported: [String]) -> FieldError {
        let list = supported.map(\.goQuoted).joined(separator: ", ")
        return FieldError(.notSupported, field, value: value, supported.isEmpty ? "" : "supported values: " + list)
    }

    package static func forbidden(_ field: String, _ detail: String) -> FieldError {
        FieldError(.forbidden, field, detail)
    }

    package static func tooLong(_ field: String, maximumBytes: Int) -> FieldError {
        FieldError(.tooLong, field, "may not be more than \(maximumBytes) \(maximumBytes == 1 ? "byte" : "bytes")")
    }

    /// `maxItems` and its like: `Too many: 17: must have at most 16 items`.
    package static func tooMany(_ field: String, count: Int, maximum: Int) -> FieldError {
        let items = maximum == 1 ? "item" : "items"
        return FieldError(.tooMany, field, value: JSON(count), "must have at most \(maximum) \(items)")
    }

    package static func internalError(_ field: String, _ detail: String) -> FieldError {
        FieldError(.internalError, field, detail)
    }
}

extension [FieldError] {
    /// As Go's aggregate error prints: one message alone, several in brackets, repetitions once.
    package var aggregateMessage: String {
        var seen: Set<String> = []
        let messages = map(\.message).filter { seen.insert($0).inserted }
        return messages.count == 1 ? messages[0] : "[\(messages.joined(separator: ", "))]"
    }
}
