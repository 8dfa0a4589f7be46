import Foundation
import JSON
import PKI
import Sandbox
import Testing

/// Gateways of both families and of IPv6 alone, reached over ::1; where the machine has IPv6.
@Suite(.enabled(if: HostIPv6.obstacle == nil)) struct DualStackTests {
    /// A Gateway of a family with a listener of each kind, and their routes. Names and ports begin with those given.
    private static func manifest(_ family: String, name: String, secret: String) -> String {
        """
        apiVersion: gateway.envoyproxy.io/v1alpha1
        kind: EnvoyProxy
        metadata: {name: \(name)}
        spec: {ipFamily: \(family)}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: \(name)}
        spec:
          gatewayClassName: eg
          infrastructure: {parametersRef: {group: gateway.envoyproxy.io, kind: EnvoyProxy, name: \(name)}}
          listeners:
          - {name: http, protocol: HTTP, port: 80}
          - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: \(secret)}]}}
          - {name: tcp, protocol: TCP, port: 5300, allowedRoutes: {kinds: [{kind: TCPRoute}]}}
          - {name: udp, protocol: UDP, port: 5300, allowedRoutes: {kinds: [{kind: UDPRoute}]}}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: \(name)}
        spec:
          parentRefs: [{name: \(name)}]
          hostnames: [www.example.com]
          rules: [{backendRefs: [{name: backend, port: 3000}]}]
        ---
        apiVersion: gateway.networking.k8s.io/v1alpha2
        kind: TCPRoute
        metadata: {name: \(name)}
        spec:
          parentRefs: [{name: \(name), sectionName: tcp}]
          rules: [{backendRefs: [{name: backend, port: 3000}]}]
        ---
        apiVersion: gateway.networking.k8s.io/v1alpha2
        kind: UDPRoute
        metadata: {name: \(name)}
        spec:
          parentRefs: [{name: \(name), sectionName: udp}]
          rules: [{backendRefs: [{name: udp, port: 8080}]}]
        """
    }

    /// A backend of both families for HTTP, and one for UDP.
    private static let backends = """
        apiVersion: v1
        kind: Service
        metadata: {name: backend}
        spec:
          ipFamilyPolicy: PreferDualStack
          ports: [{name: http, port: 3000, targetPort: 3000}]
          selector: {app: backend}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: udp}
        spec:
          ports: [{port: 8080, protocol: UDP}]
          selector: {app: udp}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: udp}
        spec:
          selector: {matchLabels: {app: udp}}
          template:
            metadata: {labels: {app: udp}}
            spec:
              containers:
              - name: udp
                image: registry.k8s.io/gateway-api/conformance/echo-basic:v0.1.0
                env: [{name: UDP_ECHO_SERVER, value: "1"}]
                ports: [{containerPort: 8080, protocol: UDP}]
        """

    private func prepare(_ sandbox: TestSandbox) async throws {
        try await sandbox.applyQuickstart()
        try await sandbox.apply(Self.backends)
        let identities = try IdentityDirectory(path: sandbox.folder + "/pki")
        let authority = try identities.authority("ca", commonName: "test")
        let identity = try identities.server("www", signedBy: authority, names: ["www.example.com"])
        let (certificate, key) = (sandbox.folder + "/tls.crt", sandbox.folder + "/tls.key")
        try identity.certificatePEM.write(toFile: certificate, atomically: true, encoding: .utf8)
        try identity.keyPEM.write(toFile: key, atomically: true, encoding: .utf8)
        let made = try await sandbox.kubectl("create", "secret", "tls", "www", "--cert", certificate, "--key", key)
        try #require(made.status == 0, "\(made.err)")
    }

    /// Where `postern status` says that a Gateway's ports are open on an address: `80`, and `5300/UDP`.
    private func places(_ sandbox: TestSandbox, gateway: String, host: String) async throws -> [String: String] {
        var places: [String: String] = [:]
        var isOurs = false
        for line in try await sandbox.postern(["status"]).out.split(separator: "\n") {
            if line.hasPrefix("Gateway ") { isOurs = line.contains(" default/\(gateway) ") }
            guard isOurs, let start = line.range(of: "\(host):") else { continue }
            let place = line[start.lowerBound...].prefix { $0 != " " }
            let open = place.dropFirst(host.count + 1).prefix { $0.isNumber }
            let kind = place.hasSuffix("/UDP") ? "/UDP" : ""
            let asked = line.range(of: "port ").map { line[$0.upperBound...].prefix { $0.isNumber } }
            places[String(asked ?? open) + kind] = String(open)
        }
        return places
    }

    private func programmed(_ sandbox: TestSandbox, _ gateway: String) async throws -> [String] {
        try await sandbox.eventually("Gateway \(gateway) is programmed") {
            let json = try JSON(parsing: try await sandbox.kubectl("get", "gateway", gateway, "-o", "json").out)
            let condition = json["status", "conditions"]?.array?.first { $0["type"] == "Programmed" }
            guard condition?["status"] == "True" else { return nil }
            return (json["status", "addresses"]?.array ?? []).compactMap { $0["value"]?.string }
        }
    }

    /// All four listeners answer on ::1, and say that a client of IPv6 has come.
    private func askAll(_ sandbox: TestSandbox, gateway: String, address: String) async throws {
        let host = address.contains(":") ? "[\(address)]" : address
        let ports = try await places(sandbox, gateway: gateway, host: host)
        func port(_ name: String) throws -> String { try #require(ports[name], "\(name) of \(ports)") }
        let plain = "http://\(host):\(try port("80"))/get"
        let answer = try await sandbox.eventually("HTTP answers on \(host)") {
            let answer = try await sandbox.curl("-g", "-H", "Host: www.example.com", plain)
            return answer.status == 200 ? answer : nil
        }
        let client = answer.json["headers"]?["X-Forwarded-For"]?[0]?.string ?? ""
        #expect(client.contains(":") == address.contains(":"), "\(client)")
        let secure = try await sandbox.curl(
            "-g", "-k", "--connect-to", "www.example.com:443:\(host):\(try port("443"))", "https://www.example.com/get")
        #expect(secure.status == 200)
        let stream = try await sandbox.curl("-g", "http://\(host):\(try port("5300"))/stream")
        #expect(stream.json["path"] == "/stream")
        let datagram = try await sandbox.eventually("UDP answers on \(host)") {
            let script = "exec 3<>/dev/udp/\(address)/\(try port("5300/UDP")); printf hello >&3; timeout 2 head -c 20 <&3"
            let answer = try await Command.run("bash", ["-c", script])
            return answer.out.isEmpty ? nil : answer.out
        }
        #expect(datagram.contains("hello"))
    }

    @Test func gatewaysAnswerInTheirFamilies() async throws {
        try await TestSandbox.run(["--ephemeral", "--set", "ipFamily=dual"]) { sandbox in
            try await prepare(sandbox)
            try await sandbox.apply(Self.manifest("DualStack", name: "dual", secret: "www"))
            try await sandbox.apply(Self.manifest("IPv6", name: "six", secret: "www"))
            let dual = try await programmed(sandbox, "dual")
            #expect(dual.count == 2)
            #expect(dual.first?.hasPrefix("127.0.") == true && dual.last?.contains(":") == true)
            for address in dual { try await askAll(sandbox, gateway: "dual", address: address) }
            let six = try await programmed(sandbox, "six")
            #expect(six.count == 1 && six[0].contains(":"))
            try await askAll(sandbox, gateway: "six", address: six[0])
            let plain = try await programmed(sandbox, "eg")
            #expect(plain.count == 1 && plain[0].hasPrefix("127.0."))
        }
    }

    @Test func servicesAndPodsHaveBothFamilies() async throws {
        try await TestSandbox.run(["--set", "ipFamily=dual"]) { sandbox in
            try await sandbox.applyQuickstart()
            try await sandbox.apply(Self.backends)
            func shown(_ words: String...) async throws -> String { try await sandbox.kubectl(["get"] + words).out }
            #expect(try await shown("svc", "kubernetes", "-o", "jsonpath={.spec.ipFamilies} {.spec.ipFamilyPolicy}") == "[\"IPv4\"] SingleStack")
            #expect(try await shown("svc", "backend", "-o", "jsonpath={.spec.ipFamilies}") == "[\"IPv4\",\"IPv6\"]")
            #expect(try await shown("node", "-o", "jsonpath={.items[0].spec.podCIDRs}") == "[\"10.244.0.0/16\",\"fd00:10:244::/64\"]")
            let slices = "jsonpath={range .items[*]}{.addressType} {end}"
            try await sandbox.eventually("slices of both families") {
                let types = try await shown("endpointslices", "-l", "kubernetes.io/service-name=backend", "-o", slices)
                return types.split(separator: " ").sorted() == ["IPv4", "IPv6"] ? true : nil
            }
            let ips = "jsonpath={.items[0].status.podIPs[*].ip}"
            let before = try await sandbox.eventually("the pod has addresses") {
                let ips = try await shown("pods", "-l", "app=backend", "-o", ips)
                return ips.contains(" fd00:10:244::") ? ips : nil
            }
            // Stopped and started again, pods keep both addresses; in a cluster of one family, the one.
            for (setting, expected) in [("dual", before), ("ipv4", before.split(separator: " ").first.map(String.init))] {
                _ = try await sandbox.postern(["down"])
                try await sandbox.up(["--set", "ipFamily=\(setting)"])
                try await sandbox.eventually("the pod has its addresses again") {
                    try await shown("pods", "-l", "app=backend", "-o", ips) == expected ? true : nil
                }
            }
        }
    }

    @Test func aClusterOfOneFamilySaysSo() async throws {
        try await TestSandbox.run(["--ephemeral", "--bare", "--set", "ipFamily=ipv4"]) { sandbox in
            let service = Self.backends.replacing("PreferDualStack", with: "RequireDualStack")
            let refused = try await sandbox.kubectl("apply", "-f", "-", input: service)
            #expect(refused.err.contains("this cluster is not configured for dual-stack services"))
            let pods = try await sandbox.kubectl("get", "node", "-o", "jsonpath={.items[0].spec.podCIDRs}")
            #expect(pods.out == "[\"10.244.0.0/16\"]")
        }
    }
}
