import JSON
import XDS

extension AccessLog {
    /// Where a log entry comes from.
    enum Source: String {
        /// The listener's own: connections that no filter chain took.
        case listener = "Listener"
        case route = "Route"
        case upstream = "Upstream"
    }

    static func all(_ log: Model.AccessLog, for source: Source) -> [AccessLog] {
        log.files.compactMap { file in
            // One that is for no source in particular is not for upstream requests either.
            if let type = file.type {
                if type != source.rawValue { return nil }
            } else if source == .upstream {
                return nil
            }
            return .with {
                $0.name = "envoy.access_loggers.file"
                $0.typedConfig = AnyConfig(FileAccessLog(file))
                $0.filter = AccessLogFilter(
                    expressions: file.matches, onlyUnrouted: source == .listener && file.type == nil)
            }
        }
    }

    /// Envoy Gateway's default fields.
    static let defaultFields: [String: JSON] = [
        "start_time": "%START_TIME%",
        "method": "%REQ(:METHOD)%",
        "x-envoy-origin-path": "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%",
        "protocol": "%PROTOCOL%",
        "response_code": "%RESPONSE_CODE%",
        "response_flags": "%RESPONSE_FLAGS%",
        "response_code_details": "%RESPONSE_CODE_DETAILS%",
        "connection_termination_details": "%CONNECTION_TERMINATION_DETAILS%",
        "upstream_transport_failure_reason": "%UPSTREAM_TRANSPORT_FAILURE_REASON%",
        "bytes_received": "%BYTES_RECEIVED%",
        "bytes_sent": "%BYTES_SENT%",
        "duration": "%DURATION%",
        "x-envoy-upstream-service-time": "%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%",
        "x-forwarded-for": "%REQ(X-FORWARDED-FOR)%",
        "user-agent": "%REQ(USER-AGENT)%",
        "x-request-id": "%REQ(X-REQUEST-ID)%",
        ":authority": "%REQ(:AUTHORITY)%",
        "upstream_host": "%UPSTREAM_HOST%",
        "upstream_cluster": "%UPSTREAM_CLUSTER%",
        "upstream_local_address": "%UPSTREAM_LOCAL_ADDRESS%",
        "downstream_local_address": "%DOWNSTREAM_LOCAL_ADDRESS%",
        "downstream_remote_address": "%DOWNSTREAM_REMOTE_ADDRESS%",
        "requested_server_name": "%REQUESTED_SERVER_NAME%",
        "route_name": "%ROUTE_NAME%",
    ]
}

extension FileAccessLog {
    fileprivate init(_ file: Model.AccessLog.File) {
        self.init()
        path = file.path
        var format = SubstitutionFormatString()
        let texts: [String]
        switch file.format {
        case .text(nil): return
        case .text(let text?):
            format.format = .textFormatSource(.with { $0.specifier = .inlineString(text) })
            texts = [text]
        case .json(let pairs):
            let fields =
                pairs.isEmpty
                ? AccessLog.defaultFields
                : Dictionary(pairs.map { ($0.key, JSON.string($0.value)) }) { _, last in last }
            format.format = .jsonFormat(fields)
            texts = pairs.map(\.value)
        }
        if texts.contains(where: { $0.contains("%REQ_WITHOUT_QUERY") }) {
            format.formatters = [TypedExtension("envoy.formatter.req_without_query", ReqWithoutQueryFormatter())]
        }
        self.format = .logFormat(format)
    }
}

extension AccessLogFilter {
    /// All expressions have to hold. A listener's log leaves to the routes' what a route took.
    fileprivate init?(expressions: [String], onlyUnrouted: Bool) {
        var filters = expressions.map { expression -> AccessLogFilter in
            .extensionFilter(
                .with {
                    $0.name = "envoy.access_loggers.extension_filters.cel"
                    $0.typedConfig = AnyConfig(CelAccessLogFilter.with { $0.expression = expression })
                })
        }
        if onlyUnrouted { filters.append(.responseFlagFilter(.with { $0.flags = ["NR"] })) }
        switch filters.count {
        case 0: return nil
        case 1: self = filters[0]
        default: self = .andFilter(.with { $0.filters = filters })
        }
    }
}
