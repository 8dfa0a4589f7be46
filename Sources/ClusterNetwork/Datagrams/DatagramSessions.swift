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

let datagramTooLong: Int32 = EMSGSIZE

/// What the network remembers of datagrams: which endpoint a client was given for a Service, and the real sockets that
/// stand for clients towards real hosts. Forgotten when idle; the oldest make room when there are too many.
final class DatagramSessions: Sendable {
    private struct Key: Hashable {
        var client: VirtualAddress
        var peer: VirtualAddress
    }

    private struct Endpoint {
        var address: VirtualAddress
        var lastUsed: NIODeadline
    }

    private struct State {
        var endpoints: [Key: Endpoint] = [:]
        var sockets: [Key: RealDatagramSession] = [:]
    }

    private let group: any EventLoopGroup
    private let limits: ClusterNetwork.Limits
    private let state = NIOLockedValueBox(State())

    init(group: any EventLoopGroup, limits: ClusterNetwork.Limits) {
        self.group = group
        self.limits = limits
    }

    func endpoint(client: VirtualAddress, service: VirtualAddress, now: NIODeadline) -> VirtualAddress? {
        state.withLockedValue { state in
            let key = Key(client: client, peer: service)
            guard let endpoint = state.endpoints[key] else { return nil }
            guard endpoint.lastUsed + limits.datagramSessionIdle > now else {
                state.endpoints[key] = nil
                return nil
            }
            state.endpoints[key]?.lastUsed = now
            return endpoint.address
        }
    }

    func keep(_ endpoint: VirtualAddress, client: VirtualAddress, service: VirtualAddress, now: NIODeadline) {
        state.withLockedValue { state in
            if state.endpoints.count >= limits.datagramSessions {
                state.endpoints = state.endpoints.filter { $0.value.lastUsed + limits.datagramSessionIdle > now }
                if state.endpoints.count >= limits.datagramSessions { state.endpoints.removeAll() }
            }
            state.endpoints[Key(client: client, peer: service)] = Endpoint(address: endpoint, lastUsed: now)
        }
    }

    func remove(client: VirtualAddress) {
        let sockets = state.withLockedValue { state in
            state.endpoints = state.endpoints.filter { $0.key.client != client }
            return state.sockets.filter { $0.key.client == client }.map(\.value)
        }
        for socket in sockets { socket.close() }
    }

    /// Sends through a real socket of the client's own, whose answers come back by `reply`.
    func sendReal(
        _ payload: ByteBuffer, client: VirtualAddress, to real: VirtualAddress,
        reply: @escaping @Sendable (ByteBuffer) -> Void
    ) {
        let key = Key(client: client, peer: real)
        let (session, isNew) = state.withLockedValue { state -> (RealDatagramSession?, Bool) in
            if let session = state.sockets[key] { return (session, false) }
            guard state.sockets.count < limits.datagramSessions else { return (nil, false) }
            let session = RealDatagramSession(
                peer: real, eventLoop: group.next(), idle: limits.datagramSessionIdle,
                queueLimit: limits.queuedDatagramsPerSocket, receive: reply)
            state.sockets[key] = session
            return (session, true)
        }
        guard let session else { return }
        if isNew {
            session.start { [weak self] in
                self?.state.withLockedValue { $0.sockets[key] = nil }
            }
        }
        session.send(payload)
    }
}

/// One real UDP socket, connected to one peer, that closes itself when idle.
private final class RealDatagramSession: Sendable {
    private let peer: VirtualAddress
    private let eventLoop: any EventLoop
    private let idle: TimeAmount
    private let queueLimit: Int
    private let receive: @Sendable (ByteBuffer) -> Void
    private let channel: EventLoopPromise<any Channel>
    private let state: NIOLockedValueBox<(queued: Int, lastUsed: NIODeadline)>

    init(
        peer: VirtualAddress, eventLoop: any EventLoop, idle: TimeAmount, queueLimit: Int,
        receive: @escaping @Sendable (ByteBuffer) -> Void
    ) {
        self.peer = peer
        self.eventLoop = eventLoop
        self.idle = idle
        self.queueLimit = queueLimit
        self.receive = receive
        channel = eventLoop.makePromise()
        state = NIOLockedValueBox((0, .now()))
    }

    func start(onEnd: @escaping @Sendable () -> Void) {
        do {
            let receive = receive
            let connected = DatagramBootstrap(group: eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(DatagramReader { receive($0.data) })
                    }
                }
                .connect(to: try peer.socketAddress())
            connected.cascade(to: channel)
            connected.whenSuccess { channel in
                channel.closeFuture.whenComplete { _ in onEnd() }
                self.closeWhenIdle(channel)
            }
            connected.whenFailure { _ in onEnd() }
        } catch {
            channel.fail(error)
            onEnd()
        }
    }

    func send(_ payload: ByteBuffer) {
        let hasRoom = state.withLockedValue { state in
            state.lastUsed = .now()
            guard state.queued < queueLimit else { return false }
            state.queued += 1
            return true
        }
        guard hasRoom else { return }
        channel.futureResult.whenComplete { [self] result in
            guard case .success(let channel) = result, let remote = channel.remoteAddress else {
                state.withLockedValue { $0.queued -= 1 }
                return
            }
            channel.writeAndFlush(AddressedEnvelope(remoteAddress: remote, data: payload)).whenComplete { _ in
                self.state.withLockedValue { $0.queued -= 1 }
            }
        }
    }

    func close() {
        channel.futureResult.whenSuccess { $0.close(promise: nil) }
    }

    private func closeWhenIdle(_ channel: any Channel) {
        let deadline = state.withLockedValue { $0.lastUsed } + idle
        channel.eventLoop.scheduleTask(deadline: deadline) { [weak self] in
            guard let self else { return }
            if state.withLockedValue({ $0.lastUsed }) + idle <= .now() {
                channel.close(promise: nil)
            } else {
                closeWhenIdle(channel)
            }
        }
    }
}

/// Hands each datagram of a real socket to a closure.
final class DatagramReader: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let receive: (AddressedEnvelope<ByteBuffer>) -> Void

    init(_ receive: @escaping (AddressedEnvelope<ByteBuffer>) -> Void) {
        self.receive = receive
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        receive(unwrapInboundIn(data))
    }

    /// A peer's port being shut shows as an error on a connected socket; datagrams are allowed to be lost.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}
