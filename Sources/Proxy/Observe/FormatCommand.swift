#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One operator of Envoy's format strings.
enum Command: Sendable {
    /// `REQ`, `RESP`, `TRAILER`: a header, or another in its absence.
    case header(HeaderSource, HeaderName, orElse: HeaderName?)
    case path(withQuery: Bool)
    case startTime(TimeFormat)
    case number(Number)
    case text(Text)
    case environment(String)
    case metadata(namespace: String, path: [String])
    case grpcStatus(GRPCStatusFormat)
    case unsupported

    enum HeaderSource: Sendable { case request, response, trailers }

    enum Number: Sendable {
        case bytesReceived, bytesSent, responseCode, duration, requestDuration, responseDuration, responseTxDuration
        case downstreamLocalPort, downstreamRemotePort, upstreamRemotePort, attempts, connectionID
    }

    enum Text: Sendable {
        case protocolName, details, terminationDetails, flags, longFlags, upstreamHost, upstreamHostName
        case upstreamCluster, upstreamLocal, upstreamLocalIP, upstreamRemoteIP, upstreamFailure, upstreamProtocol
        case downstreamLocal, downstreamLocalIP, downstreamRemote, downstreamRemoteIP, downstreamDirect
        case downstreamDirectIP, serverName, routeName, hostName, localReplyBody
        case tlsVersion, tlsCipher, peerSubject, peerIssuer, peerSerial, peerFingerprint, peerURI, peerDNS, scheme
    }

    init?(_ name: String, _ arguments: String?) throws {
        if let number = Command.numbers[name] {
            self = .number(number)
        } else if let text = Command.texts[name] {
            self = .text(text)
        } else if let command = try Command.withArguments(name, arguments ?? "") {
            self = command
        } else {
            return nil
        }
    }

    private static func withArguments(_ name: String, _ arguments: String) throws -> Command? {
        switch name {
        case "REQ", "REQUEST_HEADER": return header(.request, arguments)
        case "RESP", "RESPONSE_HEADER": return header(.response, arguments)
        case "TRAILER", "RESPONSE_TRAILER": return header(.trailers, arguments)
        case "REQ_WITHOUT_QUERY": return .path(withQuery: false)
        case "PATH": return .path(withQuery: !arguments.hasPrefix("NQ"))
        case "START_TIME", "START_TIME_LOCAL": return .startTime(TimeFormat(arguments))
        case "ENVIRONMENT": return .environment(arguments)
        case "DYNAMIC_METADATA":
            let parts = arguments.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            return .metadata(namespace: parts.first ?? "", path: Array(parts.dropFirst()))
        case "GRPC_STATUS": return .grpcStatus(try GRPCStatusFormat(arguments))
        case "GRPC_STATUS_NUMBER": return .grpcStatus(.number)
        case "CLUSTER_METADATA", "UPSTREAM_METADATA", "FILTER_STATE", "UPSTREAM_FILTER_STATE", "METADATA", "TRACE_ID",
            "STREAM_ID", "VIRTUAL_CLUSTER_NAME", "DOWNSTREAM_PEER_CERT", "DOWNSTREAM_PEER_CERT_V_START",
            "DOWNSTREAM_PEER_CERT_V_END", "DOWNSTREAM_TLS_SESSION_ID", "QUERY_PARAM", "QUERY_PARAMS",
            "COMMON_DURATION", "ROUNDTRIP_DURATION", "DOWNSTREAM_TRANSPORT_FAILURE_REASON", "CUSTOM_FLAGS",
            "REQUEST_HEADERS_BYTES", "RESPONSE_HEADERS_BYTES", "UPSTREAM_WIRE_BYTES_SENT",
            "UPSTREAM_WIRE_BYTES_RECEIVED", "DOWNSTREAM_WIRE_BYTES_SENT", "DOWNSTREAM_WIRE_BYTES_RECEIVED",
            "DOWNSTREAM_HEADER_BYTES_SENT", "DOWNSTREAM_HEADER_BYTES_RECEIVED", "UPSTREAM_HEADER_BYTES_SENT",
            "UPSTREAM_HEADER_BYTES_RECEIVED", "UNIQUE_ID", "EMIT_TIME", "CEL", "UPSTREAM_CONNECTION_ID",
            "UPSTREAM_CONNECTION_POOL_READY_DURATION", "DOWNSTREAM_LOCAL_URI_SAN", "DOWNSTREAM_LOCAL_DNS_SAN",
            "DOWNSTREAM_LOCAL_SUBJECT":
            return .unsupported
        default: return nil
        }
    }

    /// `NAME?OTHER`.
    private static func header(_ source: HeaderSource, _ arguments: String) -> Command {
        let parts = arguments.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return .header(
            source, HeaderName(String(parts[0])), orElse: parts.count > 1 ? HeaderName(String(parts[1])) : nil)
    }

    private static let numbers: [String: Number] = [
        "BYTES_RECEIVED": .bytesReceived, "BYTES_SENT": .bytesSent, "RESPONSE_CODE": .responseCode,
        "DURATION": .duration, "REQUEST_DURATION": .requestDuration, "RESPONSE_DURATION": .responseDuration,
        "RESPONSE_TX_DURATION": .responseTxDuration, "DOWNSTREAM_LOCAL_PORT": .downstreamLocalPort,
        "DOWNSTREAM_REMOTE_PORT": .downstreamRemotePort, "UPSTREAM_REMOTE_PORT": .upstreamRemotePort,
        "UPSTREAM_REQUEST_ATTEMPT_COUNT": .attempts, "CONNECTION_ID": .connectionID,
    ]

    private static let texts: [String: Text] = [
        "PROTOCOL": .protocolName, "RESPONSE_CODE_DETAILS": .details,
        "CONNECTION_TERMINATION_DETAILS": .terminationDetails, "RESPONSE_FLAGS": .flags,
        "RESPONSE_FLAGS_LONG": .longFlags, "UPSTREAM_HOST": .upstreamHost, "UPSTREAM_HOST_NAME": .upstreamHostName,
        "UPSTREAM_REMOTE_ADDRESS": .upstreamHost, "UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT": .upstreamRemoteIP,
        "UPSTREAM_CLUSTER": .upstreamCluster, "UPSTREAM_CLUSTER_RAW": .upstreamCluster,
        "UPSTREAM_LOCAL_ADDRESS": .upstreamLocal, "UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT": .upstreamLocalIP,
        "UPSTREAM_TRANSPORT_FAILURE_REASON": .upstreamFailure, "UPSTREAM_PROTOCOL": .upstreamProtocol,
        "DOWNSTREAM_LOCAL_ADDRESS": .downstreamLocal, "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT": .downstreamLocalIP,
        "DOWNSTREAM_REMOTE_ADDRESS": .downstreamRemote, "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT": .downstreamRemoteIP,
        "DOWNSTREAM_DIRECT_REMOTE_ADDRESS": .downstreamDirect,
        "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT": .downstreamDirectIP, "REQUESTED_SERVER_NAME": .serverName,
        "ROUTE_NAME": .routeName, "HOSTNAME": .hostName, "LOCAL_REPLY_BODY": .localReplyBody,
        "DOWNSTREAM_TLS_VERSION": .tlsVersion, "DOWNSTREAM_TLS_CIPHER": .tlsCipher,
        "DOWNSTREAM_PEER_SUBJECT": .peerSubject, "DOWNSTREAM_PEER_ISSUER": .peerIssuer,
        "DOWNSTREAM_PEER_SERIAL": .peerSerial, "DOWNSTREAM_PEER_FINGERPRINT_256": .peerFingerprint,
        "DOWNSTREAM_PEER_URI_SAN": .peerURI, "DOWNSTREAM_PEER_DNS_SAN": .peerDNS,
    ]

    var isNumber: Bool {
        switch self {
        case .number, .grpcStatus(.number): true
        default: false
        }
    }

    /// Appends the value; false, with nothing appended, when there is none.
    func write(_ context: FormatContext, to output: inout [UInt8]) -> Bool {
        switch self {
        case .header(let source, let name, let other): return writeHeader(source, name, other, context, &output)
        case .path(let withQuery):
            guard let request = context.request, !request.path.isNone else { return false }
            let path = request[request.path]
            output.append(contentsOf: withQuery ? path : path.prefix(count: path.find(UInt8(ascii: "?")) ?? path.count))
            return true
        case .startTime(let format):
            format.write(context.info.startWall, to: &output)
            return true
        case .number(let number):
            guard let value = number.value(context.info) else { return false }
            appendDecimal(value, to: &output)
            return true
        case .text(let text): return text.write(context, to: &output)
        case .environment(let name):
            guard let value = context.environment.variables[name] else { return false }
            output.append(contentsOf: value.utf8)
            return true
        case .metadata(let namespace, let path):
            guard let value = context.info.dynamicMetadata[namespace]?[path.joined(separator: ":")] else { return false }
            output.append(contentsOf: value.utf8)
            return true
        case .grpcStatus(let format): return format.write(context, to: &output)
        case .unsupported: return false
        }
    }

    private func writeHeader(
        _ source: HeaderSource, _ name: HeaderName, _ other: HeaderName?, _ context: FormatContext,
        _ output: inout [UInt8]
    ) -> Bool {
        let headers: HeaderMap? =
            switch source {
            case .request: context.request
            case .response: context.response
            case .trailers: context.trailers
            }
        guard let headers else { return false }
        if name.pseudo == .status, source != .request {
            if context.info.responseCode == 0 { return false }
            appendDecimal(context.info.responseCode, to: &output)
            return true
        }
        func write(_ name: HeaderName) -> Bool {
            // Formats show the first of several values, unlike matchers.
            headers.withFirstValue(of: name) { value in
                guard let value else { return false }
                output.append(contentsOf: value)
                return true
            }
        }
        return write(name) || other.map(write) ?? false
    }
}

extension Command.Number {
    func value(_ info: StreamInfo) -> Int? {
        switch self {
        case .bytesReceived: info.bytesReceived
        case .bytesSent: info.bytesSent
        case .responseCode: info.responseCode
        case .duration: info.milliseconds(info.end)
        case .requestDuration: info.milliseconds(info.requestEnd)
        case .responseDuration: info.milliseconds(info.upstreamFirstByteReceived)
        case .responseTxDuration:
            info.upstreamFirstByteReceived == 0 || info.end < info.upstreamFirstByteReceived
                ? nil : Int((info.end - info.upstreamFirstByteReceived) / 1_000_000)
        case .downstreamLocalPort: info.connection?.local.port
        case .downstreamRemotePort: (info.clientAddress ?? info.connection?.remote)?.port
        case .upstreamRemotePort: info.upstreamHost?.port
        case .attempts: info.attempts
        case .connectionID: info.connection.map { Int($0.id) }
        }
    }
}

extension Command.Text {
    func write(_ context: FormatContext, to output: inout [UInt8]) -> Bool {
        let info = context.info
        switch self {
        case .protocolName:
            guard let version = info.version else { return false }
            output.append(contentsOf: Bytes(version.text))
            return true
        case .localReplyBody:
            output.append(contentsOf: info.localReplyBody)
            return true
        case .flags:
            if info.flags.isEmpty {
                output.append(UInt8(ascii: "-"))
                return true
            }
        default: break
        }
        guard let text = value(context), !text.isEmpty else { return false }
        output.append(contentsOf: text.utf8)
        return true
    }

    private func value(_ context: FormatContext) -> String? {
        let info = context.info
        switch self {
        case .protocolName, .localReplyBody: return nil
        case .details: return info.details
        case .terminationDetails: return info.connection?.terminationDetails
        case .flags: return info.flagOrder.text(isLong: false)
        case .longFlags: return info.flagOrder.text(isLong: true)
        case .upstreamHost: return info.upstreamHost?.text
        case .upstreamHostName: return info.upstreamHostName
        case .upstreamRemoteIP: return info.upstreamHost?.ip
        case .upstreamCluster: return info.upstreamCluster
        case .upstreamLocal: return info.upstreamLocal?.text
        case .upstreamLocalIP: return info.upstreamLocal?.ip
        case .upstreamFailure: return info.upstreamFailure
        case .upstreamProtocol: return info.upstreamVersion.map { "\($0.text)" }
        case .downstreamLocal: return info.connection?.local.text
        case .downstreamLocalIP: return info.connection?.local.ip
        case .downstreamRemote: return (info.clientAddress ?? info.connection?.remote)?.text
        case .downstreamRemoteIP: return (info.clientAddress ?? info.connection?.remote)?.ip
        case .downstreamDirect: return info.connection?.direct.text
        case .downstreamDirectIP: return info.connection?.direct.ip
        case .serverName: return info.connection?.requestedServerName
        case .routeName: return info.routeName
        case .hostName: return context.environment.hostName
        case .tlsVersion: return info.connection?.tls?.version
        case .tlsCipher: return info.connection?.tls?.cipher
        case .peerSubject: return info.connection?.tls?.subject
        case .peerIssuer: return info.connection?.tls?.issuer
        case .peerSerial: return info.connection?.tls?.serial
        case .peerFingerprint: return info.connection?.tls?.sha256
        case .peerURI: return info.connection?.tls?.uriNames.joined(separator: ",")
        case .peerDNS: return info.connection?.tls?.dnsNames.joined(separator: ",")
        case .scheme: return context.request.map { $0[$0.scheme].string }
        }
    }
}

@inline(__always)
func appendDecimal(_ value: Int, to output: inout [UInt8]) {
    if value < 10, value >= 0 {
        output.append(UInt8(truncatingIfNeeded: value) + 0x30)
        return
    }
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { buffer in
        var at = buffer.count
        var rest = value.magnitude
        repeat {
            at -= 1
            buffer[at] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
            rest /= 10
        } while rest > 0
        if value < 0 {
            at -= 1
            buffer[at] = UInt8(ascii: "-")
        }
        output.append(contentsOf: buffer[at...])
    }
}
