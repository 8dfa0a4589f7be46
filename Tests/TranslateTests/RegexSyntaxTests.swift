import Testing

@testable import Translate

/// The words are those of Go's regexp package.
@Suite struct RegexSyntaxTests {
    @Test(arguments: [
        "", "/foo.*", "a|b|", "(a)(?:b)(?i)c", "(?P<name>x)(?<other>y)", "[a-z]", "[]a]", "[^]]", "[[:alpha:]_]",
        #"\d+\.\w*?"#, "a{2}", "a{2,}", "a{2,3}?", "a{,3}", "{", "a{", #"\x{1F600}"#, #"\pL\p{Greek}"#, #"\Q(*\E"#,
        "^/v[0-9]+/(users|orders)(/.*)?$", "[a-]", "(?i:x)", "(?-s).",
    ])
    func takes(pattern: String) {
        #expect(RegexSyntax.problem(pattern) == nil)
    }

    @Test(arguments: [
        ("a(b", "missing closing ): `a(b`"),
        ("a)b", "unexpected ): `a)b`"),
        ("[a", "missing closing ]: `[a`"),
        ("x[a-", "missing closing ]: `[a-`"),
        ("*", "missing argument to repetition operator: `*`"),
        ("a|*", "missing argument to repetition operator: `*`"),
        ("a**", "invalid nested repetition operator: `**`"),
        ("a{1001}", "invalid repeat count: `{1001}`"),
        ("a{3,2}", "invalid repeat count: `{3,2}`"),
        (#"a\"#, "trailing backslash at end of expression: ``"),
        (#"\1"#, #"invalid escape sequence: `\1`"#),
        (#"\y"#, #"invalid escape sequence: `\y`"#),
        ("[z-a]", "invalid character class range: `z-a`"),
        ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
        ("(?<n>a)(?<n>b)", "duplicate capture group name: `n`"),
        (#"\p{Foo}"#, #"invalid character class range: `\p{Foo}`"#),
        ("(a{1000}){1000}", "invalid repeat count: `{1000}`"),
    ])
    func refuses(pattern: String, problem: String) {
        #expect(RegexSyntax.problem(pattern) == problem)
    }
}
