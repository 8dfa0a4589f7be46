import Foundation
import JSON
import Testing

@testable import XDS

@Suite struct ConfigDumpTests {
    private let start = Timestamp(millisecondsSince1970: 1_795_384_017_916)

    private var bootstrap: Bootstrap {
        Bootstrap(
            .init(
                clusterName: "default/eg",
                controllerHost: "envoy-gateway.envoy-gateway-system.svc.cluster.local."))
    }

    private func section(_ dump: JSON, _ name: String) -> JSON? {
        dump["configs"]?.array?.first {
            $0["@type"] == .string("type.googleapis.com/envoy.admin.v3.\(name)ConfigDump")
        }
    }

    @Test func timestamps() {
        #expect(start.text == "2026-11-22T21:46:57.916Z")
        #expect(Timestamp(millisecondsSince1970: 0).text == "1970-01-01T00:00:00.000Z")
        #expect(Timestamp(millisecondsSince1970: 951_782_400_000).text == "2000-02-29T00:00:00.000Z")
        #expect(Timestamp(millisecondsSince1970: -1).text == "1969-12-31T23:59:59.999Z")
    }

    @Test func bootstrapIsThatOfTheGateway() throws {
        let golden = try Golden.read("bootstrap.json")
        #expect(difference(golden, bootstrap.json) == nil)
        let (read, issues) = Bootstrap.read(golden)
        #expect(issues.isEmpty)
        #expect(read == bootstrap)
    }

    @Test func sectionsStandInEnvoysOrder() {
        let dump = ConfigDump(bootstrap: bootstrap, startedAt: start)
        let names = { (json: JSON) in
            (json["configs"]?.array ?? []).compactMap { $0["@type"]?.string?.split(separator: ".").last }
        }
        #expect(
            names(dump.json()) == [
                "BootstrapConfigDump", "ClustersConfigDump", "ListenersConfigDump", "ScopedRoutesConfigDump",
                "RoutesConfigDump", "SecretsConfigDump",
            ])
        #expect(names(dump.json(endpoints: [])).contains("EndpointsConfigDump"))
    }

    @Test func onlyWhatChangedIsUpdated() {
        var dump = ConfigDump(bootstrap: bootstrap, startedAt: start)
        var snapshot = Snapshot()
        snapshot.clusters.insert(.with { $0.name = "a" })
        snapshot.clusters.insert(.with { $0.name = "b" })
        snapshot.clusters.insert(.with { $0.name = "default/eg" })
        dump.update(to: snapshot, at: Timestamp(millisecondsSince1970: 1000))
        snapshot.clusters.insert(
            .with {
                $0.name = "b"
                $0.respectDnsTtl = true
            })
        dump.update(to: snapshot, at: Timestamp(millisecondsSince1970: 2000))
        dump.update(to: snapshot, at: Timestamp(millisecondsSince1970: 3000))

        let clusters = section(dump.json(), "Clusters")
        let active = clusters?["dynamic_active_clusters"]?.array ?? []
        // The proxies' own cluster is one Envoy was started with.
        #expect(active.map { $0["cluster", "name"] } == ["a", "b"])
        #expect(active.map { $0["last_updated"] } == ["1970-01-01T00:00:01.000Z", "1970-01-01T00:00:02.000Z"])
        #expect(clusters?["version_info"] == "2")
        #expect(
            clusters?["static_clusters"]?.array?.map { $0["cluster", "name"] } == [
                "default/eg", "prometheus_stats", "xds_cluster",
            ])
    }

    @Test func refusedListenersShowBothStates() {
        var dump = ConfigDump(bootstrap: bootstrap, startedAt: start)
        var snapshot = Snapshot()
        snapshot.listeners.insert(.with { $0.name = "l" })
        dump.update(to: snapshot, at: start)
        snapshot.listeners.insert(
            .with {
                $0.name = "l"
                $0.statPrefix = "bad"
            })
        snapshot.listeners.insert(.with { $0.name = "new" })
        dump.update(
            to: snapshot,
            refused: [
                Refusal(protoName: Listener.protoName, name: "l", details: "no"),
                Refusal(protoName: Listener.protoName, name: "new", details: "never"),
                Refusal(protoName: Cluster.protoName, name: "l", details: "of another type"),
            ], at: start)
        let states = section(dump.json(), "Listeners")?["dynamic_listeners"]?.array ?? []
        #expect(states.map { $0["name"] } == ["l", "new"])
        #expect(states[0]["active_state", "listener", "stat_prefix"] == nil)
        #expect(states[0]["error_state", "details"] == "no")
        #expect(states[0]["error_state", "failed_configuration", "stat_prefix"] == "bad")
        #expect(states[1]["active_state"] == nil)
        #expect(states[1]["error_state", "details"] == "never")
    }

    @Test func secretsAreBlottedOut() {
        var dump = ConfigDump(bootstrap: bootstrap, startedAt: start)
        var snapshot = Snapshot()
        let secret = DataSource.with { $0.specifier = .inlineBytes(Bytes("key")) }
        let open = DataSource.with { $0.specifier = .inlineBytes(Bytes("open")) }
        snapshot.secrets.insert(
            .with {
                $0.name = "tls"
                $0.type = .tlsCertificate(
                    .with {
                        $0.certificateChain = open
                        $0.privateKey = secret
                    })
            })
        snapshot.secrets.insert(
            .with {
                $0.name = "generic"
                $0.type = .genericSecret(.with { $0.secret = secret })
            })
        snapshot.secrets.insert(
            .with {
                $0.name = "ca"
                $0.type = .validationContext(.with { $0.trustedCa = open })
            })
        dump.update(to: snapshot, at: start)
        let json = dump.json()
        #expect(!json.text.contains(Base64.encode(Array("key".utf8))))
        let secrets = section(json, "Secrets")?["dynamic_active_secrets"]?.array ?? []
        #expect(secrets.map { $0["name"] } == ["ca", "generic", "tls"])
        let redacted = JSON.string(Base64.encode(Array("[redacted]".utf8)))
        #expect(secrets[1]["secret", "generic_secret", "secret", "inline_bytes"] == redacted)
        #expect(secrets[2]["secret", "tls_certificate", "private_key", "inline_bytes"] == redacted)
        #expect(secrets[2]["secret", "tls_certificate", "certificate_chain"] == open.json)
        #expect(secrets[0]["secret", "validation_context", "trusted_ca"] == open.json)
    }

    @Test func routesInListenersCountAsStatic() {
        var dump = ConfigDump(bootstrap: bootstrap, startedAt: start)
        var snapshot = Snapshot()
        snapshot.routes.insert(.with { $0.name = "dynamic" })
        dump.update(to: snapshot, at: start)
        let routes = section(dump.json(), "Routes")
        #expect(routes?["static_route_configs"]?.array?.map { $0["route_config", "name"] } == ["local_route"])
        #expect(routes?["dynamic_route_configs"]?.array?.map { $0["route_config", "name"] } == ["dynamic"])
    }
}

enum Golden {
    static func read(_ name: String) throws -> JSON {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "fixtures/xds/\(name)")
        return try JSON(parsing: Array(try Data(contentsOf: file)))
    }
}
