import Testing

@testable import Images

/// What `url.ParseQuery` and `URL.Path` of Go answer.
@Suite struct GoURLTests {
    @Test(arguments: [
        ("", []), ("a=1&b=2", ["a=1", "b=2"]), ("a", ["a="]), ("a=b=c&&=x", ["a=b=c", "=x"]), ("a+b=%2B+%20", ["a b=+  "]),
        ("a;b=1&c=2", ["c=2"]), ("a=%zz&b=%4&c=%41", ["c=A"]), ("a=1&\u{301}b=\u{301}", ["a=1", "\u{301}b=\u{301}"]),
    ] as [(String, [String])])
    func readsQueries(_ query: String, _ pairs: [String]) {
        let found = GoURL.query(query[...]).map { Array("\($0.name)=\($0.value)".unicodeScalars) }
        #expect(found == pairs.map { Array($0.unicodeScalars) })
    }

    @Test(arguments: [
        ("/a?b?c", "/a", "b?c"), ("/a?", "/a", ""), ("/a", "/a", nil), ("http://h/x%2Fy?q", "/x/y", "q"), ("http://h", "/", nil),
        ("/a?\u{301}", "/a", "\u{301}"), ("/%zz", nil, nil),
    ] as [(String, String?, String?)])
    func takesTargetsApart(_ target: String, _ path: String?, _ query: String?) {
        #expect(GoURL.path(ofTarget: target) == path)
        #expect(GoURL.rawQuery(ofTarget: target).map(String.init) == query)
    }
}
