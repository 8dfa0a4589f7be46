import JSON
import Kube
import Testing

@testable import Controllers

@Suite struct ClaimTests {
    private static let owner: JSON = [
        "apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": ["name": "web", "namespace": "default", "uid": "o"],
        "spec": ["selector": ["matchLabels": ["app": "web"]]],
    ]

    /// A pod by its label and its owner; `x` at the end: it is going.
    private static func pod(_ text: Substring) -> JSON {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        var pod: JSON = [
            "metadata": ["name": .string(String(text)), "namespace": "default", "uid": .string(String(text)), "labels": ["app": .string(String(parts[0]))]]
        ]
        if !parts[1].isEmpty {
            pod["metadata", "ownerReferences"] = [["uid": .string(String(parts[1])), "controller": true]]
        }
        if text.hasSuffix("x") { pod["metadata", "deletionTimestamp"] = "2026-01-01T00:00:00Z" }
        return pod
    }

    @Test(arguments: [
        ("web/o", "web/o", "", ""), ("debug/o", "", "", "debug/o"), ("web/", "", "web/", ""), ("debug/", "", "", ""),
        ("web/other", "", "", ""), ("web//x", "", "", ""), ("web/o debug/o web/", "web/o", "web/", "debug/o"),
    ])
    func objectsChangeHands(pods: String, kept: String, adopted: String, released: String) {
        let claim = Claim(of: Self.owner, among: pods.split(separator: " ").map(Self.pod))
        #expect(claim.kept.map(\.name).joined(separator: " ") == kept)
        #expect(claim.adopted.map(\.name).joined(separator: " ") == adopted)
        #expect(claim.released.map(\.name).joined(separator: " ") == released)
    }

    @Test func nothingChangesHandsForWhatGoes() {
        var owner = Self.owner
        owner["metadata", "deletionTimestamp"] = "2026-01-01T00:00:00Z"
        let pods = ["debug/o", "web/"].map { Self.pod($0) }
        #expect(Claim(of: owner, among: pods).kept.map(\.name) == ["debug/o"])
        #expect(Claim(of: owner, among: pods).adopted.isEmpty)
        #expect(Claim(of: Self.owner, among: pods) { _ in false }.released.isEmpty)
        #expect(Claim(of: Self.owner, among: pods) { _ in false }.adopted.isEmpty)
    }

    /// A selector that would find everything, or none at all, takes nothing.
    @Test(arguments: [nil, [:], .null, ["matchExpressions": [["key": "a", "operator": "Bad"]]]] as [JSON?])
    func selectorsThatAreNone(selector: JSON?) {
        var owner = Self.owner
        owner["spec", "selector"] = selector
        let claim = Claim(of: owner, among: ["debug/o", "web/"].map { Self.pod($0) })
        #expect(claim.kept.map(\.name) == ["debug/o"] && claim.adopted.isEmpty && claim.released.isEmpty)
    }

    @Test func ownersLookWhenTheirsChange() {
        let informer = Informer(.replicaSets, client: FakeCluster(installed: [.replicaSets]))
        let expectations = Expectations()
        let watch = Controller.Watch.owner(of: .pods, kind: "ReplicaSet", expectations, takers: informer)
        #expect(expectations.areMet(by: "o", present: [:]))
        expectations.created("debug/o", by: "o")
        #expect(!expectations.areMet(by: "o", present: [:]))
        let (before, after) = (Self.pod("debug/o"), Self.pod("debug/"))
        var released = after
        released["metadata", "uid"] = "debug/o"
        _ = watch.names(Informer.Change(name: before.objectName, old: before, new: released))
        #expect(expectations.areMet(by: "o", present: [:]))
    }
}
