import NIOCore
import NIOHTTP1

enum HTTP1Layout {
    static func add(to pipeline: ChannelPipeline, _ connection: Connection, _ service: Service) throws {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderListSize = Limits.headerBytes
        limits.maxHeaderFieldSize = Limits.headerFieldBytes
        limits.maxHeaderFieldCount = Limits.headerCount
        let decoder = ByteToMessageHandler(
            HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits))
        let handler = HTTP1Handler(service: service, connection: connection, decoder: decoder)
        try pipeline.syncOperations.addHandlers([decoder, handler])
    }
}
