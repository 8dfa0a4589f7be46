package enum StoreError: Error, Sendable, Equatable {
    /// The revision asked for is older than what is kept: Kubernetes' 410 Expired.
    case compacted(oldest: Int64)
    /// The revision asked for lies ahead of the newest one: Kubernetes' "Too large resource version".
    case future(current: Int64)
    /// A precondition does not hold: the object has another revision (nil: it is not there).
    case conflict(current: Int64?)
    /// The reader of a watch fell so far behind that its queue was given up: Kubernetes' 410 Expired.
    case overrun
    /// Another process has the file open.
    case inUse(path: String)
    /// The file was written by a newer version, or is not a store.
    case unreadable(path: String, why: String)
    /// SQLite could not write; nothing was committed.
    case failed(String)
    case closed
}
