import NIOCore

final class HTTP2Server: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    init(worker: Worker, manager: ConnectionManager, chain: FilterChainRuntime, info: ConnectionInfo) {}
}
