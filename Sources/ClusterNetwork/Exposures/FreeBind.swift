import NIOCore

/// Addresses of the IPv6 block that is routed to the machine itself (`ip -6 route add local BLOCK dev lo`) are not
/// addresses of an interface, and Linux lets sockets have those only when they say that they mean it.
enum FreeBind {
    static func option(for address: SocketAddress) -> ChannelOptions.Types.SocketOption? {
        #if os(Linux)
        guard let ip = VirtualAddress(address)?.ip, CIDR.loopbackV6.contains(ip) else { return nil }
        // IPV6_FREEBIND, which the C library's headers do not all have.
        return ChannelOptions.Types.SocketOption(level: .ipv6, name: NIOBSDSocket.Option(rawValue: 78))
        #else
        return nil
        #endif
    }
}
