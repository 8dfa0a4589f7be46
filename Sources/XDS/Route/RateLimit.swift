package import JSON

/// Makes a descriptor of a request for the rate limit filters.
package struct RateLimit: Message {
    package var stage: UInt32?
    package var disableKey = ""
    package var actions: [Action] = []
    package var limit: JSON = .null
    package var hitsAddend: HitsAddend?
    package var applyOnStreamDone = false
    package var xRatelimitOption: HeadersOption = .zero

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("stage", &stage)
        visitor.field("disable_key", &disableKey)
        visitor.field("actions", &actions)
        visitor.field("limit", &limit)
        visitor.field("hits_addend", &hitsAddend)
        visitor.field("apply_on_stream_done", &applyOnStreamDone)
        visitor.field("x_ratelimit_option", &xRatelimitOption)
    }

    package enum HeadersOption: String, ProtoEnum {
        case unspecified = "UNSPECIFIED"
        case off = "OFF"
        case draftVersion03 = "DRAFT_VERSION_03"

        package static var zero: Self { .unspecified }
    }

    package struct HitsAddend: Message {
        package var number: UInt64?
        package var format = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("number", &number)
            visitor.field("format", &format)
        }
    }

    package indirect enum Action: ChoiceMessage {
        case sourceCluster(Empty)
        case destinationCluster(Empty)
        case requestHeaders(RequestHeaders)
        case queryParameters(QueryParameters)
        case remoteAddress(Empty)
        case genericKey(GenericKey)
        case headerValueMatch(HeaderValueMatch)
        case queryParameterValueMatch(QueryParameterValueMatch)
        case metadata(MetadataAction)
        case maskedRemoteAddress(MaskedRemoteAddress)
        case remoteAddressMatch(RemoteAddressMatch)
        case extended(TypedExtension)

        package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
            visitor.member(
                "source_cluster", of: &choice, { if case .sourceCluster(let x) = $0 { x } else { nil } },
                Self.sourceCluster)
            visitor.member(
                "destination_cluster", of: &choice, { if case .destinationCluster(let x) = $0 { x } else { nil } },
                Self.destinationCluster)
            visitor.member(
                "request_headers", of: &choice, { if case .requestHeaders(let x) = $0 { x } else { nil } },
                Self.requestHeaders)
            visitor.member(
                "query_parameters", of: &choice, { if case .queryParameters(let x) = $0 { x } else { nil } },
                Self.queryParameters)
            visitor.member(
                "remote_address", of: &choice, { if case .remoteAddress(let x) = $0 { x } else { nil } },
                Self.remoteAddress)
            visitor.member(
                "generic_key", of: &choice, { if case .genericKey(let x) = $0 { x } else { nil } }, Self.genericKey)
            visitor.member(
                "header_value_match", of: &choice, { if case .headerValueMatch(let x) = $0 { x } else { nil } },
                Self.headerValueMatch)
            visitor.member(
                "query_parameter_value_match", of: &choice,
                { if case .queryParameterValueMatch(let x) = $0 { x } else { nil } }, Self.queryParameterValueMatch)
            visitor.member("metadata", of: &choice, { if case .metadata(let x) = $0 { x } else { nil } }, Self.metadata)
            visitor.member(
                "masked_remote_address", of: &choice, { if case .maskedRemoteAddress(let x) = $0 { x } else { nil } },
                Self.maskedRemoteAddress)
            visitor.member(
                "remote_address_match", of: &choice, { if case .remoteAddressMatch(let x) = $0 { x } else { nil } },
                Self.remoteAddressMatch)
            visitor.member(
                "extension", of: &choice, { if case .extended(let x) = $0 { x } else { nil } }, Self.extended)
        }
    }

    package struct RequestHeaders: Message {
        package var headerName = ""
        package var descriptorKey = ""
        package var skipIfAbsent = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("header_name", &headerName)
            visitor.field("descriptor_key", &descriptorKey)
            visitor.field("skip_if_absent", &skipIfAbsent)
        }
    }

    package struct QueryParameters: Message {
        package var queryParameterName = ""
        package var descriptorKey = ""
        package var skipIfAbsent = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("query_parameter_name", &queryParameterName)
            visitor.field("descriptor_key", &descriptorKey)
            visitor.field("skip_if_absent", &skipIfAbsent)
        }
    }

    package struct GenericKey: Message {
        package var descriptorKey = ""
        package var descriptorValue = ""
        package var defaultValue = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("descriptor_key", &descriptorKey)
            visitor.field("descriptor_value", &descriptorValue)
            visitor.field("default_value", &defaultValue)
        }
    }

    package struct HeaderValueMatch: Message {
        package var descriptorKey = ""
        package var descriptorValue = ""
        package var defaultValue = ""
        package var expectMatch: Bool?
        package var headers: [HeaderMatcher] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("descriptor_key", &descriptorKey)
            visitor.field("descriptor_value", &descriptorValue)
            visitor.field("default_value", &defaultValue)
            visitor.field("expect_match", &expectMatch)
            visitor.field("headers", &headers)
        }
    }

    package struct QueryParameterValueMatch: Message {
        package var descriptorKey = ""
        package var descriptorValue = ""
        package var defaultValue = ""
        package var expectMatch: Bool?
        package var queryParameters: [QueryParameterMatcher] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("descriptor_key", &descriptorKey)
            visitor.field("descriptor_value", &descriptorValue)
            visitor.field("default_value", &defaultValue)
            visitor.field("expect_match", &expectMatch)
            visitor.field("query_parameters", &queryParameters)
        }
    }

    package struct MetadataAction: Message {
        package var descriptorKey = ""
        package var metadataKey: MetadataKey?
        package var defaultValue = ""
        package var source: Source = .zero
        package var skipIfAbsent = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("descriptor_key", &descriptorKey)
            visitor.field("metadata_key", &metadataKey)
            visitor.field("default_value", &defaultValue)
            visitor.field("source", &source)
            visitor.field("skip_if_absent", &skipIfAbsent)
        }

        package enum Source: String, ProtoEnum {
            case dynamic = "DYNAMIC"
            case routeEntry = "ROUTE_ENTRY"

            package static var zero: Self { .dynamic }
        }
    }

    package struct RemoteAddressMatch: Message {
        package var descriptorKey = ""
        package var descriptorValue = ""
        package var defaultValue = ""
        package var addressMatcher: AddressMatcher?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("descriptor_key", &descriptorKey)
            visitor.field("descriptor_value", &descriptorValue)
            visitor.field("default_value", &defaultValue)
            visitor.field("address_matcher", &addressMatcher)
        }
    }

    package struct AddressMatcher: Message {
        package var ranges: [CidrRange] = []
        package var invertMatch = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("ranges", &ranges)
            visitor.field("invert_match", &invertMatch)
        }
    }

    package struct MaskedRemoteAddress: Message {
        package var v4PrefixMaskLen: UInt32?
        package var v6PrefixMaskLen: UInt32?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("v4_prefix_mask_len", &v4PrefixMaskLen)
            visitor.field("v6_prefix_mask_len", &v6PrefixMaskLen)
        }
    }
}

package struct MetadataKey: Message {
    package var key = ""
    package var path: [PathSegment] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("key", &key)
        visitor.field("path", &path)
    }

    package struct PathSegment: Message {
        package var key = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("key", &key)
        }
    }
}
