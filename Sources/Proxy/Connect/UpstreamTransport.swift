import NIOConcurrencyHelpers
import NIOCore
import NIOSSL
import XDS

/// What a cluster's connections are wrapped in.
enum UpstreamTransport: Sendable {
    case plain
    case tls(UpstreamTLS)
    /// Needs something that has not been supplied; connections fail with this text.
    case unavailable(String)
}

/// A compiled `UpstreamTlsContext`.
final class UpstreamTLS: Sendable {
    private let configuration: TLSConfiguration
    private let context: NIOSSLContext
    /// One more context for each list of protocols that connections offer of their own; made when first needed.
    private let offering = NIOLockedValueBox<[[String]: NIOSSLContext]>([:])
    let serverName: String
    /// SNI is the endpoint's own host name.
    let namesEndpoint: Bool
    /// SNI is the request's authority, or this header.
    let namesRequest: HeaderName?
    /// The certificate must be for the name that SNI carried.
    let checksServerName: Bool
    let names: [SubjectNameMatch]
    let verifies: Bool

    init(
        configuration: TLSConfiguration, tls: UpstreamTlsContext, options: HttpProtocolOptions.Upstream?,
        names: [SubjectNameMatch], verifies: Bool
    ) throws {
        self.configuration = configuration
        context = try NIOSSLContext(configuration: configuration)
        serverName = tls.sni
        namesEndpoint = tls.autoHostSni
        let header = options?.overrideAutoSniHeader ?? ""
        namesRequest = options?.autoSni == true ? HeaderName(header.isEmpty ? ":authority" : header) : nil
        checksServerName = options?.autoSanValidation == true || tls.autoSniSanValidation
        self.names = names
        self.verifies = verifies
    }

    /// The SNI for a request to a host: what the request itself demands, else what is configured.
    func serverName(for request: HeaderMap?, host: Host) -> String {
        if let header = namesRequest, let request {
            let name = request.withFirstValue(of: header) { $0.map { withoutPort($0).string } ?? "" }
            // An address is no server name.
            return HostText.isAddress(name) ? "" : name
        }
        if namesEndpoint, !host.hostname.isEmpty { return host.hostname }
        return serverName
    }

    /// The name a certificate must carry besides the configured ones.
    func expectedName(for request: HeaderMap?, serverName: String) -> String? {
        guard checksServerName else { return nil }
        if let header = namesRequest, let request {
            return request.withFirstValue(of: header) { $0.map { withoutPort($0).string } }
        }
        return serverName.isEmpty ? nil : serverName
    }

    /// - Parameter protocols: What the connection may be used for (`h2`, `http/1.1`): offered by ALPN when the
    ///   configuration offers nothing.
    func makeHandler(
        serverName: String, expecting name: String?, failure: TLSFailure, offering protocols: [String] = []
    ) throws -> NIOSSLClientHandler {
        let context = try self.context(offering: protocols)
        let sni = serverName.isEmpty || HostText.isAddress(serverName) ? nil : serverName
        let names = self.names + (name.map { [SubjectNameMatch(exact: $0)] } ?? [])
        guard verifies, !names.isEmpty else { return try NIOSSLClientHandler(context: context, serverHostname: sni) }
        return try NIOSSLClientHandler._makeSSLClientHandler(context: context, serverHostname: sni) {
            certificate, channel in
            if names.contains(where: { $0.matches(certificate) }) { return channel.eventLoop.makeSucceededVoidFuture() }
            failure.reason = SubjectNameMatch.mismatch(names, certificate)
            return channel.eventLoop.makeFailedFuture(NIOSSLExtraError.failedToValidateHostname)
        }
    }
}

extension UpstreamTLS {
    private func context(offering protocols: [String]) throws -> NIOSSLContext {
        guard !protocols.isEmpty, configuration.applicationProtocols.isEmpty else { return context }
        return try offering.withLockedValue { made in
            if let present = made[protocols] { return present }
            var configuration = self.configuration
            configuration.applicationProtocols = protocols
            let context = try NIOSSLContext(configuration: configuration)
            made[protocols] = context
            return context
        }
    }
}

/// Where a verification callback leaves its words for the connection that failed.
final class TLSFailure: @unchecked Sendable {
    // Touched on the connection's loop only.
    var reason: String?
}

/// Envoy's words on a failed upstream handshake.
enum TLSFailureText {
    private static let verifyFailed = "268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED"

    static func text(_ error: any Error, reason: String?) -> String {
        if let reason { return "TLS_error:|\(verifyFailed):\(reason):TLS_error_end" }
        if error is NIOSSLExtraError {
            return "TLS_error:|\(verifyFailed):verify cert failed: \(error):TLS_error_end"
        }
        guard case NIOSSLError.handshakeFailed(.sslError(let stack)) = error, let first = stack.first else {
            return "TLS_error_end"
        }
        let description = first.description
        if description.contains("CERTIFICATE_VERIFY_FAILED") {
            return "TLS_error:|\(verifyFailed):verify cert failed: X509_verify_cert: certificate verification error at "
                + "depth 0: unable to get local issuer certificate:TLS_error_end"
        }
        return "TLS_error:|\(words(of: description)):TLS_error_end"
    }

    /// `Error: 268435581 error:1000007d:SSL routines:OPENSSL_internal:X …` without what Envoy leaves out.
    private static func words(of description: String) -> String {
        guard let mark = description.range(of: "error:") else { return description }
        let parts = description[mark.upperBound...].split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let code = UInt32(parts[0], radix: 16) else { return description }
        let text = parts[1].split(separator: " ").first.map { _ in String(parts[1]) } ?? ""
        return "\(code):\(text.trimmed())"
    }
}

extension String {
    fileprivate func trimmed() -> String {
        var text = Substring(self)
        while text.last == " " || text.last == "\n" { text.removeLast() }
        return String(text)
    }

    fileprivate func range(of needle: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}

/// A `SubjectAltNameMatcher`, compiled.
struct SubjectNameMatch: Sendable {
    private let kind: SubjectAltNameMatcher.SanType
    private let match: StringMatch
    let text: String

    init(_ matcher: SubjectAltNameMatcher) throws {
        kind = matcher.sanType
        match = try StringMatch(matcher.matcher ?? StringMatcher())
        switch matcher.matcher?.pattern {
        case .exact(let value), .prefix(let value), .suffix(let value), .contains(let value): text = value
        case .safeRegex(let regex): text = regex.regex
        case nil: text = ""
        }
    }

    init(exact name: String) {
        kind = HostText.isAddress(name) ? .ipAddress : .dns
        match = StringMatch(exact: name)
        text = name
    }

    func matches(_ certificate: NIOSSLCertificate) -> Bool {
        for name in CertificateNames(certificate).names {
            switch (kind, name.kind) {
            case (.dns, .dns):
                if match.exactText != nil ? HostText.wildcard(name.text, covers: text) : match.matches(name.text) {
                    return true
                }
            case (.uri, .uri), (.email, .email), (.ipAddress, .ipAddress):
                if match.matches(name.text) { return true }
            case (.sanTypeUnspecified, _): if match.matches(name.text) { return true }
            default: break
            }
        }
        return false
    }

    static func mismatch(_ names: [SubjectNameMatch], _ certificate: NIOSSLCertificate) -> String {
        let expected = names.map(\.text).joined(separator: ", ")
        let found = CertificateNames(certificate).names.map(\.text).joined(separator: ", ")
        return "verify cert failed: verify SAN list, expected SANs: [\(expected)], certificate SANs: [\(found)]"
    }
}

/// The subject alternative names of a certificate as text.
struct CertificateNames {
    struct Name {
        var kind: SubjectAltNameMatcher.SanType
        var text: String
    }

    private(set) var names: [Name] = []

    init(_ certificate: NIOSSLCertificate) {
        for name in certificate._subjectAlternativeNames() {
            let bytes = Array(name.contents)
            switch name.nameType {
            case .dnsName: names.append(Name(kind: .dns, text: String(decoding: bytes, as: UTF8.self)))
            case .email: names.append(Name(kind: .email, text: String(decoding: bytes, as: UTF8.self)))
            case .uri: names.append(Name(kind: .uri, text: String(decoding: bytes, as: UTF8.self)))
            case .ipAddress: names.append(Name(kind: .ipAddress, text: HostText.address(bytes)))
            default: break
            }
        }
    }
}
