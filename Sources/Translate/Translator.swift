package import GatewayAPI

/// From the resources of a cluster to what its proxies should do and what the resources' statuses should say.
///
/// Pure: the same view gives the same translation. A translator keeps what it worked out for single objects, so that
/// translating again after one change costs about what that change costs; keep one and call it again.
package struct Translator: Sendable {
    package let configuration: EnvoyGatewayConfiguration

    package init(configuration: EnvoyGatewayConfiguration) {
        self.configuration = configuration
    }

    /// `now` (RFC 3339, UTC, whole seconds) becomes the transition time of conditions that change.
    package mutating func translate(_ view: ClusterView, now: String) -> Translation {
        Translation()
    }
}
