import Foundation
import JSON
import Kube
import Testing

@testable import Schemas

/// Objects as a real API server shows them, from the file that POSTERN_RECORDED names (a JSON list): they pass through
/// decoding and defaulting unchanged, and nothing is wrong with them.
@Suite struct RecordedTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["POSTERN_RECORDED"] != nil))
    func objectsOfAFile() throws {
        let path = try #require(ProcessInfo.processInfo.environment["POSTERN_RECORDED"])
        let objects = try JSON(parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))).array ?? []
        var catalog = Catalog.builtin
        for name in PreinstalledCRD.names {
            if let kind = PreinstalledCRD.definition(named: name) { catalog.add(kind) }
        }
        for original in objects {
            var object = original
            guard let (_, version) = catalog.version(object.groupVersionKind) else {
                Issue.record("no kind \(object.groupVersionKind)")
                continue
            }
            let place = "\(object.kind) \(object.objectName)"
            let unknown = try version.decode(&object)
            #expect(unknown == [], "\(place)")
            version.applyDefaults(to: &object)
            #expect(object == original, "\(place): \(difference(object, original))")
            let errors = version.validate(object).map(\.message)
            #expect(errors == [], "\(place)")
        }
        #expect(objects.count > 0)
    }

    private func difference(_ a: JSON, _ b: JSON, _ path: String = "") -> String {
        guard a != b else { return "" }
        if let x = a.object, let y = b.object {
            for key in Set(x.keys).union(y.keys).sorted() {
                let inner = difference(x[key] ?? "(absent)", y[key] ?? "(absent)", "\(path).\(key)")
                if !inner.isEmpty { return inner }
            }
        }
        if let x = a.array, let y = b.array, x.count == y.count {
            for index in x.indices {
                let inner = difference(x[index], y[index], "\(path)[\(index)]")
                if !inner.isEmpty { return inner }
            }
        }
        return "\(path): \(a.text.prefix(200)) ≠ \(b.text.prefix(200))"
    }
}
