import Synchronization

/// A regular expression of a schema, compiled when first used.
package final class Pattern: Sendable {
    package let source: String
    private let compiled = AtomicLazyReference<Compiled>()

    private final class Compiled: Sendable {
        let result: Result<RegularExpression, RegexError>
        init(_ result: Result<RegularExpression, RegexError>) { self.result = result }
    }

    package init(_ source: String) { self.source = source }

    /// Nil when it matches; otherwise what the message calls the pattern, which says so when it is no valid one.
    func mismatch(_ text: String) -> String? {
        let compiled = compiled.load() ?? self.compiled.storeIfNil(Compiled(Pattern.compile(source)))
        switch compiled.result {
        case .success(let expression): return expression.matches(text) ? nil : source
        case .failure(let error): return "\(source), but pattern is invalid: \(error)"
        }
    }

    private static func compile(_ source: String) -> Result<RegularExpression, RegexError> {
        do throws(RegexError) {
            return .success(try RegularExpression(source))
        } catch {
            return .failure(error)
        }
    }
}
