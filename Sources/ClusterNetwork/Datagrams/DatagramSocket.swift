import NIOConcurrencyHelpers
package import NIOCore

/// A datagram as it arrives. Answers go back the way it came, through Services and exposed ports, by `reply`.
package struct Datagram: Sendable {
    package let payload: ByteBuffer
    package let source: VirtualAddress
    /// Where it arrived: the receiver's own address.
    package let destination: VirtualAddress
    package let reply: @Sendable (ByteBuffer) -> Void
}

/// A UDP port on the network. Nothing is guaranteed: a socket with a full queue loses what comes.
package final class DatagramSocket: Sendable {
    package let address: VirtualAddress
    /// All addresses of its host, with its port.
    let addresses: [VirtualAddress]
    /// Which of them it answers at.
    package let family: AddressFamily
    private let eventLoop: any EventLoop
    private let network: ClusterNetwork
    private let receive: @Sendable (Datagram) -> Void
    private let state = NIOLockedValueBox((queued: 0, isClosed: false))

    init(
        address: VirtualAddress, host: [IPAddress], family: AddressFamily, eventLoop: any EventLoop,
        network: ClusterNetwork, receive: @escaping @Sendable (Datagram) -> Void
    ) {
        self.address = address
        addresses = host.map { VirtualAddress($0, address.port) }
        self.family = family
        self.eventLoop = eventLoop
        self.network = network
        self.receive = receive
    }

    /// Sends a datagram; refused when the port is known to be shut, as a connected socket learns by ICMP.
    package func send(_ payload: ByteBuffer, to destination: VirtualAddress) throws(ConnectError) {
        try network.send(payload, from: self, to: destination)
    }

    package func close() {
        let wasOpen = state.withLockedValue { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if wasOpen { network.forget(self) }
    }

    func deliver(_ datagram: Datagram) {
        let hasRoom = state.withLockedValue { state in
            guard !state.isClosed, state.queued < network.limits.queuedDatagramsPerSocket else { return false }
            state.queued += 1
            return true
        }
        guard hasRoom else { return }
        eventLoop.execute { [self] in
            let isOpen = state.withLockedValue { state in
                state.queued -= 1
                return !state.isClosed
            }
            if isOpen { receive(datagram) }
        }
    }
}

extension ClusterNetwork {
    /// Takes a UDP port of an attached host; port 0 takes any free one.
    ///
    /// - Parameters:
    ///   - family: Which of the host's addresses answer, whichever of them is named.
    ///   - receive: Called on the loop for each datagram, in order of arrival.
    package func listenDatagrams(
        _ address: VirtualAddress, family: AddressFamily = .any, on eventLoop: (any EventLoop)? = nil,
        receive: @escaping @Sendable (Datagram) -> Void
    ) throws(ConnectError) -> DatagramSocket {
        try withTable { (table) throws(ConnectError) in
            guard let host = table.hosts[address.ip] else { throw .cannotAssign(address) }
            var address = address
            if address.port == 0 {
                guard let port = (49_152...65_535).first(where: { host.datagrams[$0] == nil }) else {
                    throw .addressInUse(address)
                }
                address.port = port
            }
            guard host.datagrams[address.port] == nil else { throw .addressInUse(address) }
            let socket = DatagramSocket(
                address: address, host: host.addresses, family: family, eventLoop: eventLoop ?? group.next(),
                network: self, receive: receive)
            table.hosts[address.ip]?.datagrams[address.port] = .socket(socket)
            return socket
        }
    }

    func forget(_ socket: DatagramSocket) {
        let address = socket.address
        table.withLockedValue { table in
            if case .socket(let present)? = table.hosts[address.ip]?.datagrams[address.port], present === socket {
                table.hosts[address.ip]?.datagrams[address.port] = nil
            }
        }
        for address in socket.addresses { datagramSessions.remove(client: address) }
    }

    func send(_ payload: ByteBuffer, from socket: DatagramSocket, to address: VirtualAddress) throws(ConnectError) {
        // A host sends from its address in the receiver's family.
        let source = socket.addresses.first { $0.ip.isV4 == address.ip.isV4 } ?? socket.address
        try route(payload, from: source, to: address) { [weak socket] answer in
            guard let socket else { return }
            let back = DatagramReplies(network: self, socket: socket, peer: address)
            socket.deliver(
                Datagram(payload: answer, source: address, destination: source, reply: back.send))
        }
    }

    /// Brings a datagram to whoever is at the address. A client keeps the endpoint it was first given for a Service's
    /// port, as with kube-proxy, until the session has been idle.
    func route(
        _ payload: ByteBuffer, from source: VirtualAddress, to address: VirtualAddress,
        reply: @escaping @Sendable (ByteBuffer) -> Void
    ) throws(ConnectError) {
        guard payload.readableBytes <= limits.datagramBytes else {
            throw .system(address, errno: datagramTooLong)
        }
        let now = NIODeadline.now()
        let kept = datagramSessions.endpoint(client: source, service: address, now: now)
        let (destination, datagrams) = try withTable { (table) throws(ConnectError) in
            if let kept, table.services.isCurrent(kept, of: address, transport: .udp),
                let datagrams = try? table.datagrams(at: kept)
            {
                return (kept, datagrams)
            }
            let destination = try table.destination(from: source.ip, to: address, transport: .udp, now: now)
            return (destination, try table.datagrams(at: destination))
        }
        if destination != address { datagramSessions.keep(destination, client: source, service: address, now: now) }
        switch datagrams {
        case .socket(let receiver):
            receiver.deliver(Datagram(payload: payload, source: source, destination: destination, reply: reply))
        case .real(let real):
            datagramSessions.sendReal(payload, client: source, to: real, reply: reply)
        }
    }
}

/// The way back to a sender that is itself a socket on the network.
private struct DatagramReplies: Sendable {
    let network: ClusterNetwork
    let socket: DatagramSocket
    let peer: VirtualAddress

    @Sendable func send(_ payload: ByteBuffer) {
        try? network.send(payload, from: socket, to: peer)
    }
}
