import JSON
import Kube
import Schemas

/// Objects as rows (`meta.k8s.io Table`), which is what kubectl prints.
struct TableWriter: Sendable {
    enum Include: String {
        case none = "None", metadata = "Metadata", object = "Object"

        init(_ query: Query) throws {
            let text = query["includeObject"] ?? ""
            if text.isEmpty {
                self = .metadata
            } else if let value = Include(rawValue: text) {
                self = value
            } else {
                throw StatusError.badRequest("unrecognized includeObject value: \(text.goQuoted)")
            }
        }
    }

    let target: Target
    let version: String
    let include: Include

    init(_ target: Target, version: String, include: Include) {
        self.target = target
        self.version = version
        self.include = include
    }

    func table(_ objects: [JSON], metadata: JSON, hasColumns: Bool = true) -> JSON {
        let now = Double(Timestamp.now.secondsSince1970)
        var table: JSON = [
            "kind": "Table", "apiVersion": .string("meta.k8s.io/\(version)"), "metadata": metadata,
            "columnDefinitions": .null, "rows": .array(objects.map { row($0, now: now) }),
        ]
        if hasColumns {
            table["columnDefinitions"] = .array(
                target.version.columns.map { column in
                    [
                        "name": .string(column.name), "type": .string(column.type), "format": .string(column.format),
                        "description": .string(column.description), "priority": JSON(column.priority),
                    ]
                })
        }
        return table
    }

    private func row(_ object: JSON, now: Double) -> JSON {
        var row: JSON = ["cells": .array(target.version.cells(object, now: now))]
        switch include {
        case .none: row["object"] = .null
        case .metadata: row["object"] = PartialMetadata.of(object, version: version)
        case .object: row["object"] = object
        }
        row["conditions"] = completion(object)
        return row
    }

    /// Pods that have ended are marked, so that clients may leave them out.
    private func completion(_ object: JSON) -> JSON? {
        guard target.resource == GroupResource("", "pods"), let phase = object["status", "phase"]?.string,
            phase == "Succeeded" || phase == "Failed"
        else { return nil }
        let message =
            phase == "Succeeded"
            ? "The pod has completed successfully." : "The pod failed."
        return [["type": "Completed", "status": "True", "reason": .string(phase), "message": .string(message)]]
    }
}

enum PartialMetadata {
    static func of(_ object: JSON, version: String) -> JSON {
        [
            "kind": "PartialObjectMetadata", "apiVersion": .string("meta.k8s.io/\(version)"), "metadata": object.metadata,
        ]
    }
}
