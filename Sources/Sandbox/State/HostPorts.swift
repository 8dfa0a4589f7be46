internal import Foundation

/// What this machine allows to be bound.
package enum HostPorts {
    package enum Obstacle: Sendable, Equatable {
        case denied
        case inUse
        case other(String)
    }

    /// Nil when the port can be bound on the address.
    package static func canBind(_ address: String, _ port: UInt16) -> Obstacle? {
        guard let place = HostSocketAddress(address, port) else { return .other("no such address: \(address)") }
        let descriptor = place.socket(SOCK_STREAM)
        guard descriptor >= 0 else { return .other(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        if place.with({ bind(descriptor, $0, $1) }) == 0 { return nil }
        switch errno {
        case EACCES, EPERM: return .denied
        case EADDRINUSE: return .inUse
        default: return .other(String(cString: strerror(errno)))
        }
    }
}
