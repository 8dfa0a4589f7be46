#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// What a real port of the host leads to.
package enum ExposureTarget: Sendable, Hashable {
    /// One port of one host on the network.
    case address(VirtualAddress)
    /// A Service's port: one of its ready endpoints for each connection.
    case service(ServiceName, port: Int)
}

/// Why a real port cannot be had.
package enum ExposureError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A privileged port; needs `net.ipv4.ip_unprivileged_port_start` or CAP_NET_BIND_SERVICE.
    case notPermitted(VirtualAddress)
    case addressInUse(VirtualAddress)
    /// The machine has no such address.
    case addressNotAvailable(VirtualAddress)
    case other(VirtualAddress, errno: Int32)

    init(errno: Int32, _ address: VirtualAddress) {
        switch errno {
        case EACCES, EPERM: self = .notPermitted(address)
        case EADDRINUSE: self = .addressInUse(address)
        case EADDRNOTAVAIL, EAFNOSUPPORT: self = .addressNotAvailable(address)
        default: self = .other(address, errno: errno)
        }
    }

    package var description: String {
        switch self {
        case .notPermitted(let address): "bind \(address): permission denied"
        case .addressInUse(let address): "bind \(address): address already in use"
        case .addressNotAvailable(let address): "bind \(address): cannot assign requested address"
        case .other(let address, let errno): "bind \(address): \(String(cString: strerror(errno)))"
        }
    }
}

/// A real listening port of the host that leads into the network. Close it; dropping it does not free the port.
package final class Exposure: Sendable {
    /// The address as bound: with the port the system chose when 0 was asked for.
    package let hostAddress: VirtualAddress
    package let transport: Transport
    private let channel: any Channel
    private let target: NIOLockedValueBox<ExposureTarget>

    init(
        hostAddress: VirtualAddress, transport: Transport, channel: any Channel,
        target: NIOLockedValueBox<ExposureTarget>
    ) {
        self.hostAddress = hostAddress
        self.transport = transport
        self.channel = channel
        self.target = target
    }

    /// Sends new connections elsewhere; those that are up stay.
    package func retarget(_ target: ExposureTarget) {
        self.target.withLockedValue { $0 = target }
    }

    /// Stops listening. Connections that are up stay.
    package func close() async {
        try? await channel.close()
    }
}

extension ClusterNetwork {
    /// Listens on a real address of the host and hands what connects to the target's acceptor; a Service's endpoints
    /// are those of the address's family.
    package func expose(
        _ hostAddress: VirtualAddress, transport: Transport = .tcp, to target: ExposureTarget
    ) async throws -> Exposure {
        let box = NIOLockedValueBox(target)
        let channel: any Channel
        let family = AddressFamily(of: hostAddress.ip)
        do {
            let address = try hostAddress.socketAddress()
            channel =
                switch transport {
                case .tcp: try await bindStream(address, box, family)
                case .udp: try await bindDatagram(address, box, family)
                }
        } catch let error as IOError {
            throw ExposureError(errno: error.errnoCode, hostAddress)
        }
        return Exposure(
            hostAddress: VirtualAddress(channel.localAddress) ?? hostAddress, transport: transport, channel: channel,
            target: box)
    }

    private func bindStream(
        _ address: SocketAddress, _ target: NIOLockedValueBox<ExposureTarget>, _ family: AddressFamily
    ) async throws -> any Channel {
        var bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: limits.hostBacklog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        if let option = FreeBind.option(for: address) { bootstrap = bootstrap.serverChannelOption(option, value: 1) }
        return try await bootstrap
            .childChannelInitializer { [self] channel in
                accept(channel, for: target.withLockedValue { $0 }, family)
            }
            .bind(to: address)
            .get()
    }

    /// Gives a real connection to whom it is for. Where nobody is, it is reset, the nearest thing to a refusal that an
    /// accepted connection can get.
    private func accept(
        _ channel: any Channel, for target: ExposureTarget, _ family: AddressFamily
    ) -> EventLoopFuture<Void> {
        do {
            let client = VirtualAddress(channel.remoteAddress)?.ip
            let destination = try destination(of: target, family: family, client: client)
            let stream = try withTable { (table) throws(ConnectError) in try table.stream(at: destination) }
            switch stream {
            case .listener(let listener):
                guard listener.admit() else { throw ConnectError.refused(destination) }
                let peer = VirtualAddress(channel.remoteAddress) ?? VirtualAddress(.loopback, 0)
                return listener.accept(channel, local: destination, peer: peer, isReal: true)
            case .real(let real):
                return relay(channel, toReal: real)
            }
        } catch {
            return reset(channel, error)
        }
    }

    private func relay(_ channel: any Channel, toReal real: VirtualAddress) -> EventLoopFuture<Void> {
        let loop = channel.eventLoop
        return dialReal(real, on: loop) { other in
            other.eventLoop.makeCompletedFuture {
                try Relay.join(channel, other)
            }
        }.map { _ in }.flatMapError { self.reset(channel, $0) }
    }

    private func reset(_ channel: any Channel, _ error: any Error) -> EventLoopFuture<Void> {
        guard let socket = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(error)
        }
        return socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            .flatMap { channel.eventLoop.makeFailedFuture(error) }
    }

    private func destination(
        of target: ExposureTarget, family: AddressFamily, client: IPAddress?
    ) throws(ConnectError) -> VirtualAddress {
        switch target {
        case .address(let address): return address
        case .service(let name, let port):
            let endpoint = table.withLockedValue {
                $0.services.choose(name, port: port, transport: .tcp, family: family, client: client, now: .now())
            }
            guard let endpoint else { throw .refused(VirtualAddress(.anyV4, port)) }
            return endpoint
        }
    }
}
