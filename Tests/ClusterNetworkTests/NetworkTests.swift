import NIOCore
import NIOPosix
import Testing

@testable import ClusterNetwork

/// Reads what arrives and completes when the other side has finished.
final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let done: EventLoopPromise<String>
    private var text = ""

    init(_ done: EventLoopPromise<String>) { self.done = done }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { text += String(buffer: unwrapInboundIn(data)) }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { done.succeed(text) }
    }

    func channelInactive(context: ChannelHandlerContext) { done.succeed(text) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { done.fail(error) }
}

/// Says its name, then sends everything back, and finishes when the client does.
final class NamedEcho: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let name: String

    init(_ name: String) { self.name = name }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: name)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(unwrapInboundIn(data)), promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else { return }
        // Not before all that was echoed is out: closing drops what still waits.
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in channel.close(promise: nil) }
    }
}

extension ClusterNetwork {
    static func test() -> ClusterNetwork { ClusterNetwork(group: MultiThreadedEventLoopGroup.singleton) }

    @discardableResult
    func serve(_ address: VirtualAddress, _ name: @escaping @Sendable (InboundConnection) -> String) throws -> Listener {
        try listen(address) { connection in
            connection.channel.eventLoop.makeCompletedFuture {
                try connection.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
                try connection.channel.pipeline.syncOperations.addHandler(NamedEcho(name(connection)))
            }
        }
    }

    /// Sends a text, closes its side, and returns all that comes back.
    func exchange(_ text: String, from: IPAddress? = nil, to address: VirtualAddress) async throws -> String {
        let loop = group.next()
        let done = loop.makePromise(of: String.self)
        do {
            let channel = try await dial(from: from, to: address, on: loop) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
                    try channel.pipeline.syncOperations.addHandler(Collector(done))
                }
            }.get()
            try await channel.writeAndFlush(ByteBuffer(string: text))
            try await channel.close(mode: .output)
            let answer = try await done.futureResult.get()
            try? await channel.close()
            return answer
        } catch {
            done.fail(error)
            throw error
        }
    }
}

@Suite struct NetworkTests {
    let network = ClusterNetwork.test()

    @Test func connectsWithHalfClose() async throws {
        let (client, server) = (try #require(network.allocatePodIP()), try #require(network.allocatePodIP()))
        try network.serve(VirtualAddress(server, 80)) { "\($0.peer.ip) to \($0.local): " }
        let answer = try await network.exchange("hello", from: client, to: VirtualAddress(server, 80))
        #expect(answer == "\(client) to \(server):80: hello")
    }

    @Test func carriesManyBytesWithBackPressure() async throws {
        let server = try #require(network.allocatePodIP())
        try network.serve(VirtualAddress(server, 80)) { _ in "" }
        let text = String(repeating: "0123456789abcdef", count: 200_000)
        #expect(try await network.exchange(text, to: VirtualAddress(server, 80)) == text)
    }

    @Test func refusesWhereNobodyListens() async throws {
        let server = try #require(network.allocatePodIP())
        let shut = VirtualAddress(server, 81)
        await #expect(throws: ConnectError.refused(shut)) { try await network.exchange("", to: shut) }
        let nowhere = VirtualAddress(IPAddress(10, 244, 200, 1), 80)
        await #expect(throws: ConnectError.hostUnreachable(nowhere)) { try await network.exchange("", to: nowhere) }
        let outside = VirtualAddress(IPAddress(127, 0, 0, 1), 22)
        await #expect(throws: ConnectError.refused(outside)) { try await network.exchange("", to: outside) }
        #expect(ConnectError.refused(shut).reason == "Connection refused")
    }

    @Test func loopbackIsThePodItself() async throws {
        let pod = try #require(network.allocatePodIP())
        try network.serve(VirtualAddress(pod, 9000)) { _ in "self" }
        #expect(try await network.exchange("", from: pod, to: VirtualAddress(.loopback, 9000)) == "self")
    }

    @Test func aPortIsTakenOnce() throws {
        let pod = try #require(network.allocatePodIP())
        let address = VirtualAddress(pod, 80)
        let first = try network.serve(address) { _ in "" }
        #expect(throws: ConnectError.addressInUse(address)) { try network.serve(address) { _ in "" } }
        first.close()
        try network.serve(address) { _ in "" }
        #expect(throws: ConnectError.self) { try network.serve(VirtualAddress(IPAddress(10, 9, 9, 9), 1)) { _ in "" } }
    }

    @Test func leavingClosesConnections() async throws {
        let server = try #require(network.allocatePodIP())
        try network.serve(VirtualAddress(server, 80)) { _ in "" }
        let loop = network.group.next()
        let done = loop.makePromise(of: String.self)
        _ = try await network.dial(to: VirtualAddress(server, 80), on: loop) { channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Collector(done)) }
        }.get()
        network.detach(server)
        _ = try await done.futureResult.get()
        #expect(!network.isAttached(server))
        await #expect(throws: ConnectError.self) { try await network.exchange("", to: VirtualAddress(server, 80)) }
    }

    @Test func refusesBeyondItsLimits() async throws {
        var limits = ClusterNetwork.Limits()
        limits.connectionsPerListener = 2
        let network = ClusterNetwork(group: MultiThreadedEventLoopGroup.singleton, limits: limits)
        let server = try #require(network.allocatePodIP())
        try network.serve(VirtualAddress(server, 80)) { _ in "" }
        var channels: [any Channel] = []
        for _ in 0..<2 {
            channels.append(
                try await network.dial(to: VirtualAddress(server, 80), on: network.group.next()) {
                    $0.eventLoop.makeSucceededVoidFuture()
                }.get())
        }
        await #expect(throws: ConnectError.self) { try await network.exchange("", to: VirtualAddress(server, 80)) }
        for channel in channels { try await channel.close() }
    }
}

@Suite struct ServiceTests {
    let network = ClusterNetwork.test()
    let clusterIP = IPAddress(10, 96, 0, 20)

    private func pods(_ count: Int) throws -> [VirtualAddress] {
        try (0..<count).map { index in
            let address = VirtualAddress(try #require(network.allocatePodIP()), 3000)
            try network.serve(address) { _ in "\(index)" }
            return address
        }
    }

    private func service(_ endpoints: [VirtualAddress], affinity: Int? = nil) -> ServiceForwarding {
        ServiceForwarding(
            name: ServiceName(namespace: "default", name: "backend"), clusterIPs: [clusterIP],
            ports: [.init(port: 80, nodePort: 30_080, endpoints: endpoints)], affinitySeconds: affinity)
    }

    @Test func balancesOverEndpoints() async throws {
        network.setService(service(try pods(3)))
        var counts: [String: Int] = [:]
        for _ in 0..<150 { counts[try await network.exchange("", to: VirtualAddress(clusterIP, 80)), default: 0] += 1 }
        #expect(counts.count == 3)
        #expect(counts.values.allSatisfy { $0 > 20 })
        await #expect(throws: ConnectError.self) { try await network.exchange("", to: VirtualAddress(clusterIP, 81)) }
    }

    @Test func refusesWithoutEndpoints() async throws {
        network.setService(service([]))
        await #expect(throws: ConnectError.refused(VirtualAddress(clusterIP, 80))) {
            try await network.exchange("", to: VirtualAddress(clusterIP, 80))
        }
        network.removeService(ServiceName(namespace: "default", name: "backend"))
        await #expect(throws: ConnectError.hostUnreachable(VirtualAddress(clusterIP, 80))) {
            try await network.exchange("", to: VirtualAddress(clusterIP, 80))
        }
    }

    @Test func keepsAClientAtItsEndpoint() async throws {
        network.setService(service(try pods(5), affinity: 60))
        let client = try #require(network.allocatePodIP())
        var seen: Set<String> = []
        for _ in 0..<20 { seen.insert(try await network.exchange("", from: client, to: VirtualAddress(clusterIP, 80))) }
        #expect(seen.count == 1)
    }

    @Test func answersOnNodePorts() async throws {
        let node = IPAddress(192, 168, 200, 1)
        network.attach(node)
        network.setNodeAddresses([node])
        network.setService(service(try pods(1)))
        #expect(try await network.exchange("", to: VirtualAddress(node, 30_080)) == "0")
        await #expect(throws: ConnectError.refused(VirtualAddress(node, 30_081))) {
            try await network.exchange("", to: VirtualAddress(node, 30_081))
        }
    }
}
