import ClusterNetwork
import XDS

extension ClientAddressRules.Detection {
    /// Nil for a detection this engine has no means for.
    init?(_ extension: TypedExtension) throws {
        if let xff = `extension`.typedConfig?.as(XffOriginalIP.self) {
            self = .forwardedFor(
                hops: Int(xff.xffNumTrustedHops), trusted: (xff.xffTrustedCidrs?.cidrs ?? []).compactMap { CIDR($0) },
                skipsAppend: xff.skipXffAppend ?? true)
        } else if let header = `extension`.typedConfig?.as(CustomHeaderOriginalIP.self) {
            self = .header(
                HeaderName(header.headerName),
                rejects: header.rejectWithStatus == nil ? nil : 403)
        } else {
            return nil
        }
    }
}
