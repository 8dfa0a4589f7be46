import ClusterNetwork
import NIOCore
import Testing

@testable import Images

@Suite struct CoreDNSTests {
    @Test func readsCorefiles() throws {
        let file = try Corefile(
            parsing: """
                .:53 {
                    forward . 8.8.8.8 9.9.9.9  # upstream
                    log
                    hosts {
                        10.0.0.1 a.test b.test
                        fallthrough
                    }
                }
                foo.bar.com:1053, Example.org. {
                  whoami
                }
                """)
        #expect(file.servers.map(\.zones) == [
            [.init(name: ".", port: 53)], [.init(name: "foo.bar.com.", port: 1053), .init(name: "example.org.", port: 53)],
        ])
        #expect(file.servers[0].directives.map(\.name) == ["forward", "log", "hosts"])
        #expect(file.servers[0].directives[0].arguments == [".", "8.8.8.8", "9.9.9.9"])
        #expect(file.servers[0].directives[2].block == [["10.0.0.1", "a.test", "b.test"], ["fallthrough"]])
        #expect(throws: Corefile.Failure.self) { try Corefile(parsing: ". {\n log\n") }
        #expect(throws: Corefile.Failure.self) { try Corefile(parsing: ". }") }
    }

    private func start(_ corefile: String) async throws -> (Pod, any RunningContainer) {
        let pod = try Pod()
        pod.network.dns.setExternal("www.example.com", addresses: [IPAddress(198, 18, 0, 1)])
        let container = try await CoreDNSImage().start(
            pod.context(arguments: ["-conf", "/root/Corefile"], files: ["/root/Corefile": corefile]))
        return (pod, container)
    }

    private func ask(_ pod: Pod, _ name: String, port: Int = 53) async throws -> DNSMessage {
        let client = try #require(pod.network.allocatePodIP())
        let answer = pod.network.group.next().makePromise(of: ByteBuffer.self)
        let socket = try pod.network.listenDatagrams(VirtualAddress(client, 4000)) { answer.succeed($0.payload) }
        var query = DNSMessage(id: 9, question: .init(name: name, kind: DNSMessage.Kind.a))
        query.wantsRecursion = true
        try socket.send(query.serialized(), to: VirtualAddress(pod.ip, port))
        let reply = try #require(DNSMessage(parsing: try await answer.futureResult.get()))
        socket.close()
        return reply
    }

    @Test func answersAsItsCorefileSays() async throws {
        let (pod, container) = try await start(
            ".:53 {\n forward . 8.8.8.8\n log\n errors\n health\n}\nfoo.bar.com:53 {\n whoami\n}\n"
                + "hosts.test {\n hosts {\n 10.9.9.9 a.hosts.test\n }\n}\n")
        #expect(pod.log.contains(".:53") && pod.log.contains("foo.bar.com.:53"))
        let who = try await ask(pod, "foo.bar.com")
        #expect(who.isAuthoritative && who.answers.isEmpty)
        #expect(who.additions.count == 2)
        if case .service(_, _, let port, _)? = who.additions.last?.data { #expect(port == 4000) }
        #expect(who.additions.last?.name == "_udp.foo.bar.com")
        #expect(try await ask(pod, "www.example.com").answers.map(\.data) == [.address(IPAddress(198, 18, 0, 1))])
        #expect(try await ask(pod, "nobody.test").code == .nameError)
        #expect(try await ask(pod, "a.hosts.test").answers.map(\.data) == [.address(IPAddress(10, 9, 9, 9))])
        #expect(pod.log.contains { $0.hasPrefix("[INFO] ") && $0.contains("\"A IN www.example.com. udp ") })
        #expect(try await pod.request("GET", "/health", port: 8080).body == "OK")
        await container.stop(graceSeconds: 1)
        #expect(await container.waitExit().code == 0)
    }

    @Test(arguments: [". {\n nonsense\n}", ". {\n log"]) func refusesOthers(corefile: String) async throws {
        let (pod, container) = try await start(corefile)
        #expect(await container.waitExit().code == 1)
        #expect(pod.log[0].hasPrefix("/root/Corefile:"))
    }
}
