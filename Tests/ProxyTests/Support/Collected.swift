import NIOConcurrencyHelpers

final class Counter: Sendable {
    private let value = NIOLockedValueBox(0)

    /// 1, 2, 3 …
    func next() -> Int {
        value.withLockedValue {
            $0 += 1
            return $0
        }
    }

    var count: Int { value.withLockedValue { $0 } }
}

final class Collected: Sendable {
    private let items = NIOLockedValueBox<[String]>([])

    func add(_ item: String) { items.withLockedValue { $0.append(item) } }
    var all: [String] { items.withLockedValue { $0 } }
}
