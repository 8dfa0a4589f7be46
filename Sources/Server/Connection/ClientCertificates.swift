import API
import PKI
import Synchronization

/// Users by client certificate. Checking a signature costs more than a whole request, and a client opens many
/// connections with one certificate, so that accepted ones are remembered for a while.
final class ClientCertificates: Sendable {
    private let authority: CertificateAuthority
    private let known = Mutex<[[UInt8]: Known]>([:])

    private struct Known {
        var user: UserInfo
        /// Seconds since 1970.
        var notAfter: Int64
    }

    init(authority: CertificateAuthority) {
        self.authority = authority
    }

    /// The user a certificate names; nil when the authority did not sign it, it is not for clients, or not valid now.
    func user(certificateDER der: [UInt8]) -> UserInfo? {
        if let found = known.withLock({ $0[der] }), found.notAfter > WallClock.seconds() { return found.user }
        guard let summary = authority.accepts(clientCertificateDER: der) else { return nil }
        let user = UserInfo(
            name: summary.commonName, groups: summary.organizations + [UserInfo.authenticatedGroup])
        known.withLock {
            if $0.count >= Limits.rememberedCertificates { $0.removeAll() }
            $0[der] = Known(user: user, notAfter: summary.notAfter)
        }
        return user
    }
}
