internal import Foundation
internal import Synchronization

/// A loopback address that this sandbox has taken for one of its Services, whatever ports are open there yet.
///
/// The claim is a datagram socket on a port that nothing else has a use for: other sandboxes cannot bind it, and the
/// kernel lets go of it when this process ends, however it ends.
final class AddressClaim: Sendable {
    private static let port: UInt16 = 26443
    private let held: Mutex<Int32?>

    /// Nil when another sandbox has the address.
    init?(_ address: String) {
        #if canImport(Glibc)
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        #else
        let kind = SOCK_DGRAM
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = Self.port.bigEndian
        inet_pton(AF_INET, address, &place.sin_addr)
        let result = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
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
