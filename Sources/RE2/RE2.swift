import CRE2

/// A regular expression with RE2's syntax, semantics and error texts: what Envoy uses itself, and what Go's `regexp`
/// (Kubernetes patterns, CEL `matches`) descends from. Matching takes time linear in the text.
package final class RE2: @unchecked Sendable {
    package let pattern: String
    private let compiled: OpaquePointer

    /// Why an expression does not compile, in RE2's words ("missing ]", "no argument for repetition operator").
    package struct SyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
        package var reason: String
        package var argument: String
        package var description: String { reason }
    }

    package init(_ pattern: String, caseSensitive: Bool = true) throws(SyntaxError) {
        var text = Self.oldSpelling(pattern)
        compiled = text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { cre2_new($0.baseAddress, $0.count, caseSensitive, false) }
        }
        self.pattern = pattern
        if let reason = cre2_error(compiled) {
            let argument = cre2_error_argument(compiled).map { String(cString: $0) } ?? ""
            throw SyntaxError(reason: String(cString: reason), argument: argument)
        }
    }

    deinit { cre2_delete(compiled) }

    package var groupCount: Int { Int(cre2_group_count(compiled)) }
    package var programSize: Int { Int(cre2_program_size(compiled)) }

    /// The whole text matches.
    package func matchesAll(of text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.withMemoryRebound(to: CChar.self) { cre2_match(compiled, $0.baseAddress, $0.count, 0, true, nil, 0) }
    }

    /// Some part of the text matches.
    package func matchesPart(of text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.withMemoryRebound(to: CChar.self) { cre2_match(compiled, $0.baseAddress, $0.count, 0, false, nil, 0) }
    }

    package func matchesAll(of text: String) -> Bool {
        var text = text
        return text.withUTF8 { matchesAll(of: $0) }
    }

    package func matchesPart(of text: String) -> Bool {
        var text = text
        return text.withUTF8 { matchesPart(of: $0) }
    }

    /// The groups of the first match at or after `start`, the whole match first; a group that took no part is nil.
    package func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> [Range<Int>?]? {
        text.withMemoryRebound(to: CChar.self) { text in
            var groups = [CRE2Group](repeating: CRE2Group(), count: groupCount + 1)
            guard cre2_match(compiled, text.baseAddress, text.count, start, false, &groups, Int32(groups.count)) else {
                return nil
            }
            return groups.map { group in
                guard let first = group.start, let base = text.baseAddress else {
                    return group.start == nil && text.isEmpty ? 0..<0 : nil
                }
                let offset = base.distance(to: first)
                return offset..<offset + group.length
            }
        }
    }

    /// Replaces every match; `\0` … `\9` in the substitution are groups and `\\` is a backslash, as in
    /// `RE2::GlobalReplace`.
    package func replacingAll(
        in text: UnsafeBufferPointer<UInt8>, with substitution: [UInt8]
    ) -> [UInt8] {
        var output: [UInt8] = []
        var at = 0
        var lastEnd = -1
        while at <= text.count, let groups = firstMatch(in: text, from: at), let whole = groups[0] {
            output.append(contentsOf: text[at..<whole.lowerBound])
            if whole.isEmpty, whole.lowerBound == lastEnd {
                if at < text.count { output.append(text[at]) }
                at += 1
                continue
            }
            RE2.expand(substitution, groups: groups, text: text, into: &output)
            at = whole.upperBound
            lastEnd = at
        }
        if at < text.count { output.append(contentsOf: text[at...]) }
        return output
    }

    package func replacingAll(in text: String, with substitution: String) -> String {
        var text = text
        let bytes = text.withUTF8 { replacingAll(in: $0, with: Array(substitution.utf8)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func expand(
        _ substitution: [UInt8], groups: [Range<Int>?], text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
    ) {
        var index = 0
        while index < substitution.count {
            let byte = substitution[index]
            index += 1
            guard byte == UInt8(ascii: "\\"), index < substitution.count else {
                output.append(byte)
                continue
            }
            let escaped = substitution[index]
            index += 1
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(escaped) {
                let group = Int(escaped - UInt8(ascii: "0"))
                if group < groups.count, let range = groups[group] { output.append(contentsOf: text[range]) }
            } else {
                output.append(escaped)
            }
        }
    }

    /// Whether a substitution is well formed for this expression (`RE2::CheckRewriteString`), with RE2's words if not.
    package func substitutionError(_ substitution: String) -> String? {
        var maximum = 0
        var bytes = Array(substitution.utf8)[...]
        while let byte = bytes.popFirst() {
            guard byte == UInt8(ascii: "\\") else { continue }
            guard let escaped = bytes.popFirst() else { return "Rewrite schema error: '\\' not allowed at end." }
            if escaped == UInt8(ascii: "\\") { continue }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(escaped) else {
                return "Rewrite schema error: '\\' must be followed by a digit or '\\'."
            }
            maximum = max(maximum, Int(escaped - UInt8(ascii: "0")))
        }
        if maximum > groupCount {
            return "Rewrite schema requests \(maximum) matches, but the regexp only has \(groupCount) "
                + "parenthesized subexpressions."
        }
        return nil
    }
}
