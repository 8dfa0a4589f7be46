import Foundation
import GatewayAPI
import JSON
import Kube
import Testing
import YAML

@testable import Translate

/// Resources in `fixtures/translate/X.in.yaml`, and beside them in `X.out.txt` what becomes of them.
/// `REGENERATE=1 swift test --filter GoldenTests` writes the latter anew; read the difference before committing it.
@Suite struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fixtures/translate")

    static let cases =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".in.yaml") }.map { String($0.dropLast(".in.yaml".count)) }.sorted()

    @Test("translates", arguments: cases)
    func translates(name: String) throws {
        let input = try String(contentsOf: Self.folder.appending(path: "\(name).in.yaml"), encoding: .utf8)
        let output = Self.folder.appending(path: "\(name).out.txt")
        let actual = Summary.text(try translate(input))
        if ProcessInfo.processInfo.environment["REGENERATE"] != nil {
            try actual.write(to: output, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: output, encoding: .utf8)
        #expect(actual == expected)
    }

    @Test("is deterministic, and quiet once statuses are written", arguments: cases)
    func settles(name: String) throws {
        let input = try String(contentsOf: Self.folder.appending(path: "\(name).in.yaml"), encoding: .utf8)
        let first = try translate(input)
        let again = try translate(input)
        #expect(first.objects == again.objects)
        #expect(first.translation.fleets == again.translation.fleets)
        let written = OfflineTranslation(first.objects, configuration: configuration, now: "2030-01-01T00:00:00Z")
        #expect(written.translation.statuses.isEmpty, "\(written.translation.statuses)")
    }

    private var configuration: EnvoyGatewayConfiguration {
        var configuration = EnvoyGatewayConfiguration()
        configuration.enablesBackend = true
        configuration.enablesEnvoyPatchPolicy = true
        return configuration
    }

    private func translate(_ text: String) throws -> OfflineTranslation {
        OfflineTranslation(
            try YAML.documents(text), configuration: configuration, now: "2026-11-22T21:45:33Z")
    }
}
