/// What is said to both proxies: every oddity alone, and many of them together, always the same.
struct Corpus {
    private(set) var cases: [DifferentialCase] = []
    private var random = SplitMix(state: 0x5EED)

    static let listeners = ["gateway", "lenient", "strict"]

    init() {
        for listener in Self.listeners {
            for path in CorpusWords.paths { add(listener, path: path) }
            for host in CorpusWords.hosts { add(listener, host: host) }
            for fields in CorpusWords.fields { add(listener, fields: fields) }
            for line in CorpusWords.requestLines { add(listener, line: line) }
            for raw in CorpusWords.whole { addRaw(listener, raw) }
            for body in CorpusWords.bodies { add(listener, method: "POST", body: body) }
            for index in OddResponses.all.indices { add(listener, path: "/resp/\(index)") }
            for index in [0, 8, 16, 26, 28] { add(listener, method: "HEAD", path: "/resp/\(index)") }
            for request in CorpusWords.requests {
                add(listener, method: request.0, path: request.1, fields: request.2)
            }
            for prefix in CorpusWords.routes {
                for suffix in CorpusWords.suffixes { add(listener, path: prefix + suffix) }
            }
            for headers in CorpusWords.streams { addStream(listener, headers) }
            for frames in CorpusWords.frames { addFrames(listener, frames) }
            for path in CorpusWords.paths.filter({ $0.utf8.allSatisfy { $0 > 0x20 } }) {
                addStream(listener, CorpusWords.stream(path: path))
            }
        }
        addGRPCWeb()
        for index in 0..<500 { addMixture(Self.listeners[index % 3]) }
    }

    mutating func add(
        _ listener: String, method: String = "GET", path: String = "/get", line: String? = nil,
        host: String = "Host: www.example.com\r\n", fields: String = "", body: [String] = [""]
    ) {
        let line = line ?? "\(method) \(path) HTTP/1.1"
        let id = cases.count
        var pieces = body
        pieces[0] = "\(line)\r\n\(host)X-Case: \(id)\r\n\(fields)" + (body[0].hasPrefix("!") ? "" : "\r\n") + body[0]
        let text = pieces.map { Array($0.replacing("!", with: "").utf8) }
        cases.append(
            DifferentialCase(
                id: id, listener: listener, kind: .http1(isHead: line.hasPrefix("HEAD "), responses: 1), pieces: text))
    }

    private mutating func addRaw(_ listener: String, _ raw: (responses: Int, text: String)) {
        let id = cases.count
        let text = raw.text.replacing("CASE", with: "X-Case: \(id)\r\n")
        cases.append(
            DifferentialCase(
                id: id, listener: listener, kind: .http1(isHead: false, responses: raw.responses),
                pieces: text.split(separator: "⏎").map { Array($0.utf8) }))
    }

    private mutating func addStream(_ listener: String, _ headers: [(String, String)]) {
        let id = cases.count
        let bytes = RawHTTP2.preface + RawHTTP2.headers(headers + [("x-case", "\(id)")])
        cases.append(DifferentialCase(id: id, listener: listener, kind: .http2, pieces: [bytes]))
    }

    mutating func addFrames(_ listener: String, _ frames: [[UInt8]]) {
        var pieces = frames
        pieces[0] = RawHTTP2.preface + pieces[0]
        cases.append(DifferentialCase(id: cases.count, listener: listener, kind: .http2, pieces: pieces))
    }

    private mutating func addMixture(_ listener: String) {
        let method = random.pick(["GET", "GET", "POST", "HEAD", "DELETE", "OPTIONS", "PUT"])
        var fields = ""
        for _ in 0..<random.next(4) { fields += random.pick(CorpusWords.fields) }
        let path = random.next(2) == 0 ? random.pick(CorpusWords.paths) : random.pick(CorpusWords.routes) + random.pick(CorpusWords.suffixes)
        let host = random.next(3) == 0 ? random.pick(CorpusWords.hosts) : "Host: www.example.com\r\n"
        add(listener, method: method, path: path, host: host, fields: fields)
    }
}

struct SplitMix {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) >> 1) % bound
    }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[next(list.count)] }
}
