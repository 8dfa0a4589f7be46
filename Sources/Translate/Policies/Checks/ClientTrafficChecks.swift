import GatewayAPI
import JSON
import Kube

extension Pass {
    /// What Envoy Gateway finds wrong with a ClientTrafficPolicy when it translates it for a listener.
    func problems(ofClientTraffic policy: Policy, on listener: ListenerState) -> SettingProblems {
        let spec = policy.spec
        var problems = SettingProblems()
        problems.check("TCP KeepAlive") { () throws(SettingError) in
            try ClusterSettingsChecks.keepAlive(spec["tcpKeepalive"])
        }
        problems.check("Connection") { () throws(SettingError) in try Self.checkConnection(spec["connection"]) }
        problems.check("Timeout") { () throws(SettingError) in try Self.checkTimeout(spec["timeout"]) }
        if let http = listener.http {
            let headers = Self.headerProblems(spec["headers"])
            if !headers.isEmpty { problems.add("Headers: \(headers.joined(separator: "\n"))") }
            problems.check("HTTP1") { () throws(SettingError) in try Self.checkHTTP10(spec["http1", "http10"], http) }
            problems.check("HTTP2") { () throws(SettingError) in try ClusterSettingsChecks.http2(spec["http2"]) }
        }
        if listener.http?.tls != nil || listener.tcp?.tls != nil {
            problems.check("TLS") { () throws(SettingError) in try checkTLS(spec["tls"], policy) }
        }
        return problems
    }

    private static func checkConnection(_ connection: JSON?) throws(SettingError) {
        let limit = connection?["connectionLimit"]
        try limit?.checkDuration("closeDelay", as: "CloseDelay")
        try limit?.checkDuration("maxConnectionDuration", as: "MaxConnectionDuration")
        try limit?.checkDuration("maxStreamDuration", as: "MaxStreamDuration")
        guard let buffer = connection?.quantity("bufferLimit") else { return }
        guard let value = buffer.value else { throw SettingError("invalid BufferLimit value \(buffer.text)") }
        if value < 0 || value > UInt32.max {
            throw SettingError("BufferLimit value \(buffer.text) is out of range, must be between 0 and \(UInt32.max)")
        }
    }

    private static func checkTimeout(_ timeout: JSON?) throws(SettingError) {
        let tcp = timeout?["tcp"]
        try tcp?.checkDuration("idleTimeout", as: "TCP IdleTimeout")
        try tcp?.checkDuration("tlsHandshakeTimeout", as: "TCP TLSHandshakeTimeout")
        try tcp?.checkDuration("connectionInspectionTimeout", as: "TCP ConnectionInspectionTimeout")
        let http = timeout?["http"]
        try http?.checkDuration("requestReceivedTimeout", as: "HTTP RequestReceivedTimeout")
        try http?.checkDuration("idleTimeout", as: "HTTP IdleTimeout")
        try http?.checkDuration("streamIdleTimeout", as: "HTTP StreamIdleTimeout")
        try http?.checkDuration("requestHeadersReceivedTimeout", as: "HTTP RequestHeadersReceivedTimeout")
    }

    private static let largestHeadersKiB: Int64 = 8192

    private static func headerProblems(_ headers: JSON?) -> [String] {
        var problems: [String] = []
        if let limit = headers?.quantity("maxRequestHeaderLimit") {
            let value = limit.value ?? 0
            if value < 1024 {
                problems.append("MaxRequestHeaderLimit value \(limit.text) must be at least 1Ki")
            } else if value > largestHeadersKiB * 1024 {
                problems.append("MaxRequestHeaderLimit value \(limit.text) exceeds the maximum of \(largestHeadersKiB)Ki")
            }
        }
        for (key, name) in [("earlyRequestHeaders", "EarlyRequestHeaders"), ("lateResponseHeaders", "LateResponseHeaders")] {
            guard let modifier = headers?[key], !modifier.isNull else { continue }
            problems += modifierProblems(modifier, name)
        }
        return problems
    }

    private static func modifierProblems(_ modifier: JSON, _ type: String) -> [String] {
        var problems: [String] = []
        var isUseful = false
        for (key, verb) in [("add", "add"), ("set", "set"), ("addIfAbsent", "addIfAbsent")] {
            for header in modifier[key]?.array ?? [] {
                let name = header.text("name")
                if name.isEmpty {
                    problems.append("\(type) cannot \(verb) a header with an empty name")
                } else if name.contains(where: { $0 == "/" || $0 == ":" }) {
                    problems.append(
                        "\(type) cannot \(verb) a header with a '/' or ':' character in them. Header: '\(name.goQuoted)'")
                } else if !HeaderModifiers.isValue(header.text("value")) {
                    problems.append("\(type) cannot \(verb) a header with an invalid value. Header: '\(name.goQuoted)'")
                } else {
                    isUseful = true
                }
            }
        }
        for name in modifier.strings("remove") {
            if name.isEmpty {
                problems.append("\(type) cannot remove a header with an empty name")
            } else {
                isUseful = true
            }
        }
        for match in modifier["removeOnMatch"]?.array ?? [] {
            if match.text("value").isEmpty {
                problems.append("\(type) cannot remove a header with an empty matcher value")
            } else {
                isUseful = true
            }
        }
        if !isUseful {
            problems.append("\(type) did not provide valid configuration to add/set/remove any headers")
        }
        return problems
    }

    /// HTTP/1.0 requests without a host get the listener's, or the only one of its routes.
    private static func checkHTTP10(_ http10: JSON?, _ listener: Model.HTTPListener) throws(SettingError) {
        guard http10?["useDefaultHost"]?.bool == true, listener.hostnames.allSatisfy({ $0.contains("*") }) else { return }
        let prefix = "cannot set http10 default host on listener with only wildcard hostnames"
        switch listener.routes.count(where: { !$0.hostname.isEmpty && !$0.hostname.contains("*") }) {
        case 0: throw SettingError(prefix)
        case 1: break
        default: throw SettingError("\(prefix) and more than one possible default route")
        }
    }

    private static let ciphers: Set<String> = {
        let curves = ["ECDHE-ECDSA-", "ECDHE-RSA-", ""]
        let short = curves.flatMap { curve in
            ["AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "AES256-SHA"].map { curve + $0 }
        }
        let long = ["ECDHE_ECDSA", "ECDHE_RSA", "RSA"].flatMap { exchange in
            ["AES_128_GCM_SHA256", "AES_256_GCM_SHA384", "AES_128_CBC_SHA", "AES_256_CBC_SHA"].map {
                "TLS_\(exchange)_WITH_\($0)"
            }
        }
        let chacha = ["ECDSA", "RSA"].flatMap {
            ["ECDHE-\($0)-CHACHA20-POLY1305", "TLS_ECDHE_\($0)_WITH_CHACHA20_POLY1305_SHA256"]
        }
        return Set(short + long + chacha)
    }()

    private func checkTLS(_ tls: JSON?, _ policy: Policy) throws(SettingError) {
        guard let tls, !tls.isNull else { return }
        for cipher in tls.strings("ciphers") where !Self.ciphers.contains(cipher) {
            throw SettingError("unsupported cipher suite: \(cipher)")
        }
        guard let validation = tls["clientValidation"], !validation.isNull else { return }
        let isLegacy = validation["mode"]?.string == nil && validation["optional"]?.bool == true
        let mode = validation["mode"]?.string ?? (isLegacy ? "VerifyIfGiven" : "RequireAndVerify")
        var hasCertificates = false
        for reference in validation["caCertificateRefs"]?.array.map({ $0.map(ObjectReference.init(json:)) }) ?? [] {
            let bytes: [UInt8]
            do throws(SettingError) {
                bytes = try data(reference, keys: ["ca.crt"], of: policy)
            } catch {
                throw SettingError("failed to get certificate from ref: \(error.message)")
            }
            if let problem = TrustBundle.problem(bytes, now: world.clock) {
                throw SettingError("no valid certificates exist in \(reference.name): \(problem)")
            }
            hasCertificates = true
        }
        if !hasCertificates, ["VerifyIfGiven", "RequireAndVerify"].contains(mode) {
            throw SettingError(
                isLegacy
                    ? "tls.clientValidation.optional=true requires caCertificateRefs (maps to mode \(mode.goQuoted))"
                    : "tls.clientValidation.mode \(mode.goQuoted) requires caCertificateRefs")
        }
        for reference in validation["crl", "refs"]?.array.map({ $0.map(ObjectReference.init(json:)) }) ?? [] {
            let bytes: [UInt8]
            do throws(SettingError) {
                bytes = try data(reference, keys: ["ca.crl"], of: policy)
            } catch {
                throw SettingError("failed to get crl from ref: \(error.message)")
            }
            if let problem = RevocationList.problem(bytes, now: world.clock) {
                throw SettingError("invalid crl in \(reference.name): \(problem)")
            }
        }
    }
}
