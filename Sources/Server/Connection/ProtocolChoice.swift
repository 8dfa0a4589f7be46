import API
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// Waits for the handshake and then lays out the connection for the protocol it agreed on. Bytes that arrive in the
/// meantime are passed on to it.
final class ProtocolChoice: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let service: Service
    private var deadline: Scheduled<Void>?

    init(service: Service) {
        self.service = service
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: Limits.handshakeTime) { channel.close(mode: .all, promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case TLSUserEvent.handshakeCompleted(let negotiated):
            choose(context, isHTTP2: negotiated == "h2")
        case is ChannelShouldQuiesceEvent:
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func choose(_ context: ChannelHandlerContext, isHTTP2: Bool) {
        let connection = Connection(
            user: certificateUser(context), remoteAddress: context.channel.remoteAddress?.description ?? "")
        do {
            if isHTTP2 {
                try HTTP2Layout.add(to: context.pipeline, connection, service)
            } else {
                try HTTP1Layout.add(to: context.pipeline, connection, service)
            }
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        } catch {
            service.logger.debug("connection refused: \(error)")
            context.close(promise: nil)
        }
    }

    private func certificateUser(_ context: ChannelHandlerContext) -> UserInfo? {
        guard let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self),
            let certificate = handler.peerCertificate, let der = try? certificate.toDERBytes()
        else { return nil }
        return service.clients.user(certificateDER: der)
    }
}
