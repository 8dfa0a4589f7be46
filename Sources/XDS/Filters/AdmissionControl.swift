package struct AdmissionControl: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.admission_control.v3.AdmissionControl"

    package var enabled: RuntimeFeatureFlag?
    package var successCriteria: SuccessCriteria?
    package var samplingWindow: Duration?
    package var aggression: RuntimeDouble?
    package var srThreshold: RuntimePercent?
    package var rpsThreshold: RuntimeUInt32?
    package var maxRejectionProbability: RuntimePercent?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("enabled", &enabled)
        visitor.field("success_criteria", &successCriteria)
        visitor.field("sampling_window", &samplingWindow)
        visitor.field("aggression", &aggression)
        visitor.field("sr_threshold", &srThreshold)
        visitor.field("rps_threshold", &rpsThreshold)
        visitor.field("max_rejection_probability", &maxRejectionProbability)
    }

    package struct SuccessCriteria: Message {
        package var httpCriteria: HttpCriteria?
        package var grpcCriteria: GrpcCriteria?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("http_criteria", &httpCriteria)
            visitor.field("grpc_criteria", &grpcCriteria)
        }
    }

    package struct HttpCriteria: Message {
        package var httpSuccessStatus: [Int32Range] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("http_success_status", &httpSuccessStatus)
        }
    }

    package struct GrpcCriteria: Message {
        package var grpcSuccessStatus: [UInt32] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("grpc_success_status", &grpcSuccessStatus)
        }
    }
}

package struct RuntimePercent: Message {
    package var defaultValue: Percent?
    package var runtimeKey = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("default_value", &defaultValue)
        visitor.field("runtime_key", &runtimeKey)
    }
}
