import GatewayAPI
import JSON
import Kube

/// Turns computed statuses into changes: only where something but times differs from what the object shows.
struct StatusWriter {
    /// Becomes the `lastTransitionTime` of all conditions in a status that changes, as Envoy Gateway does it.
    let now: String
    private(set) var changes: [StatusChange] = []

    init(now: String) { self.now = now }

    mutating func write<Object: Resource>(_ object: Object, existing: JSON, _ status: JSON) {
        write(Object.resource, Object.kind, object.metadata, existing: existing, status)
    }

    mutating func write(
        _ resource: GroupVersionResource, _ kind: String, _ metadata: ObjectMeta, existing: JSON, _ status: JSON
    ) {
        guard !Self.isEqual(existing, status) else { return }
        changes.append(
            StatusChange(
                resource: resource, kind: kind, name: metadata.objectName, uid: metadata.uid,
                generation: metadata.generation, status: stamped(status)))
    }

    /// Parents that this translation says nothing of stay as they are, those of other controllers and those that have
    /// left the spec. An entry for another port of the same parent is the same entry to Envoy Gateway, where neither names
    /// a section: a route that moves to another port takes its entry along.
    mutating func writeRoute(
        _ resource: GroupVersionResource, _ kind: String, _ metadata: ObjectMeta, existing: JSON, parents: [JSON]
    ) {
        func reference(_ parent: JSON) -> ParentReference {
            ParentReference(json: parent["parentRef"] ?? [:]).completed(namespace: metadata.namespace)
        }
        func isMoved(_ new: JSON, from old: JSON) -> Bool {
            var (a, b) = (reference(new), reference(old))
            guard a.sectionName == nil, b.sectionName == nil, new["controllerName"] == old["controllerName"] else { return false }
            (a.port, b.port) = (nil, nil)
            return a == b
        }
        let present = existing["parents"]?.array ?? []
        let known = Set(present.map(reference))
        var merged: [JSON] = []
        var remaining = parents
        var isChanged = false
        for old in present {
            let index =
                remaining.firstIndex { reference($0) == reference(old) }
                ?? remaining.firstIndex { !known.contains(reference($0)) && isMoved($0, from: old) }
            if let index {
                let new = remaining.remove(at: index)
                isChanged = isChanged || !Self.isEqual(old, new)
                merged.append(new)
            } else {
                merged.append(old)
            }
        }
        merged += remaining
        guard isChanged || !remaining.isEmpty else { return }
        changes.append(
            StatusChange(
                resource: resource, kind: kind, name: metadata.objectName, uid: metadata.uid,
                generation: metadata.generation, status: ["parents": .array(merged.map(stamped))]))
    }

    /// Adds the time to conditions that have none.
    private func stamped(_ value: JSON) -> JSON {
        switch value {
        case .array(let items): return .array(items.map(stamped))
        case .object(let members):
            var members = members.mapValues(stamped)
            if members["reason"] != nil, members["status"] != nil, members["type"] != nil,
                members["lastTransitionTime"] == nil
            {
                members["lastTransitionTime"] = .string(now)
            }
            return .object(members)
        default: return value
        }
    }

    /// Equal but for `lastTransitionTime`.
    static func isEqual(_ a: JSON, _ b: JSON) -> Bool {
        switch (a, b) {
        case (.array(let a), .array(let b)):
            return a.count == b.count && zip(a, b).allSatisfy { isEqual($0, $1) }
        case (.object(let a), .object(let b)):
            let time = "lastTransitionTime"
            guard a.count - (a[time] == nil ? 0 : 1) == b.count - (b[time] == nil ? 0 : 1) else { return false }
            return a.allSatisfy { key, value in
                key == time || b[key].map { isEqual(value, $0) } ?? false
            }
        default: return a == b
        }
    }
}
