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
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return .other(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &place.sin_addr)
        let result = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        if result == 0 { return nil }
        switch errno {
        case EACCES, EPERM: return .denied
        case EADDRINUSE: return .inUse
        default: return .other(String(cString: strerror(errno)))
        }
    }
}
