import NIOCore
import NIOPosix
import Testing

@testable import ClusterNetwork

@Suite struct DNSMessageTests {
    private func query(_ name: String, _ kind: UInt16, id: UInt16 = 7) -> DNSMessage {
        var query = DNSMessage(id: id, question: .init(name: name, kind: kind))
        query.wantsRecursion = true
        return query
    }

    @Test func writesWhatItReads() throws {
        var message = query("www.example.com", DNSMessage.Kind.a).reply()
        message.isAuthoritative = true
        message.udpPayloadBytes = 1232
        message.answers = [
            .init(name: "www.example.com", ttlSeconds: 5, data: .name(kind: DNSMessage.Kind.cname, "example.com")),
            .init(name: "example.com", ttlSeconds: 5, data: .address(IPAddress(1, 2, 3, 4))),
            .init(name: "example.com", ttlSeconds: 5, data: .address(.v6(1, 2))),
        ]
        message.additions = [
            .init(name: "_a._tcp.example.com", ttlSeconds: 0, data: .service(priority: 1, weight: 2, port: 3, target: "b.c"))
        ]
        let bytes = message.serialized()
        let read = try #require(DNSMessage(parsing: bytes))
        #expect(read.answers.map(\.data) == message.answers.map(\.data))
        #expect(read.additions == message.additions)
        #expect(read.question == message.question)
        #expect(read.udpPayloadBytes == 1232)
        #expect(bytes.readableBytes < 150)  // Names are compressed.
        #expect(try #require(DNSMessage(parsing: message.serialized(limit: 60))).isTruncated)
    }

    @Test func refusesBrokenBytes() {
        let whole = query("www.example.com", DNSMessage.Kind.a).serialized()
        for length in 0..<whole.readableBytes { #expect(DNSMessage(parsing: whole.getSlice(at: 0, length: length) ?? whole) == nil) }
        let head: [UInt8] = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        #expect(DNSMessage(parsing: ByteBuffer(bytes: head + [0xC0, 12, 0, 1, 0, 1])) == nil)  // A name that is itself.
        #expect(DNSMessage(parsing: ByteBuffer(bytes: head + [0xC0, 200, 0, 1, 0, 1])) == nil)
        #expect(DNSMessage(parsing: ByteBuffer(bytes: head + [0x80, 0, 0, 1, 0, 1])) == nil)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            _ = DNSMessage(parsing: ByteBuffer(bytes: head + (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }))
        }
    }

    @Test func answersOverBothTransports() async throws {
        let network = ClusterNetwork.test()
        network.dns.setService(
            ServiceRecord(name: ServiceName(namespace: "default", name: "backend"), clusterIPs: [IPAddress(10, 96, 0, 20)]))
        network.dns.setService(
            ServiceRecord(name: ServiceName(namespace: "default", name: "out"), clusterIPs: [], externalName: "www.example.com"))
        network.dns.setExternal("www.example.com", addresses: [IPAddress(198, 18, 0, 1)])
        let server = VirtualAddress(IPAddress(10, 96, 0, 10), 53)
        try network.serveDNS(on: server.ip)
        let client = try #require(network.allocatePodIP())
        let (replies, into) = AsyncStream.makeStream(of: DNSMessage.self)
        let socket = try network.listenDatagrams(VirtualAddress(client, 0)) { datagram in
            if let reply = DNSMessage(parsing: datagram.payload) { into.yield(reply) }
        }
        var iterator = replies.makeAsyncIterator()
        func ask(_ name: String, _ kind: UInt16) async throws -> DNSMessage? {
            try socket.send(query(name, kind).serialized(), to: server)
            return await iterator.next()
        }
        let found = try await ask("Backend.default.svc.cluster.local", DNSMessage.Kind.a)
        #expect(found?.answers.map(\.data) == [.address(IPAddress(10, 96, 0, 20))])
        #expect(found?.isAuthoritative == true)
        let other = try await ask("backend.default.svc.cluster.local", DNSMessage.Kind.aaaa)
        #expect(other?.code == .noError && other?.answers == [])
        #expect(try await ask("nobody.default.svc.cluster.local", DNSMessage.Kind.a)?.code == .nameError)
        #expect(
            try await ask("out.default.svc.cluster.local", DNSMessage.Kind.a)?.answers.map(\.data)
                == [.name(kind: DNSMessage.Kind.cname, "www.example.com"), .address(IPAddress(198, 18, 0, 1))])
        socket.close()

        let bytes = query("backend.default.svc.cluster.local", DNSMessage.Kind.a).serialized()
        var framed = ByteBuffer(integer: UInt16(bytes.readableBytes))
        framed.writeImmutableBuffer(bytes)
        let done = network.group.next().makePromise(of: ByteBuffer.self)
        let channel = try await network.dial(to: server, on: network.group.next()) { channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(FirstBytes(done)) }
        }.get()
        try await channel.writeAndFlush(framed)
        var answer = try await done.futureResult.get()
        let length: UInt16? = answer.readInteger()
        #expect(length.map(Int.init) == answer.readableBytes)
        #expect(DNSMessage(parsing: answer)?.answers.count == 1)
        try await channel.close()
    }
}

private final class FirstBytes: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let done: EventLoopPromise<ByteBuffer>

    init(_ done: EventLoopPromise<ByteBuffer>) { self.done = done }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { done.succeed(unwrapInboundIn(data)) }
    func channelInactive(context: ChannelHandlerContext) { done.fail(ChannelError.eof) }
}
