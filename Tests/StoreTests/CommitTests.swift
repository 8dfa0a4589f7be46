import JSON
import Kube
import Store
import Testing

@Suite struct CommitTests {
    @Test func everyWriteHasARevisionOfItsOwnAndTheObjectShowsIt() throws {
        let store = try Store(path: nil)
        let start = store.revision
        let revisions = try store.commit { transaction in
            try ["a", "b", "a"].map {
                try transaction.put(maps, ObjectName(namespace: "default", name: $0), object("default", $0)).revision
            }
        }
        #expect(revisions == [start + 1, start + 2, start + 3])
        #expect(store.revision == start + 3)
        let record = try #require(store.get(maps, ObjectName(namespace: "default", name: "a")))
        #expect(record.revision == start + 3)
        #expect(record.created == start + 1)
        let json = try JSON(parsing: record.bytes)
        #expect(json.resourceVersion == "\(start + 3)")
        #expect(json.bytes == record.bytes, "stored bytes are canonical")
    }

    @Test func aBodyThatThrowsWritesNothing() throws {
        struct Refused: Error {}
        let store = try Store(path: nil)
        try store.put("kept")
        let before = store.revision
        #expect(throws: Refused.self) {
            try store.commit { transaction in
                try transaction.put(maps, ObjectName(namespace: "default", name: "x"), object("default", "x"))
                throw Refused()
            }
        }
        #expect(store.revision == before)
        #expect(try store.names() == ["default/kept"])
        #expect(try store.put("next") == before + 1)
    }

    @Test func preconditionsAreChecked() throws {
        let store = try Store(path: nil)
        let first = try store.put("a", "1", expecting: .absent)
        #expect(throws: StoreError.conflict(current: first)) { try store.put("a", expecting: .absent) }
        #expect(throws: StoreError.conflict(current: nil)) { try store.put("b", expecting: .revision(first)) }
        let second = try store.put("a", "2", expecting: .revision(first))
        #expect(throws: StoreError.conflict(current: second)) { try store.put("a", "3", expecting: .revision(first)) }
        #expect(try store.value("a") == "2")
        #expect(throws: StoreError.conflict(current: nil)) { try store.delete("b") }
    }

    @Test func aCommitSeesItsOwnWrites() throws {
        let store = try Store(path: nil)
        try store.put("a")
        try store.put("z")
        let (seen, gone) = try store.commit { transaction in
            try transaction.put(maps, ObjectName(namespace: "default", name: "m"), object("default", "m"))
            try transaction.delete(maps, ObjectName(namespace: "default", name: "z"), last: object("default", "z"))
            return (
                transaction.list(maps, namespace: "default").map(\.name.name),
                transaction.get(maps, ObjectName(namespace: "default", name: "z")) == nil
            )
        }
        #expect(seen == ["a", "m"])
        #expect(gone)
    }

    @Test func writersAtOnceLoseNothing() async throws {
        let store = try Store(path: nil)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask { for index in 0..<50 { try store.put("w\(writer)-\(index)") } }
            }
            try await group.waitForAll()
        }
        #expect(store.count(maps) == 400)
        let revisions = try store.list(maps).records.map(\.revision)
        #expect(Set(revisions).count == 400)
    }

    @Test func aClosedStoreRefusesWritesAndStillReads() throws {
        let store = try Store(path: nil)
        try store.put("a", "1")
        store.close()
        #expect(throws: StoreError.closed) { try store.put("b") }
        #expect(try store.value("a") == "1")
    }
}
