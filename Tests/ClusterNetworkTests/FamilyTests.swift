import NIOCore
import NIOPosix
import Testing

@testable import ClusterNetwork

/// Hosts with an address of each family.
@Suite struct FamilyTests {
    let network = ClusterNetwork(group: MultiThreadedEventLoopGroup.singleton, podBlocks: [.pods, .podsV6])

    private func pod() throws -> (v4: IPAddress, v6: IPAddress) {
        let addresses = try #require(network.attachPod())
        try #require(addresses.count == 2)
        return (addresses[0], addresses[1])
    }

    @Test func podsHaveAnAddressOfEachFamily() throws {
        let (first, second) = (try pod(), try pod())
        #expect([first.v4, first.v6].map(\.description) == ["10.244.0.2", "fd00:10:244::2"])
        #expect([second.v4, second.v6].map(\.description) == ["10.244.0.3", "fd00:10:244::3"])
        #expect(network.addresses(of: first.v6) == [first.v4, first.v6])
        network.detach(first.v6)
        #expect(!network.isAttached(first.v4) && !network.isAttached(first.v6))
    }

    @Test(arguments: [
        (["10.244.0.9", "fd00:10:244::9"], ["10.244.0.9", "fd00:10:244::9"]),
        (["10.244.0.9"], ["10.244.0.9", "fd00:10:244::2"]), (["fd00:10:244::9"], ["10.244.0.2", "fd00:10:244::9"]),
        (["10.1.2.3", "fd00::1"], ["10.244.0.2", "fd00:10:244::2"]), ([], ["10.244.0.2", "fd00:10:244::2"]),
    ])
    func podsKeepWhatTheyHad(before: [String], after: [String]) {
        let addresses = network.attachPod(keeping: before.compactMap { IPAddress($0) })
        #expect(addresses?.map(\.description) == after)
        let other = network.attachPod(keeping: before.compactMap { IPAddress($0) })
        #expect(Set(other ?? []).isDisjoint(with: addresses ?? []))
    }

    @Test func aClusterOfOneFamilyForgetsTheOther() {
        let network = ClusterNetwork.test()
        let before = ["10.244.0.9", "fd00:10:244::9"].compactMap { IPAddress($0) }
        #expect(network.attachPod(keeping: before) == [IPAddress(10, 244, 0, 9)])
    }

    /// The peer and the local address are of the family that was dialed.
    @Test(arguments: [true, false]) func portsAnswerAtBothAddresses(listensAtFirst: Bool) async throws {
        let (client, server) = (try pod(), try pod())
        try network.serve(VirtualAddress(listensAtFirst ? server.v4 : server.v6, 80)) { "\($0.peer.ip) to \($0.local)" }
        let four = try await network.exchange("", from: client.v4, to: VirtualAddress(server.v4, 80))
        #expect(four == "\(client.v4) to \(server.v4):80")
        let six = try await network.exchange("", from: client.v4, to: VirtualAddress(server.v6, 80))
        #expect(six == "\(client.v6) to [\(server.v6)]:80")
        // Also where a Service has the host's ::1 for its address.
        network.setService(
            ServiceForwarding(
                name: ServiceName(namespace: "default", name: "balanced"), clusterIPs: [], externalIPs: [.loopbackV6],
                ports: [.init(port: 8080, endpoints: [])]))
        let own = try await network.exchange("", from: server.v4, to: VirtualAddress(.loopbackV6, 80))
        #expect(own == "\(server.v6) to [\(server.v6)]:80")
    }

    @Test(arguments: [(AddressFamily.any, true, true), (.v4Only, true, false), (.v6Only, false, true)])
    func aPortMayBeOfOneFamily(family: AddressFamily, four: Bool, six: Bool) async throws {
        let server = try pod()
        _ = try network.listen(VirtualAddress(server.v4, 80), family: family) { $0.channel.eventLoop.makeSucceededVoidFuture() }
        for (ip, answers) in [(server.v4, four), (server.v6, six)] {
            let dialed = network.dial(to: VirtualAddress(ip, 80), on: network.group.next()) {
                $0.eventLoop.makeSucceededVoidFuture()
            }
            let channel = try? await dialed.get()
            #expect((channel != nil) == answers, "\(ip)")
            try? await channel?.close()
        }
    }

    @Test func datagramsGoByFamily() async throws {
        let (client, server) = (try pod(), try pod())
        _ = try network.listenDatagrams(VirtualAddress(server.v4, 53)) { datagram in
            datagram.reply(ByteBuffer(string: "\(datagram.source.ip) to \(datagram.destination)"))
        }
        for (ip, answer) in [
            (server.v4, "\(client.v4) to \(server.v4):53"), (server.v6, "\(client.v6) to [\(server.v6)]:53"),
        ] {
            let received = network.group.next().makePromise(of: Datagram.self)
            let socket = try network.listenDatagrams(VirtualAddress(client.v4, 0)) { received.succeed($0) }
            try socket.send(ByteBuffer(string: "q"), to: VirtualAddress(ip, 53))
            let datagram = try await received.futureResult.get()
            #expect(String(buffer: datagram.payload) == answer)
            #expect(datagram.source == VirtualAddress(ip, 53))
            socket.close()
        }
    }

    @Test func addressesOfServicesLeadToTheirFamily() async throws {
        let server = try pod()
        try network.serve(VirtualAddress(server.v4, 3000)) { "\($0.local.ip)" }
        let (four, six) = (IPAddress(10, 96, 0, 20), try #require(IPAddress("fd00:10:96::20")))
        let (v4, v6) = (VirtualAddress(server.v4, 3000), VirtualAddress(server.v6, 3000))
        func set(_ endpoints: [VirtualAddress]) {
            network.setService(
                ServiceForwarding(
                    name: ServiceName(namespace: "default", name: "backend"), clusterIPs: [four, six],
                    ports: [.init(port: 80, endpoints: endpoints)]))
        }
        set([v4, v6])
        for _ in 0..<10 {
            #expect(try await network.exchange("", to: VirtualAddress(four, 80)) == "\(server.v4)")
            #expect(try await network.exchange("", to: VirtualAddress(six, 80)) == "\(server.v6)")
        }
        set([v4])
        #expect(try await network.exchange("", to: VirtualAddress(four, 80)) == "\(server.v4)")
        await #expect(throws: ConnectError.refused(VirtualAddress(six, 80))) {
            try await network.exchange("", to: VirtualAddress(six, 80))
        }
    }

    @Test func namesHaveAddressesOfBothFamilies() throws {
        let dns = network.dns
        let addresses = ["10.96.0.20", "fd00:10:96::20"].compactMap { IPAddress($0) }
        dns.setService(ServiceRecord(name: ServiceName(namespace: "default", name: "backend"), clusterIPs: addresses))
        let endpoints = ["10.244.0.5", "fd00:10:244::5"].compactMap { IPAddress($0) }
        dns.setService(
            ServiceRecord(
                name: ServiceName(namespace: "default", name: "headless"), clusterIPs: [],
                endpoints: endpoints.map { .init(ip: $0, hostname: "web-0") }, ports: [.init(name: "http", port: 80)]))
        for (name, all) in [("backend", addresses), ("headless", endpoints), ("web-0.headless", endpoints)] {
            let name = name + ".default.svc.cluster.local"
            #expect(dns.resolveHere(name) == .addresses(all, ttlSeconds: 5))
            #expect(dns.resolveHere(name, family: .v4Only) == .addresses([all[0]], ttlSeconds: 5))
            #expect(dns.resolveHere(name, family: .v6Only) == .addresses([all[1]], ttlSeconds: 5))
        }
        let target = "web-0.headless.default.svc.cluster.local"
        #expect(
            dns.lookup("_http._tcp.headless.default.svc.cluster.local")
                == .records([.service(priority: 0, weight: 50, port: 80, target: target)], ttlSeconds: 5))
        let reversed = "0.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.1.0.0.0.0.d.f.ip6.arpa"
        #expect(dns.lookup(reversed) == .records([.pointer("backend.default.svc.cluster.local")], ttlSeconds: 5))
    }
}
