import NIOCore
import NIOSSL
import XDS

/// A compiled `DownstreamTlsContext`.
final class DownstreamTLS: Sendable {
    struct Identity: Sendable {
        let context: NIOSSLContext
        let names: [String]
    }

    /// What is wanted of clients.
    enum Demand: Sendable {
        case nothing
        /// A certificate is asked for; `isRequired` when there is no connection without one.
        case trusted(isRequired: Bool)
        /// Any certificate will do.
        case any(isRequired: Bool)

        /// - Parameter isConfigured: There is a validation context at all.
        init(isRequired: Bool, roots: [NIOSSLCertificate]?, acceptsUntrusted: Bool, isConfigured: Bool) {
            if acceptsUntrusted || isConfigured && roots == nil || isRequired && roots == nil {
                self = isRequired || isConfigured ? .any(isRequired: isRequired) : .nothing
            } else if roots != nil {
                self = .trusted(isRequired: isRequired)
            } else {
                self = .nothing
            }
        }

        var verification: CertificateVerification {
            switch self {
            case .nothing: .none
            case .trusted(true), .any(true): .noHostnameVerification
            case .trusted(false), .any(false): .optionalVerification
            }
        }
    }

    private let identities: [Identity]
    private let demand: Demand
    private let names: [SubjectNameMatch]
    /// SHA-256 of certificates, hexadecimal without colons.
    private let hashes: [String]

    init(identities: [Identity], demand: Demand, names: [SubjectNameMatch], hashes: [String]) {
        self.identities = identities
        self.demand = demand
        self.names = names
        self.hashes = hashes
    }

    /// The certificate for a server name: the one that names it, else the first.
    func identity(for serverName: String?) -> Identity {
        guard let serverName, identities.count > 1 else { return identities[0] }
        for identity in identities where identity.names.contains(where: { $0.lowercased() == serverName }) {
            return identity
        }
        for identity in identities where identity.names.contains(where: { HostText.wildcard($0, covers: serverName) }) {
            return identity
        }
        return identities[0]
    }

    func makeHandler(serverName: String?) -> NIOSSLServerHandler {
        let context = identity(for: serverName).context
        switch demand {
        case .nothing: return NIOSSLServerHandler(context: context)
        case .any:
            return NIOSSLServerHandler(context: context) { _, promise in promise.succeed(.certificateVerified) }
        case .trusted where names.isEmpty && hashes.isEmpty: return NIOSSLServerHandler(context: context)
        case .trusted:
            let (names, hashes) = (names, hashes)
            return NIOSSLServerHandler._makeSSLServerHandler(context: context) { certificate, channel in
                let isNamed = names.isEmpty || names.contains { $0.matches(certificate) }
                let der = (try? certificate.toDERBytes()) ?? []
                let isListed = hashes.isEmpty || hashes.contains(SHA256.hex(der))
                return isNamed && isListed
                    ? channel.eventLoop.makeSucceededVoidFuture()
                    : channel.eventLoop.makeFailedFuture(NIOSSLExtraError.failedToValidateHostname)
            }
        }
    }
}
