import ClusterNetwork
import NIOCore
import NIOSSL
import NIOTLS

/// The TCP mode: a greeting, then lines: PING, IS_TLS, TEST.
enum EchoTCP {
    static func start(_ context: ContainerContext, _ environment: EchoEnvironment, _ container: ServerContainer) throws {
        let members = environment.contextMembers + [
            ("tcpport", GoJSON.string(environment.tcpPort)), ("tlsport", .string(environment.tlsPort)),
        ]
        context.log("\(HTTPDate.logPrefix()) INFO Starting server (tcp) protocol=tcp port=\(environment.tcpPort)")
        let plain = try EchoFailure.listen(context, port: environment.tcpPort) { connection in
            connection.channel.eventLoop.makeCompletedFuture {
                try connection.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
                try connection.channel.pipeline.syncOperations.addHandlers([
                    BackPressureHandler(), LineEcho(members: members, hello: nil),
                ])
            }
        }
        container.own(plain)
        guard !environment.serverCertificate.isEmpty, !environment.serverKeyOfStreams.isEmpty else { return }
        let tls = try EchoTLS.context(
            certificate: environment.serverCertificate, key: environment.serverKeyOfStreams, protocols: [],
            file: context.file
        ) { "panic: Failed to start tcp server: failed to read certificate: \($0)\n" }
        context.log("\(HTTPDate.logPrefix()) INFO Starting server (tcp) protocol=tls port=\(environment.tlsPort)")
        let secure = try EchoFailure.listen(context, port: environment.tlsPort) { connection in
            connection.channel.eventLoop.makeCompletedFuture {
                let hello = HelloReader()
                try connection.channel.pipeline.syncOperations.addHandlers([
                    BackPressureHandler(), hello, NIOSSLServerHandler(context: tls),
                    LineEcho(members: members, hello: hello),
                ])
            }
        }
        container.own(secure)
    }
}

private final class LineEcho: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let greeting = "Gateway API Test TCP Server\n"
    private let members: [(String, GoJSON)]
    private let hello: HelloReader?
    private var tls: GoJSON?
    private var input = ByteBuffer()

    init(members: [(String, GoJSON)], hello: HelloReader?) {
        self.members = members
        self.hello = hello
    }

    func channelActive(context: ChannelHandlerContext) {
        if hello == nil { write(Self.greeting, context) }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let chosen)? = event as? TLSUserEvent {
            let version = try? context.pipeline.syncOperations.nioSSL_tlsVersion()
            var members: [(String, GoJSON)] = [
                ("version", .string(version.map(Self.text) ?? "")), ("serverName", .string(hello?.serverName ?? "")),
            ]
            if let chosen { members.append(("negotiatedProtocol", .string(chosen))) }
            members.append(("cipherSuite", .string(hello?.cipherSuite.map(TLSDetails.cipherName) ?? "")))
            tls = .object(members)
            write(Self.greeting, context)
        } else if case .inputClosed? = event as? ChannelEvent {
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        input.writeImmutableBuffer(unwrapInboundIn(data))
        while let end = input.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
            let length = end - input.readerIndex
            var line = input.readString(length: length) ?? ""
            input.moveReaderIndex(forwardBy: 1)
            if line.hasSuffix("\r") { line.removeLast() }
            answer(line, context)
        }
        input.discardReadBytes()
        // The scanner of the real server gives up on longer lines.
        if input.readableBytes >= Limits.tcpLineBytes { context.close(promise: nil) }
    }

    private func answer(_ line: String, _ context: ChannelHandlerContext) {
        switch line {
        case "PING": write("PONG\n", context)
        case "IS_TLS": write("\(hello != nil)\n", context)
        case "TEST":
            let all = members + [("isTLS", .bool(hello != nil))] + (tls.map { [("tls", $0)] } ?? [])
            write(String(decoding: GoJSON.object(all).text(), as: UTF8.self) + "\n", context)
        default: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func write(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }

    /// `tls.VersionName`.
    private static func text(_ version: TLSVersion) -> String {
        switch version {
        case .tlsv1: "TLS 1.0"
        case .tlsv11: "TLS 1.1"
        case .tlsv12: "TLS 1.2"
        case .tlsv13: "TLS 1.3"
        }
    }
}
