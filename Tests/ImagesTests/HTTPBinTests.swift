import JSON
import Testing

@testable import Images

@Suite struct HTTPBinTests {
    private func start(_ dialect: HTTPBinDialect = .go) async throws -> Pod {
        let pod = try Pod()
        _ = try await HTTPBinImage(dialect: dialect).start(pod.context())
        return pod
    }

    @Test func goDialect() async throws {
        let pod = try await start()
        let answer = try await pod.request(
            "GET", "/get?a=1&b=2&a=<3>", port: 8080, headers: ["x-forwarded-for: 1.2.3.4, 5.6.7.8"])
        #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
        #expect(answer.header("Access-Control-Allow-Origin") == "*")
        #expect(
            answer.body == """
                {
                  "args": {
                    "a": [
                      "1",
                      "<3>"
                    ],
                    "b": [
                      "2"
                    ]
                  },
                  "headers": {
                    "Connection": [
                      "close"
                    ],
                    "Host": [
                      "www.example.com"
                    ],
                    "X-Forwarded-For": [
                      "1.2.3.4, 5.6.7.8"
                    ]
                  },
                  "method": "GET",
                  "origin": "1.2.3.4",
                  "url": "http://www.example.com/get?a=1&b=2&a=<3>"
                }

                """)
    }

    @Test func originalDialect() async throws {
        let pod = try await start(.original)
        let answer = try await pod.request(
            "GET", "/get?a=1", port: 8080, headers: ["x-forwarded-for: 1.2.3.4", "x-forwarded-proto: https"])
        let json = try JSON(parsing: answer.body)
        #expect(json["args"] == ["a": "1"])
        #expect(json["headers"]?["Host"] == "www.example.com")
        #expect(json["headers"]?["X-Forwarded-For"] == nil)
        #expect(json["url"] == "http://www.example.com/get?a=1")
        #expect(answer.header("Content-Type") == "application/json")
        #expect(answer.header("Access-Control-Allow-Origin") == "*")
        let head = try await pod.request("HEAD", "/headers", port: 8080)
        #expect(head.status == 200 && head.body == "" && head.header("Content-Length") != nil)
        #expect(try await pod.request("GET", "/", port: 8080).body.contains("<title>httpbin.org</title>"))
    }

    @Test(arguments: [
        ("GET", "/status/418", 418), ("PUT", "/status/204", 204), ("GET", "/status/x", 400), ("GET", "/status/999", 400),
        ("GET", "/nothing", 404), ("POST", "/get", 405), ("GET", "/post", 405), ("DELETE", "/delete", 200),
        ("GET", "/redirect/2", 302), ("GET", "/redirect-to?url=/get&status_code=307", 307), ("GET", "/redirect/0", 400),
        ("GET", "/basic-auth/u/p", 401), ("GET", "/hidden-basic-auth/u/p", 404), ("GET", "/bearer", 401),
        ("GET", "/bytes/100", 200), ("GET", "/stream-bytes/30000", 200), ("GET", "/stream/3", 200),
        ("GET", "/range/26", 200), ("GET", "/delay/0.05", 200), ("GET", "/delay/100", 400), ("GET", "/html", 200),
        ("GET", "/xml", 200), ("GET", "/json", 200), ("GET", "/uuid", 200), ("GET", "/ip", 200), ("GET", "/image", 200),
        ("GET", "/image/svg", 200), ("GET", "/image/x", 404), ("GET", "/cookies/set?a=b", 302), ("GET", "/cookies", 200),
        ("GET", "/cache", 200), ("GET", "/cache/5", 200), ("GET", "/etag/x", 200), ("GET", "/links/3", 302),
        ("GET", "/base64/aGVsbG8=", 200), ("GET", "/anything/x/y", 200), ("OPTIONS", "/get", 200),
        ("GET", "/drip?duration=0.05&delay=0&numbytes=3", 200), ("GET", "/response-headers?x-a=1", 200),
        ("GET", "/user-agent", 200), ("GET", "/hostname", 200), ("GET", "/brotli", 501), ("GET", "/forms/post", 200),
        ("GET", "/robots.txt", 200), ("GET", "/encoding/utf8", 200), ("GET", "/unstable?failure_rate=1", 500),
        ("GET", "/status/101,", 400), ("GET", "/status/200:inf", 400), ("GET", "/status/200:nan", 400),
        ("GET", "/status/200:1e308,200:1e308", 400), ("GET", "/status/200:0", 200),
        ("GET", "http://a/absolute-redirect/2?x=1234567", 302),
    ], [HTTPBinDialect.go, .original])
    func answers(_ request: (String, String, Int), dialect: HTTPBinDialect) async throws {
        let pod = try await start(dialect)
        #expect(try await pod.request(request.0, request.1, port: 8080).status == request.2)
    }

    @Test func bodies() async throws {
        let pod = try await start()
        let form = try await pod.request(
            "POST", "/post", port: 8080, headers: ["Content-Type: application/x-www-form-urlencoded"], body: "a=1&b=2")
        #expect(try JSON(parsing: form.body)["form"] == ["a": ["1"], "b": ["2"]])
        let json = try await pod.request(
            "PUT", "/put", port: 8080, headers: ["Content-Type: application/json"], body: "{\"a\": [1, 2.5]}")
        #expect(try JSON(parsing: json.body)["json"] == ["a": [1, 2.5]])
        let raw = try await pod.request("PATCH", "/patch", port: 8080, headers: ["Content-Type: a/b"], body: "??>")
        #expect(try JSON(parsing: raw.body)["data"] == "data:a/b;base64,Pz8-")
        let parts =
            "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--X\r\n"
            + "Content-Disposition: form-data; name=\"f\"; filename=\"f.txt\"\r\n\r\nfile\r\n--X--\r\n"
        let multipart = try await pod.request(
            "POST", "/post", port: 8080, headers: ["Content-Type: multipart/form-data; boundary=X"], body: parts)
        #expect(try JSON(parsing: multipart.body)["form"] == ["a": ["1"]])
        #expect(try JSON(parsing: multipart.body)["files"] == ["f": ["file"]])
        let expecting = try await pod.exchange(
            "POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n", port: 8080
        ) { $0.hasSuffix("\r\n\r\n") }
        #expect(expecting == "HTTP/1.1 100 Continue\r\n\r\n")
        let long = try await pod.request("POST", "/post", port: 8080, body: String(repeating: "x", count: 1_100_000))
        #expect(long.status == 400)
    }

    @Test func details() async throws {
        let pod = try await start()
        let redirect = try await pod.request("GET", "/absolute-redirect/2?x=1", port: 8080)
        #expect(redirect.header("Location") == "http://www.example.com/absolute-redirect/1")
        #expect(try await pod.request("GET", "/redirect/1", port: 8080).header("Location") == "/get")
        let right = try await pod.request("GET", "/basic-auth/u/p", port: 8080, headers: ["Authorization: Basic dTpw"])
        #expect(try JSON(parsing: right.body)["authenticated"] == true)
        let part = try await pod.request("GET", "/range/26", port: 8080, headers: ["Range: bytes=2-4"])
        #expect(part.status == 206 && part.body == "cde" && part.header("Content-Range") == "bytes 2-4/26")
        #expect(try await pod.request("GET", "/range/26", port: 8080, headers: ["Range: bytes=-2"]).body == "yz")
        for last in ["9", "9223372036854775807", "10"] {
            let rest = try await pod.request("GET", "/range/10", port: 8080, headers: ["Range: bytes=8-\(last)"])
            #expect(rest.status == 206 && rest.body == "ij" && rest.header("Content-Range") == "bytes 8-9/10")
        }
        let proxied = try await pod.request("GET", "http://a/absolute-redirect/2?x=1234567", port: 8080)
        #expect(proxied.header("Location") == "http://a/absolute-redirect/1")
        #expect(try await pod.request("GET", "/etag/a", port: 8080, headers: ["If-None-Match: \"a\""]).status == 304)
        #expect(try await pod.request("GET", "/etag/a", port: 8080, headers: ["If-Match: \"b\""]).status == 412)
        #expect(try await pod.request("GET", "/base64/aGVsbG8=", port: 8080).body == "hello")
        #expect(try await pod.request("GET", "/base64/encode/hello", port: 8080).body == "aGVsbG8=")
        #expect(try await pod.request("GET", "/stream/3", port: 8080).body.split(separator: "\n").count == 3)
        #expect(try await pod.request("GET", "/stream-bytes/30000?seed=1", port: 8080).header("Transfer-Encoding") == "chunked")
        let same = try await pod.request("GET", "/bytes/10?seed=1", port: 8080).body
        #expect(try await pod.request("GET", "/bytes/10?seed=1", port: 8080).body == same)
        let set = try await pod.request("GET", "/response-headers?x-a=1&x-b=%0d%0aEvil:1", port: 8080)
        #expect(set.header("X-A") == "1" && set.header("Evil") == nil)
        let gzip = try await pod.request("GET", "/gzip", port: 8080)
        #expect(gzip.header("Content-Encoding") == "gzip")
    }
}
