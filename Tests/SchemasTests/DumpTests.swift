import Foundation
import JSON
import Kube
import Testing

@testable import Schemas

/// Writes documents to the folder of POSTERN_SCHEMAS_DUMP, for judges outside.
@Suite struct DumpTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["POSTERN_SCHEMAS_DUMP"] != nil))
    func documents() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["POSTERN_SCHEMAS_DUMP"])
        var catalog = Catalog.builtin
        for name in PreinstalledCRD.names {
            if let kind = PreinstalledCRD.definition(named: name) { catalog.add(kind) }
        }
        let openAPI = OpenAPI(catalog)
        let clock = ContinuousClock()
        var sizes: [String] = []
        for version in openAPI.groupVersions {
            var bytes: [UInt8] = []
            let time = clock.measure { bytes = openAPI.version3(version)?.bytes ?? [] }
            try Data(bytes).write(
                to: URL(fileURLWithPath: "\(folder)/v3-\(version.apiVersion.replacing("/", with: "_")).json"))
            sizes.append("\(version.apiVersion) \(bytes.count) \(time)")
        }
        let document = openAPI.version2()
        try Data(document.bytes).write(to: URL(fileURLWithPath: "\(folder)/v2.json"))
        try Data(OpenAPI.protobuf(version2: document)).write(to: URL(fileURLWithPath: "\(folder)/v2.pb"))
        for name in PreinstalledCRD.names {
            var bytes: [UInt8] = []
            let time = clock.measure { bytes = PreinstalledCRD.manifest(named: name)?.bytes ?? [] }
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/crd-\(name).json"))
            sizes.append("\(name) \(bytes.count) \(time)")
        }
        try sizes.joined(separator: "\n").write(toFile: "\(folder)/sizes.txt", atomically: true, encoding: .utf8)
    }
}
