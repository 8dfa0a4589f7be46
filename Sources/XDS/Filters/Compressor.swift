package struct Compressor: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.compressor.v3.Compressor"

    package var compressorLibrary: TypedExtension?
    package var requestDirectionConfig: RequestDirection?
    package var responseDirectionConfig: ResponseDirection?
    package var chooseFirst = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("compressor_library", &compressorLibrary)
        visitor.field("request_direction_config", &requestDirectionConfig)
        visitor.field("response_direction_config", &responseDirectionConfig)
        visitor.field("choose_first", &chooseFirst)
    }

    package struct CommonDirection: Message {
        package var enabled: RuntimeFeatureFlag?
        package var minContentLength: UInt32?
        package var contentType: [String] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("enabled", &enabled)
            visitor.field("min_content_length", &minContentLength)
            visitor.field("content_type", &contentType)
        }
    }

    package struct RequestDirection: Message {
        package var commonConfig: CommonDirection?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("common_config", &commonConfig)
        }
    }

    package struct ResponseDirection: Message {
        package var commonConfig: CommonDirection?
        package var disableOnEtagHeader = false
        package var removeAcceptEncodingHeader = false
        package var uncompressibleResponseCodes: [UInt32] = []
        package var statusHeaderEnabled = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("common_config", &commonConfig)
            visitor.field("disable_on_etag_header", &disableOnEtagHeader)
            visitor.field("remove_accept_encoding_header", &removeAcceptEncodingHeader)
            visitor.field("uncompressible_response_codes", &uncompressibleResponseCodes)
            visitor.field("status_header_enabled", &statusHeaderEnabled)
        }
    }
}

package struct CompressorPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.compressor.v3.CompressorPerRoute"

    package var override: Override?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "disabled", of: &override, { if case .disabled(let x) = $0 { x } else { nil } }, Override.disabled)
        visitor.member(
            "overrides", of: &override, { if case .overrides(let x) = $0 { x } else { nil } }, Override.overrides)
    }

    package enum Override: Sendable, Hashable {
        case disabled(Bool)
        case overrides(Overrides)
    }

    package struct Overrides: Message {
        package var responseDirectionConfig: ResponseOverrides?
        package var compressorLibrary: TypedExtension?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("response_direction_config", &responseDirectionConfig)
            visitor.field("compressor_library", &compressorLibrary)
        }
    }

    package struct ResponseOverrides: Message {
        package var removeAcceptEncodingHeader: Bool?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("remove_accept_encoding_header", &removeAcceptEncodingHeader)
        }
    }
}

package struct Gzip: ExtensionMessage {
    package static let protoName = "envoy.extensions.compression.gzip.compressor.v3.Gzip"

    package var memoryLevel: UInt32?
    package var compressionLevel = ""
    package var compressionStrategy = ""
    package var windowBits: UInt32?
    package var chunkSize: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("memory_level", &memoryLevel)
        visitor.field("compression_level", &compressionLevel)
        visitor.field("compression_strategy", &compressionStrategy)
        visitor.field("window_bits", &windowBits)
        visitor.field("chunk_size", &chunkSize)
    }
}

package struct Brotli: ExtensionMessage {
    package static let protoName = "envoy.extensions.compression.brotli.compressor.v3.Brotli"

    package var quality: UInt32?
    package var encoderMode = ""
    package var windowBits: UInt32?
    package var inputBlockBits: UInt32?
    package var chunkSize: UInt32?
    package var disableLiteralContextModeling = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("quality", &quality)
        visitor.field("encoder_mode", &encoderMode)
        visitor.field("window_bits", &windowBits)
        visitor.field("input_block_bits", &inputBlockBits)
        visitor.field("chunk_size", &chunkSize)
        visitor.field("disable_literal_context_modeling", &disableLiteralContextModeling)
    }
}

package struct Zstd: ExtensionMessage {
    package static let protoName = "envoy.extensions.compression.zstd.compressor.v3.Zstd"

    package var compressionLevel: UInt32?
    package var enableChecksum = false
    package var strategy = ""
    package var chunkSize: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("compression_level", &compressionLevel)
        visitor.field("enable_checksum", &enableChecksum)
        visitor.field("strategy", &strategy)
        visitor.field("chunk_size", &chunkSize)
    }
}
