import Foundation
import JSON
import Kube
import Store
import Testing

@Suite struct DurabilityTests {
    @Test func whatWasCommittedIsThereAgain() async throws {
        let folder = try Folder()
        var revision: Int64 = 0
        do {
            let store = try Store(path: folder.file)
            try store.put("a", "1")
            try store.put("b", "1")
            try store.put("a", "2")
            revision = try store.delete("b")
            try store.put("c", "", pods, namespace: "other")
            store.close()
        }
        let store = try Store(path: folder.file)
        #expect(store.revision == revision + 1)
        #expect(try store.value("a") == "2")
        #expect(try store.value("b") == nil)
        #expect(try store.value("c", namespace: "other", pods) == "")
        let seen = try await events(store.watch(maps, from: revision - 2), 2)
        #expect(shown(seen) == ["modified a \(revision - 1)", "deleted b \(revision)"])
        #expect(try seen[0].previousObject()?["data", "value"] == "1")
        #expect(try store.put("d") == revision + 2)
    }

    @Test func revisionsGrowEvenWhenTheNewestOnesAreForgotten() throws {
        let folder = try Folder()
        var newest: Int64 = 0
        do {
            let store = try Store(path: folder.file)
            try store.put("a")
            newest = try store.delete("a")
            try store.compact(before: newest)
            store.close()
        }
        let store = try Store(path: folder.file)
        #expect(store.revision == newest)
        #expect(store.oldestRevision == newest)
        #expect(try store.put("a") == newest + 1)
    }

    @Test func compactionRunsByItselfAndKeepsWhatStands() async throws {
        let folder = try Folder()
        var limits = StoreLimits()
        limits.keptRevisions = 50
        limits.compactionStep = 10
        limits.compactionBatchRows = 7
        limits.checkpointBytes = 20_000
        do {
            let store = try Store(path: folder.file, limits: limits)
            try store.put("old", "stays")
            for index in 0..<400 { try store.put("a\(index % 5)", "\(index)") }
            for _ in 0..<1000 where store.revision - store.oldestRevision > 60 {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(store.revision - store.oldestRevision <= 60)
            store.close()
        }
        let store = try Store(path: folder.file, limits: limits)
        #expect(try store.value("old") == "stays")
        #expect(try (0..<5).map { try store.value("a\($0)") } == ["395", "396", "397", "398", "399"])
        let seen = try await events(store.watch(maps, from: store.oldestRevision), Int(store.revision - store.oldestRevision))
        #expect(seen.allSatisfy { $0.previous != nil })
    }

    @Test func aSecondProcessIsKeptOut() throws {
        let folder = try Folder()
        let store = try Store(path: folder.file)
        #expect(throws: StoreError.inUse(path: folder.file)) { try Store(path: folder.file) }
        store.close()
        _ = try Store(path: folder.file)
    }

    @Test(arguments: ["no database, just text that is long enough to be looked at twice", ""])
    func aFileThatIsNoStoreIsRefusedUnlessEmpty(content: String) throws {
        let folder = try Folder()
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder.file))
        if content.isEmpty {
            _ = try Store(path: folder.file)
        } else {
            let error = #expect(throws: StoreError.self) { try Store(path: folder.file) }
            #expect("\(error.map { "\($0)" } ?? "")".contains("unreadable"))
            #expect(try String(contentsOfFile: folder.file, encoding: .utf8) == content, "it is left as it was")
        }
    }

    @Test func theFileIsItsOwnersAlone() throws {
        let folder = try Folder()
        let store = try Store(path: folder.file)
        try store.put("secret")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(file)")
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
        }
    }

    /// A child process writes from several threads, noting each acknowledged write, and is killed amid it.
    @Test(arguments: [20, 60, 150])
    func killingTheProcessLosesNothingAcknowledged(milliseconds: Int) async throws {
        let folder = try Folder()
        let path = folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, milliseconds = milliseconds as Int] in
            let store = try Store(path: path + "/store.db")
            let notes = open(path + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
            for writer in 0..<4 {
                Thread.detachNewThread {
                    var index = 0
                    while true {
                        index += 1
                        guard let revision = try? store.put("w\(writer)", "\(index)") else { return }
                        let note = "\(writer) \(index) \(revision)\n"
                        _ = note.withCString { write(notes, $0, strlen($0)) }
                    }
                }
            }
            // Counted from the first note on: a busy machine may be slow to start.
            var size = stat()
            while fstat(notes, &size) == 0, size.st_size == 0 { usleep(1000) }
            usleep(UInt32(milliseconds) * 1000)
            kill(getpid(), SIGKILL)
            while true { pause() }
        }
        let notes = try String(contentsOfFile: path + "/acknowledged", encoding: .utf8)
        let store = try Store(path: folder.file)
        var newest: [Int: Int] = [:]
        var highest: Int64 = 0
        for line in notes.split(separator: "\n") {
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            try #require(numbers.count == 3)
            newest[numbers[0]] = max(newest[numbers[0]] ?? 0, numbers[1])
            highest = max(highest, Int64(numbers[2]))
        }
        #expect(highest > 0)
        #expect(store.revision >= highest)
        for (writer, index) in newest {
            let stored = try #require(try store.value("w\(writer)").flatMap(Int.init))
            // At most the one write that was under way may be there without a note.
            #expect(stored == index || stored == index + 1)
        }
    }
}
