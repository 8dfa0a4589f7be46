import ClusterNetwork
import Foundation
import JSON
import PKI
import Testing

@testable import Images

/// The simulated internet and the TLS and HTTP/2 of images, as curl sees them through an exposed port.
@Suite struct InternetTests {
    static let curl = ["/usr/bin/curl", "/usr/local/bin/curl"].first { FileManager.default.isExecutableFile(atPath: $0) }

    static func curl(_ arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(curl))
        process.arguments = ["-sS", "--max-time", "10"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let data = output.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
        #expect(process.terminationStatus == 0, "\(text)")
        return text
    }

    static func save(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("postern-\(UUID().uuidString).pem").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test(.enabled(if: curl != nil)) func answersWithCertificatesOfItsAuthority() async throws {
        let pod = try Pod()
        let network = pod.network
        let internet = SimulatedInternet(
            network: network, authority: try CertificateAuthority.make(commonName: "internet"),
            registry: ImageCatalog.standard()
        ) { _ in }
        await internet.set(
            ExternalName.standard + [
                ExternalName(name: "bin.test", target: .image("mccutchen/go-httpbin")),
                ExternalName(name: "echo.test", target: .image("echo-basic")),
            ])
        let trust = try Self.save(internet.systemTrustPEM)
        defer { try? FileManager.default.removeItem(atPath: trust) }

        func get(_ host: String, _ path: String, _ more: [String] = []) async throws -> String {
            guard case .addresses(let ips, _)? = network.dns.resolveHere(host) else { return "no address" }
            var options = ["--cacert", trust]
            var exposures: [Exposure] = []
            for port in [80, 443] {
                let exposure = try await network.expose(
                    VirtualAddress(.loopback, 0), to: .address(VirtualAddress(ips[0], port)))
                exposures.append(exposure)
                options += ["--connect-to", "\(host):\(port):\(exposure.hostAddress)"]
            }
            let answer = try await Self.curl(options + more + [path])
            for exposure in exposures { await exposure.close() }
            return answer
        }

        for version in ["--http1.1", "--http2"] {
            let json = try JSON(parsing: try await get("httpbin.org", "https://httpbin.org/get?a=b", [version]))
            #expect(json["url"] == "https://httpbin.org/get?a=b")
            #expect(json["headers"]?["Host"] == "httpbin.org")
        }
        #expect(try await get("httpbin.org", "http://httpbin.org/headers", ["-I"]).contains("200 OK"))
        #expect(try await get("gateway.envoyproxy.io", "https://gateway.envoyproxy.io/").contains("<!DOCTYPE html>"))
        #expect(try await get("bin.test", "https://bin.test/get").contains("\"method\": \"GET\""))
        #expect(try await get("bin.test", "http://bin.test/get").contains("\"method\": \"GET\""))
        #expect(try await get("echo.test", "https://echo.test/x").contains("\"path\": \"/x\""))
        #expect(try await get("www.example.com", "https://www.example.com/", ["--resolve", "x:1:1.1.1.1"]).contains("stand-in"))
        await internet.set([ExternalName(name: "echo.test", target: .page)])
        #expect(network.dns.resolveHere("httpbin.org") == .noSuchName)
        #expect(try await get("echo.test", "http://echo.test/").contains("<h1>echo.test</h1>"))
        await internet.stop()
    }

    @Test(.enabled(if: curl != nil)) func echoOverTLSAndHTTP2() async throws {
        let pod = try Pod()
        let authority = try CertificateAuthority.make(commonName: "test")
        let server = try authority.issueServer(names: ["abc.example.com"])
        let client = try authority.issueClient(commonName: "client")
        _ = try await EchoImage().start(
            pod.context(
                environment: [
                    "TLS_SERVER_CERT": "/etc/c.crt", "TLS_SERVER_PRIVKEY": "/etc/c.key", "TLS_CLIENT_CACERTS": "/etc/ca.crt",
                ],
                files: [
                    "/etc/c.crt": server.certificatePEM, "/etc/c.key": server.keyPEM,
                    "/etc/ca.crt": authority.certificatePEM,
                ]))
        let trust = try Self.save(authority.certificatePEM)
        let identity = try Self.save(client.certificatePEM + client.keyPEM)
        defer { for path in [trust, identity] { try? FileManager.default.removeItem(atPath: path) } }
        let https = try await pod.network.expose(VirtualAddress(.loopback, 0), to: .address(VirtualAddress(pod.ip, 8443)))
        let h2c = try await pod.network.expose(VirtualAddress(.loopback, 0), to: .address(VirtualAddress(pod.ip, 3001)))
        let to = ["--cacert", trust, "--connect-to", "::\(https.hostAddress)"]

        let plain = try JSON(parsing: try await Self.curl(to + ["--http2", "https://abc.example.com/x"]))
        #expect(plain["proto"] == "HTTP/2.0")
        #expect(plain["host"] == "abc.example.com")
        #expect(plain["tls"]?["version"] == "TLSv1.3")
        #expect(plain["tls"]?["serverName"] == "abc.example.com")
        #expect(plain["tls"]?["negotiatedProtocol"] == "h2")
        #expect(plain["tls"]?["cipherSuite"]?.string?.hasPrefix("TLS_") == true)
        #expect(plain["tls"]?["peerCertificates"] == nil)
        let known = try JSON(
            parsing: try await Self.curl(
                to + ["--http1.1", "--tls-max", "1.2", "--cert", identity, "https://abc.example.com/x"]))
        #expect(known["tls"]?["version"] == "TLSv1.2")
        #expect(known["tls"]?["cipherSuite"]?.string?.hasPrefix("TLS_ECDHE_ECDSA_") == true)
        #expect(known["tls"]?["peerCertificates"]?[0]?.string == client.certificatePEM)

        let address = "http://\(h2c.hostAddress)"
        let posted = try JSON(
            parsing: try await Self.curl(["--http2-prior-knowledge", "-d", "a=b", "\(address)/p?q=1"]))
        #expect(posted["proto"] == "HTTP/2.0")
        #expect(posted["headers"]?["Content-Length"] == ["3"])
        #expect(posted["httpPort"] == "3000")
        let big = try Self.save(String(repeating: "x", count: 3_000_000))
        defer { try? FileManager.default.removeItem(atPath: big) }
        let long = try await Self.curl(["--http2-prior-knowledge", "--data-binary", "@\(big)", "\(address)/p"])
        #expect(long.contains("\"method\": \"POST\""))
        #expect(try await Self.curl(["--http2-prior-knowledge", "-i", "\(address)/status/204"]).contains("\"path\""))
        await https.close()
        await h2c.close()
    }
}
