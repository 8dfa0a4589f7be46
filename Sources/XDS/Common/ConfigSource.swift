package struct ConfigSource: Message {
    package var specifier: Specifier?
    package var initialFetchTimeout: Duration?
    package var resourceApiVersion: Version = .zero

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "path_config_source", of: &specifier, { if case .path(let x) = $0 { x } else { nil } }, Specifier.path)
        visitor.member(
            "api_config_source", of: &specifier, { if case .api(let x) = $0 { x } else { nil } }, Specifier.api)
        visitor.member("ads", of: &specifier, { if case .ads(let x) = $0 { x } else { nil } }, Specifier.ads)
        visitor.field("initial_fetch_timeout", &initialFetchTimeout)
        visitor.field("resource_api_version", &resourceApiVersion)
    }

    package enum Version: String, ProtoEnum {
        case auto = "AUTO"
        case v2 = "V2"
        case v3 = "V3"

        package static var zero: Self { .auto }
    }

    package enum Specifier: Sendable, Hashable {
        case path(PathConfigSource)
        case api(ApiConfigSource)
        case ads(Empty)
    }
}

package struct PathConfigSource: Message {
    package var path = ""
    package var watchedDirectory: WatchedDirectory?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("path", &path)
        visitor.field("watched_directory", &watchedDirectory)
    }
}

package struct WatchedDirectory: Message {
    package var path = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("path", &path)
    }
}

package struct ApiConfigSource: Message {
    package var apiType: ApiType = .zero
    package var transportApiVersion: ConfigSource.Version = .zero
    package var clusterNames: [String] = []
    package var grpcServices: [GrpcService] = []
    package var refreshDelay: Duration?
    package var requestTimeout: Duration?
    package var setNodeOnFirstMessageOnly = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("api_type", &apiType)
        visitor.field("transport_api_version", &transportApiVersion)
        visitor.field("cluster_names", &clusterNames)
        visitor.field("grpc_services", &grpcServices)
        visitor.field("refresh_delay", &refreshDelay)
        visitor.field("request_timeout", &requestTimeout)
        visitor.field("set_node_on_first_message_only", &setNodeOnFirstMessageOnly)
    }

    package enum ApiType: String, ProtoEnum {
        case deprecatedREST = "DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE"
        case rest = "REST"
        case grpc = "GRPC"
        case deltaGRPC = "DELTA_GRPC"
        case aggregatedGRPC = "AGGREGATED_GRPC"
        case aggregatedDeltaGRPC = "AGGREGATED_DELTA_GRPC"

        package static var zero: Self { .deprecatedREST }
    }
}

package struct GrpcService: Message {
    package var target: Target?
    package var timeout: Duration?
    package var initialMetadata: [HeaderValue] = []
    package var retryPolicy: CoreRetryPolicy?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "envoy_grpc", of: &target, { if case .envoyGrpc(let x) = $0 { x } else { nil } }, Target.envoyGrpc)
        visitor.field("timeout", &timeout)
        visitor.field("initial_metadata", &initialMetadata)
        visitor.field("retry_policy", &retryPolicy)
    }

    package enum Target: Sendable, Hashable {
        case envoyGrpc(EnvoyGrpc)
    }

    package struct EnvoyGrpc: Message {
        package var clusterName = ""
        package var authority = ""
        package var maxReceiveMessageLength: UInt32?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("cluster_name", &clusterName)
            visitor.field("authority", &authority)
            visitor.field("max_receive_message_length", &maxReceiveMessageLength)
        }
    }
}

package struct HttpUri: Message {
    package var uri = ""
    package var cluster = ""
    package var timeout: Duration?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("uri", &uri)
        visitor.field("cluster", &cluster)
        visitor.field("timeout", &timeout)
    }
}

/// The retry policy of Envoy's own calls (remote keys, gRPC services).
package struct CoreRetryPolicy: Message {
    package var retryBackOff: BackoffStrategy?
    package var numRetries: UInt32?
    package var retryOn = ""
    package var retryPriority: TypedExtension?
    package var retryHostPredicate: [TypedExtension] = []
    package var hostSelectionRetryMaxAttempts: Int64 = 0

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("retry_back_off", &retryBackOff)
        visitor.field("num_retries", &numRetries)
        visitor.field("retry_on", &retryOn)
        visitor.field("retry_priority", &retryPriority)
        visitor.field("retry_host_predicate", &retryHostPredicate)
        visitor.field("host_selection_retry_max_attempts", &hostSelectionRetryMaxAttempts)
    }
}
