import ClusterNetwork
import Controllers
import JSON
import Kube
import Logging
import NIOPosix
import Testing

@testable import Sandbox

/// Services on a machine with the one IPv6 address that every machine has.
@Suite(.enabled(if: HostIPv6.obstacle == nil && !HostIPv6.hasBlock)) struct HostAddressesTests {
    private let addresses = HostAddresses(
        network: ClusterNetwork(group: MultiThreadedEventLoopGroup.singleton), families: [.v4Only, .v6Only],
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })

    private func service(_ name: String, _ families: [String], _ port: Int) -> JSON {
        [
            "metadata": ["name": .string(name), "namespace": "default"],
            "spec": ["ipFamilies": JSON(families), "ports": [["port": JSON(port)]]],
        ]
    }

    /// A port that nobody has on ::1, and nobody the one that would stand in for it.
    private func freePort() throws -> Int {
        try #require(
            (0..<1000).lazy.map { _ in Int.random(in: 20_000..<32_000) }.first { port in
                [port, port + HostAddresses.fallback].allSatisfy { HostPorts.canBind("::1", UInt16($0)) == nil }
            })
    }

    /// Opens a Service on a port of its own. A program that another test is just starting holds, until it has begun,
    /// what this process had open: then another port is tried.
    private func openFirst(_ families: [String]) async throws -> (port: Int, answer: LoadBalancerAnswer) {
        for _ in 0..<20 {
            let port = try freePort()
            let answer = await addresses.open(service("a", families, port), wanted: [])
            if answer.warnings.isEmpty { return (port, answer) }
        }
        throw NoPort()
    }

    private struct NoPort: Error {}

    @Test func theFirstToAskHasThePort() async throws {
        let (port, first) = try await openFirst(["IPv6", "IPv4"])
        #expect(first.addresses.count == 2)
        #expect(first.addresses.first == "::1" && first.addresses.last?.hasPrefix("127.0.") == true)
        let second = await addresses.open(service("b", ["IPv6"], port), wanted: [])
        #expect(second.addresses == ["::1"])
        let opened = try #require(await addresses.opened[ObjectName(namespace: "default", name: "b")]?.ports.first)
        #expect(second.warnings == [
            .init(
                reason: "PortUnavailable",
                message: "port \(port) of ::1, which all Services share, is taken; it is open as port \(opened.hostPort); to give "
                    + "each Service an IPv6 address of its own: sudo ip -6 route add local fd00:127:10::/64 dev lo, then "
                    + "restart the sandbox")
        ])
        #expect(opened.hostPort != port && opened.remedy == HostIPv6.remedy)
        await addresses.closeAll()
    }

    @Test func familiesComeAndGo() async throws {
        let (port, first) = try await openFirst(["IPv4", "IPv6"])
        let both = first.addresses
        #expect(both.count == 2 && both.last == "::1")
        #expect(HostPorts.canBind("::1", UInt16(port)) == .inUse)
        #expect(await addresses.open(service("a", ["IPv4"], port), wanted: []).addresses == [both[0]])
        for _ in 0..<500 where HostPorts.canBind("::1", UInt16(port)) != nil { try await Task.sleep(for: .milliseconds(20)) }
        #expect(HostPorts.canBind("::1", UInt16(port)) == nil)
        #expect(await addresses.open(service("a", ["IPv4", "IPv6"], port), wanted: []).addresses == both)
        await addresses.closeAll()
    }

    @Test func aClusterOfOneFamilyGivesNoOther() async throws {
        let port = try freePort()
        let addresses = HostAddresses(
            network: ClusterNetwork(group: MultiThreadedEventLoopGroup.singleton), families: [.v4Only],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let answer = await addresses.open(service("a", ["IPv4", "IPv6"], port), wanted: [])
        #expect(answer.addresses.count == 1 && answer.addresses[0].hasPrefix("127.0."))
        await addresses.closeAll()
    }
}
