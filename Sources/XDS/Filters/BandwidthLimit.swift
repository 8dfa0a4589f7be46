package struct BandwidthLimit: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.bandwidth_limit.v3.BandwidthLimit"

    package var statPrefix = ""
    package var enableMode: EnableMode = .zero
    package var limitKbps: UInt64?
    package var fillInterval: Duration?
    package var runtimeEnabled: RuntimeFeatureFlag?
    package var enableResponseTrailers = false
    package var responseTrailerPrefix = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("stat_prefix", &statPrefix)
        visitor.field("enable_mode", &enableMode)
        visitor.field("limit_kbps", &limitKbps)
        visitor.field("fill_interval", &fillInterval)
        visitor.field("runtime_enabled", &runtimeEnabled)
        visitor.field("enable_response_trailers", &enableResponseTrailers)
        visitor.field("response_trailer_prefix", &responseTrailerPrefix)
    }

    package enum EnableMode: String, ProtoEnum {
        case disabled = "DISABLED"
        case request = "REQUEST"
        case response = "RESPONSE"
        case requestAndResponse = "REQUEST_AND_RESPONSE"

        package static var zero: Self { .disabled }
    }
}
