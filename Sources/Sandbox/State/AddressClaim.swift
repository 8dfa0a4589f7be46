internal import Foundation
internal import Synchronization

/// A loopback address that this sandbox has taken for one of its Services, whatever ports are open there yet.
///
/// The claim is a datagram socket on a port that nothing else has a use for: other sandboxes cannot bind it, and the
/// kernel lets go of it when this process ends, however it ends. ::1 is everybody's, and not to be claimed.
final class AddressClaim: Sendable {
    private static let port: UInt16 = 26443
    private let held: Mutex<Int32?>

    /// Nil when another sandbox has the address.
    init?(_ address: String) {
        guard let place = HostSocketAddress(address, Self.port) else { return nil }
        let descriptor = place.socket(SOCK_DGRAM)
        if place.family == AF_INET6 { _ = HostIPv6.mayBindFreely(descriptor) }
        let result = place.with { bind(descriptor, $0, $1) }
        // What is not another sandbox's doing shows when the ports are opened, with its reason.
        let isTaken = result != 0 && errno == EADDRINUSE
        if isTaken { close(descriptor) }
        held = Mutex(isTaken || descriptor < 0 ? nil : descriptor)
        if isTaken { return nil }
    }

    func release() {
        held.withLock { held in
            if let descriptor = held { close(descriptor) }
            held = nil
        }
    }

    deinit { release() }
}
