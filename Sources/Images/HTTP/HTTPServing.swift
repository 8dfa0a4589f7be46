package import ClusterNetwork
import NIOCore
package import NIOSSL
import NIOTLS

/// How a port speaks HTTP.
package struct HTTPServing: Sendable {
    /// HTTP/2 without TLS to clients that begin with its preface.
    package var allowsPriorKnowledge = false
    package var tls: NIOSSLContext?
    /// Of the TLS client's choice: whether `h2` is on offer is the context's business.
    package var app: any HTTPApp

    package init(app: any HTTPApp, allowsPriorKnowledge: Bool = false, tls: NIOSSLContext? = nil) {
        self.app = app
        self.allowsPriorKnowledge = allowsPriorKnowledge
        self.tls = tls
    }

    /// For `ClusterNetwork.listen`.
    package var acceptor: Acceptor {
        { connection in
            connection.channel.eventLoop.makeCompletedFuture {
                try self.configure(connection)
            }
        }
    }

    private func configure(_ connection: InboundConnection) throws {
        let channel = connection.channel
        let facts = ConnectionFacts(local: connection.local, peer: connection.peer, tls: nil)
        // Who does not read the answers is not read from.
        try channel.pipeline.syncOperations.addHandler(BackPressureHandler())
        if let tls {
            let hello = HelloReader()
            try channel.pipeline.syncOperations.addHandlers([
                hello, NIOSSLServerHandler(context: tls), AfterHandshake(app: app, facts: facts, hello: hello),
            ])
        } else if allowsPriorKnowledge {
            try channel.pipeline.syncOperations.addHandler(PrefaceDetector(app: app, facts: facts))
        } else {
            try HTTP1Connection.install(on: channel, app: app, facts: facts)
        }
    }
}

/// Waits for the handshake, then installs the protocol that it chose.
private final class AfterHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let app: any HTTPApp
    private var facts: ConnectionFacts
    private let hello: HelloReader

    init(app: any HTTPApp, facts: ConnectionFacts, hello: HelloReader) {
        self.app = app
        self.facts = facts
        self.hello = hello
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .handshakeCompleted(let chosen)? = event as? TLSUserEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        let pipeline = context.pipeline.syncOperations
        let certificate = try? pipeline.nioSSL_peerCertificate()
        facts.tls = TLSDetails(
            version: (try? pipeline.nioSSL_tlsVersion()).map(Self.text) ?? "", serverName: hello.serverName ?? "",
            negotiatedProtocol: chosen ?? "", cipherSuite: hello.cipherSuite.map(TLSDetails.cipherName) ?? "",
            peerCertificates: certificate.flatMap { try? $0.toDERBytes() }.map { [PEM.encode($0, as: "CERTIFICATE")] } ?? [])
        do {
            if chosen == "h2" {
                try HTTP2Stream.install(on: context.channel, app: app, facts: facts)
            } else {
                try HTTP1Connection.install(on: context.channel, app: app, facts: facts)
            }
            pipeline.removeHandler(context: context, promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private static func text(_ version: TLSVersion) -> String {
        switch version {
        case .tlsv1: "TLSv1.0"
        case .tlsv11: "TLSv1.1"
        case .tlsv12: "TLSv1.2"
        case .tlsv13: "TLSv1.3"
        }
    }
}

/// Tells HTTP/2 with prior knowledge from HTTP/1 by the first bytes.
private final class PrefaceDetector: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    private let app: any HTTPApp
    private let facts: ConnectionFacts
    private var seen = ByteBuffer()
    private var isDecided = false

    init(app: any HTTPApp, facts: ConnectionFacts) {
        self.app = app
        self.facts = facts
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        guard !isDecided else {
            context.fireChannelRead(data)
            return
        }
        seen.writeBuffer(&bytes)
        let isPrefix = zip(seen.readableBytesView, Self.preface).allSatisfy { $0 == $1 }
        if isPrefix, seen.readableBytes < Self.preface.count { return }
        isDecided = true
        do {
            if isPrefix {
                try HTTP2Stream.install(on: context.channel, app: app, facts: facts)
            } else {
                try HTTP1Connection.install(on: context.channel, app: app, facts: facts)
            }
        } catch {
            context.close(promise: nil)
            return
        }
        context.fireChannelRead(wrapInboundOut(seen))
        seen.clear()
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
}
