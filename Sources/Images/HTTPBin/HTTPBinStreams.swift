import NIOCore

/// Endpoints that take their time, or answer piece by piece.
enum HTTPBinStreams {
    /// go-httpbin's limit of random bytes.
    private static let randomBytes = 100 * 1024

    /// Go's durations, or seconds with a fraction.
    static func duration(_ text: String) -> TimeAmount? {
        if let amount = try? GoDuration.parse(text) { return amount }
        guard let seconds = Double(text), seconds.isFinite, abs(seconds) < 1e9 else { return nil }
        return .milliseconds(Int64(seconds * 1000))
    }

    private static func bounded(_ call: HTTPBinCall, _ text: String, _ what: String) -> TimeAmount? {
        guard let amount = duration(text) else {
            call.fail(400, "invalid \(what): strconv.ParseFloat: parsing \"\(text)\": invalid syntax")
            return nil
        }
        guard amount >= .zero, amount <= Limits.httpbinDuration else {
            let side = amount < .zero ? "shorter than 0s" : "longer than 10s"
            call.fail(400, "invalid \(what): duration \(text) \(side)")
            return nil
        }
        return amount
    }

    static func delay(_ call: HTTPBinCall, _ parts: [String]) {
        guard parts.count == 2 else { return call.fail(404) }
        guard let amount = bounded(call, parts[1], "duration") else { return }
        call.exchange.after(amount) { _ in call.echoBody() }
    }

    static func drip(_ call: HTTPBinCall) {
        guard let duration = bounded(call, call.query("duration") ?? "2s", "duration"),
            let delay = bounded(call, call.query("delay") ?? "2s", "delay")
        else { return }
        let count = call.query("numbytes").map { Int($0) ?? 0 } ?? 10
        guard (1...Limits.httpbinBodyBytes).contains(count) else {
            return call.fail(400, "invalid numbytes: \(count) not in range [1, \(Limits.httpbinBodyBytes)]")
        }
        let code = call.query("code").map { Int($0) ?? 0 } ?? 200
        guard (200...599).contains(code) else {
            return call.fail(400, "invalid status code: \(code) not in range [100, 599]")
        }
        guard (duration + delay) <= Limits.httpbinDuration else {
            return call.send(400, type: "text/plain; charset=utf-8", "Too much time\n".utf8)
        }
        call.exchange.after(delay) { exchange in
            call.begin(
                code,
                [
                    HTTPField("Content-Type", "application/octet-stream"), HTTPField("Content-Length", String(count)),
                ])
            let pause = TimeAmount.nanoseconds(duration.nanoseconds / Int64(max(count - 1, 1)))
            drop(exchange, left: count, pause: pause)
        }
    }

    private static func drop(_ exchange: HTTPExchange, left: Int, pause: TimeAmount) {
        guard !exchange.isClosed else { return }
        if pause == .zero || left == 1 {
            exchange.write([UInt8](repeating: UInt8(ascii: "*"), count: left))
            exchange.end()
        } else {
            exchange.write([UInt8(ascii: "*")])
            exchange.after(pause) { drop($0, left: left - 1, pause: pause) }
        }
    }

    static func lines(_ call: HTTPBinCall, _ parts: [String]) {
        guard let wanted = call.number(parts, "count") else { return }
        call.begin(200, [HTTPField("Content-Type", "application/json")])
        for id in 0..<min(max(wanted, 1), 100) {
            let line = GoJSON.object([
                ("id", .int(id)), ("args", call.values(call.arguments)), ("headers", call.headers),
                ("origin", .string(call.origin)), ("url", .string(call.url)),
            ])
            call.exchange.write(line.text() + [UInt8(ascii: "\n")])
        }
        call.exchange.end()
    }

    static func bytes(_ call: HTTPBinCall, _ parts: [String], inPieces: Bool) {
        guard let wanted = call.number(parts, "byte count") else { return }
        guard wanted >= 0 else { return call.fail(400, "invalid byte count: \(wanted) must be greater than 0") }
        var generator = HTTPBinRandom(seed: call.query("seed").flatMap { UInt64($0) })
        let bytes = (0..<min(wanted, randomBytes)).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let type = HTTPField("Content-Type", "application/octet-stream")
        guard inPieces, wanted > 0 else {
            let length = call.dialect == .go ? [HTTPField("Content-Length", String(bytes.count))] : []
            return call.send(200, wanted == 0 ? length : length + [type], bytes)
        }
        let size = call.query("chunk_size").flatMap { Int($0) } ?? 10 * 1024
        guard size > 0 else { return call.fail(400, "invalid chunk_size: \(size)") }
        call.begin(200, [type])
        for start in stride(from: 0, to: bytes.count, by: size) {
            call.exchange.write(bytes[start..<min(start + size, bytes.count)])
        }
        call.exchange.end()
    }

    static func range(_ call: HTTPBinCall, _ parts: [String]) {
        guard let count = call.number(parts, "count") else { return }
        guard (1...Limits.httpbinBodyBytes).contains(count) else {
            return call.fail(400, "invalid count: \(count) not in range [1, \(Limits.httpbinBodyBytes)]")
        }
        var fields = [
            HTTPField("ETag", "range\(count)"), HTTPField("Accept-Ranges", "bytes"),
            HTTPField("Content-Type", "text/plain; charset=utf-8"),
        ]
        let letters = { (range: Range<Int>) in range.map { UInt8(97 + $0 % 26) } }
        guard let header = call.request.first("range") else {
            if call.dialect == .go { fields.append(HTTPField("Content-Length", String(count))) }
            return call.send(200, fields, letters(0..<count))
        }
        guard let range = ByteRange.parse(header, count: count) else {
            return call.send(416, fields + [HTTPField("Content-Range", "bytes */\(count)")])
        }
        fields.append(HTTPField("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(count)"))
        if call.dialect == .go { fields.append(HTTPField("Content-Length", String(range.count))) }
        call.send(206, fields, letters(range))
    }
}

/// One range of a `Range` header (RFC 9110 14.1.2).
enum ByteRange {
    static func parse(_ header: String, count: Int) -> Range<Int>? {
        guard header.hasPrefix("bytes=") else { return nil }
        let parts = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        if parts[0].isEmpty {
            guard let last = Int(parts[1]), last > 0 else { return nil }
            return max(0, count - last)..<count
        }
        guard let first = Int(parts[0]), first >= 0, first < count else { return nil }
        if parts[1].isEmpty { return first..<count }
        guard let last = Int(parts[1]), last >= first else { return nil }
        return first..<min(last, count - 1) + 1
    }
}

/// Random bytes, the same for the same seed (SplitMix64).
struct HTTPBinRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64?) {
        state = seed ?? UInt64.random(in: 0...UInt64.max)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }

    /// RFC 9562, version 4.
    static func uuid() -> String {
        var bytes = bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let text = hexadecimal(bytes)
        let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return cuts.map { range in String(text.dropFirst(range.lowerBound).prefix(range.count)) }.joined(separator: "-")
    }

    /// As the load balancer before the real httpbin.org marks requests.
    static func traceID() -> String { "Root=1-\(hexadecimal(bytes(4)))-\(hexadecimal(bytes(12)))" }
}
