import Kube
import Store
import Testing

@Suite struct ListTests {
    @Test func listsStandInKubernetesOrder() throws {
        let store = try Store(path: nil)
        for (namespace, name) in [("a", "x"), ("a-b", "x"), ("b", "a"), ("a", "b.c"), ("a", "b-c"), ("", "node")] {
            try store.put(name, namespace: namespace)
        }
        #expect(try store.names() == ["a-b/x", "a/b-c", "a/b.c", "a/x", "b/a", "node"])
        #expect(try store.names("a") == ["a/b-c", "a/b.c", "a/x"])
        #expect(try store.names("c") == [])
        #expect(store.count(maps, namespace: "a") == 3)
        #expect(store.resources == [maps])
    }

    @Test(arguments: [1, 3, 7, 128, 129, 1000])
    func pagesAddUpToTheList(limit: Int) throws {
        let store = try Store(path: nil)
        let all = try store.commit { transaction in
            // In an order that splits chunks in many places.
            try (0..<600).map { "n\(($0 * 377) % 600)" }.map {
                try transaction.put(maps, ObjectName(namespace: "default", name: $0), object("default", $0)).name.name
            }
        }.sorted()
        try store.put("other", namespace: "zzz")
        var read: [String] = []
        var after: ObjectName?
        while true {
            let page = try store.list(maps, namespace: "default", after: after, limit: limit)
            read += page.records.map(\.name.name)
            #expect(page.remaining == all.count - read.count)
            guard page.remaining > 0 else { break }
            after = page.records.last?.name
        }
        #expect(read == all)
    }

    @Test(arguments: [false, true])
    func aPastRevisionStaysReadable(fromLog: Bool) throws {
        var limits = StoreLimits()
        if fromLog { limits.recentEvents = 1 }
        let store = try Store(path: nil, limits: limits)
        try store.put("a", "1")
        try store.put("b", "1")
        let then = store.revision
        try store.put("b", "2")
        try store.delete("a")
        try store.put("a", "again")
        try store.put("c", "1")
        try store.put("elsewhere", namespace: "other")
        let past = try store.list(maps, at: then)
        #expect(past.revision == then)
        #expect(past.records.map(\.name.name) == ["a", "b"])
        #expect(past.records.map(\.revision) == [then - 1, then])
        #expect(past.records[0].created == then - 1)
        #expect(try store.names("default", after: ObjectName(namespace: "default", name: "a"), at: then) == ["default/b"])
        #expect(throws: StoreError.future(current: store.revision)) { try store.names(at: store.revision + 1) }
        try store.compact(before: then + 1)
        #expect(throws: StoreError.compacted(oldest: then + 1)) { try store.names(at: then) }
        #expect(try store.names("default", at: then + 1) == ["default/a", "default/b"])
    }
}
