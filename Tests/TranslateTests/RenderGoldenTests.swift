import Foundation
import GatewayAPI
import JSON
import Testing
import XDS
import YAML

@testable import Translate

/// The resources of `fixtures/translate/X.in.yaml`, and what Envoy is told because of them in `fixtures/xds/X.json`.
/// `REGENERATE=1 swift test --filter RenderGoldenTests` writes the latter anew; read the difference before committing it.
@Suite struct RenderGoldenTests {
    static let folder = GoldenTests.folder.deletingLastPathComponent().appending(path: "xds")

    @Test("renders", arguments: GoldenTests.cases)
    func renders(name: String) throws {
        var fleets: [String: JSON] = [:]
        for (key, fleet) in try translation(of: name).fleets {
            fleets[key.description] = Renderer.render(fleet.model).json
        }
        let actual = JSON.object(fleets).pretty(indent: 1) + "\n"
        let output = Self.folder.appending(path: "\(name).json")
        if ProcessInfo.processInfo.environment["REGENERATE"] != nil {
            try actual.write(to: output, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: output, encoding: .utf8) == actual)
    }

    @Test("says nothing that cannot be read again", arguments: GoldenTests.cases)
    func readsBack(name: String) throws {
        for fleet in try translation(of: name).fleets.values {
            let snapshot = Renderer.render(fleet.model)
            let all =
                snapshot.listeners.resources.map(\.json) + snapshot.routes.resources.map(\.json)
                + snapshot.clusters.resources.map(\.json) + snapshot.endpoints.resources.map(\.json)
                + snapshot.secrets.resources.map(\.json)
            for json in all {
                let (value, issues) = AnyConfig.read(json)
                #expect(issues == [])
                #expect(value?.json == json)
            }
        }
    }

    @Test("renders again with the same objects", arguments: GoldenTests.cases)
    func remembers(name: String) throws {
        for fleet in try translation(of: name).fleets.values {
            var renderer = Renderer()
            let first = renderer.render(fleet.model)
            let second = renderer.render(fleet.model)
            #expect(first == second)
            for route in first.routes.names { #expect(first.routes.resource(route) === second.routes.resource(route)) }
            for name in first.clusters.names { #expect(first.clusters.resource(name) === second.clusters.resource(name)) }
            for name in first.endpoints.names {
                #expect(first.endpoints.resource(name) === second.endpoints.resource(name))
            }
        }
    }

    private func translation(of name: String) throws -> Translation {
        let input = try String(contentsOf: GoldenTests.folder.appending(path: "\(name).in.yaml"), encoding: .utf8)
        var configuration = EnvoyGatewayConfiguration()
        configuration.enablesBackend = true
        let documents = try YAML.documents(input)
        return OfflineTranslation(documents, configuration: configuration, now: "2026-11-22T21:45:33Z").translation
    }
}
