/// Why a route, or a part of it, is not as its author wanted, and which condition says so.
struct RouteError: Error, Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        case accepted = "Accepted"
        case resolvedRefs = "ResolvedRefs"
        case backendsAvailable = "BackendsAvailable"
    }

    var kind: Kind
    var reason: String
    var message: String

    init(_ kind: Kind = .resolvedRefs, reason: String, _ message: String) {
        self.kind = kind
        self.reason = reason
        self.message = message
    }

    static func accepted(_ message: String, reason: String = "UnsupportedValue") -> RouteError {
        RouteError(.accepted, reason: reason, message)
    }
}

/// Errors of one route, one condition for each kind.
struct RouteErrors: Sendable {
    private var errors: [RouteError] = []

    var isEmpty: Bool { errors.isEmpty }

    mutating func add(_ error: RouteError) { errors.append(error) }

    /// One error for each kind that is there: several messages become lines, several reasons a sorted list.
    var merged: [RouteError] {
        RouteError.Kind.allCases.compactMap { kind in
            Self.merge(errors.filter { $0.kind == kind }, as: kind)
        }
    }

    /// All errors as one, whatever their kind (routes without rules of their own condition).
    var joined: RouteError? { Self.merge(errors, as: .resolvedRefs) }

    private static func merge(_ errors: [RouteError], as kind: RouteError.Kind) -> RouteError? {
        guard let first = errors.first else { return nil }
        if errors.count == 1 { return RouteError(kind, reason: first.reason, first.message) }
        return RouteError(
            kind, reason: Set(errors.map(\.reason)).sorted().joined(separator: ","),
            errors.map(\.message.asConditionMessage).joined(separator: "\n"))
    }
}
