#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why there is no connection, as `connect(2)` would say it.
package enum ConnectError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The host is there, the port is not.
    case refused(VirtualAddress)
    /// No such host.
    case hostUnreachable(VirtualAddress)
    case timedOut(VirtualAddress)
    /// Listening: somebody has the port.
    case addressInUse(VirtualAddress)
    /// Listening: no such address here.
    case cannotAssign(VirtualAddress)
    /// Out of file descriptors or the like.
    case system(VirtualAddress, errno: Int32)

    package var address: VirtualAddress {
        switch self {
        case .refused(let address), .hostUnreachable(let address), .timedOut(let address), .addressInUse(let address),
            .cannotAssign(let address), .system(let address, _):
            address
        }
    }

    package var errno: Int32 {
        switch self {
        case .refused: ECONNREFUSED
        case .hostUnreachable: EHOSTUNREACH
        case .timedOut: ETIMEDOUT
        case .addressInUse: EADDRINUSE
        case .cannotAssign: EADDRNOTAVAIL
        case .system(_, let errno): errno
        }
    }

    /// The C library's text: `Connection refused`.
    package var reason: String { String(cString: strerror(errno)) }

    package var description: String { "\(address): \(reason)" }

    init(errno: Int32, _ address: VirtualAddress) {
        switch errno {
        case ECONNREFUSED: self = .refused(address)
        case EHOSTUNREACH, ENETUNREACH: self = .hostUnreachable(address)
        case ETIMEDOUT: self = .timedOut(address)
        case EADDRINUSE: self = .addressInUse(address)
        case EADDRNOTAVAIL: self = .cannotAssign(address)
        default: self = .system(address, errno: errno)
        }
    }
}
