package struct StringMatcher: Message {
    package var pattern: Pattern?
    package var ignoreCase = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member("exact", of: &pattern, { if case .exact(let x) = $0 { x } else { nil } }, Pattern.exact)
        visitor.member("prefix", of: &pattern, { if case .prefix(let x) = $0 { x } else { nil } }, Pattern.prefix)
        visitor.member("suffix", of: &pattern, { if case .suffix(let x) = $0 { x } else { nil } }, Pattern.suffix)
        visitor.member(
            "safe_regex", of: &pattern, { if case .safeRegex(let x) = $0 { x } else { nil } }, Pattern.safeRegex)
        visitor.member("contains", of: &pattern, { if case .contains(let x) = $0 { x } else { nil } }, Pattern.contains)
        visitor.field("ignore_case", &ignoreCase)
    }

    package enum Pattern: Sendable, Hashable {
        case exact(String)
        case prefix(String)
        case suffix(String)
        case safeRegex(RegexMatcher)
        case contains(String)
    }
}

package struct ListStringMatcher: Message {
    package var patterns: [StringMatcher] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("patterns", &patterns)
    }
}

/// An RE2 expression; it has to match the whole value.
package struct RegexMatcher: Message {
    package var regex = ""
    package var googleRe2: Empty?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("regex", &regex)
        visitor.field("google_re2", &googleRe2)
    }
}

package struct RegexMatchAndSubstitute: Message {
    package var pattern: RegexMatcher?
    /// `\1` stands for the first group.
    package var substitution = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("pattern", &pattern)
        visitor.field("substitution", &substitution)
    }
}

package struct PathMatcher: Message {
    package var path: StringMatcher?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("path", &path)
    }
}

package struct Int64Range: Message {
    package var start: Int64 = 0
    package var end: Int64 = 0

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("start", &start)
        visitor.field("end", &end)
    }
}

package struct Int32Range: Message {
    package var start: Int32 = 0
    package var end: Int32 = 0

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("start", &start)
        visitor.field("end", &end)
    }
}

package struct HeaderMatcher: Message {
    package var name = ""
    package var specifier: Specifier?
    package var invertMatch = false
    package var treatMissingHeaderAsEmpty = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.member(
            "range_match", of: &specifier, { if case .rangeMatch(let x) = $0 { x } else { nil } }, Specifier.rangeMatch)
        visitor.member(
            "present_match", of: &specifier, { if case .presentMatch(let x) = $0 { x } else { nil } },
            Specifier.presentMatch)
        visitor.member(
            "string_match", of: &specifier, { if case .stringMatch(let x) = $0 { x } else { nil } },
            Specifier.stringMatch)
        visitor.member(
            "exact_match", of: &specifier, { if case .exactMatch(let x) = $0 { x } else { nil } }, Specifier.exactMatch)
        visitor.member(
            "safe_regex_match", of: &specifier, { if case .safeRegexMatch(let x) = $0 { x } else { nil } },
            Specifier.safeRegexMatch)
        visitor.member(
            "prefix_match", of: &specifier, { if case .prefixMatch(let x) = $0 { x } else { nil } },
            Specifier.prefixMatch)
        visitor.member(
            "suffix_match", of: &specifier, { if case .suffixMatch(let x) = $0 { x } else { nil } },
            Specifier.suffixMatch)
        visitor.member(
            "contains_match", of: &specifier, { if case .containsMatch(let x) = $0 { x } else { nil } },
            Specifier.containsMatch)
        visitor.field("invert_match", &invertMatch)
        visitor.field("treat_missing_header_as_empty", &treatMissingHeaderAsEmpty)
    }

    package enum Specifier: Sendable, Hashable {
        case rangeMatch(Int64Range)
        case presentMatch(Bool)
        case stringMatch(StringMatcher)
        case exactMatch(String)
        case safeRegexMatch(RegexMatcher)
        case prefixMatch(String)
        case suffixMatch(String)
        case containsMatch(String)
    }
}

package struct QueryParameterMatcher: Message {
    package var name = ""
    package var specifier: Specifier?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.member(
            "string_match", of: &specifier, { if case .stringMatch(let x) = $0 { x } else { nil } },
            Specifier.stringMatch)
        visitor.member(
            "present_match", of: &specifier, { if case .presentMatch(let x) = $0 { x } else { nil } },
            Specifier.presentMatch)
    }

    package enum Specifier: Sendable, Hashable {
        case stringMatch(StringMatcher)
        case presentMatch(Bool)
    }
}

package struct CookieMatcher: Message {
    package var name = ""
    package var stringMatch: StringMatcher?
    package var invertMatch = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("string_match", &stringMatch)
        visitor.field("invert_match", &invertMatch)
    }
}
