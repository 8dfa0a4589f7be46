package import Kube

/// An object as it stands at one revision: its canonical bytes, ready to be served.
package struct Record: Sendable {
    package var name: ObjectName
    /// The revision that wrote these bytes: the object's `metadata.resourceVersion`.
    package var revision: Int64
    /// The revision that created the object; it tells two objects of one name apart.
    package var created: Int64
    package var bytes: [UInt8]
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
