import Foundation
import GRDB
import Kube
import Synchronization

/// The log of revisions in SQLite: one row a write, pointing back at the row it replaces. The newest row of each object
/// that is no deletion is the object; there is no second copy.
///
/// WAL with `synchronous=NORMAL`: a commit is in the operating system's hands when it returns, so the death of this
/// process loses none; a power cut may lose the newest, never the file.
final class RevisionLog: Sendable {
    private static let applicationID: Int32 = 0x504F_5354
    private static let formatVersion: Int32 = 1

    private let writer: any DatabaseWriter
    private let path: String?
    /// The numbers that stand for resources in the log.
    private let resources = Mutex<[GroupResource: Int64]>([:])

    init(path: String?) throws(StoreError) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.maximumReaderCount = 2
            configuration.prepareDatabase { db in
                // Folding the log into the file is `checkpoint`'s affair, off the writers' way.
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            }
            if let path {
                writer = try DatabasePool(path: path, configuration: configuration)
            } else {
                writer = try DatabaseQueue(configuration: configuration)
            }
            try writer.write { try RevisionLog.prepare($0, path: path ?? ":memory:") }
        } catch let error as StoreError {
            throw error
        } catch {
            throw .unreadable(path: path ?? ":memory:", why: RevisionLog.message(error))
        }
    }

    private static func prepare(_ db: Database, path: String) throws {
        let version = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if version == formatVersion, application == applicationID { return }
        guard version == 0, try !db.tableExists("log") else {
            throw StoreError.unreadable(
                path: path, why: "its format is \(version), this program knows \(formatVersion)")
        }
        try db.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(formatVersion);
                CREATE TABLE resource (id INTEGER PRIMARY KEY, grp TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (grp, name));
                CREATE TABLE log (
                    revision INTEGER PRIMARY KEY, resource INTEGER NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
                    kind INTEGER NOT NULL, created INTEGER NOT NULL, previous INTEGER NOT NULL, value BLOB NOT NULL);
                CREATE TABLE compaction (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL);
                INSERT INTO compaction VALUES (1, 1);
                """)
    }

    // MARK: Reading

    struct Contents {
        var tables: [GroupResource: Table]
        var revision: Int64
        var compacted: Int64
    }

    /// Everything as it stands. Read from the newest row backwards, so that values that have been replaced, which SQLite
    /// keeps on pages of their own, stay unread.
    func load() throws(StoreError) -> Contents {
        try run {
            try writer.read { db in
                var names: [Int64: GroupResource] = [:]
                for row in try Row.fetchAll(db, sql: "SELECT id, grp, name FROM resource") {
                    names[row[0]] = GroupResource(row[1], row[2])
                }
                resources.withLock { $0 = Dictionary(names.map { ($1, $0) }) { _, last in last } }
                let compacted = try RevisionLog.compacted(db)
                var revision = compacted
                var records: [Int64: [Record]] = [:]
                var replaced: Set<Int64> = []
                let sql = """
                    SELECT revision, resource, namespace, name, kind, created, previous, value FROM log
                    ORDER BY revision DESC
                    """
                let cursor = try Row.fetchCursor(db, sql: sql)
                while let row = try cursor.next() {
                    let at: Int64 = row[0]
                    revision = max(revision, at)
                    let previous: Int64 = row[6]
                    if previous > 0 { replaced.insert(previous) }
                    guard replaced.remove(at) == nil, row[4] != Event.Kind.deleted.rawValue else { continue }
                    records[row[1], default: []].append(
                        Record(
                            name: ObjectName(namespace: row[2], name: row[3]), revision: at, created: row[5],
                            bytes: RevisionLog.bytes(row, 7)))
                }
                var tables: [GroupResource: Table] = [:]
                for (id, records) in records {
                    guard let resource = names[id] else { continue }
                    tables[resource] = Table(records)
                }
                return Contents(tables: tables, revision: revision, compacted: compacted)
            }
        }
    }

    /// The events of a resource in a range of revisions, in order.
    func events(_ resource: GroupResource, namespace: String, _ revisions: ClosedRange<Int64>) throws(StoreError) -> [Event] {
        guard let id = resources.withLock({ $0[resource] }) else { return [] }
        return try run {
            try writer.read { db in
                let compacted = try RevisionLog.compacted(db)
                guard revisions.lowerBound > compacted else { throw StoreError.compacted(oldest: compacted) }
                let sql = """
                    SELECT e.revision, e.namespace, e.name, e.kind, e.created, e.value, p.revision, p.created, p.value
                    FROM log e LEFT JOIN log p ON p.revision = e.previous
                    WHERE e.revision BETWEEN ? AND ? AND e.resource = ? AND (? = '' OR e.namespace = ?)
                    ORDER BY e.revision
                    """
                let cursor = try Row.fetchCursor(
                    db, sql: sql,
                    arguments: [revisions.lowerBound, revisions.upperBound, id, namespace, namespace])
                var events: [Event] = []
                while let row = try cursor.next() {
                    guard let kind = Event.Kind(rawValue: row[3]) else { continue }
                    let name = ObjectName(namespace: row[1], name: row[2])
                    let previous: Int64? = row[6]
                    events.append(
                        Event(
                            kind: kind, resource: resource,
                            record: Record(
                                name: name, revision: row[0], created: row[4], bytes: RevisionLog.bytes(row, 5)),
                            previous: previous.map {
                                Record(name: name, revision: $0, created: row[7], bytes: RevisionLog.bytes(row, 8))
                            }))
                }
                return events
            }
        }
    }

    private static func bytes(_ row: Row, _ column: Int) -> [UInt8] {
        let bytes: [UInt8]? = try? row.withUnsafeData(atIndex: column) { $0.map { [UInt8]($0) } }
        return bytes ?? []
    }

    private static func compacted(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT revision FROM compaction") ?? 1
    }

    // MARK: Writing

    /// Writes all events or none.
    func append(_ events: [Event]) throws(StoreError) {
        try run {
            let made = try writer.writeWithoutTransaction { db in
                var made: [GroupResource: Int64] = [:]
                try db.inTransaction(.immediate) {
                    let statement = try db.cachedStatement(
                        sql: """
                            INSERT INTO log (revision, resource, namespace, name, kind, created, previous, value)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    for event in events {
                        let id = try self.id(of: event.resource, &made, db)
                        try statement.execute(arguments: [
                            event.revision, id, event.name.namespace, event.name.name, event.kind.rawValue,
                            event.record.created, event.previousRecord?.revision ?? 0, Data(event.bytes),
                        ])
                    }
                    return .commit
                }
                return made
            }
            if !made.isEmpty { resources.withLock { $0.merge(made) { _, new in new } } }
        }
    }

    /// The number that stands for a resource in the log. New ones are `made` known when their transaction has committed.
    private func id(of resource: GroupResource, _ made: inout [GroupResource: Int64], _ db: Database) throws -> Int64 {
        if let id = made[resource] ?? resources.withLock({ $0[resource] }) { return id }
        try db.execute(
            sql: "INSERT INTO resource (grp, name) VALUES (?, ?)", arguments: [resource.group, resource.resource])
        made[resource] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }

    /// One step of forgetting: removes rows that a row up to `revision` has replaced, and deletions up to there. From then on
    /// states and events from `revision` on are there, older ones not.
    func compact(from compacted: Int64, to revision: Int64) throws(StoreError) {
        try run {
            try writer.write { db in
                try db.execute(
                    sql: """
                        DELETE FROM log WHERE revision IN
                            (SELECT previous FROM log WHERE revision > ? AND revision <= ? AND previous > 0)
                        """, arguments: [compacted, revision])
                try db.execute(
                    sql: "DELETE FROM log WHERE revision > ? AND revision <= ? AND kind = ?",
                    arguments: [compacted, revision, Event.Kind.deleted.rawValue])
                try db.execute(sql: "UPDATE compaction SET revision = ?", arguments: [revision])
            }
        }
    }

    /// Folds the write-ahead log into the file, over a connection of its own: writers go on meanwhile.
    func checkpoint() throws(StoreError) {
        guard let path else { return }
        try run {
            let queue = try DatabaseQueue(path: path)
            try queue.inDatabase { db in
                try db.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
            }
            try queue.close()
        }
    }

    func close() {
        // Whatever is acknowledged is in the file, whether or not it closes in order.
        try? writer.close()
    }

    private func run<Result>(_ body: () throws -> Result) throws(StoreError) -> Result {
        do {
            return try body()
        } catch let error as StoreError {
            throw error
        } catch {
            throw .failed(RevisionLog.message(error))
        }
    }

    private static func message(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "SQLite error \(error.resultCode.rawValue)"
    }
}
