package struct HealthCheck: Message {
    package var timeout: Duration?
    package var interval: Duration?
    package var initialJitter: Duration?
    package var intervalJitter: Duration?
    package var unhealthyThreshold: UInt32?
    package var healthyThreshold: UInt32?
    package var reuseConnection: Bool?
    package var checker: Checker?
    package var noTrafficInterval: Duration?
    package var unhealthyInterval: Duration?
    package var unhealthyEdgeInterval: Duration?
    package var healthyEdgeInterval: Duration?
    package var eventLogPath = ""
    package var eventLogger: [TypedExtension] = []
    package var alwaysLogHealthCheckFailures = false
    package var alwaysLogHealthCheckSuccess = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("timeout", &timeout)
        visitor.field("interval", &interval)
        visitor.field("initial_jitter", &initialJitter)
        visitor.field("interval_jitter", &intervalJitter)
        visitor.field("unhealthy_threshold", &unhealthyThreshold)
        visitor.field("healthy_threshold", &healthyThreshold)
        visitor.field("reuse_connection", &reuseConnection)
        visitor.member(
            "http_health_check", of: &checker, { if case .http(let x) = $0 { x } else { nil } }, Checker.http)
        visitor.member("tcp_health_check", of: &checker, { if case .tcp(let x) = $0 { x } else { nil } }, Checker.tcp)
        visitor.member(
            "grpc_health_check", of: &checker, { if case .grpc(let x) = $0 { x } else { nil } }, Checker.grpc)
        visitor.field("no_traffic_interval", &noTrafficInterval)
        visitor.field("unhealthy_interval", &unhealthyInterval)
        visitor.field("unhealthy_edge_interval", &unhealthyEdgeInterval)
        visitor.field("healthy_edge_interval", &healthyEdgeInterval)
        visitor.field("event_log_path", &eventLogPath)
        visitor.field("event_logger", &eventLogger)
        visitor.field("always_log_health_check_failures", &alwaysLogHealthCheckFailures)
        visitor.field("always_log_health_check_success", &alwaysLogHealthCheckSuccess)
    }

    package enum Checker: Sendable, Hashable {
        case http(Http)
        case tcp(Tcp)
        case grpc(Grpc)
    }

    package struct Http: Message {
        package var host = ""
        package var path = ""
        package var send: Payload?
        package var receive: [Payload] = []
        package var requestHeadersToAdd: [HeaderValueOption] = []
        package var requestHeadersToRemove: [String] = []
        package var expectedStatuses: [Int64Range] = []
        package var retriableStatuses: [Int64Range] = []
        package var method: RequestMethod = .zero

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("host", &host)
            visitor.field("path", &path)
            visitor.field("send", &send)
            visitor.field("receive", &receive)
            visitor.field("request_headers_to_add", &requestHeadersToAdd)
            visitor.field("request_headers_to_remove", &requestHeadersToRemove)
            visitor.field("expected_statuses", &expectedStatuses)
            visitor.field("retriable_statuses", &retriableStatuses)
            visitor.field("method", &method)
        }
    }

    package struct Tcp: Message {
        package var send: Payload?
        package var receive: [Payload] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("send", &send)
            visitor.field("receive", &receive)
        }
    }

    package struct Grpc: Message {
        package var serviceName = ""
        package var authority = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("service_name", &serviceName)
            visitor.field("authority", &authority)
        }
    }

    package indirect enum Payload: ChoiceMessage {
        /// Hexadecimal digits.
        case text(String)
        case binary(Bytes)

        package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
            visitor.member("text", of: &choice, { if case .text(let x) = $0 { x } else { nil } }, Self.text)
            visitor.member("binary", of: &choice, { if case .binary(let x) = $0 { x } else { nil } }, Self.binary)
        }
    }
}

package struct HealthCheckEventFileSink: ExtensionMessage {
    package static let protoName = "envoy.extensions.health_check.event_sinks.file.v3.HealthCheckEventFileSink"

    package var eventLogPath = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("event_log_path", &eventLogPath)
    }
}
