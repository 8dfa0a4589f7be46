import ClusterNetwork
import NIOCore
import NIOPosix
import NIOSSL
import PKI
import Testing
import XDS

@testable import Proxy

/// TLS listeners: which certificate, which chain, which clients.
@Suite struct TLSTests {
    /// One HTTPS port with a chain a host, each with routes of its own.
    private func https(_ chains: [(name: String, hosts: [String], transport: TransportSocket)], _ secrets: [Secret]) -> Snapshot {
        var snapshot = Snapshot()
        var listener = gatewayListener { $0.statPrefix = "https-10443" }
        let filter = listener.defaultFilterChain?.filters ?? []
        listener.name = "default/eg/https"
        listener.address = .socketAddress(
            .with {
                $0.address = "0.0.0.0"
                $0.port = .value(10443)
            })
        listener.defaultFilterChain = nil
        listener.listenerFilters = [
            .with {
                $0.name = "envoy.filters.listener.tls_inspector"
                $0.typedConfig = AnyConfig(TlsInspector())
            }
        ]
        listener.filterChains = chains.map { chain in
            .with {
                $0.name = chain.name
                if !chain.hosts.isEmpty { $0.match = .with { $0.serverNames = chain.hosts } }
                $0.filters = filter.map { filter in
                    var filter = filter
                    var manager = filter.typedConfig?.as(HttpConnectionManager.self) ?? HttpConnectionManager()
                    manager.routes = .rds(.with { $0.routeConfigName = chain.name })
                    filter.typedConfig = AnyConfig(manager)
                    return filter
                }
                $0.transportSocket = chain.transport
            }
        }
        snapshot.listeners.insert(listener)
        for chain in chains {
            snapshot.routes.insert(
                .with {
                    $0.name = chain.name
                    $0.virtualHosts = [
                        .with {
                            $0.name = chain.name
                            $0.domains = ["*"]
                            $0.routes = [
                                .with {
                                    $0.name = chain.name
                                    $0.match.path = .prefix("/")
                                    $0.action = .directResponse(
                                        .with {
                                            $0.status = 200
                                            $0.body = DataSource.with { $0.specifier = .inlineString(chain.name) }
                                        })
                                }
                            ]
                        }
                    ]
                })
        }
        for secret in secrets { snapshot.secrets.insert(secret) }
        return snapshot
    }

    private static let get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

    @Test func choosesChainAndCertificateByName() async throws {
        let pki = try TestPKI()
        let snapshot = https(
            [
                ("exact", ["www.example.com"], tlsTransport(["a"])), ("wild", ["*.example.com"], tlsTransport(["b"])),
                ("longer", ["*.api.example.com"], tlsTransport(["c", "d"])), ("any", [], tlsTransport(["e"])),
            ],
            [
                tlsSecret("a", try pki.server("www.example.com")), tlsSecret("b", try pki.server("*.example.com")),
                tlsSecret("c", try pki.server("other.org")), tlsSecret("d", try pki.server("*.api.example.com")),
                tlsSecret("e", try pki.server("fallback.org")),
            ])
        try await Bench.run(snapshot) { bench in
            for (sni, names, body) in [
                ("www.example.com", ["www.example.com"], "exact"), ("WWW.Example.com", ["www.example.com"], "exact"),
                ("a.example.com", ["*.example.com"], "wild"), ("a.b.example.com", ["*.example.com"], "wild"),
                ("x.api.example.com", ["*.api.example.com"], "longer"), ("example.com", ["fallback.org"], "any"),
                ("", ["fallback.org"], "any"),
            ] {
                let (client, found) = try await bench.connectTLS(sni: sni.isEmpty ? nil : sni)
                #expect(found.names == names, "for \(sni)")
                try await client.send(Self.get)
                #expect(try await client.reply().body == body, "for \(sni)")
                client.close()
            }
        }
    }

    @Test func closesOnNamesThatNoChainHas() async throws {
        let pki = try TestPKI()
        let snapshot = https(
            [("only", ["www.example.com"], tlsTransport(["a"]))], [tlsSecret("a", try pki.server("www.example.com"))])
        try await Bench.run(snapshot) { bench in
            await #expect(throws: HandshakeFailed.self) { _ = try await bench.connectTLS(sni: "other.example.com") }
            await #expect(throws: HandshakeFailed.self) { _ = try await bench.connectTLS(sni: nil) }
            // Plain text finds no chain either.
            let plain = try await bench.connect(10443)
            try await plain.send(Self.get)
            try await plain.wait { _, hasEnded in hasEnded }
            #expect(plain.text.isEmpty)
        }
    }

    @Test(arguments: [
        (["h2", "http/1.1"], ["h2", "http/1.1"], "h2"), (["h2", "http/1.1"], ["http/1.1"], "http/1.1"),
        (["http/1.1"], ["h2", "http/1.1"], "http/1.1"), (["h2", "http/1.1"], [], nil), (["h2"], ["foo"], nil),
    ] as [([String], [String], String?)])
    func negotiatesProtocols(_ offered: [String], _ wanted: [String], _ result: String?) async throws {
        let pki = try TestPKI()
        let snapshot = https(
            [("only", [], tlsTransport(["a"], alpn: offered))], [tlsSecret("a", try pki.server("www.example.com"))])
        try await Bench.run(snapshot) { bench in
            let (client, found) = try await bench.connectTLS(sni: "www.example.com", alpn: wanted)
            #expect(found.protocolName == result)
            client.close()
        }
    }

    private enum Who: String, CaseIterable { case nobody, trusted, stranger }

    /// What each kind of client gets: under require, verify if given, require any, and request.
    @Test(arguments: [
        (true, false, [false, true, false]), (false, false, [true, true, false]), (true, true, [false, true, true]),
        (false, true, [true, true, true]),
    ])
    func judgesClients(_ requires: Bool, _ acceptsUntrusted: Bool, _ wanted: [Bool]) async throws {
        let pki = try TestPKI()
        let strangers = try TestPKI("stranger CA")
        let secret = SdsSecretConfig.with { $0.name = "ca" }
        let validation: CommonTlsContext.Validation =
            acceptsUntrusted
            ? .combined(
                .with {
                    $0.defaultValidationContext = .with { $0.trustChainVerification = .acceptUntrusted }
                    $0.validationContextSdsSecretConfig = secret
                }) : .sds(secret)
        let snapshot = https(
            [("only", [], tlsTransport(["a"], requires: requires, validation: validation))],
            [tlsSecret("a", try pki.server("www.example.com")), trustSecret("ca", pki.authority)])
        let trusted = try pki.client("friend")
        let stranger = try strangers.client("stranger")
        try await Bench.run(snapshot) { bench in
            for (who, isWelcome) in zip(Who.allCases, wanted) {
                for version in [TLSVersion.tlsv12, .tlsv13] {
                    let identity: Identity? = who == .trusted ? trusted : who == .stranger ? stranger : nil
                    // In TLS 1.3 a client learns of its refusal only after its own side of the handshake.
                    let answer = await Self.answer(bench, identity, version)
                    #expect((answer == "only") == isWelcome, "\(who), \(version), requires \(requires)")
                }
            }
        }
    }

    private static func answer(_ bench: Bench, _ identity: Identity?, _ version: TLSVersion) async -> String? {
        do {
            let (client, _) = try await bench.connectTLS(sni: "www.example.com", identity: identity, version: version)
            defer { client.close() }
            try await client.send(get)
            try await client.wait { text, hasEnded in hasEnded || text.contains("only") }
            return client.text.isEmpty ? nil : try await client.reply().body
        } catch {
            return nil
        }
    }

    @Test func servesNothingWithoutItsCertificate() async throws {
        let snapshot = https([("only", [], tlsTransport(["missing"]))], [])
        try await Bench.run(snapshot) { bench in
            await #expect(throws: (any Error).self) { _ = try await bench.connectTLS(sni: "www.example.com") }
        }
    }

    @Test func keepsConnectionsWhileACertificateIsRenewed() async throws {
        let pki = try TestPKI()
        let chains = [("only", [] as [String], tlsTransport(["a"]))]
        try await Bench.run(https(chains, [tlsSecret("a", try pki.server("one.example.com"))])) { bench in
            let (old, before) = try await bench.connectTLS(sni: "x.example.com")
            #expect(before.names == ["one.example.com"])
            _ = await bench.engine.apply(https(chains, [tlsSecret("a", try pki.server("two.example.com"))]))
            // At once: a connection that stays idle is closed a second after its certificate has gone.
            try await old.send(Self.get)
            #expect(try await old.reply().status == 200)
            let (new, after) = try await bench.connectTLS(sni: "x.example.com")
            #expect(after.names == ["two.example.com"])
            for client in [old, new] { client.close() }
        }
    }
}
