import JSON
import Kube
import Schemas
import Store

extension APIServer {
    struct Objects {
        var objects: [JSON]
        var revision: Int64
    }

    /// All objects of a selection, parsed, at the newest revision.
    func records(_ target: Target, _ selection: Selection, after: ObjectName? = nil, limit: Int = 0) throws -> Objects {
        let list: RecordList
        do {
            list = try store.list(target.storage, namespace: selection.namespace, after: after, limit: limit)
        } catch {
            throw Self.refusal(of: error, revision: 0)
        }
        var objects: [JSON] = []
        objects.reserveCapacity(list.records.count)
        let name = selection.name
        for record in list.records where name.isEmpty || record.name.name == name {
            let object = try object(record, target)
            if selection.isEverything || selection.matches(object) { objects.append(object) }
        }
        return Objects(objects: objects, revision: list.revision)
    }
}
