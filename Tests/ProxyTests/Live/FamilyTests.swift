import ClusterNetwork
import JSON
import Testing
import XDS

@testable import Proxy

/// An engine in a pod that has an address of each family.
@Suite struct FamilyTests {
    private static func snapshot(_ address: String, compat: Bool = false, upstream: String = "10.244.0.9") -> Snapshot {
        var snapshot = gatewaySnapshot(
            routes: [forwardRoute("up")],
            clusters: [cluster("up") { $0.loadAssignment = assignment("up", [upstream]) }])
        var listener = gatewayListener {
            $0.accessLog = [
                fileLog([
                    "remote": "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%", "local": "%DOWNSTREAM_LOCAL_ADDRESS%",
                    "upstream": "%UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT%", "host": "%UPSTREAM_HOST%",
                ])
            ]
        }
        listener.address = .socketAddress(
            .with {
                $0.address = address
                $0.port = .value(10080)
                $0.ipv4Compat = compat
            })
        snapshot.listeners.insert(listener)
        return snapshot
    }

    /// One engine, told of one address after the other: a listener that moves is opened anew.
    @Test func listensWhereItIsTold() async throws {
        try await Bench.run(isDual: true) { bench in
            try bench.serve { ok($0) }
            let (four, six) = (bench.pod, Bench.second(bench.pod))
            for (address, compat, answers) in [
                ("0.0.0.0", false, [four]), ("::", false, [six]), ("::", true, [four, six]), ("0.0.0.0", false, [four]),
            ] {
                #expect(await bench.engine.apply(Self.snapshot(address, compat: compat)).isEmpty)
                for ip in [four, six] {
                    let reply = try? await bench.ask("/get", at: ip)
                    #expect((reply?.status == 200) == answers.contains(ip), "\(ip) of \(address), \(compat)")
                }
            }
        }
    }

    @Test func namesClientsAndItselfInTheirFamily() async throws {
        let upstream = Bench.second(IPAddress(10, 244, 0, 9))
        try await Bench.run(isDual: true, Self.snapshot("::", compat: true, upstream: upstream.description)) { bench in
            try bench.serve { ok($0) }
            let (pod, client) = (Bench.second(bench.pod), Bench.second(bench.client))
            let reply = try await bench.ask("/get", at: pod)
            #expect(reply.body.contains("x-forwarded-for: \(client)\r\n"))
            let line = try #require(try await bench.logLines(1).first)
            #expect(line == [
                "remote": JSON(client.description), "local": JSON("[\(pod)]:10080"), "upstream": JSON(pod.description),
                "host": JSON("[\(upstream)]:3000"),
            ])
        }
    }
}
