#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
package import NIOCore
import NIOPosix

extension ClusterNetwork {
    /// Opens a connection. It fails with a `ConnectError` at once when nothing listens.
    ///
    /// - Parameters:
    ///   - source: The dialing host; its loopback address is itself. Nil for the sandbox's own dials.
    ///   - eventLoop: Where the channel lives.
    ///   - initializer: Builds the pipeline before the channel is active.
    package func dial(
        from source: IPAddress? = nil, to address: VirtualAddress, on eventLoop: any EventLoop,
        initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel> {
        let stream: RouteTable.Stream
        let local: VirtualAddress
        let peer: VirtualAddress
        do throws(ConnectError) {
            (stream, local, peer) = try withTable { (table) throws(ConnectError) in
                let local = try table.destination(from: source, to: address, transport: .tcp, now: .now())
                return (try table.stream(at: local), local, table.sourceAddress(source, toward: local.ip))
            }
        } catch {
            return eventLoop.makeFailedFuture(error)
        }
        switch stream {
        case .listener(let listener):
            return connect(to: listener, local: local, peer: peer, on: eventLoop, initializer: initializer)
        case .real(let real):
            return dialReal(real, on: eventLoop, initializer: initializer)
        }
    }

    private func connect(
        to listener: Listener, local: VirtualAddress, peer: VirtualAddress, on eventLoop: any EventLoop,
        initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel> {
        guard listener.admit() else { return eventLoop.makeFailedFuture(ConnectError.refused(local)) }
        let pair: SocketPair
        do throws(ConnectError) {
            pair = try SocketPair(for: local)
        } catch {
            listener.abandon()
            return eventLoop.makeFailedFuture(error)
        }
        _ = ClientBootstrap(group: listener.group.next())
            .channelInitializer { listener.accept($0, local: local, peer: peer, isReal: false) }
            .withConnectedSocket(pair.acceptor)
        return ClientBootstrap(group: eventLoop)
            .channelInitializer(initializer)
            .withConnectedSocket(pair.dialer)
    }

    func dialReal(
        _ address: VirtualAddress, on eventLoop: any EventLoop,
        initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel> {
        do {
            return ClientBootstrap(group: eventLoop)
                .connectTimeout(limits.realConnectTimeout)
                .channelInitializer(initializer)
                .connect(to: try address.socketAddress())
                .flatMapErrorThrowing { error in
                    switch error {
                    case let error as IOError: throw ConnectError(errno: error.errnoCode, address)
                    case ChannelError.connectTimeout: throw ConnectError.timedOut(address)
                    default: throw error
                    }
                }
        } catch {
            return eventLoop.makeFailedFuture(error)
        }
    }
}

/// Two connected stream sockets, non-blocking.
private struct SocketPair {
    let dialer: CInt
    let acceptor: CInt

    init(for address: VirtualAddress) throws(ConnectError) {
        var descriptors: (CInt, CInt) = (-1, -1)
        let result = withUnsafeMutableBytes(of: &descriptors) { bytes in
            #if canImport(Glibc) || canImport(Musl)
            let kind = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue)
            #else
            let kind = SOCK_STREAM
            #endif
            return socketpair(AF_UNIX, kind, 0, bytes.baseAddress?.assumingMemoryBound(to: CInt.self))
        }
        guard result == 0 else { throw ConnectError(errno: errno, address) }
        (dialer, acceptor) = descriptors
    }
}
