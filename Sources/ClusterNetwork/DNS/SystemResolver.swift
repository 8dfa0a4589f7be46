#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The machine's own resolver, for sandboxes that are online. Blocks; call it on a thread pool.
enum SystemResolver {
    /// The C library does not tell how long an answer holds.
    private static let ttlSeconds = 30

    static func resolve(_ name: String, family: AddressFamily) -> DNSAnswer {
        var hints = addrinfo()
        hints.ai_family =
            switch family {
            case .any: AF_UNSPEC
            case .v4Only: AF_INET
            case .v6Only: AF_INET6
            }
        #if canImport(Glibc)
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        #else
        hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(name, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        switch status {
        case 0: break
        case EAI_NONAME: return .noSuchName
        case EAI_AGAIN, EAI_FAIL: return .serverFailure
        default: return .noData
        }
        var addresses: [IPAddress] = []
        var entry = list
        while let current = entry {
            if let address = address(current.pointee), !addresses.contains(address) { addresses.append(address) }
            entry = current.pointee.ai_next
        }
        return addresses.isEmpty ? .noData : .addresses(addresses, ttlSeconds: ttlSeconds)
    }

    private static func address(_ entry: addrinfo) -> IPAddress? {
        guard let pointer = entry.ai_addr else { return nil }
        let raw = UnsafeRawBufferPointer(start: pointer, count: Int(entry.ai_addrlen))
        // The address within `sockaddr_in` and `sockaddr_in6`.
        switch entry.ai_family {
        case AF_INET where raw.count >= 8: return IPAddress(bytes: raw[4..<8])
        case AF_INET6 where raw.count >= 24: return IPAddress(bytes: raw[8..<24])
        default: return nil
        }
    }
}
