import Synchronization

/// Names of the last changes of a set, under stamps that no other set in the process has: a set that was copied and
/// changed on knows what it did since.
struct ChangeJournal: Sendable {
    /// More are not remembered: comparing whole sets is then no more work.
    private static let limit = 512
    private static let stamps = Atomic<UInt64>(0)

    /// Of the last change; 0 for none.
    private var stamp: UInt64 = 0
    /// The stamp before the first change that is here.
    private var beginning: UInt64 = 0
    private var changes: [(stamp: UInt64, name: String)] = []

    mutating func note(_ name: String) {
        if changes.count >= Self.limit {
            beginning = changes[Self.limit / 2 - 1].stamp
            changes.removeFirst(Self.limit / 2)
        }
        stamp = Self.stamps.add(1, ordering: .relaxed).newValue
        changes.append((stamp, name))
    }

    /// Names that changed since another journal was this one; nil when it never was, or that is too long ago.
    func names(since other: ChangeJournal) -> Set<String>? {
        if other.stamp == stamp { return [] }
        if other.stamp == beginning { return Set(changes.lazy.map(\.name)) }
        guard let index = changes.lastIndex(where: { $0.stamp == other.stamp }) else { return nil }
        return Set(changes[(index + 1)...].lazy.map(\.name))
    }
}
