import JSON
import Testing
import XDS

@testable import EnvoyBridge

@Suite struct FileResourcesTests {
    private let map = AddressMap(
        listener: { host, port in host == "0.0.0.0" && port == 10080 ? RealAddress(host: "127.0.0.1", port: 8080) : nil
        },
        endpoint: { host, port in
            host == "10.244.0.5" || host == "httpbin.org" ? RealAddress(host: "127.0.0.1", port: port + 1) : nil
        }, systemTrustFile: "/tmp/trust.pem")

    private func files(_ snapshot: Snapshot) -> [String: JSON] {
        FileResources(snapshot, folder: "/f", map: map).files
    }

    @Test(arguments: [
        ("default/eg/http", "rds-default_2feg_2fhttp.json"), ("a-b.c", "rds-a-b_2ec.json"), ("Å", "rds-_c3_85.json"),
    ])
    func names(_ name: String, _ file: String) {
        #expect(FileResources.file("rds", name) == file)
    }

    @Test func longNamesStayDistinct() {
        let one = FileResources.file("eds", String(repeating: "a", count: 300))
        let other = FileResources.file("eds", String(repeating: "a", count: 301))
        #expect(one != other)
        #expect(one.utf8.count < 250)
    }

    @Test func subscriptionsBecomePaths() {
        var snapshot = Snapshot()
        let ads = ConfigSource.with { $0.specifier = .ads(Empty()) }
        let manager = HttpConnectionManager.with {
            $0.routes = .rds(
                .with {
                    $0.routeConfigName = "r"
                    $0.configSource = ads
                })
        }
        snapshot.listeners.insert(
            .with {
                $0.name = "l"
                $0.address = .socketAddress(
                    .with {
                        $0.address = "0.0.0.0"
                        $0.port = .value(10080)
                    })
                $0.defaultFilterChain = .with {
                    $0.filters = [
                        .with {
                            $0.name = "hcm"
                            $0.typedConfig = AnyConfig(manager)
                        }
                    ]
                }
            })
        snapshot.clusters.insert(
            .with {
                $0.name = "c"
                $0.edsClusterConfig = .with {
                    $0.serviceName = "e"
                    $0.edsConfig = ads
                }
                $0.transportSocket = .with {
                    let tls = UpstreamTlsContext.with {
                        $0.common = .with {
                            $0.validation = .sds(
                                .with {
                                    $0.name = "s"
                                    $0.sdsConfig = ads
                                })
                        }
                    }
                    $0.typedConfig = AnyConfig(tls)
                }
            })
        let files = files(snapshot)
        let listener = files["lds.json"]?["resources"]?[0]
        #expect(listener?["address", "socket_address"] == ["address": "127.0.0.1", "port_value": 8080])
        let rds = listener?["default_filter_chain"]?["filters"]?[0]?["typed_config", "rds", "config_source"]
        #expect(rds?["path_config_source"] == ["path": "/f/rds-r.json"])
        let cluster = files["cds.json"]?["resources"]?[0]
        #expect(cluster?["eds_cluster_config", "eds_config", "path_config_source"] == ["path": "/f/eds-e.json"])
        let sds = cluster?["transport_socket", "typed_config", "common_tls_context"]?[
            "validation_context_sds_secret_config"]
        #expect(sds?["sds_config", "path_config_source"] == ["path": "/f/sds-s.json"])
    }

    @Test func endpointsAreMappedAndKeepTheirNames() {
        func endpoint(_ host: String) -> LbEndpoint {
            .with {
                let address = Address.socketAddress(
                    .with {
                        $0.address = host
                        $0.port = .value(80)
                    })
                $0.identifier = .endpoint(.with { $0.address = address })
            }
        }
        var snapshot = Snapshot()
        snapshot.endpoints.insert(
            .with {
                $0.clusterName = "c"
                $0.endpoints = [.with { $0.lbEndpoints = ["10.244.0.5", "httpbin.org", "10.0.0.1"].map(endpoint) }]
            })
        let hosts = files(snapshot)["eds-c.json"]?["resources"]?[0]?["endpoints"]?[0]?["lb_endpoints"]?.array ?? []
        #expect(hosts.map { $0["endpoint", "address", "socket_address"]?["port_value"] } == [81, 81, 80])
        #expect(hosts.map { $0["endpoint", "hostname"] } == [nil, "httpbin.org", nil])
    }

    @Test func theSystemsTrustIsAFileOfOurs() {
        var snapshot = Snapshot()
        snapshot.secrets.insert(
            .with {
                $0.name = "s"
                $0.type = .validationContext(
                    .with { $0.trustedCa = .with { $0.specifier = .filename("/etc/ssl/certs/ca-certificates.crt") } })
            })
        let secret = files(snapshot)["sds-s.json"]?["resources"]?[0]
        #expect(secret?["validation_context", "trusted_ca"] == ["filename": "/tmp/trust.pem"])
    }
}
