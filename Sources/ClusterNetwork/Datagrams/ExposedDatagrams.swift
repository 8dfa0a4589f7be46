import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

extension ClusterNetwork {
    /// A real UDP port whose datagrams go into the network; each real peer keeps its endpoint while it is active.
    func bindDatagram(
        _ address: SocketAddress, _ target: NIOLockedValueBox<ExposureTarget>, _ family: AddressFamily
    ) async throws -> any Channel {
        var bootstrap = DatagramBootstrap(group: group).channelOption(.socketOption(.so_reuseaddr), value: 0)
        if let option = FreeBind.option(for: address) { bootstrap = bootstrap.channelOption(option, value: 1) }
        return try await bootstrap
            .channelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        DatagramReader { envelope in
                            self.receive(envelope, on: channel, for: target.withLockedValue { $0 }, family)
                        })
                }
            }
            .bind(to: address)
            .get()
    }

    private func receive(
        _ envelope: AddressedEnvelope<ByteBuffer>, on channel: any Channel, for target: ExposureTarget,
        _ family: AddressFamily
    ) {
        let remote = envelope.remoteAddress
        guard let peer = VirtualAddress(remote) else { return }
        let reply: @Sendable (ByteBuffer) -> Void = { payload in
            channel.writeAndFlush(AddressedEnvelope(remoteAddress: remote, data: payload), promise: nil)
        }
        let now = NIODeadline.now()
        let destination: VirtualAddress
        do throws(ConnectError) {
            switch target {
            case .address(let address): destination = address
            case .service(let name, let port):
                let service = VirtualAddress(.anyV4, port)
                let endpoints =
                    table.withLockedValue {
                        $0.services.endpoints(of: name, port: port, transport: .udp, family: family)
                    } ?? []
                if let kept = datagramSessions.endpoint(client: peer, service: service, now: now),
                    endpoints.contains(kept)
                {
                    destination = kept
                } else {
                    guard let chosen = endpoints.randomElement() else { throw .refused(service) }
                    datagramSessions.keep(chosen, client: peer, service: service, now: now)
                    destination = chosen
                }
            }
            try route(envelope.data, from: peer, to: destination, reply: reply)
        } catch {
            // As on a real network, nobody hears of a datagram that found no one.
        }
    }
}
