import ClusterNetwork
import Controllers
import JSON
import Kube
import Logging
import NIOPosix
import Testing

@testable import Sandbox

/// Addresses that Services ask for: held while anyone uses them, and no longer.
@Suite struct AddressSharingTests {
    private let addresses = HostAddresses(
        network: ClusterNetwork(group: MultiThreadedEventLoopGroup.singleton), families: [.v4Only],
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    private let first = "127.0.\(Int.random(in: 60...250)).1"
    private let second = "127.0.\(Int.random(in: 60...250)).2"

    private func service(_ name: String) -> JSON {
        [
            "metadata": ["name": .string(name), "namespace": "default"],
            "spec": ["ipFamilies": ["IPv4"], "ports": [["port": JSON(Int.random(in: 20_000..<32_000))]]],
        ]
    }

    /// Whether this process holds the address against other sandboxes. A child that is just starting may hold it, too.
    private func isHeld(_ address: String) async -> Bool {
        for _ in 0..<20 {
            if let claim = AddressClaim(address) {
                claim.release()
                return false
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return true
    }

    @Test func whatIsAskedForNoMoreIsGivenBack() async {
        let service = service("a")
        #expect(await addresses.open(service, wanted: [first]).addresses == [first])
        #expect(await isHeld(first))
        #expect(await addresses.open(service, wanted: [second]).addresses == [second])
        let (isFirstHeld, isSecondHeld) = (await isHeld(first), await isHeld(second))
        #expect(!isFirstHeld && isSecondHeld)
        let own = await addresses.open(service, wanted: []).addresses
        #expect(own.count == 1 && own != [second])
        #expect(await !isHeld(second))
        #expect(await addresses.open(service, wanted: []).addresses == own)
        await addresses.closeAll()
        #expect(await !isHeld(own.first ?? ""))
    }

    @Test func theLastToLeaveGivesAnAddressBack() async {
        for name in ["a", "b"] { _ = await addresses.open(service(name), wanted: [first]) }
        await addresses.close(ObjectName(namespace: "default", name: "a"))
        #expect(await isHeld(first))
        await addresses.close(ObjectName(namespace: "default", name: "b"))
        #expect(await !isHeld(first))
    }
}
