package import JSON

package struct Percent: Message {
    package var value: Double = 0

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("value", &value)
    }
}

package struct FractionalPercent: Message {
    package var numerator: UInt32 = 0
    package var denominator: Denominator = .zero

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("numerator", &numerator)
        visitor.field("denominator", &denominator)
    }

    package enum Denominator: String, ProtoEnum {
        case hundred = "HUNDRED"
        case tenThousand = "TEN_THOUSAND"
        case million = "MILLION"

        package static var zero: Self { .hundred }
    }
}

package struct RuntimeFractionalPercent: Message {
    package var defaultValue: FractionalPercent?
    package var runtimeKey = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("default_value", &defaultValue)
        visitor.field("runtime_key", &runtimeKey)
    }
}

package struct RuntimeFeatureFlag: Message {
    package var defaultValue: Bool?
    package var runtimeKey = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("default_value", &defaultValue)
        visitor.field("runtime_key", &runtimeKey)
    }
}

package struct RuntimeUInt32: Message {
    package var defaultValue: UInt32 = 0
    package var runtimeKey = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("default_value", &defaultValue)
        visitor.field("runtime_key", &runtimeKey)
    }
}

package struct RuntimeDouble: Message {
    package var defaultValue: Double = 0
    package var runtimeKey = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("default_value", &defaultValue)
        visitor.field("runtime_key", &runtimeKey)
    }
}

/// Facts that travel with a resource: filter name → structure.
package struct Metadata: Message {
    package var filterMetadata: [String: JSON] = [:]
    package var typedFilterMetadata: [String: AnyConfig] = [:]

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("filter_metadata", &filterMetadata)
        visitor.field("typed_filter_metadata", &typedFilterMetadata)
    }
}

package struct DataSource: Message {
    package var specifier: Specifier?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "filename", of: &specifier, { if case .filename(let x) = $0 { x } else { nil } }, Specifier.filename)
        visitor.member(
            "inline_bytes", of: &specifier, { if case .inlineBytes(let x) = $0 { x } else { nil } },
            Specifier.inlineBytes)
        visitor.member(
            "inline_string", of: &specifier, { if case .inlineString(let x) = $0 { x } else { nil } },
            Specifier.inlineString)
        visitor.member(
            "environment_variable", of: &specifier, { if case .environmentVariable(let x) = $0 { x } else { nil } },
            Specifier.environmentVariable)
    }

    package enum Specifier: Sendable, Hashable {
        case filename(String)
        case inlineBytes(Bytes)
        case inlineString(String)
        case environmentVariable(String)
    }
}

package struct HeaderValue: Message {
    package var key = ""
    package var value = ""
    package var rawValue = Bytes()

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("key", &key)
        visitor.field("value", &value)
        visitor.field("raw_value", &rawValue)
    }
}

package struct HeaderValueOption: Message {
    package var header: HeaderValue?
    /// The deprecated switch that came before `append_action`.
    package var append: Bool?
    package var appendAction: AppendAction = .zero
    package var keepEmptyValue = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("header", &header)
        visitor.field("append", &append)
        visitor.field("append_action", &appendAction)
        visitor.field("keep_empty_value", &keepEmptyValue)
    }

    package enum AppendAction: String, ProtoEnum {
        case appendIfExistsOrAdd = "APPEND_IF_EXISTS_OR_ADD"
        case addIfAbsent = "ADD_IF_ABSENT"
        case overwriteIfExistsOrAdd = "OVERWRITE_IF_EXISTS_OR_ADD"
        case overwriteIfExists = "OVERWRITE_IF_EXISTS"

        package static var zero: Self { .appendIfExistsOrAdd }
    }
}

package struct KeyValue: Message {
    package var key = ""
    package var value = Bytes()

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("key", &key)
        visitor.field("value", &value)
    }
}

package struct KeyValueAppend: Message {
    package var entry: KeyValue?
    package var action: Action = .zero

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("entry", &entry)
        visitor.field("action", &action)
    }

    package enum Action: String, ProtoEnum {
        case appendIfExistsOrAdd = "APPEND_IF_EXISTS_OR_ADD"
        case addIfAbsent = "ADD_IF_ABSENT"
        case overwriteIfExistsOrAdd = "OVERWRITE_IF_EXISTS_OR_ADD"
        case overwriteIfExists = "OVERWRITE_IF_EXISTS"

        package static var zero: Self { .appendIfExistsOrAdd }
    }
}

package enum RoutingPriority: String, ProtoEnum {
    case `default` = "DEFAULT"
    case high = "HIGH"

    package static var zero: Self { .`default` }
}

package enum RequestMethod: String, ProtoEnum {
    case methodUnspecified = "METHOD_UNSPECIFIED"
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
    case connect = "CONNECT"
    case options = "OPTIONS"
    case trace = "TRACE"
    case patch = "PATCH"

    package static var zero: Self { .methodUnspecified }
}

package struct TokenBucket: Message {
    package var maxTokens: UInt32 = 0
    package var tokensPerFill: UInt32?
    package var fillInterval: Duration?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("max_tokens", &maxTokens)
        visitor.field("tokens_per_fill", &tokensPerFill)
        visitor.field("fill_interval", &fillInterval)
    }
}

package struct BackoffStrategy: Message {
    package var baseInterval: Duration?
    package var maxInterval: Duration?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("base_interval", &baseInterval)
        visitor.field("max_interval", &maxInterval)
    }
}
