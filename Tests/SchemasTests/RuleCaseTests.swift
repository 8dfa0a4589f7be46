import Foundation
import JSON
import Kube
import Testing

@testable import Schemas

/// Runs a file of objects that CRDs accept or refuse, when POSTERN_CEL_CASES names one, and writes what we say of each
/// to POSTERN_CEL_RESULTS, for a judge outside.
@Suite struct RuleCaseTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["POSTERN_CEL_CASES"] != nil))
    func casesOfAFile() throws {
        let environment = ProcessInfo.processInfo.environment
        let path = try #require(environment["POSTERN_CEL_CASES"])
        let cases = try JSON(parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))["cases"]?.array ?? []
        var results: [String: JSON] = [:]
        for one in cases { results[one["id"]?.string ?? ""] = verdict(one["steps"]?.array ?? []) }
        if let output = environment["POSTERN_CEL_RESULTS"] {
            try Data(JSON.object(results).bytes).write(to: URL(fileURLWithPath: output))
        }
        #expect(results.count == cases.count)
    }

    private func verdict(_ steps: [JSON]) -> JSON {
        var stored: JSON?
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            var object = step["object"] ?? [:]
            let kind = object.groupVersionKind
            guard
                let definition = PreinstalledCRD.names.lazy.compactMap(PreinstalledCRD.definition).first(where: {
                    $0.group == kind.group && $0.kind == kind.kind
                }),
                let version = definition.version(kind.version)
            else { return ["rejected": true, "message": .string("no kind \(kind)")] }
            let verb = step["verb"]?.string ?? ""
            if stored != nil { object["metadata", "resourceVersion"] = "1" }
            if verb == "status", var whole = stored {
                whole["status"] = object["status"]
                object = whole
            } else if version.hasStatus {
                object["status"] = stored?["status"]
            }
            var message: String?
            do {
                _ = try version.decode(&object)
                version.applyDefaults(to: &object)
                let errors = version.validate(object, old: stored, subresource: verb == "status" ? "status" : "")
                if !errors.isEmpty { message = StatusError.invalid(kind, object.name, errors).message }
            } catch { message = "\(error)" }
            if let message { return ["rejected": true, "message": .string(message), "final": .bool(isLast)] }
            object["metadata", "resourceVersion"] = "1"
            stored = object
        }
        return ["rejected": false, "message": ""]
    }
}
