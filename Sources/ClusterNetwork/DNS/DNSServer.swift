package import NIOCore

/// Answers DNS queries of others than this process' own resolver: programs that are handed a nameserver.
package struct DNSServer: Sendable {
    /// Answers one query, at once or later.
    package typealias Answer = @Sendable (
        _ query: DNSMessage, _ peer: VirtualAddress, Transport, any EventLoop
    ) -> EventLoopFuture<DNSMessage>

    /// Plain DNS without EDNS (RFC 1035 4.2.1).
    private static let plainPayloadBytes = 512

    /// Takes UDP and TCP port 53, or another, of a host.
    package static func start(
        on address: VirtualAddress, in network: ClusterNetwork, answer: @escaping Answer
    ) throws(ConnectError) -> (Listener, DatagramSocket) {
        let loop = network.group.next()
        let socket = try network.listenDatagrams(address, on: loop) { datagram in
            guard let query = DNSMessage(parsing: datagram.payload), !query.isResponse else { return }
            let limit = max(plainPayloadBytes, query.udpPayloadBytes ?? plainPayloadBytes)
            answer(query, datagram.source, .udp, loop).whenSuccess { datagram.reply($0.serialized(limit: limit)) }
        }
        do throws(ConnectError) {
            let limit = network.limits.dnsPipelinedQueries
            let listener = try network.listen(address) { connection in
                connection.channel.eventLoop.makeCompletedFuture {
                    try connection.channel.pipeline.syncOperations.addHandlers([
                        BackPressureHandler(),
                        DNSStreamHandler(peer: connection.peer, answer: answer, pipelineLimit: limit),
                    ])
                }
            }
            return (listener, socket)
        } catch {
            socket.close()
            throw error
        }
    }
}

/// Queries over TCP, each with its length before it; answers go out as they are ready.
private final class DNSStreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let peer: VirtualAddress
    private let answer: DNSServer.Answer
    private let pipelineLimit: Int
    private var input = ByteBuffer()
    private var unanswered = 0

    init(peer: VirtualAddress, answer: @escaping DNSServer.Answer, pipelineLimit: Int) {
        self.peer = peer
        self.answer = answer
        self.pipelineLimit = pipelineLimit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        input.writeImmutableBuffer(unwrapInboundIn(data))
        while let bytes = input.readLengthPrefixedSlice(as: UInt16.self) {
            guard let query = DNSMessage(parsing: bytes), !query.isResponse, unanswered < pipelineLimit else {
                context.close(promise: nil)
                return
            }
            unanswered += 1
            answer(query, peer, .tcp, context.eventLoop).assumeIsolated().whenComplete { self.finish($0, context) }
        }
        input.discardReadBytes()
    }

    private func finish(_ result: Result<DNSMessage, any Error>, _ context: ChannelHandlerContext) {
        unanswered -= 1
        guard case .success(let reply) = result else { return }
        let message = reply.serialized()
        var output = ByteBuffer()
        output.writeInteger(UInt16(clamping: message.readableBytes))
        output.writeImmutableBuffer(message)
        context.writeAndFlush(wrapOutboundOut(output), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

extension ClusterNetwork {
    /// Makes an address the cluster's nameserver (`nameserver` of a pod's resolv.conf), for as long as it is attached.
    package func serveDNS(on ip: IPAddress) throws(ConnectError) {
        attach(ip)
        let dns = dns
        _ = try DNSServer.start(on: VirtualAddress(ip, 53), in: self) { query, _, _, loop in
            dns.answer(query, on: loop)
        }
    }
}

extension ClusterDNS {
    /// The cluster's own answers, for a `DNSServer`.
    package func answer(_ query: DNSMessage, on eventLoop: any EventLoop) -> EventLoopFuture<DNSMessage> {
        guard query.operation == 0 else { return eventLoop.makeSucceededFuture(query.reply(.notImplemented)) }
        guard let question = query.question else { return eventLoop.makeSucceededFuture(query.reply(.formatError)) }
        let name = Self.normal(question.name)
        var reply = query.reply()
        reply.offersRecursion = true
        switch lookup(name) {
        case .records(let records, let ttl):
            reply.isAuthoritative = true
            reply.answers = self.records(records, asked: question, ttl: ttl)
        case .empty: reply.isAuthoritative = true
        case .noSuchName:
            reply.isAuthoritative = true
            reply.code = .nameError
        case .unknown:
            guard isOnline, [DNSMessage.Kind.a, DNSMessage.Kind.aaaa].contains(question.kind) else {
                reply.code = isOnline ? .noError : .nameError
                break
            }
            let family = question.kind == DNSMessage.Kind.a ? AddressFamily.v4Only : .v6Only
            let pending = reply
            return resolve(name, family: family, on: eventLoop).map { answer in
                Self.reply(pending, to: question, with: answer)
            }
        }
        if reply.answers.isEmpty { reply.authorities = [Self.authority] }
        return eventLoop.makeSucceededFuture(reply)
    }

    private static var authority: DNSMessage.Record {
        DNSMessage.Record(
            name: ClusterZone.domain, ttlSeconds: ClusterZone.ttlSeconds,
            data: .authority(
                server: "ns.dns.\(ClusterZone.domain)", mailbox: "hostmaster.\(ClusterZone.domain)", serial: 1,
                minimumSeconds: UInt32(ClusterZone.ttlSeconds)))
    }

    private static func reply(
        _ pending: DNSMessage, to question: DNSMessage.Question, with answer: DNSAnswer
    ) -> DNSMessage {
        var reply = pending
        switch answer {
        case .addresses(let ips, let ttl):
            reply.answers = ips.map { .init(name: question.name, ttlSeconds: ttl, data: .address($0)) }
        case .noData: break
        case .noSuchName: reply.code = .nameError
        case .serverFailure: reply.code = .serverFailure
        }
        return reply
    }

    private func records(
        _ records: [DNSRecord], asked question: DNSMessage.Question, ttl: Int
    ) -> [DNSMessage.Record] {
        records.flatMap { record -> [DNSMessage.Record] in
            func entry(_ kind: UInt16, _ data: DNSMessage.Data) -> [DNSMessage.Record] {
                guard question.kind == kind || question.kind == DNSMessage.Kind.any else { return [] }
                return [DNSMessage.Record(name: question.name, ttlSeconds: ttl, data: data)]
            }
            switch record {
            case .address(let ip): return entry(ip.isV4 ? DNSMessage.Kind.a : DNSMessage.Kind.aaaa, .address(ip))
            case .pointer(let name): return entry(DNSMessage.Kind.ptr, .name(kind: DNSMessage.Kind.ptr, name))
            case .service(let priority, let weight, let port, let target):
                return entry(
                    DNSMessage.Kind.srv, .service(priority: priority, weight: weight, port: port, target: target))
            case .alias(let target):
                let alias = DNSMessage.Record(
                    name: question.name, ttlSeconds: ttl, data: .name(kind: DNSMessage.Kind.cname, target))
                guard question.kind != DNSMessage.Kind.cname,
                    case .addresses(let ips, let targetTTL) = resolveHere(target + ".")
                else { return [alias] }
                return [alias]
                    + ips.filter { ($0.isV4 ? DNSMessage.Kind.a : DNSMessage.Kind.aaaa) == question.kind }.map {
                        DNSMessage.Record(name: target, ttlSeconds: targetTTL, data: .address($0))
                    }
            }
        }
    }
}
