import JSON
import Testing

@testable import XDS

@Suite struct SnapshotTests {
    private func clusters(_ names: String...) -> ResourceSet<Cluster> {
        ResourceSet(names.map { name in .with { $0.name = name } })
    }

    @Test func changesNameWhatIsNewOtherAndGone() {
        let old = clusters("a", "b", "c")
        var new = old
        new.remove("a")
        new.insert(
            .with {
                $0.name = "b"
                $0.altStatName = "other"
            })
        new.insert(.with { $0.name = "c" })
        new.insert(.with { $0.name = "d" })
        let changes = new.changes(from: old)
        #expect(changes.changed.map(\.name) == ["b", "d"])
        #expect(changes.removed == ["a"])
        #expect(new.changes(from: new).isEmpty)
    }

    @Test func versionsFollowTheContent() {
        let one = Resource(Cluster.with { $0.name = "a" })
        let same = Resource(Cluster.with { $0.name = "a" })
        let other = Resource(
            Cluster.with {
                $0.name = "a"
                $0.respectDnsTtl = true
            })
        #expect(one.version == same.version)
        #expect(one.version != other.version)
        #expect(one.version.count == 64)
        #expect(one == same)
    }

    @Test func whatCannotBeReadStaysForARealEnvoy() throws {
        let json = try JSON(
            parsing: #"{"@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster", "name": "a", "new_field": 1}"#)
        let resource = try #require(Resource<Cluster>.read(json))
        #expect(resource.value.name == "a")
        #expect(resource.issues.map(\.kind) == [.unknownField])
        #expect(resource.json == json)
    }

    @Test func resourcesAreSortedByName() {
        let set = clusters("c", "a", "b")
        #expect(set.names == ["a", "b", "c"])
        #expect(set.values.map(\.name) == ["a", "b", "c"])
        #expect(set["b"]?.name == "b")
        #expect(set["z"] == nil)
    }
}
