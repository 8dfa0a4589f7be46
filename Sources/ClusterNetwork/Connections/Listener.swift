package import NIOCore
import NIOConcurrencyHelpers

/// A connection somebody opened to a listener. Its channel may be one end of a virtual connection or a real socket of
/// an exposed port: the acceptor need not know.
package struct InboundConnection: Sendable {
    package let channel: any Channel
    /// The address that was reached, after the translation of Services: the pod's own.
    package let local: VirtualAddress
    /// Who connects: the dialing pod, or the real client of an exposed port.
    package let peer: VirtualAddress
    /// The channel is a real TCP socket.
    package let isReal: Bool
}

/// Builds a connection's pipeline; called on the channel's loop before it is active. A failed future closes it.
package typealias Acceptor = @Sendable (InboundConnection) -> EventLoopFuture<Void>

/// A port in use. Dropping it does not free the port; `close` does.
package final class Listener: Sendable {
    package let address: VirtualAddress
    /// Which of the host's addresses it answers at.
    package let family: AddressFamily
    let group: any EventLoopGroup
    private let acceptor: Acceptor
    private let limits: ClusterNetwork.Limits
    private let state = NIOLockedValueBox(State())
    private let onClose: @Sendable (Listener) -> Void

    private struct State {
        var isClosed = false
        var pending = 0
        var open: [ObjectIdentifier: any Channel] = [:]
    }

    init(
        address: VirtualAddress, family: AddressFamily, group: any EventLoopGroup, limits: ClusterNetwork.Limits,
        acceptor: @escaping Acceptor, onClose: @escaping @Sendable (Listener) -> Void
    ) {
        self.address = address
        self.family = family
        self.group = group
        self.limits = limits
        self.acceptor = acceptor
        self.onClose = onClose
    }

    /// Connections that are up.
    package var connectionCount: Int { state.withLockedValue { $0.open.count } }

    /// Frees the port. Connections that are up stay.
    package func close() {
        let wasOpen = state.withLockedValue { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if wasOpen { onClose(self) }
    }

    /// Frees the port and closes every connection.
    package func closeAll() {
        close()
        for channel in state.withLockedValue({ Array($0.open.values) }) { channel.close(promise: nil) }
    }

    /// Makes room for one more connection; false when the listener is closed or full. Each success needs one `accept`
    /// or `abandon`.
    func admit() -> Bool {
        state.withLockedValue { state in
            guard !state.isClosed, state.pending < limits.pendingAcceptsPerListener,
                state.open.count + state.pending < limits.connectionsPerListener
            else { return false }
            state.pending += 1
            return true
        }
    }

    func abandon() {
        state.withLockedValue { $0.pending -= 1 }
    }

    /// Hands an admitted connection to the acceptor; called on the channel's loop.
    func accept(_ channel: any Channel, local: VirtualAddress, peer: VirtualAddress, isReal: Bool) -> EventLoopFuture<Void> {
        let id = ObjectIdentifier(channel)
        let isWelcome = state.withLockedValue { state in
            if !state.isClosed { state.open[id] = channel }
            return !state.isClosed
        }
        guard isWelcome else {
            abandon()
            return channel.eventLoop.makeFailedFuture(ConnectError.refused(address))
        }
        channel.closeFuture.whenComplete { _ in
            self.state.withLockedValue { _ = $0.open.removeValue(forKey: id) }
        }
        let connection = InboundConnection(channel: channel, local: local, peer: peer, isReal: isReal)
        let accepted = acceptor(connection)
        accepted.whenComplete { _ in self.abandon() }
        return accepted
    }
}

extension ClusterNetwork {
    /// Takes a port of an attached host; port 0 takes any free one.
    ///
    /// - Parameters:
    ///   - family: Which of the host's addresses answer, whichever of them is named.
    ///   - group: Where the connections live; the network's own group when nil.
    package func listen(
        _ address: VirtualAddress, family: AddressFamily = .any, group: (any EventLoopGroup)? = nil,
        acceptor: @escaping Acceptor
    ) throws(ConnectError) -> Listener {
        try withTable { (table) throws(ConnectError) in
            guard let host = table.hosts[address.ip] else { throw .cannotAssign(address) }
            var address = address
            if address.port == 0 {
                guard let port = (49_152...65_535).first(where: { host.streams[$0] == nil }) else {
                    throw .addressInUse(address)
                }
                address.port = port
            }
            guard host.streams[address.port] == nil else { throw .addressInUse(address) }
            let listener = Listener(
                address: address, family: family, group: group ?? self.group, limits: limits, acceptor: acceptor
            ) { [weak self] listener in
                self?.forget(listener)
            }
            table.hosts[address.ip]?.streams[address.port] = .listener(listener)
            return listener
        }
    }

    /// Connections that are up to all ports of a host.
    package func connectionCount(of ip: IPAddress) -> Int {
        let listeners = table.withLockedValue { Array(($0.hosts[ip]?.streams ?? [:]).values) }
        return listeners.reduce(0) { sum, port in
            if case .listener(let listener) = port { sum + listener.connectionCount } else { sum }
        }
    }

    /// Returns once nobody has been connected to the host for a while, or the time is up.
    package func quiet(_ ip: IPAddress, for wanted: Duration, within limit: Duration) async {
        let start = ContinuousClock.now
        var quietSince = start
        while !Task.isCancelled {
            let now = ContinuousClock.now
            if connectionCount(of: ip) > 0 { quietSince = now }
            if now - quietSince >= wanted || now - start >= limit { return }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    private func forget(_ listener: Listener) {
        let address = listener.address
        table.withLockedValue { table in
            if case .listener(let present)? = table.hosts[address.ip]?.streams[address.port], present === listener {
                table.hosts[address.ip]?.streams[address.port] = nil
            }
        }
    }
}
