import Kube

/// What comes up on the way to something else, for statuses and notices of other objects.
struct Findings: Sendable {
    /// Backends that something refers to.
    var backends: Set<ObjectName> = []
    var backendTLS: [BackendTLSReport] = []
    private(set) var notices: [Notice] = []
    private var known: Set<Notice> = []

    var isEmpty: Bool { backends.isEmpty && backendTLS.isEmpty && notices.isEmpty }

    mutating func add(_ notice: Notice) {
        if known.insert(notice).inserted { notices.append(notice) }
    }

    mutating func add(_ others: Findings) {
        backends.formUnion(others.backends)
        backendTLS += others.backendTLS
        for notice in others.notices { add(notice) }
    }
}
