import JSON
import Testing

@testable import XDS

/// A set that knows its last changes says the same of them as one that compares everything.
@Suite struct JournalTests {
    private func cluster(_ name: String, _ version: Int) -> Cluster {
        .with {
            $0.name = name
            $0.altStatName = "\(version)"
        }
    }

    @Test(arguments: [3, 100, 700, 1500]) func rememberedChangesAreTheChanges(steps: Int) {
        var set = ResourceSet<Cluster>()
        for index in 0..<20 { set.insert(cluster("c\(index)", 0)) }
        let old = set
        var state: UInt64 = 7
        for step in 0..<steps {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            let name = "c\(Int(state >> 33) % 30)"
            if step % 3 == 0 { set.remove(name) } else { set.insert(cluster(name, step % 5)) }
        }
        // The same content without a common past.
        let fresh = ResourceSet(set.values)
        let (remembered, compared) = (set.changes(from: old), fresh.changes(from: old))
        #expect(remembered.changed == compared.changed)
        #expect(remembered.removed == compared.removed)
        #expect(set == fresh)
        #expect((set == old) == compared.isEmpty)
    }

    @Test func copiesThatWentDifferentWaysAreCompared() {
        var left = ResourceSet([cluster("a", 0)])
        var right = left
        left.insert(cluster("l", 0))
        right.insert(cluster("r", 0))
        let changes = right.changes(from: left)
        #expect(changes.changed.map(\.name) == ["r"])
        #expect(changes.removed == ["l"])
        // Back to what it was: nothing to tell.
        right.remove("r")
        #expect(right.changes(from: ResourceSet([cluster("a", 0)])).isEmpty)
    }

    @Test func editsTurnOneListIntoTheOther() {
        final class Thing {}
        var state: UInt64 = 3
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return Int(state >> 33) % bound
        }
        for round in 0..<300 {
            let old = (0..<below(40)).map { _ in Thing() }
            var new = old
            for _ in 0..<below(round < 200 ? 4 : 60) {
                switch below(3) {
                case 0: new.insert(Thing(), at: below(new.count + 1))
                case 1 where !new.isEmpty: new.remove(at: below(new.count))
                default: if new.count > 1 { new.insert(new.remove(at: below(new.count)), at: below(new.count)) }
                }
            }
            var result = old
            for edit in ListEdits(old, new).edits.reversed() { result.replaceSubrange(edit.old, with: new[edit.new]) }
            #expect(result.map(ObjectIdentifier.init) == new.map(ObjectIdentifier.init))
        }
    }

    @Test func aMoveIsTwoSmallEdits() {
        let routes = (0..<1000).map { index in Route.with { $0.name = "r\(index)" } }
        #expect(ListEdits(routes, routes).edits.isEmpty)
        var other = routes
        other.insert(other.remove(at: 900), at: 3)
        let edits = ListEdits(routes, other).edits
        #expect(edits.count == 2)
        #expect(edits.allSatisfy { $0.old.count + $0.new.count == 1 })
        // Equal is not the same.
        #expect(ListEdits([Route()], [Route()]).edits.count == 1)
    }
}
