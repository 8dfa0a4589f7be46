import JSON
import Testing
import XDS

@testable import Proxy

@Suite struct AdminPagesTests {
    private func pages(_ bench: Bench) -> AdminPages {
        AdminPages(engine: bench.engine) { ["configs": [], "endpoints": .bool($0)] }
    }

    private static func snapshot() -> Snapshot {
        gatewaySnapshot(
            routes: [forwardRoute("a")], clusters: [cluster("a")])
    }

    /// What was asked of the proxy is in its statistics, under Envoy's names.
    @Test func statistics() async throws {
        try await Bench.run(Self.snapshot()) { bench in
            try bench.serve { request in
                let status = request.contains("/missing") ? "404 Not Found" : "200 OK"
                return "HTTP/1.1 \(status)\r\ncontent-length: 0\r\n\r\n"
            }
            for path in ["/", "/", "/missing"] { _ = try await bench.ask(path) }
            let pages = pages(bench)
            let text = await pages.answer("GET", "/stats").body
            for line in [
                "cluster.a.upstream_rq_200: 2", "cluster.a.upstream_rq_2xx: 2", "cluster.a.upstream_rq_404: 1",
                "cluster.a.upstream_rq_4xx: 1", "cluster.a.upstream_rq_completed: 3", "cluster.a.membership_healthy: 1",
                "http.http-10080.downstream_rq_2xx: 2", "http.http-10080.downstream_rq_5xx: 0",
                "http.http-10080.downstream_rq_total: 3", "listener.0.0.0.0_10080.downstream_cx_total: 3",
                "listener_manager.total_listeners_active: 1", "cluster_manager.active_clusters: 1", "server.live: 1",
            ] {
                #expect(text.contains("\n" + line + "\n"), "\(line)")
            }
            #expect(!text.contains("upstream_rq_5xx"))
            let names = text.split(separator: "\n")
            #expect(names == names.sorted())
        }
    }

    @Test func prometheus() async throws {
        try await Bench.run(Self.snapshot()) { bench in
            try bench.serve { _ in "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n" }
            _ = try await bench.ask("/")
            let text = await pages(bench).answer("GET", "/stats/prometheus").body
            for line in [
                "# TYPE envoy_cluster_upstream_rq counter",
                #"envoy_cluster_upstream_rq{envoy_response_code="200",envoy_cluster_name="a"} 1"#,
                #"envoy_cluster_upstream_rq_xx{envoy_response_code_class="2",envoy_cluster_name="a"} 1"#,
                "# TYPE envoy_cluster_upstream_cx_active gauge",
                #"envoy_cluster_circuit_breakers_cx_open{priority="high",envoy_cluster_name="a"} 0"#,
                #"envoy_http_downstream_rq_xx{envoy_response_code_class="2",envoy_http_conn_manager_prefix="http-10080"} 1"#,
                #"envoy_listener_downstream_cx_total{envoy_listener_address="0.0.0.0_10080"} 1"#,
                "envoy_server_live{} 1",
            ] {
                #expect(text.contains(line + "\n"), "\(line)")
            }
            let types = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE") }
            #expect(Set(types).count == types.count)
            #expect(text.contains(#"envoy_listener_worker_downstream_cx_total{envoy_worker_id="1",envoy_listener_address="#))
        }
    }

    @Test func filtersAndForms() async throws {
        try await Bench.run(Self.snapshot()) { bench in
            let pages = pages(bench)
            #expect(await pages.answer("GET", "/stats?filter=membership_t").body == "cluster.a.membership_total: 1\n")
            #expect(await pages.answer("GET", "/stats?filter=%5Ecluster%5C.a%5C.membership_(t|d)&usedonly").body
                == "cluster.a.membership_total: 1\n")
            let json = await pages.answer("GET", "/stats?format=json&filter=membership_t")
            #expect(json.contentType == "application/json")
            let parsed = try JSON(parsing: json.body)
            #expect(parsed == ["stats": [["name": "cluster.a.membership_total", "value": 1]]])
            #expect(await pages.answer("GET", "/stats?type=Counters&filter=membership").body == "cluster.a.membership_change: 1\n")
            let wrong = await pages.answer("GET", "/stats?filter=%5B")
            #expect(wrong.status == 400 && wrong.body == "Invalid re2 regex: missing ]: [")
            #expect(await pages.answer("GET", "/stats?format=xml").status == 400)
        }
    }

    @Test func clusters() async throws {
        var snapshot = Self.snapshot()
        snapshot.clusters.insert(
            cluster("b", port: 4000) {
                $0.circuitBreakers = .with { $0.thresholds = [.with { $0.maxConnections = 7 }] }
            })
        try await Bench.run(snapshot) { bench in
            try bench.serve { _ in "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n" }
            _ = try await bench.ask("/")
            let pages = pages(bench)
            let text = await pages.answer("GET", "/clusters").body
            for line in [
                "a::observability_name::a", "a::default_priority::max_connections::1024", "a::high_priority::max_retries::3",
                "a::added_via_api::true", "a::10.244.0.9:3000::rq_error::1", "a::10.244.0.9:3000::rq_total::1",
                "a::10.244.0.9:3000::health_flags::healthy", "a::10.244.0.9:3000::priority::0",
                "b::default_priority::max_connections::7",
            ] {
                #expect(("\n" + text).contains("\n" + line + "\n"), "\(line)")
            }
            let json = try JSON(parsing: await pages.answer("GET", "/clusters?format=json&filter=%5Eb").body)
            let statuses = try #require(json["cluster_statuses"]?.array)
            #expect(statuses.map { $0["name"] } == ["b"])
            #expect(statuses[0]["circuit_breakers"]?["thresholds"]?[0]?["max_connections"] == 7)
            #expect(statuses[0]["host_statuses"]?[0]?["address"]?["socket_address"]?["port_value"] == 4000)
            #expect(statuses[0]["host_statuses"]?[0]?["health_status"] == ["eds_health_status": "HEALTHY"])
        }
    }

    @Test func others() async throws {
        try await Bench.run { bench in
            let pages = pages(bench)
            #expect(await pages.answer("GET", "/ready").status == 503)
            #expect(await pages.answer("GET", "/ready").body == "PRE_INITIALIZING\n")
            await bench.engine.apply(Self.snapshot())
            #expect(await pages.answer("GET", "/ready").body == "LIVE\n")
            #expect(await pages.answer("GET", "/listeners").body == "default/eg/http::0.0.0.0:10080\n")
            let listeners = try JSON(parsing: await pages.answer("GET", "/listeners?format=json").body)
            #expect(listeners["listener_statuses"]?[0]?["local_address"]?["socket_address"]?["port_value"] == 10080)
            let info = try JSON(parsing: await pages.answer("GET", "/server_info").body)
            #expect(info["state"] == "LIVE" && info["node"]?["cluster"] == "default/eg")
            for (target, hasEndpoints) in [("/config_dump", false), ("/config_dump?include_eds", true)] {
                let dump = try JSON(parsing: await pages.answer("GET", target).body)
                #expect(dump["endpoints"] == .bool(hasEndpoints))
            }
            let help = await pages.answer("GET", "/help")
            #expect(help.body.hasPrefix("admin commands are:\n  /: Admin home page\n  /clusters: upstream cluster status\n"))
            let unknown = await pages.answer("GET", "/nothing")
            #expect(unknown.status == 404 && unknown.body == "invalid path. " + help.body)
            #expect(await pages.answer("POST", "/stats").status == 405)
            await bench.engine.drain()
            #expect(await pages.answer("GET", "/ready").body == "DRAINING\n")
        }
    }

    /// A cluster that is changed goes on counting.
    @Test func countsSurviveChanges() async throws {
        try await Bench.run(Self.snapshot()) { bench in
            try bench.serve { _ in "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n" }
            _ = try await bench.ask("/")
            var changed = Self.snapshot()
            changed.clusters.insert(cluster("a") { $0.connectTimeout = .seconds(3) })
            await bench.engine.apply(changed)
            _ = try await bench.ask("/")
            let text = await pages(bench).answer("GET", "/stats?filter=upstream_rq_200|cluster_modified").body
            #expect(text == "cluster.a.upstream_rq_200: 2\ncluster_manager.cluster_modified: 1\n")
        }
    }
}
