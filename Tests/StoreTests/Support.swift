import Foundation
import JSON
import Kube
import Store

let pods = GroupResource("", "pods")
let maps = GroupResource("", "configmaps")

func object(_ namespace: String, _ name: String, _ value: String = "") -> Template {
    Template([
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": ["name": .string(name), "namespace": .string(namespace), "uid": "u"],
        "data": ["value": .string(value)],
    ])
}

extension Store {
    @discardableResult
    func put(
        _ name: String, _ value: String = "", _ resource: GroupResource = maps, namespace: String = "default",
        expecting: Expectation = .anything
    ) throws -> Int64 {
        try commit {
            try $0.put(
                resource, ObjectName(namespace: namespace, name: name), object(namespace, name, value),
                expecting: expecting
            ).revision
        }
    }

    @discardableResult
    func delete(_ name: String, namespace: String = "default") throws -> Int64 {
        try commit {
            try $0.delete(
                maps, ObjectName(namespace: namespace, name: name), last: object(namespace, name, "last")
            ).revision
        }
    }

    func value(_ name: String, namespace: String = "default", _ resource: GroupResource = maps) throws -> String? {
        guard let record = get(resource, ObjectName(namespace: namespace, name: name)) else { return nil }
        return try JSON(parsing: record.bytes)["data", "value"]?.string
    }

    func names(
        _ namespace: String = "", after: ObjectName? = nil, limit: Int = 0, at revision: Int64? = nil
    ) throws -> [String] {
        try list(maps, namespace: namespace, after: after, limit: limit, at: revision).records.map(\.name.description)
    }
}

/// Reads until `count` events have come.
func events(_ watcher: Watcher, _ count: Int) async throws -> [Event] {
    var events: [Event] = []
    while events.count < count, let batch = try await watcher.next() { events += batch.events }
    return events
}

func shown(_ events: [Event]) -> [String] {
    events.map { "\($0.kind) \($0.name.name) \($0.revision)" }
}

/// A folder of its own for a test, removed when the test lets go of it.
final class Folder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/postern-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    var file: String { path + "/store.db" }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
