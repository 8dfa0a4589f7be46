import Foundation
import Testing
import XDS

@testable import EnvoyBridge

/// With a real Envoy, where one is installed.
@Suite(.enabled(if: EnvoyBinary.find() != nil))
struct EnvoyProcessTests {
    private func listener(_ name: String, route: String) -> Listener {
        let manager = HttpConnectionManager.with {
            $0.statPrefix = name
            $0.routes = .rds(
                .with {
                    $0.routeConfigName = route
                    $0.configSource = .with {
                        $0.specifier = .ads(Empty())
                        $0.resourceApiVersion = .v3
                    }
                })
            $0.httpFilters = [
                .with {
                    $0.name = "envoy.filters.http.router"
                    $0.typedConfig = AnyConfig(Router())
                }
            ]
        }
        return .with {
            $0.name = name
            $0.address = .socketAddress(
                .with {
                    $0.address = "0.0.0.0"
                    $0.port = .value(10080)
                })
            $0.defaultFilterChain = .with {
                $0.filters = [
                    .with {
                        $0.name = "envoy.filters.network.http_connection_manager"
                        $0.typedConfig = AnyConfig(manager)
                    }
                ]
            }
        }
    }

    private func routes(_ name: String, answer: UInt32) -> RouteConfiguration {
        .with {
            $0.name = name
            $0.virtualHosts = [
                .with {
                    $0.name = "all"
                    $0.domains = ["*"]
                    $0.routes = [
                        .with {
                            $0.match.path = .prefix("/")
                            $0.action = .directResponse(.with { $0.status = answer })
                        }
                    ]
                }
            ]
        }
    }

    @Test func startsAnswersUpdatesAndStops() async throws {
        let binary = try #require(EnvoyBinary.find())
        let folder = FileManager.default.temporaryDirectory.appending(path: "bridge-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }

        var snapshot = Snapshot()
        snapshot.listeners.insert(listener("default/eg/http", route: "default/eg/http"))
        snapshot.routes.insert(routes("default/eg/http", answer: 418))
        let envoy = try await EnvoyProcess.start(binary, snapshot: snapshot, directory: folder, map: .loopback)
        do {
            let address = try #require(try await envoy.listenerAddresses()["default/eg/http"])
            #expect(address.host == "127.0.0.1")
            let client = AdminClient(port: address.port)
            #expect(try await client.get("/").status == 418)

            snapshot.routes.insert(routes("default/eg/http", answer: 204))
            snapshot.listeners.insert(listener("second", route: "default/eg/http"))
            try await envoy.update(snapshot)
            #expect(try await envoy.listenerAddresses().count == 2)
            var status = 0
            for _ in 0..<100 where status != 204 {
                status = try await client.get("/").status
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(status == 204)
        } catch {
            await envoy.stop()
            throw error
        }
        await envoy.stop()
    }
}
