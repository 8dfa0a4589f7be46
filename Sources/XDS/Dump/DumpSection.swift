import JSON

/// A resource that the proxy did not take, with the reason it gave.
package struct Refusal: Sendable, Hashable {
    /// The resource's protobuf name (`envoy.config.listener.v3.Listener`).
    package var protoName: String
    package var name: String
    /// In Envoy's words.
    package var details: String

    package init(protoName: String, name: String, details: String) {
        self.protoName = protoName
        self.name = name
        self.details = details
    }
}

/// One resource type's part of the dump.
struct Section<Value: NamedResource>: Sendable {
    struct Entry: Sendable {
        var resource: Resource<Value>
        var updatedAt: Timestamp
    }

    struct Failure: Sendable {
        var resource: Resource<Value>
        var details: String
        var at: Timestamp
    }

    private var byName: [String: Entry] = [:]
    private var failures: [String: Failure] = [:]
    private var taken = ResourceSet<Value>()
    /// Updates taken so far, which is what the server of Envoy Gateway counts as its version.
    private var updates = 0

    var versionInfo: String { updates == 0 ? "" : String(updates) }

    /// In the order of their names.
    var entries: [Entry] { byName.values.sorted { $0.resource.name < $1.resource.name } }

    mutating func update(to set: ResourceSet<Value>, refused: [Refusal], at time: Timestamp) {
        let changes = set.changes(from: taken)
        let refused = Dictionary(
            refused.filter { $0.protoName == Value.protoName }.map { ($0.name, $0.details) },
            uniquingKeysWith: { first, _ in first })
        // What was wrong may have been something else, a secret say.
        for (name, failure) in failures where refused[name] == nil {
            byName[name] = Entry(resource: failure.resource, updatedAt: time)
            failures[name] = nil
        }
        if changes.isEmpty { return }
        updates += 1
        taken = set
        for resource in changes.changed {
            failures[resource.name] = nil
            if let details = refused[resource.name] {
                failures[resource.name] = Failure(resource: resource, details: details, at: time)
            } else {
                byName[resource.name] = Entry(resource: resource, updatedAt: time)
            }
        }
        for name in changes.removed {
            byName[name] = nil
            failures[name] = nil
        }
    }

    /// As listeners are shown: the state that is active, and the one that failed.
    func dynamicStates(as member: String) -> [JSON] {
        Set(byName.keys).union(failures.keys).sorted().map { name in
            var state: JSON = ["name": .string(name)]
            if let entry = byName[name] { state["active_state"] = entry.state(as: member) }
            if let failure = failures[name] {
                state["error_state"] = [
                    "failed_configuration": Redaction.redacted(failure.resource.json),
                    "last_update_attempt": .string(failure.at.text),
                    "details": .string(failure.details),
                ]
            }
            return state
        }
    }
}

extension Section.Entry {
    func state(as member: String) -> JSON {
        .object([
            "version_info": .string(resource.version),
            member: Redaction.redacted(resource.json),
            "last_updated": .string(updatedAt.text),
        ])
    }
}
