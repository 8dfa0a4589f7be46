package import JSON

package struct AccessLog: Message {
    package var name = ""
    package var filter: AccessLogFilter?
    package var typedConfig: AnyConfig?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("filter", &filter)
        visitor.field("typed_config", &typedConfig)
    }
}

/// Which requests are logged.
package indirect enum AccessLogFilter: ChoiceMessage {
    case statusCodeFilter(StatusCodeFilter)
    case durationFilter(DurationFilter)
    case notHealthCheckFilter(Empty)
    case traceableFilter(Empty)
    case andFilter(AndFilter)
    case orFilter(OrFilter)
    case headerFilter(HeaderFilter)
    case responseFlagFilter(ResponseFlagFilter)
    case extensionFilter(ExtensionFilter)

    package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
        visitor.member(
            "status_code_filter", of: &choice, { if case .statusCodeFilter(let x) = $0 { x } else { nil } },
            Self.statusCodeFilter)
        visitor.member(
            "duration_filter", of: &choice, { if case .durationFilter(let x) = $0 { x } else { nil } },
            Self.durationFilter)
        visitor.member(
            "not_health_check_filter", of: &choice, { if case .notHealthCheckFilter(let x) = $0 { x } else { nil } },
            Self.notHealthCheckFilter)
        visitor.member(
            "traceable_filter", of: &choice, { if case .traceableFilter(let x) = $0 { x } else { nil } },
            Self.traceableFilter)
        visitor.member("and_filter", of: &choice, { if case .andFilter(let x) = $0 { x } else { nil } }, Self.andFilter)
        visitor.member("or_filter", of: &choice, { if case .orFilter(let x) = $0 { x } else { nil } }, Self.orFilter)
        visitor.member(
            "header_filter", of: &choice, { if case .headerFilter(let x) = $0 { x } else { nil } }, Self.headerFilter)
        visitor.member(
            "response_flag_filter", of: &choice, { if case .responseFlagFilter(let x) = $0 { x } else { nil } },
            Self.responseFlagFilter)
        visitor.member(
            "extension_filter", of: &choice, { if case .extensionFilter(let x) = $0 { x } else { nil } },
            Self.extensionFilter)
    }

    package struct StatusCodeFilter: Message {
        package var comparison: Comparison?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("comparison", &comparison)
        }
    }

    package struct DurationFilter: Message {
        package var comparison: Comparison?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("comparison", &comparison)
        }
    }

    package struct Comparison: Message {
        package var op: Op = .zero
        package var value: RuntimeUInt32?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("op", &op)
            visitor.field("value", &value)
        }

        package enum Op: String, ProtoEnum {
            case eq = "EQ"
            case ge = "GE"
            case le = "LE"
            case ne = "NE"

            package static var zero: Self { .eq }
        }
    }

    package struct AndFilter: Message {
        package var filters: [AccessLogFilter] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("filters", &filters)
        }
    }

    package struct OrFilter: Message {
        package var filters: [AccessLogFilter] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("filters", &filters)
        }
    }

    package struct HeaderFilter: Message {
        package var header: HeaderMatcher?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("header", &header)
        }
    }

    package struct ResponseFlagFilter: Message {
        package var flags: [String] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("flags", &flags)
        }
    }

    package struct ExtensionFilter: Message {
        package var name = ""
        package var typedConfig: AnyConfig?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("typed_config", &typedConfig)
        }
    }
}

package struct FileAccessLog: ExtensionMessage {
    package static let protoName = "envoy.extensions.access_loggers.file.v3.FileAccessLog"

    package var path = ""
    package var format: Format?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("path", &path)
        visitor.member("format", of: &format, { if case .text(let x) = $0 { x } else { nil } }, Format.text)
        visitor.member("json_format", of: &format, { if case .json(let x) = $0 { x } else { nil } }, Format.json)
        visitor.member(
            "typed_json_format", of: &format, { if case .typedJson(let x) = $0 { x } else { nil } }, Format.typedJson)
        visitor.member(
            "log_format", of: &format, { if case .logFormat(let x) = $0 { x } else { nil } }, Format.logFormat)
    }

    package enum Format: Sendable, Hashable {
        case text(String)
        case json([String: JSON])
        case typedJson([String: JSON])
        case logFormat(SubstitutionFormatString)
    }
}

/// A CEL expression that decides whether a request is logged.
package struct CelAccessLogFilter: ExtensionMessage {
    package static let protoName = "envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter"

    package var expression = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("expression", &expression)
    }
}
