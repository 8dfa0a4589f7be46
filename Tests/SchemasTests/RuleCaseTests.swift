import Foundation
import JSON
import Kube
import Testing

@testable import Schemas

/// Runs a file of objects that CRDs accept or refuse, when POSTERN_CEL_CASES names one. A case that says what a real API
/// server made of it (`rejected`, and `message`, a part of its words) is held against that; what we say of each goes to
/// POSTERN_CEL_RESULTS, for a judge outside. Without the one or the other nothing would be tested, which fails.
@Suite struct RuleCaseTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["POSTERN_CEL_CASES"] != nil))
    func casesOfAFile() throws {
        let environment = ProcessInfo.processInfo.environment
        let path = try #require(environment["POSTERN_CEL_CASES"])
        let cases = try JSON(parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))["cases"]?.array ?? []
        var results: [String: JSON] = [:]
        var judged = 0
        for one in cases {
            let (id, verdict) = (one["id"]?.string ?? "", verdict(one["steps"]?.array ?? []))
            results[id] = verdict
            let said = verdict["message"]?.string ?? ""
            if let isRejected = one["rejected"]?.bool {
                judged += 1
                #expect(verdict["rejected"]?.bool == isRejected, "\(id): \(said)")
            }
            if let words = one["message"]?.string { #expect(said.contains(words), "\(id): \(said)") }
        }
        #expect(judged == cases.count || environment["POSTERN_CEL_RESULTS"] != nil, "cases that nobody judges")
        if let output = environment["POSTERN_CEL_RESULTS"] {
            try Data(JSON.object(results).bytes).write(to: URL(fileURLWithPath: output))
        }
        #expect(!cases.isEmpty)
        #expect(results.count == cases.count, "two cases of one id")
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
