import Testing

@testable import Proxy

/// What Envoy 1.40 made of these, asked one by one.
@Suite struct PathNormalizationTests {
    private let rules = PathNormalization(normalizes: true, mergesSlashes: true, escapedSlashes: .redirect)

    @Test(arguments: [
        ("/", "/"), ("/a/b", "/a/b"), ("/a/b?x=//y/../z", "/a/b?x=//y/../z"), ("/%41%7e%2d%5f%2E", "/A~-_."),
        ("/a\"b", "/a%22b"), ("/a<b>", "/a%3Cb%3E"), ("/a{b}", "/a%7Bb%7D"), ("/a`b", "/a%60b"), ("/a|b", "/a%7Cb"),
        ("/a^b", "/a%5Eb"), ("/a%", "/a%"), ("/a%2", "/a%2"), ("/%e9%E9", "/%e9%E9"), ("/a%20b", "/a%20b"),
        ("/a%3fb", "/a%3fb"), ("/a%23b", "/a%23b"), ("/a%26%3D", "/a%26%3D"), ("/a[b]", "/a[b]"), ("/a;b=1/c;d", "/a;b=1/c;d"),
        ("/.", "/"), ("/..", "/"), ("/a/..", "/"), ("/a/.", "/a/"), ("/a/../", "/"), ("/a/b/...", "/a/b/..."),
        ("/a/.b", "/a/.b"), ("/a%2e", "/a."), ("/a/%2e", "/a/"), ("/a/.%2e/b", "/b"), ("/a//../b", "/a/b"),
        ("/a/b//..//c", "/a/b/c"), ("/a\\..\\b", "/b"), ("/a/..;/b", "/b"), ("/a/.;x/b", "/a/b"), ("/a;x/../b", "/b"),
        ("/a/..;", "/"), ("/a/%2e%2e;/b", "/a/..;/b"), ("/a/...;/b", "/a/...;/b"), ("/a\\..;/b", "/a/..;/b"),
        ("/?a=%41", "/?a=%41"), ("/a%0a", "/a%0a"), ("/a/./", "/a/"), ("//", "//"), ("///", "//"), ("/..//..//a", "/a"),
        ("/a/b/../../../c", "/c"), ("///a//b///?q=//x", "/a/b/?q=//x"), ("/a%zz", "/a%zz"),
    ])
    func brings(_ path: String, to wanted: String) {
        let outcome = path.withBytes { rules.apply($0) }
        #expect(outcome == (path == wanted ? .unchanged : .changed(Array(wanted.utf8))))
    }

    @Test(arguments: ["/a%00", "/a#b", "/a?b#"])
    func refuses(_ path: String) {
        #expect(path.withBytes { rules.apply($0) } == .reject(nil))
    }

    @Test(arguments: [
        ("/a%2Fb", "/a/b"), ("/a%5cb?x=%2f", "/a/b?x=%2f"), ("/a/..%2fb", "/b"), ("/a%2f", "/a/"), ("/a%2F%2Fb", "/a/b"),
        ("/a%5C..%5Cb", "/b"), ("/%2e%2e%2f", "/"), ("/a%2fb/../c", "/a/c"),
    ])
    func redirects(_ path: String, to wanted: String) {
        #expect(path.withBytes { rules.apply($0) } == .redirect(Array(wanted.utf8)))
    }

    @Test func doesOnlyWhatIsAsked() {
        let rejecting = PathNormalization(normalizes: true, mergesSlashes: false, escapedSlashes: .reject)
        #expect("/a%2Fb".withBytes { rejecting.apply($0) } == .reject(Array("/a/b".utf8)))
        #expect("/a//b".withBytes { rejecting.apply($0) } == .unchanged)
        let forwarding = PathNormalization(escapedSlashes: .forward)
        #expect("/a%2Fb".withBytes { forwarding.apply($0) } == .changed(Array("/a/b".utf8)))
        #expect("/a/../b".withBytes { forwarding.apply($0) } == .unchanged)
        #expect("/a/../b%2F".withBytes { PathNormalization().apply($0) } == .unchanged)
    }
}
