/// The oddities that the corpus is made of.
enum CorpusWords {
    static let paths: [String] = [
        "/", "/get", "//", "///", "//a//b", "/a//b/", "/a/./b", "/./a", "/a/../b", "/..", "/../..", "/a/..", "/a/.", "/a/../../b",
        "/%2e%2e/b", "/a/%2E%2e/b", "/a/%2e/b", "/a%2Fb", "/a%2fb?x=%2F", "/a%2F", "/%2f", "/a%5Cb", "/a%5cb", "/a\\b", "/a\\..\\b",
        "/a%00b", "/%", "/%z", "/%zz", "/a%2", "/%41%7e%2D%5f", "/%7b%7D", "/%c3%a9", "/%C3%A9", "/a;b=c", "/..;/x", "/a/..;x=1/b",
        "/.;/x", "/a/.;p", "/;", "/a;b/../c", "?q", "/?q=1", "/?", "/a?b?c", "/a?b=/../c", "/a?b=//c", "/a?%2F", "/a#frag", "/a?x#frag",
        "/#", "/a%23b", "/a%3Fb", "/a b", "/a\"b", "/<x>", "/{x}", "/a|b", "/a^b", "/`", "/a'b", "/a~b!c$d&e(f)g*h+i,j=k@l:m",
        "/é", "/\u{7f}", "/a\tb", "/*", "*", "a", "get", "./a", "../a", "http://www.example.com/abs", "HTTP://WWW.EXAMPLE.COM/abs",
        "http://www.example.com", "http://www.example.com?x=1", "http://www.example.com/?x#y", "http://other.org:99/p",
        "http://a.wild.example.com/p", "https://www.example.com/s", "ftp://www.example.com/", "http:///x", "http://", "http:/x",
        "http://user:pw@www.example.com/p", "//www.example.com/x", "http://www.example.com//a/../b", "www.example.com:443",
        "/" + String(repeating: "a", count: 4_000), "/" + String(repeating: "b/../", count: 50), "/status/204", "/status/304", "/status/404",
        "/status/503", "/x/status/418",
    ]

    static let hosts: [String] = [
        "", "Host:\r\n", "Host: \r\n", "Host: WWW.Example.COM\r\n", "Host: www.example.com:80\r\n", "Host: www.example.com:letters\r\n",
        "Host: www.example.com:8080\r\n", "Host: www.example.com.\r\n", "Host: www.example.com.:80\r\n", "Host: a.wild.example.com\r\n",
        "Host: a.b.wild.example.com\r\n", "Host: x.deep.wild.example.com\r\n", "Host: deep.wild.example.com\r\n",
        "Host: wild.example.com\r\n", "Host: .wild.example.com\r\n", "Host: pre.anything\r\n", "Host: pre.\r\n", "Host: pre\r\n",
        "Host: [::1]\r\n", "Host: [::1]:80\r\n", "Host: ::1\r\n", "Host: 127.0.0.1:9\r\n", "Host: 127.0.0.1\r\n", "Host: localhost\r\n",
        "Host: www.example.com:\r\n", "Host: www.example.com:abc\r\n", "Host: www.example.com:99999\r\n", "Host: user@www.example.com\r\n",
        "Host: www.example.com/\r\n", "Host: www .example.com\r\n", "Host: www,example.com\r\n", "Host: www.example.com#x\r\n",
        "Host: www.example.com?x\r\n", "Host: [::1\r\n", "Host: a_b.example.com\r\n", "Host: www.exämple.com\r\n", "Host: %77ww.example.com\r\n",
        "Host: www.example.com\r\nHost: www.example.com\r\n", "Host: www.example.com\r\nHost: other.org\r\n", "host:www.example.com\r\n",
        "HOST:   www.example.com   \r\n", "Host : www.example.com\r\n", "Host: <www>\r\n", "Host: 1.2.3.4.5\r\n", "Host: *\r\n",
    ]

    static let fields: [String] = [
        "", "X-Dup: a\r\nX-Dup: b\r\n", "x_under: 1\r\n", "X_Under: 1\r\nx_under: 2\r\n", "X-Empty:\r\n", "X-Space:   padded  \r\n",
        "X-Tab:\tv\t\r\n", "X-Fold: a\r\n b\r\n", "X-Fold: a\r\n\tb\r\n  c\r\n", "Connection: close\r\n", "Connection: keep-alive\r\n",
        "Connection: Close\r\n", "Connection: x-foo, close\r\nX-Foo: 1\r\n", "Connection: X-Foo\r\nX-Foo: 1\r\nX-Bar: 2\r\n",
        "Connection: te, x-foo\r\nTE: trailers\r\nX-Foo: 1\r\n", "Connection: keep-alive, x-forwarded-for\r\nX-Forwarded-For: 9.9.9.9\r\n",
        "Connection: upgrade\r\n", "Connection: host\r\n", "Connection: x-case\r\n", "Keep-Alive: 5\r\n", "Proxy-Connection: close\r\n",
        "Proxy-Connection: keep-alive\r\n", "TE: trailers\r\n", "TE: gzip\r\n", "TE: gzip, trailers\r\n", "TE: trailers;q=0.5\r\n",
        "Trailer: x\r\n", "Upgrade: foo\r\n", "Connection: Upgrade\r\nUpgrade: foo\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n", "connection: keep-alive, upgrade\r\nUpgrade: WebSocket\r\n",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n", "Connection: Upgrade\r\nUpgrade: h2c, foo\r\n",
        "X-Forwarded-For: 1.1.1.1\r\n", "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n", "X-Forwarded-For: 1.1.1.1, 2.2.2.2 , 3.3.3.3\r\n",
        "X-Forwarded-For: bogus\r\n", "X-Forwarded-For: 10.0.0.1\r\n", "X-Forwarded-Proto: https\r\n", "X-Forwarded-Proto: foo\r\n",
        "X-Forwarded-Proto: http,https\r\n", "X-Forwarded-Host: h.example.org\r\n", "X-Forwarded-Port: 1\r\n", "X-Request-Id: abc\r\n",
        "X-Request-Id: 6f1d1e1c-1111-4111-8111-111111111111\r\n", "X-Forwarded-Client-Cert: By=x\r\n", "X-Envoy-External-Address: 5.5.5.5\r\n",
        "X-Envoy-Internal: true\r\n", "X-Envoy-Retry-On: 5xx\r\nX-Envoy-Max-Retries: 3\r\n", "X-Envoy-Upstream-Rq-Timeout-Ms: 5\r\n",
        "X-Envoy-Expected-Rq-Timeout-Ms: 5\r\n", "X-Envoy-Original-Path: /orig\r\n", "X-Envoy-Original-Url: /orig\r\n", "X-Envoy-Attempt-Count: 9\r\n",
        "X-Envoy-Decorator-Operation: op\r\n", "X-Envoy-Force-Trace: 1\r\n", "X-Envoy-Downstream-Service-Cluster: c\r\n",
        "X-Envoy-Ip-Tags: t\r\n", "X-Envoy-Upstream-Alt-Stat-Name: s\r\n", "X-Envoy-Hedge-On-Per-Try-Timeout: true\r\n", "X-Envoy-Unknown: u\r\n",
        "Cookie: a=1\r\nCookie: b=2\r\n", "Accept: a\r\nAccept: b\r\n", "Accept-Encoding: gzip\r\nAccept-Encoding: br\r\n",
        "User-Agent: x\r\nUser-Agent: y\r\n", "User-Agent:\r\n", "Via: 1.0 x\r\n", "Expect: 100-continue\r\n", "Expect: 200-ok\r\n",
        "Content-Type: application/grpc\r\n", "Content-Type: application/grpc+proto\r\n", "Content-Type: application/grpc-web\r\n",
        "Origin: https://one.example.org\r\n", "Authorization: b\r\n", "Range: bytes=0-1\r\n", "Content-Length: 0\r\n", "Content-Length: -1\r\n",
        "Content-Length: +1\r\n", "Content-Length: 1x\r\n", "Content-Length:\r\n", "Content-Length: 0\r\nContent-Length: 0\r\n",
        "Content-Length: 0, 0\r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: identity\r\n", "Transfer-Encoding: gzip\r\n", "Transfer-Encoding:\r\n", "Bad Header: x\r\n", "Bad\u{1}: x\r\n",
        ": novalue\r\n", "NoColon\r\n", "X-Nul: a\u{0}b\r\n", "X-Ctl: a\u{1}b\r\n", "X-Del: a\u{7f}b\r\n", "X-High: é\r\n", "X-CR: a\rb\r\n",
        " leading: space\r\n", "X-Trail : v\r\n", "X(paren): v\r\n", "X\"q: v\r\n", "X!#$%&'*+-.^_`|~: v\r\n", "X-Colon: a:b:c\r\n", "123: n\r\n",
        "X-Long: " + String(repeating: "v", count: 3_000) + "\r\n", (0..<30).map { "X-Many-\($0): v\r\n" }.joined(),
        "X-Remove: 1\r\nX-Set: own\r\nX-Add: own\r\nX-There: own\r\nX-Absent: own\r\n", "Early-Data: 1\r\n", "Forwarded: for=1.2.3.4\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: identity\r\n", "Date: yesterday\r\n", "Server: mine\r\n", "Grpc-Timeout: 1S\r\n",
    ]

    static let requestLines: [String] = [
        "GET  / HTTP/1.1", "GET /  HTTP/1.1", " GET / HTTP/1.1", "get / HTTP/1.1", "Get / HTTP/1.1", "GET / HTTP/1.0", "GET / HTTP/0.9", "GET / HTTP/2.0",
        "GET / HTTP/1.2", "GET / HTTP/3", "GET / HTTP/1.1 ", "GET /", "GET", "GET\t/ HTTP/1.1", "FOO / HTTP/1.1", "PATCH / HTTP/1.1",
        "OPTIONS * HTTP/1.1", "OPTIONS / HTTP/1.1", "GET * HTTP/1.1", "TRACE / HTTP/1.1", "PROPFIND / HTTP/1.1", "M-SEARCH / HTTP/1.1", "PURGE / HTTP/1.1",
        "QUERY / HTTP/1.1", "LINK / HTTP/1.1", "MKCOL / HTTP/1.1", "REPORT / HTTP/1.1", "SOURCE / HTTP/1.1", "BREW / HTTP/1.1", "G@T / HTTP/1.1",
        "GET / http/1.1", "GET / HTTP/1.1x", "GET / HTP/1.1", "GET / HTTP/11", "GET / HTTP/1.", "GET / HTTP /1.1", "GET /a b HTTP/1.1", "HEAD / HTTP/1.1",
        "DELETE /x HTTP/1.1", "PUT /x HTTP/1.1", "POST /x HTTP/1.1", "HEAD /direct/200 HTTP/1.1", "HEAD /dead HTTP/1.1", "HEAD /nope HTTP/1.0",
        "CONNECT www.example.com:443 HTTP/1.1", "CONNECT / HTTP/1.1", "POST http://www.example.com/x HTTP/1.1", "GET http://a.wild.example.com/ HTTP/1.0",
        "GET /direct/200 HTTP/1.0", "GET /resp/2 HTTP/1.0", "GET /resp/0 HTTP/1.0",
    ]

    /// Whole conversations; `CASE` is where the case's header goes, `⏎` a pause.
    static let whole: [(responses: Int, text: String)] = [
        (1, "\r\n\r\nGET / HTTP/1.1\r\nHost: www.example.com\r\nCASE\r\n"), (1, "GET / HTTP/1.1\nHost: www.example.com\nCASE\n"),
        (1, "GET / HTTP/1.1\r\nHost: www.example.com\nCASE\r\n"), (1, "GET / HTTP/1.1\r\rHost: www.example.com\r\rCASE\r\r\n"),
        (1, "GET /a HTTP/1.1\r\nHo⏎st: www.example.com\r\nCASE\r\n⏎\r\n"), (1, "GET / HTTP/1.1\r⏎\nHost: www.example.com\r\nCASE\r⏎\n\r⏎\n"),
        (2, "GET /a HTTP/1.1\r\nHost: www.example.com\r\nCASE\r\nGET /b HTTP/1.1\r\nHost: www.example.com\r\n\r\n"),
        (3, "GET /a HTTP/1.1\r\nHost: www.example.com\r\nCASE\r\nGET /nope HTTP/1.1\r\nHost: other\r\n\r\nGET /c HTTP/1.1\r\nHost: www.example.com\r\n\r\n"),
        (2, "POST /a HTTP/1.1\r\nHost: www.example.com\r\nCASEContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\nHost: www.example.com\r\n\r\n"),
        (2, "POST /a HTTP/1.1\r\nHost: www.example.com\r\nCASETransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nGET /b HTTP/1.1\r\nHost: www.example.com\r\n\r\n"),
        (2, "GET /a HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\nCASE\r\nGET /b HTTP/1.1\r\nHost: www.example.com\r\n\r\n"),
        (2, "GET /direct/200 HTTP/1.1\r\nHost: www.example.com\r\nCASE\r\n\r\nGARBAGE\r\n\r\n"),
        (1, "GET / HTTP/1.1\r\nHost: www.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nCASE\r\n⏎hello"),
        (1, "GET /nows HTTP/1.1\r\nHost: www.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nCASE\r\n"),
        (1, "GET /status/200 HTTP/1.1\r\nHost: www.example.com\r\nCASEUpgrade: websocket\r\n\r\n"), (1, "\u{16}\u{3}\u{1}\r\n\r\n"),
        (1, "PRI * HTTP/1.1\r\nHost: www.example.com\r\nCASE\r\n"), (1, "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n"),
        (1, "GET / HTTP/1.1\r\nHost: www.example.com\r\nCASEContent-Length: 5\r\nExpect: 100-continue\r\n\r\n⏎hello"),
        (1, "POST /direct/200 HTTP/1.1\r\nHost: www.example.com\r\nCASEContent-Length: 5\r\n\r\n⏎hello"),
        (1, "POST /direct/200 HTTP/1.1\r\nHost: www.example.com\r\nCASEContent-Length: 5\r\nExpect: 100-continue\r\n\r\n⏎hello"),
        (1, "POST /nothing HTTP/1.1\r\nHost: nobody.example.net\r\nCASETransfer-Encoding: chunked\r\n\r\n⏎3\r\nabc\r\n0\r\n\r\n"),
        (1, "POST /timeout/delay HTTP/1.1\r\nHost: www.example.com\r\nCASEContent-Length: 2\r\n\r\nab"),
        (1, "GET /trytimeout/delay HTTP/1.1\r\nHost: www.example.com\r\nCASE\r\n"),
        (1, "GET / HTTP/1.1\r\nHost: www.example.com\r\nCASE" + String(repeating: "X-Big: \(String(repeating: "x", count: 1_000))\r\n", count: 70) + "\r\n"),
        (1, "GET / HTTP/1.1\r\nHost: www.example.com\r\nCASE" + (0..<110).map { "X-\($0): v\r\n" }.joined() + "\r\n"),
    ]

    /// What follows the head; one that begins with `!` brings its own fields and blank line.
    static let bodies: [[String]] = [
        [""], ["!Content-Length: 5\r\n\r\nhello"], ["!Content-Length: 5\r\n\r\nhel", "lo"], ["!Content-Length: 0\r\n\r\n"],
        ["!content-length: 005\r\n\r\nhello"], ["!Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"],
        ["!Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"], ["!Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0;last\r\n\r\n"],
        ["!Transfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n"], ["!Transfer-Encoding: chunked\r\n\r\n00005\r\nhello\r\n000\r\n\r\n"],
        ["!Transfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n"], ["!Transfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n"],
        ["!Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-Trailer: t\r\n\r\n"], ["!Transfer-Encoding: chunked\r\n\r\n5\r\nhel", "lo\r\n", "0\r\n\r\n"],
        ["!Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nBad Trailer\r\n\r\n"], ["!Transfer-Encoding: chunked\r\n\r\n5\nhello\n0\n\n"],
        ["!Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX0\r\n\r\n"], ["!Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"],
        ["!Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n"], ["!Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n"],
        ["!Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"], ["!Transfer-Encoding: chunked\r\n\r\n\r\n"],
        ["!Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"], ["!Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"],
        ["!Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"], ["!Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"],
        ["!Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"], ["!Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"], ["!Content-Length: 5,5\r\n\r\nhello"],
        ["!Expect: 100-continue\r\nContent-Length: 5\r\n\r\n", "hello"], ["!Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n0\r\n\r\n"],
        ["!Expect: 100-Continue\r\nContent-Length: 0\r\n\r\n"], ["!Content-Type: application/grpc\r\nTE: trailers\r\nContent-Length: 5\r\n\r\nhello"],
        ["!Content-Length: 40000\r\n\r\n" + String(repeating: "x", count: 40_000)],
    ]

    /// Method, path and fields that belong together.
    static let requests: [(String, String, String)] = [
        ("GET", "/cors", "Origin: https://one.example.org\r\n"), ("GET", "/cors", "Origin: https://a.two.example.org\r\n"),
        ("GET", "/cors", "Origin: https://evil.example.org\r\n"), ("OPTIONS", "/cors", "Origin: https://one.example.org\r\n"),
        ("OPTIONS", "/cors", "Origin: https://one.example.org\r\nAccess-Control-Request-Method: GET\r\n"),
        ("OPTIONS", "/cors", "Origin: https://evil.example.org\r\nAccess-Control-Request-Method: GET\r\n"),
        ("OPTIONS", "/cors", "Origin: https://one.example.org\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Private-Network: true\r\n"),
        ("OPTIONS", "/cors", "Origin:\r\nAccess-Control-Request-Method: GET\r\n"), ("POST", "/cors", "Origin: https://one.example.org\r\nContent-Length: 0\r\n"),
        ("GET", "/opencors", "Origin: null\r\n"), ("OPTIONS", "/opencors", "Origin: x\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-q\r\n"),
        ("OPTIONS", "/get", "Origin: x\r\nAccess-Control-Request-Method: PUT\r\n"), ("GET", "/match", "X-M: one\r\n"), ("GET", "/match", "X-M: One\r\n"),
        ("GET", "/match", "X-M: one\r\nX-M: two\r\n"), ("GET", "/match", "X-M: tXo\r\n"), ("GET", "/match", "X-M: tXoo\r\n"), ("GET", "/match", "X-N: 5\r\n"),
        ("GET", "/match", "X-N: -5\r\n"), ("GET", "/match", "X-N: 10\r\n"), ("GET", "/match", "X-N: 5x\r\n"), ("GET", "/match", "X-N: +5\r\nX-Gone: 1\r\n"),
        ("DELETE", "/match", ""), ("GET", "/match", "X-Inv: yes\r\n"), ("GET", "/match", "X-Inv: no way\r\n"), ("GET", "/match", "X-Gone: 1\r\nX-Inv: yes\r\n"),
        ("GET", "/rewrite/hdr/x", "X-New-Host: new.example.org\r\n"), ("GET", "/rewrite/hdr/x", "X-New-Host:\r\n"), ("GET", "/rewrite/host", "X-Forwarded-Host: old\r\n"),
        ("GET", "/headers", "X-Remove: 1\r\nX-Set: own\r\nX-Add: own\r\nX-There: own\r\nX-Absent: own\r\n"), ("HEAD", "/headers", ""), ("POST", "/headers", "Content-Length: 0\r\n"),
        ("GET", "/timeout/delay", ""), ("GET", "/retry/status/503", ""), ("GET", "/retry/status/404", ""), ("GET", "/codes/status/418", ""), ("GET", "/codes/status/503", ""),
        ("HEAD", "/redirect/https", ""), ("POST", "/redirect/path", "Content-Length: 0\r\n"), ("GET", "/redirect/https", "X-Forwarded-Proto: https\r\n"),
        ("POST", "/h2up", "Content-Length: 0\r\n"), ("GET", "/h2up", "Connection: Upgrade\r\nUpgrade: websocket\r\n"), ("GET", "/h2up", "TE: trailers\r\nCookie: a=1\r\nCookie: b=2\r\n"),
    ]

    static let routes: [String] = [
        "/redirect/scheme", "/redirect/host", "/redirect/port", "/redirect/path", "/redirect/pathq", "/redirect/prefix", "/redirect/root",
        "/redirect/strip", "/redirect/https", "/redirect/regex/abc", "/rewrite/prefix", "/rewrite/slash/", "/rewrite/root", "/rewrite/full",
        "/rewrite/host", "/rewrite/hdr", "/rewrite/hostpath/abc", "/headers", "/direct/200", "/direct/404", "/direct/503", "/direct/204", "/weighted",
        "/dead", "/missing", "/missing503", "/empty", "/retrydead", "/exact", "/cAsE", "/regex/abc", "/query", "/h2up",
    ]
    static let suffixes: [String] = ["", "/", "/x", "/x/y?q=1", "x", "//x", "?a=1&b", "?a=2&a=1&b=3", "?re=42", "/%41?x=/y#z", "/./x", "?"]

    // MARK: HTTP/2

    static func stream(
        method: String = "GET", path: String = "/get", scheme: String = "http", authority: String = "www.example.com", _ more: [(String, String)] = []
    ) -> [(String, String)] {
        [(":method", method), (":scheme", scheme), (":path", path), (":authority", authority)] + more
    }

    static let streams: [[(String, String)]] = [
        stream(), stream(method: "HEAD"), stream(method: "POST"), stream(method: "FOO"), stream(method: ""), stream(method: "get"), stream(method: "G T"),
        stream(path: ""), stream(path: "get"), stream(path: "*"), stream(method: "OPTIONS", path: "*"), stream(path: "/a b"), stream(path: "http://x/y"),
        stream(scheme: "https"), stream(scheme: ""), stream(scheme: "ftp"), stream(scheme: "HTTP"), stream(authority: ""), stream(authority: "WWW.EXAMPLE.COM"),
        stream(authority: "www.example.com:80"), stream(authority: "nope"), stream(authority: "user@www.example.com"), stream(authority: "www.example.com/"),
        [(":method", "GET"), (":scheme", "http"), (":path", "/")], [(":method", "GET"), (":scheme", "http"), (":path", "/"), ("host", "www.example.com")],
        [(":method", "GET"), (":scheme", "http"), (":authority", "www.example.com")], [(":method", "GET"), (":path", "/"), (":authority", "www.example.com")],
        [(":scheme", "http"), (":path", "/"), (":authority", "www.example.com")], stream([("host", "other.org")]), stream([("host", "www.example.com")]),
        stream([(":path", "/two")]), stream([(":method", "GET")]), stream([(":foo", "x")]), stream([(":status", "200")]), stream([("x", "1"), (":late", "x")]),
        [(":method", "GET"), ("x-early", "1"), (":scheme", "http"), (":path", "/"), (":authority", "www.example.com")],
        [(":authority", "www.example.com"), (":path", "/"), (":scheme", "http"), (":method", "GET")],
        stream([("X-Upper", "1")]), stream([("x_under", "1")]), stream([("connection", "close")]), stream([("connection", "keep-alive")]), stream([("keep-alive", "5")]),
        stream([("proxy-connection", "x")]), stream([("transfer-encoding", "chunked")]), stream([("upgrade", "websocket")]), stream([("te", "trailers")]),
        stream([("te", "gzip")]), stream([("te", "trailers, gzip")]), stream([("content-length", "0")]), stream([("content-length", "5")]), stream([("content-length", "x")]),
        stream([("content-length", "0"), ("content-length", "0")]), stream([("expect", "100-continue")]), stream([("cookie", "a=1"), ("cookie", "b=2")]),
        stream([("x-dup", "a"), ("x-dup", "b")]), stream([("x-empty", "")]), stream([("", "v")]), stream([("x-nul", "a\u{0}b")]), stream([("x-lf", "a\nb")]), stream([("x-cr", "a\rb")]),
        stream([("x-ctl", "a\u{1}b")]), stream([("x-space", " v ")]), stream([("x bad", "v")]), stream([("x:y", "v")]), stream([("x-high", "é")]), stream([("user-agent", "t")]),
        stream([("x-forwarded-for", "1.1.1.1")]), stream([("x-forwarded-proto", "https")]), stream([("x-request-id", "abc")]), stream([("x-envoy-retry-on", "5xx")]),
        stream(path: "/direct/200"), stream(path: "/direct/404"), stream(path: "/dead"), stream(path: "/missing"), stream(path: "/empty"), stream(path: "/timeout/delay"),
        stream(path: "/redirect/https?x=1"), stream(path: "/redirect/prefix/x"), stream(path: "/rewrite/prefix/x"), stream(path: "/headers"), stream(path: "/retry/status/503"),
        stream(path: "/h2up/x?y=1"), stream(path: "/resp/0"), stream(path: "/resp/1"), stream(path: "/resp/2"), stream(path: "/resp/6"), stream(path: "/resp/8"), stream(path: "/resp/18"),
        stream(path: "/resp/30"), stream(path: "/resp/31"), stream(path: "/resp/35"), stream(path: "/status/204"), stream(path: "/status/304"),
        stream(path: "/x", authority: "nobody", [("content-type", "application/grpc")]), stream(path: "/dead", [("content-type", "application/grpc")]),
        stream(method: "OPTIONS", path: "/cors", [("origin", "https://one.example.org"), ("access-control-request-method", "GET")]),
        [(":method", "CONNECT"), (":authority", "www.example.com:443")], [(":method", "CONNECT"), (":authority", "www.example.com"), (":path", "/"), (":scheme", "http")],
        [(":method", "CONNECT"), (":protocol", "websocket"), (":scheme", "http"), (":path", "/ws"), (":authority", "www.example.com")],
        stream((0..<110).map { ("x-\($0)", "v") }), stream((0..<70).map { ("x-big-\($0)", String(repeating: "x", count: 200)) }),
    ]

    static let frames: [[[UInt8]]] = [
        [RawHTTP2.headers(stream(method: "POST"), isEnd: false), RawHTTP2.data("hello")],
        [RawHTTP2.headers(stream(method: "POST"), isEnd: false), RawHTTP2.data("hel", isEnd: false), RawHTTP2.data("lo")],
        [RawHTTP2.headers(stream(method: "POST", [("content-length", "5")]), isEnd: false) + RawHTTP2.data("hello")],
        [RawHTTP2.headers(stream(method: "POST", [("content-length", "4")]), isEnd: false) + RawHTTP2.data("hello")],
        [RawHTTP2.headers(stream(method: "POST", [("content-length", "6")]), isEnd: false) + RawHTTP2.data("hello")],
        [RawHTTP2.headers(stream(method: "POST"), isEnd: false) + RawHTTP2.data("hello", isEnd: false) + RawHTTP2.headers([("x-trailer", "t")])],
        [RawHTTP2.headers(stream(method: "POST"), isEnd: false) + RawHTTP2.data("hello", isEnd: false) + RawHTTP2.headers([(":path", "/t")])],
        [RawHTTP2.headers(stream(method: "POST"), isEnd: false) + RawHTTP2.data("hello", isEnd: false) + RawHTTP2.headers([("x-t", "t")], isEnd: false)],
        [RawHTTP2.headers(stream(method: "POST", path: "/h2up"), isEnd: false) + RawHTTP2.data("hello", isEnd: false) + RawHTTP2.headers([("x-trailer", "t")])],
        [RawHTTP2.frame(0, 9, 1, [])], [RawHTTP2.data("early")], [RawHTTP2.headers(stream(), stream: 2)], [RawHTTP2.headers(stream(), stream: 0)],
        [RawHTTP2.headers(stream()) + RawHTTP2.data("late")], [RawHTTP2.frame(1, 5, 1, [0xFF, 0xFF, 0xFF])], [RawHTTP2.frame(1, 5, 1, [0x80])],
        [RawHTTP2.frame(9, 4, 1, [])], [RawHTTP2.frame(6, 0, 0, [1, 2, 3])], [RawHTTP2.frame(8, 0, 0, [0, 0, 0, 0])], [RawHTTP2.frame(4, 0, 0, [0, 4, 0xFF, 0xFF, 0xFF, 0xFF])],
        [RawHTTP2.frame(5, 4, 1, [0, 0, 0, 2])], [RawHTTP2.frame(0xEE, 0, 0, [1]) + RawHTTP2.headers(stream())], [RawHTTP2.frame(3, 0, 1, [0, 0, 0, 8])],
        [RawHTTP2.frame(1, 0x2D, 1, [2, 0, 0, 0, 0, 16] + RawHTTP2.block(stream()) + [0, 0])], [RawHTTP2.frame(2, 0, 3, [0, 0, 0, 0, 16]) + RawHTTP2.headers(stream())],
        [RawHTTP2.frame(1, 1, 1, Array(RawHTTP2.block(stream()).prefix(20))) + RawHTTP2.frame(9, 4, 1, Array(RawHTTP2.block(stream()).dropFirst(20)))],
        [RawHTTP2.frame(1, 1, 1, Array(RawHTTP2.block(stream()).prefix(20))) + RawHTTP2.headers(stream(), stream: 3)],
        [RawHTTP2.headers(stream(path: "/direct/200"), isEnd: false)], [RawHTTP2.headers(stream(path: "/direct/503"), isEnd: false), RawHTTP2.data("x")],
    ]
}
