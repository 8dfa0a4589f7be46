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

    @Test func sharedEndsAreFoundByReference() {
        let routes = (0..<5).map { index in Route.with { $0.name = "r\(index)" } }
        var other = routes
        #expect(SharedEnds(routes, other).prefix == 5)
        other.insert(Route(), at: 2)
        #expect(SharedEnds(routes, other).prefix == 2)
        #expect(SharedEnds(routes, other).suffix == 3)
        other[0].name = "x"
        #expect(SharedEnds(routes, other).prefix == 0)
        #expect(SharedEnds(routes, []).suffix == 0)
        // Equal is not the same.
        #expect(SharedEnds([Route()], [Route()]).prefix == 0)
    }
}
