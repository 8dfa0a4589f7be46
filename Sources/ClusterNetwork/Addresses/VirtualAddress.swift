package import NIOCore

/// An address and a port. Whether it is virtual or real is a matter of where it is used.
package struct VirtualAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var ip: IPAddress
    package var port: Int

    package init(_ ip: IPAddress, _ port: Int) {
        self.ip = ip
        self.port = port
    }

    /// Reads `10.244.0.7:3000` and `[::1]:80`.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard let ip = IPAddress(host) else { return nil }
        self.init(ip, port)
    }

    package var description: String { ip.isV4 ? "\(ip):\(port)" : "[\(ip)]:\(port)" }

    package static func < (a: VirtualAddress, b: VirtualAddress) -> Bool { (a.ip, a.port) < (b.ip, b.port) }
}

extension VirtualAddress {
    /// The address of a real socket; nil for Unix sockets.
    package init?(_ address: SocketAddress?) {
        switch address {
        case .v4(let v4): self.init(rawSocketAddress: v4.address, addressAt: 4..<8)
        case .v6(let v6): self.init(rawSocketAddress: v6.address, addressAt: 8..<24)
        default: return nil
        }
    }

    /// Reads `sockaddr_in` and `sockaddr_in6` by their layout, which is the same on all systems from the port on.
    private init?<Raw>(rawSocketAddress: Raw, addressAt range: Range<Int>) {
        let parts = withUnsafeBytes(of: rawSocketAddress) { raw in
            (IPAddress(bytes: raw[range]), Int(raw[2]) << 8 | Int(raw[3]))
        }
        guard let ip = parts.0 else { return nil }
        self.init(ip, parts.1)
    }

    /// For real sockets.
    package func socketAddress() throws -> SocketAddress {
        try SocketAddress(ipAddress: ip.description, port: port)
    }
}
