internal import ClusterNetwork
internal import Foundation

/// What IPv6 this machine has for a sandbox. Its loopback is one address only, ::1; a user who wants one for each
/// Service routes a block to the machine itself.
package enum HostIPv6 {
    /// The block: as 127.0.10.0/24 is IPv4's.
    private static let block = CIDR.loopbackV6
    package static let blockText = block.description
    /// Makes the block the machine's own, until it is started anew.
    package static let remedy = "sudo ip -6 route add local \(block) dev lo"

    static func address(_ index: Int) -> IPAddress { block.address(at: UInt32(1 + index)) ?? .loopbackV6 }

    /// Why ::1 cannot be bound; nil when it can.
    package static var obstacle: HostPorts.Obstacle? { HostPorts.canBind("::1", 0) }

    /// Whether what is sent to an address of the block arrives at this machine. Asked with a datagram that may take no
    /// other way than the loopback interface: sockets can be bound to addresses that lead elsewhere.
    package static var hasBlock: Bool {
        guard let place = HostSocketAddress(block.address(at: UInt32.max)?.description ?? "", 0) else { return false }
        let (receiver, sender) = (place.socket(SOCK_DGRAM), place.socket(SOCK_DGRAM))
        defer { for descriptor in [receiver, sender] where descriptor >= 0 { close(descriptor) } }
        guard receiver >= 0, sender >= 0, mayBindFreely(receiver), place.with({ bind(receiver, $0, $1) }) == 0,
            let bound = HostSocketAddress(of: receiver), setsockopt(sender, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) == 0
        else { return false }
        let note: [UInt8] = [1]
        guard bound.with({ Int32(sendto(sender, note, note.count, 0, $0, $1)) }) == 1 else { return false }
        var ready = pollfd(fd: receiver, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, waitMilliseconds) == 1
    }

    private static let waitMilliseconds: Int32 = 100

    /// Lets a socket have an address that is no interface's: IPV6_FREEBIND.
    static func mayBindFreely(_ descriptor: Int32) -> Bool {
        var one: Int32 = 1
        return setsockopt(descriptor, Int32(IPPROTO_IPV6), 78, &one, socklen_t(MemoryLayout<Int32>.size)) == 0
    }
}
