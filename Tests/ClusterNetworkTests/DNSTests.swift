import NIOCore
import NIOPosix
import Testing

@testable import ClusterNetwork

@Suite struct DNSTests {
    let dns: ClusterDNS

    init() {
        dns = ClusterDNS(isOnline: false, externalNameLimit: 100)
        dns.setService(
            ServiceRecord(
                name: ServiceName(namespace: "default", name: "backend"), clusterIPs: [IPAddress(10, 96, 0, 20)],
                ports: [.init(name: "http", port: 3000)]))
        dns.setService(
            ServiceRecord(
                name: ServiceName(namespace: "default", name: "headless"), clusterIPs: [],
                endpoints: [.init(ip: IPAddress(10, 244, 0, 5), hostname: "web-0"), .init(ip: IPAddress(10, 244, 0, 6))],
                ports: [.init(name: "http", port: 80)]))
        dns.setService(
            ServiceRecord(name: ServiceName(namespace: "other", name: "empty"), clusterIPs: [], ports: []))
        dns.setService(
            ServiceRecord(
                name: ServiceName(namespace: "other", name: "outside"), clusterIPs: [], externalName: "www.example.com"))
        dns.setExternal("www.example.com", addresses: [IPAddress(198, 18, 0, 1)])
        dns.setExternal("*.wild.test", addresses: [IPAddress(198, 18, 0, 2)])
        dns.setExternal("host.docker.internal", addresses: [IPAddress(192, 168, 65, 254)])
    }

    private static let path = ClusterDNS.searchPath(namespace: "default")

    @Test(arguments: [
        ("backend.default.svc.cluster.local", ["10.96.0.20"]), ("BACKEND.default.svc.cluster.local.", ["10.96.0.20"]),
        ("backend", ["10.96.0.20"]), ("backend.default", ["10.96.0.20"]), ("backend.default.svc", ["10.96.0.20"]),
        ("headless", ["10.244.0.5", "10.244.0.6"]), ("web-0.headless", ["10.244.0.5"]),
        ("10-244-0-6.headless", ["10.244.0.6"]), ("outside.other", ["198.18.0.1"]),
        ("10-244-0-9.default.pod.cluster.local", ["10.244.0.9"]), ("www.example.com", ["198.18.0.1"]),
        ("a.wild.test", ["198.18.0.2"]), ("a.b.wild.test", ["198.18.0.2"]), ("localhost", ["127.0.0.1", "::1"]),
        ("a.localhost", ["127.0.0.1", "::1"]), ("0x7f.1", ["127.0.0.1"]), ("10.1.2.3", ["10.1.2.3"]),
        ("host.docker.internal", ["192.168.65.254"]),
    ]) func resolves(name: String, addresses: [String]) throws {
        guard case .addresses(let ips, _) = try #require(dns.resolveHere(name, search: Self.path)) else {
            Issue.record("\(name) has no addresses")
            return
        }
        #expect(ips.map(\.description) == addresses)
    }

    @Test(arguments: [
        ("nobody", DNSAnswer.noSuchName), ("backend.", .noSuchName), ("wild.test", .noSuchName),
        ("empty.other", .noSuchName), ("backend.other", .noSuchName), ("nobody.example.com", .noSuchName),
        ("default.svc.cluster.local", .noData), ("cluster.local", .noData), ("nothing.svc.cluster.local", .noSuchName),
        ("web-1.headless", .noSuchName),
    ]) func doesNotResolve(name: String, answer: DNSAnswer) {
        #expect(dns.resolveHere(name, search: Self.path) == answer)
    }

    @Test func families() {
        #expect(dns.resolveHere("backend.default.svc.cluster.local", family: .v6Only) == .noData)
        #expect(dns.resolveHere("localhost", family: .v6Only) == .addresses([.v6(0, 1)], ttlSeconds: 30))
    }

    @Test func simulatedNamesKeepTheirAddress() throws {
        let other = ClusterDNS(isOnline: false, externalNameLimit: 100)
        let address = try #require(dns.addSimulated("httpbin.org"))
        _ = other.addSimulated("gateway.envoyproxy.io")
        #expect(other.addSimulated("HTTPBIN.org.") == address)
        #expect(CIDR.simulatedInternet.contains(address))
        #expect(dns.resolveHere("httpbin.org") == .addresses([address], ttlSeconds: 30))
        dns.removeExternal("httpbin.org")
        #expect(dns.resolveHere("httpbin.org") == .noSuchName)
        for index in 0..<100 { #expect(dns.addSimulated("n\(index).test") != nil) }
        #expect(dns.addSimulated("one.too.many") == nil)
    }

    @Test func servicePorts() {
        #expect(
            dns.lookup("_http._tcp.backend.default.svc.cluster.local")
                == .records(
                    [.service(priority: 0, weight: 100, port: 3000, target: "backend.default.svc.cluster.local")],
                    ttlSeconds: 5))
        #expect(
            dns.lookup("_http._tcp.headless.default.svc.cluster.local")
                == .records(
                    [
                        .service(priority: 0, weight: 50, port: 80, target: "web-0.headless.default.svc.cluster.local"),
                        .service(
                            priority: 0, weight: 50, port: 80, target: "10-244-0-6.headless.default.svc.cluster.local"),
                    ], ttlSeconds: 5))
        #expect(
            dns.lookup("20.0.96.10.in-addr.arpa")
                == .records([.pointer("backend.default.svc.cluster.local")], ttlSeconds: 5))
    }

    @Test func forgetsServices() {
        dns.removeService(ServiceName(namespace: "default", name: "backend"))
        #expect(dns.resolveHere("backend", search: Self.path) == .noSuchName)
    }

    @Test func onlineAsksTheSystem() async throws {
        let dns = ClusterDNS(isOnline: true, externalNameLimit: 10)
        #expect(dns.resolveHere("surely-not-here.invalid") == nil)
        let answer = try await dns.resolve("surely-not-here.invalid", on: MultiThreadedEventLoopGroup.singleton.next()).get()
        #expect(answer == .noSuchName || answer == .serverFailure)
    }
}
