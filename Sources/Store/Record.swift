package import Kube

/// An object as it stands at one revision: its canonical bytes, ready to be served.
package final class Record: Sendable {
    package let name: ObjectName
    /// The revision that wrote these bytes: the object's `metadata.resourceVersion`.
    package let revision: Int64
    /// The revision that created the object; it tells two objects of one name apart.
    package let created: Int64
    package let bytes: [UInt8]
    /// Where the record stands among those of its resource.
    let key: String

    package init(name: ObjectName, revision: Int64, created: Int64, bytes: [UInt8]) {
        self.name = name
        self.revision = revision
        self.created = created
        self.bytes = bytes
        key = Record.key(name)
    }

    /// Keys sort as Kubernetes lists: `a-b/x` stands before `a/x`.
    static func key(_ name: ObjectName) -> String {
        name.namespace.isEmpty ? name.name : "\(name.namespace)/\(name.name)"
    }
}

/// The objects of a resource as they stand at one revision: made once, read page by page.
package struct RecordView: Sendable {
    package let revision: Int64
    private let table: Table

    init(revision: Int64, table: Table) {
        self.revision = revision
        self.table = table
    }

    /// Those of a namespace (empty: all) that stand `after` a name, at most `limit` of them (0: all).
    package func page(namespace: String = "", after: ObjectName? = nil, limit: Int = 0) -> RecordList {
        let page = table.page(namespace: namespace, after: after.map(Record.key), limit: limit)
        return RecordList(records: page.records, revision: revision, remaining: page.remaining)
    }
}

/// One page of a list, or all of it.
package struct RecordList: Sendable {
    /// In Kubernetes' order: by the bytes of `namespace/name`.
    package var records: [Record]
    /// The revision that the list shows, the same for all its pages.
    package var revision: Int64
    /// How many records follow after this page; zero for the last one. The page after it starts `after` the last name.
    package var remaining: Int
}
