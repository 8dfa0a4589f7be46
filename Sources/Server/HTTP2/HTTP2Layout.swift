import NIOCore
import NIOHTTP2

enum HTTP2Layout {
    static func add(to pipeline: ChannelPipeline, _ connection: Connection, _ service: Service) throws {
        var connectionLimits = NIOHTTP2Handler.ConnectionConfiguration()
        connectionLimits.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: Limits.http2StreamsPerConnection),
            HTTP2Setting(parameter: .maxHeaderListSize, value: Limits.headerBytes),
            HTTP2Setting(parameter: .initialWindowSize, value: Limits.http2WindowBytes),
        ]
        connectionLimits.targetWindowSize = Limits.http2WindowBytes * 4
        connectionLimits.controlFrameRateLimit.maximumCount = Limits.http2ControlFramesPer30Seconds
        var streamLimits = NIOHTTP2Handler.StreamConfiguration()
        streamLimits.targetWindowSize = Limits.http2WindowBytes
        streamLimits.outboundBufferSizeHighWatermark = Limits.writeBufferHighBytes
        streamLimits.outboundBufferSizeLowWatermark = Limits.writeBufferLowBytes
        streamLimits.streamResetFrameRateLimit.maximumCount = Limits.http2ResetsPer30Seconds
        streamLimits.streamErrorRateLimit.maximumCount = Limits.http2ResetsPer30Seconds

        let loop = pipeline.eventLoop
        let manager = NIOHTTP2ServerConnectionManagementHandler(
            eventLoop: loop,
            configuration: .init(maxIdleTime: Limits.idleTime, maxAge: nil, maxGraceTime: nil, keepalive: nil))
        let bound = NIOLoopBound(connection, eventLoop: loop)
        let http2 = NIOHTTP2Handler(
            mode: .server, eventLoop: loop, connectionConfiguration: connectionLimits,
            streamConfiguration: streamLimits, streamDelegate: manager.http2StreamDelegate
        ) { stream in
            stream.eventLoop.makeCompletedFuture {
                try stream.pipeline.syncOperations.addHandler(
                    HTTP2StreamHandler(service: service, connection: bound.value))
            }
        }
        try pipeline.syncOperations.addHandlers([
            http2, manager, HTTP2ConnectionHandler(connection: connection),
        ])
    }
}

/// Ends the streams of a connection that is being shut down, and closes one that broke.
private final class HTTP2ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame

    private let connection: Connection

    init(connection: Connection) {
        self.connection = connection
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { connection.quiesce() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The engine has told the client with GOAWAY where the fault is the connection's; a stream's fault is its own.
        guard error is NIOHTTP2Errors.StreamError else { return context.close(promise: nil) }
    }
}
