import NIOCore
import NIOPosix

/// Datagrams of one client: what is sent, and the first answer to it.
enum Datagram {
    static func ask(_ question: [UInt8], of place: Place, patience: Duration = .seconds(2)) async throws -> [UInt8] {
        let answer = Wire.group.next().makePromise(of: [UInt8].self)
        let channel = try await DatagramBootstrap(group: Wire.group).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(FirstAnswer(answer))
            }
        }.bind(host: "127.0.0.1", port: 0).get()
        let timer = channel.eventLoop.scheduleTask(in: TimeAmount(patience)) { answer.fail(WireFailure.timedOut) }
        do {
            let address = try SocketAddress(ipAddress: place.host, port: place.port)
            try await channel.writeAndFlush(AddressedEnvelope(remoteAddress: address, data: ByteBuffer(bytes: question)))
            let bytes = try await answer.futureResult.get()
            timer.cancel()
            try await channel.close()
            return bytes
        } catch {
            timer.cancel()
            answer.fail(error)
            try? await channel.close()
            throw error
        }
    }
}

private final class FirstAnswer: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let promise: EventLoopPromise<[UInt8]>

    init(_ promise: EventLoopPromise<[UInt8]>) { self.promise = promise }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        promise.succeed(Array(buffer: unwrapInboundIn(data).data))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { promise.fail(error) }
}
