import NIOCore
import NIOPosix
import Testing

@testable import ClusterNetwork

@Suite struct ExposureTests {
    let network = ClusterNetwork.test()
    private let anyPort = VirtualAddress(.loopback, 0)

    /// A network that reaches the host, as a client from outside.
    private func exchange(_ text: String, with exposure: Exposure) async throws -> String {
        let alias = IPAddress(192, 0, 2, 1)
        network.setHostAlias(alias, to: .loopback)
        return try await network.exchange(text, to: VirtualAddress(alias, exposure.hostAddress.port))
    }

    @Test func handsRealConnectionsToThePod() async throws {
        let pod = VirtualAddress(try #require(network.allocatePodIP()), 3000)
        try network.serve(pod) { "\($0.isReal) \($0.peer.ip) \($0.local) " }
        let exposure = try await network.expose(anyPort, to: .address(pod))
        #expect(try await exchange("hello", with: exposure) == "true 127.0.0.1 \(pod) hello")
        await exposure.close()
    }

    @Test func retargetsWithoutDroppingConnections() async throws {
        let pods = try (0..<2).map { index in
            let address = VirtualAddress(try #require(network.allocatePodIP()), 3000)
            try network.serve(address) { _ in "\(index)" }
            return address
        }
        let exposure = try await network.expose(anyPort, to: .address(pods[0]))
        let loop = network.group.next()
        let done = loop.makePromise(of: String.self)
        let old = try await ClientBootstrap(group: loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
                try channel.pipeline.syncOperations.addHandler(Collector(done))
            }
        }.connect(host: "127.0.0.1", port: exposure.hostAddress.port).get()
        try await old.writeAndFlush(ByteBuffer(string: "a"))
        // The first answer shows that the connection has been handed over.
        #expect(try await exchange("", with: exposure) == "0")
        exposure.retarget(.address(pods[1]))
        #expect(try await exchange("", with: exposure) == "1")
        try await old.writeAndFlush(ByteBuffer(string: "b"))
        try await old.close(mode: .output)
        #expect(try await done.futureResult.get() == "0ab")
        await exposure.close()
    }

    @Test func resetsWhereNobodyIs() async throws {
        let name = ServiceName(namespace: "a", name: "b")
        let exposure = try await network.expose(anyPort, to: .service(name, port: 80))
        await #expect(throws: (any Error).self) { try await exchange("hello", with: exposure) }
        let pod = VirtualAddress(try #require(network.allocatePodIP()), 3000)
        try network.serve(pod) { _ in "now " }
        network.setService(
            ServiceForwarding(name: name, clusterIPs: [], ports: [.init(port: 80, endpoints: [pod])]))
        #expect(try await exchange("there", with: exposure) == "now there")
        await exposure.close()
    }

    @Test func forwardsPortsOfPodsToTheHost() async throws {
        let inner = VirtualAddress(try #require(network.allocatePodIP()), 3000)
        try network.serve(inner) { _ in "host " }
        let host = try await network.expose(anyPort, to: .address(inner))
        let outer = VirtualAddress(try #require(network.allocatePodIP()), 8080)
        try network.forward(outer, to: host.hostAddress)
        #expect(try await network.exchange("a", to: outer) == "host a")
        // And from a real port through the relay.
        let exposure = try await network.expose(anyPort, to: .address(outer))
        let text = String(repeating: "x", count: 1_000_000)
        #expect(try await exchange(text, with: exposure) == "host " + text)
        await exposure.close()
        await host.close()
        await #expect(throws: (any Error).self) { try await network.exchange("", to: outer) }
    }

    @Test func tellsWhyAPortCannotBeHad() async throws {
        let pod = VirtualAddress(try #require(network.allocatePodIP()), 3000)
        let exposure = try await network.expose(anyPort, to: .address(pod))
        await #expect(throws: ExposureError.addressInUse(exposure.hostAddress)) {
            try await network.expose(exposure.hostAddress, to: .address(pod))
        }
        let foreign = VirtualAddress(IPAddress(192, 0, 2, 77), 8080)
        await #expect(throws: ExposureError.addressNotAvailable(foreign)) {
            try await network.expose(foreign, to: .address(pod))
        }
        await exposure.close()
    }
}
