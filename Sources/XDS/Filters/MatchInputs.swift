package import JSON

package struct SourceIPInput: ExtensionMessage {
    package static let protoName = "envoy.extensions.matching.common_inputs.network.v3.SourceIPInput"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct DestinationIPInput: ExtensionMessage {
    package static let protoName = "envoy.extensions.matching.common_inputs.network.v3.DestinationIPInput"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct ServerNameInput: ExtensionMessage {
    package static let protoName = "envoy.extensions.matching.common_inputs.network.v3.ServerNameInput"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct DynamicMetadataInput: ExtensionMessage {
    package static let protoName = "envoy.extensions.matching.common_inputs.network.v3.DynamicMetadataInput"

    package var filter = ""
    package var path: [MetadataKey.PathSegment] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("filter", &filter)
        visitor.field("path", &path)
    }
}

package struct RequestHeaderInput: ExtensionMessage {
    package static let protoName = "envoy.type.matcher.v3.HttpRequestHeaderMatchInput"

    package var headerName = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("header_name", &headerName)
    }
}

package struct ResponseHeaderInput: ExtensionMessage {
    package static let protoName = "envoy.type.matcher.v3.HttpResponseHeaderMatchInput"

    package var headerName = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("header_name", &headerName)
    }
}

package struct ResponseStatusCodeInput: ExtensionMessage {
    package static let protoName = "envoy.type.matcher.v3.HttpResponseStatusCodeMatchInput"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct ResponseStatusCodeClassInput: ExtensionMessage {
    package static let protoName = "envoy.type.matcher.v3.HttpResponseStatusCodeClassMatchInput"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct ResponseLocalReplyInput: ExtensionMessage {
    package static let protoName = "envoy.type.matcher.v3.HttpResponseLocalReplyMatchInput"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct CelDataInput: ExtensionMessage {
    package static let protoName = "xds.type.matcher.v3.HttpAttributesCelMatchInput"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct IPMatcher: ExtensionMessage {
    package static let protoName = "envoy.extensions.matching.input_matchers.ip.v3.Ip"

    package var cidrRanges: [CidrRange] = []
    package var statPrefix = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("cidr_ranges", &cidrRanges)
        visitor.field("stat_prefix", &statPrefix)
    }
}

/// Matches a value of the dynamic metadata.
package struct MetadataInputMatcher: ExtensionMessage {
    package static let protoName = "envoy.extensions.matching.input_matchers.metadata.v3.Metadata"

    package var value: ValueMatcher?
    package var invert = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("value", &value)
        visitor.field("invert", &invert)
    }
}

/// Matches by a CEL expression, given parsed.
package struct CelMatcher: ExtensionMessage {
    package static let protoName = "xds.type.matcher.v3.CelMatcher"

    package var exprMatch: JSON = .null
    package var description = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("expr_match", &exprMatch)
        visitor.field("description", &description)
    }
}

package indirect enum ValueMatcher: ChoiceMessage {
    case nullMatch(Empty)
    case doubleMatch(DoubleMatcher)
    case stringMatch(StringMatcher)
    case boolMatch(Bool)
    case presentMatch(Bool)
    case listMatch(ListMatcher)
    case orMatch(OrMatcher)

    package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
        visitor.member("null_match", of: &choice, { if case .nullMatch(let x) = $0 { x } else { nil } }, Self.nullMatch)
        visitor.member(
            "double_match", of: &choice, { if case .doubleMatch(let x) = $0 { x } else { nil } }, Self.doubleMatch)
        visitor.member(
            "string_match", of: &choice, { if case .stringMatch(let x) = $0 { x } else { nil } }, Self.stringMatch)
        visitor.member("bool_match", of: &choice, { if case .boolMatch(let x) = $0 { x } else { nil } }, Self.boolMatch)
        visitor.member(
            "present_match", of: &choice, { if case .presentMatch(let x) = $0 { x } else { nil } }, Self.presentMatch)
        visitor.member("list_match", of: &choice, { if case .listMatch(let x) = $0 { x } else { nil } }, Self.listMatch)
        visitor.member("or_match", of: &choice, { if case .orMatch(let x) = $0 { x } else { nil } }, Self.orMatch)
    }

    package struct DoubleMatcher: Message {
        package var pattern: Pattern?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.member("range", of: &pattern, { if case .range(let x) = $0 { x } else { nil } }, Pattern.range)
            visitor.member("exact", of: &pattern, { if case .exact(let x) = $0 { x } else { nil } }, Pattern.exact)
        }

        package enum Pattern: Sendable, Hashable {
            case range(DoubleRange)
            case exact(Double)
        }
    }

    package struct DoubleRange: Message {
        package var start: Double = 0
        package var end: Double = 0

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("start", &start)
            visitor.field("end", &end)
        }
    }

    package struct ListMatcher: Message {
        package var oneOf: ValueMatcher?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("one_of", &oneOf)
        }
    }

    package struct OrMatcher: Message {
        package var valueMatchers: [ValueMatcher] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("value_matchers", &valueMatchers)
        }
    }
}
