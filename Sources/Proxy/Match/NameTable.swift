import NIOConcurrencyHelpers

/// Gives each cluster name a small number that stays its own, so that routes find clusters by index.
final class NameTable: Sendable {
    private let names = NIOLockedValueBox<[String: Int]>([:])

    func id(_ name: String) -> Int {
        names.withLockedValue { names in
            if let id = names[name] { return id }
            let id = names.count
            names[name] = id
            return id
        }
    }

    var count: Int { names.withLockedValue { $0.count } }
}
