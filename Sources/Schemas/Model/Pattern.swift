/// A regular expression of a schema, compiled when first used.
package final class Pattern: Sendable {
    package let source: String

    package init(_ source: String) { self.source = source }
}
