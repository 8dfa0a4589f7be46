import JSON
import Kube
import Testing

@testable import Controllers

@Suite struct StatefulPlanTests {
    /// A pod by number: `0+` is ready, `0-` is not, `0x` is going, `0!` has failed; a `*` at the end bears an old template.
    private static func pod(_ text: Substring) -> JSON {
        let number = text.prefix { $0.isNumber }
        var pod: JSON = [
            "metadata": ["name": .string("web-\(number)"), "labels": ["controller-revision-hash": text.hasSuffix("*") ? "web-old" : "web-new"]],
            "status": ["phase": text.contains("!") ? "Failed" : "Running"],
        ]
        pod["status", "conditions"] = [["type": "Ready", "status": text.contains("+") || text.contains("x") ? "True" : "False"]]
        if text.contains("x") { pod["metadata", "deletionTimestamp"] = "2026-01-01T00:00:00Z" }
        return pod
    }

    @Test(arguments: [
        // One after the other, each when the one before is ready.
        (3, "{}", "", "0", ""), (3, "{}", "0-", "", ""), (3, "{}", "0+", "1", ""), (3, "{}", "0+ 1+ 2+", "", ""),
        (3, "{}", "1+ 2+", "0", ""), (3, "{}", "0! 1+", "", "0"),
        (3, #"{"podManagementPolicy":"Parallel"}"#, "1-", "0 2", ""),
        (2, #"{"ordinals":{"start":5}}"#, "5+", "6", ""),
        // The last goes first, alone.
        (1, "{}", "0+ 1+ 2+", "", "2"), (1, "{}", "0+ 1+ 2x", "", ""), (0, "{}", "0-", "", "0"),
        (0, #"{"podManagementPolicy":"Parallel"}"#, "0+ 1-", "", "1 0"),
        // A new template replaces from the last, when all are ready.
        (2, "{}", "0+* 1+*", "", "1"), (2, "{}", "0+* 1-", "", ""), (2, "{}", "0+* 1+", "", "0"),
        (2, #"{"updateStrategy":{"rollingUpdate":{"partition":1}}}"#, "0+* 1+", "", ""),
        (2, #"{"updateStrategy":{"type":"OnDelete"}}"#, "0+* 1+*", "", ""),
    ])
    func comesAndGoes(replicas: Int, spec: String, pods: String, created: String, deleted: String) throws {
        var spec = try JSON(parsing: spec)
        spec["replicas"] = JSON(replicas)
        let set: JSON = ["metadata": ["name": "web"], "spec": spec]
        let plan = StatefulPlan(set: set, pods: pods.split(separator: " ").map(Self.pod), hash: "new")
        #expect(plan.toCreate.map(String.init).joined(separator: " ") == created)
        #expect(plan.toDelete.map { String($0.name.dropFirst(4)) }.joined(separator: " ") == deleted)
    }
}
