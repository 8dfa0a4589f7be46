import NIOCore
import NIOPosix
import Testing

@testable import ClusterNetwork

@Suite struct DatagramTests {
    let network = ClusterNetwork.test()

    private func serve(_ address: VirtualAddress, _ name: String) throws {
        _ = try network.listenDatagrams(address) { datagram in
            datagram.reply(ByteBuffer(string: "\(name) \(String(buffer: datagram.payload)) from \(datagram.source.ip)"))
        }
    }

    private func ask(_ text: String, from ip: IPAddress, to address: VirtualAddress) async throws -> String {
        let answer = network.group.next().makePromise(of: Datagram.self)
        do {
            let socket = try network.listenDatagrams(VirtualAddress(ip, 0)) { answer.succeed($0) }
            try socket.send(ByteBuffer(string: text), to: address)
            let datagram = try await answer.futureResult.get()
            socket.close()
            #expect(datagram.source == address)
            return String(buffer: datagram.payload)
        } catch {
            answer.fail(error)
            throw error
        }
    }

    @Test func asksAndAnswers() async throws {
        let (client, server) = (try #require(network.allocatePodIP()), try #require(network.allocatePodIP()))
        try serve(VirtualAddress(server, 53), "dns")
        #expect(try await ask("q", from: client, to: VirtualAddress(server, 53)) == "dns q from \(client)")
        await #expect(throws: ConnectError.refused(VirtualAddress(server, 54))) {
            try await ask("q", from: client, to: VirtualAddress(server, 54))
        }
    }

    @Test func keepsAnEndpointForASession() async throws {
        let client = try #require(network.allocatePodIP())
        let service = VirtualAddress(IPAddress(10, 96, 0, 10), 53)
        let endpoints = try (0..<4).map { index in
            let address = VirtualAddress(try #require(network.allocatePodIP()), 5353)
            try serve(address, "\(index)")
            return address
        }
        network.setService(
            ServiceForwarding(
                name: ServiceName(namespace: "kube-system", name: "kube-dns"), clusterIPs: [service.ip],
                ports: [.init(transport: .udp, port: 53, endpoints: endpoints)]))
        let (answers, into) = AsyncStream.makeStream(of: String.self)
        let socket = try network.listenDatagrams(VirtualAddress(client, 0)) { into.yield(String(buffer: $0.payload)) }
        for _ in 0..<20 { try socket.send(ByteBuffer(string: "q"), to: service) }
        var seen: Set<String> = []
        var count = 0
        for await answer in answers {
            seen.insert(answer)
            count += 1
            if count == 20 { break }
        }
        socket.close()
        #expect(seen.count == 1)
    }

    @Test func exposesToRealPeersAndForwardsToRealServers() async throws {
        let pod = VirtualAddress(try #require(network.allocatePodIP()), 8080)
        try serve(pod, "pod")
        let exposure = try await network.expose(VirtualAddress(.loopback, 0), transport: .udp, to: .address(pod))
        // A pod whose port is that real port: the datagram leaves the network and comes back in.
        let other = VirtualAddress(try #require(network.allocatePodIP()), 8080)
        try network.forward(other, to: exposure.hostAddress, transport: .udp)
        let client = try #require(network.allocatePodIP())
        #expect(try await ask("x", from: client, to: other) == "pod x from 127.0.0.1")
        await exposure.close()
    }
}
