import JSON
import Kube
import Store
import Synchronization

/// Whether new objects may come into a namespace (the NamespaceLifecycle admission plugin).
final class NamespaceGate: Sendable {
    private struct Known {
        var revision: Int64
        var isTerminating: Bool
        var labels: [String: String]
    }

    static let resource = GroupResource("", "namespaces")
    /// May not be deleted.
    static let immortal: Set<String> = ["default", "kube-system", "kube-public"]

    private let store: Store
    /// What was last read of each namespace; trusted as long as the namespace's revision stands.
    private let known = Mutex<[String: Known]>([:])

    init(store: Store) { self.store = store }

    func admitCreate(in namespace: String, of resource: GroupResource, named name: String) throws {
        guard let record = store.get(Self.resource, ObjectName(name: namespace)) else {
            known.withLock { $0[namespace] = nil }
            throw StatusError.notFound(Self.resource, namespace)
        }
        guard known(record).isTerminating else { return }
        var error = StatusError.forbidden(
            resource, name, "unable to create new content in namespace \(namespace) because it is being terminated")
        error.details?["causes"] = [
            [
                "reason": "NamespaceTerminating", "message": .string("namespace \(namespace) is being terminated"),
                "field": "metadata.namespace",
            ]
        ]
        throw error
    }

    func labels(_ namespace: Record) -> [String: String] { known(namespace).labels }

    private func known(_ record: Record) -> Known {
        let name = record.name.name
        if let known = known.withLock({ $0[name] }), known.revision == record.revision { return known }
        let object = try? JSON(parsing: record.bytes)
        let known = Known(
            revision: record.revision, isTerminating: object?.isBeingDeleted ?? false, labels: object?.labels ?? [:])
        self.known.withLock { $0[name] = known }
        return known
    }
}
