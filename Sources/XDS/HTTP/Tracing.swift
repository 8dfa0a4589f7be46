package import JSON

package struct Tracing: Message {
    package var clientSampling: Percent?
    package var randomSampling: Percent?
    package var overallSampling: Percent?
    package var verbose = false
    package var maxPathTagLength: UInt32?
    package var customTags: [CustomTag] = []
    package var provider: TypedExtension?
    package var spawnUpstreamSpan: Bool?
    package var operation = ""
    package var upstreamOperation = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("client_sampling", &clientSampling)
        visitor.field("random_sampling", &randomSampling)
        visitor.field("overall_sampling", &overallSampling)
        visitor.field("verbose", &verbose)
        visitor.field("max_path_tag_length", &maxPathTagLength)
        visitor.field("custom_tags", &customTags)
        visitor.field("provider", &provider)
        visitor.field("spawn_upstream_span", &spawnUpstreamSpan)
        visitor.field("operation", &operation)
        visitor.field("upstream_operation", &upstreamOperation)
    }
}

package struct CustomTag: Message {
    package var tag = ""
    package var source: Source?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("tag", &tag)
        visitor.member("literal", of: &source, { if case .literal(let x) = $0 { x } else { nil } }, Source.literal)
        visitor.member(
            "environment", of: &source, { if case .environment(let x) = $0 { x } else { nil } }, Source.environment)
        visitor.member(
            "request_header", of: &source, { if case .requestHeader(let x) = $0 { x } else { nil } },
            Source.requestHeader)
        visitor.member("metadata", of: &source, { if case .metadata(let x) = $0 { x } else { nil } }, Source.metadata)
    }

    package enum Source: Sendable, Hashable {
        case literal(Literal)
        case environment(Environment)
        case requestHeader(Header)
        case metadata(MetadataTag)
    }

    package struct Literal: Message {
        package var value = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("value", &value)
        }
    }

    package struct Environment: Message {
        package var name = ""
        package var defaultValue = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("default_value", &defaultValue)
        }
    }

    package struct Header: Message {
        package var name = ""
        package var defaultValue = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("default_value", &defaultValue)
        }
    }

    package struct MetadataTag: Message {
        package var kind: JSON = .null
        package var metadataKey: MetadataKey?
        package var defaultValue = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("kind", &kind)
            visitor.field("metadata_key", &metadataKey)
            visitor.field("default_value", &defaultValue)
        }
    }
}
