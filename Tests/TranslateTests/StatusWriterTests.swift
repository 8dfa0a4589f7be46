import GatewayAPI
import JSON
import Kube
import Testing

@testable import Translate

@Suite struct StatusWriterTests {
    struct Move: Sendable {
        var before: [Int?]
        var now: [Int?]
        var after: [Int?]
        var section: String?
    }

    /// Entries of one Gateway by port: which are there, which the route has, and which there are then.
    @Test(arguments: [
        Move(before: [8080], now: [8081], after: [8081]), Move(before: [nil], now: [80], after: [80]),
        Move(before: [80, 8080], now: [8080, 80], after: [80, 8080]), Move(before: [8080, 80], now: [80, 8081], after: [8081, 80]),
        Move(before: [80], now: [80, 8080], after: [80, 8080]), Move(before: [80, 8080], now: [80], after: [80, 8080]),
        Move(before: [80], now: [8080], after: [80, 8080], section: "http"),
    ])
    func entriesFollowTheirPorts(_ move: Move) {
        func parent(_ port: Int?, _ status: String) -> JSON {
            let reference = ParentReference(
                group: nil, kind: nil, namespace: nil, name: "eg", sectionName: move.section, port: port)
            return ["parentRef": reference.json, "controllerName": "c", "conditions": [["type": "Accepted", "status": .string(status)]]]
        }
        var writer = StatusWriter(now: "2026-11-22T21:45:33Z")
        let metadata = ObjectMeta(json: ["metadata": ["name": "r", "namespace": "default"]])
        writer.writeRoute(
            HTTPRoute.resource, HTTPRoute.kind, metadata, existing: ["parents": .array(move.before.map { parent($0, "False") })],
            parents: move.now.map { parent($0, "True") })
        let parents = writer.changes.first?.status["parents"]?.array ?? []
        #expect(parents.map { $0["parentRef", "port"]?.int } == move.after)
    }
}
