/// An HTTP/1 message taken off raw bytes, as leniently as can be.
struct RawMessage: Sendable, Equatable {
    /// With its blank line.
    var head = ""
    var body: [UInt8] = []
    var trailers = ""

    var firstLine: String { String(head.prefix { $0 != "\r\n" && $0 != "\n" }) }
    var status: Int { Int(firstLine.split(separator: " ").dropFirst().first ?? "") ?? 0 }

    private func value(_ name: String) -> String? {
        for line in head.split(whereSeparator: \.isNewline).dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == name { return parts[1].trimmingBlanks() }
        }
        return nil
    }

    /// A whole request and its length.
    static func request(_ bytes: [UInt8]) -> (RawMessage, Int)? {
        guard let end = headEnd(bytes) else { return nil }
        var message = RawMessage(head: String(decoding: bytes[..<end], as: UTF8.self))
        if message.value("transfer-encoding")?.lowercased() == "chunked" {
            guard let length = message.readChunks(bytes, from: end) else { return nil }
            return (message, length)
        }
        let length = message.value("content-length").flatMap { Int($0) } ?? 0
        guard bytes.count >= end + length else { return nil }
        message.body = Array(bytes[end..<end + length])
        return (message, end + length)
    }

    /// A whole response and its length; `hasEnded` when the peer has closed.
    static func response(_ bytes: [UInt8], isHead: Bool, hasEnded: Bool) -> (RawMessage, Int)? {
        guard let end = headEnd(bytes) else { return nil }
        var message = RawMessage(head: String(decoding: bytes[..<end], as: UTF8.self))
        let status = message.status
        if isHead || status < 200 || status == 204 || status == 304 { return (message, end) }
        if message.value("transfer-encoding") != nil {
            guard let length = message.readChunks(bytes, from: end) else { return nil }
            return (message, length)
        }
        if let length = message.value("content-length").flatMap({ Int($0) }) {
            guard bytes.count >= end + length else { return nil }
            message.body = Array(bytes[end..<end + length])
            return (message, end + length)
        }
        guard hasEnded else { return nil }
        message.body = Array(bytes[end...])
        return (message, bytes.count)
    }

    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        var index = 0
        while index + 1 < bytes.count {
            if bytes[index] == 10, bytes[index + 1] == 10 { return index + 2 }
            if bytes[index] == 10, bytes[index + 1] == 13, index + 2 < bytes.count, bytes[index + 2] == 10 { return index + 3 }
            index += 1
        }
        return nil
    }

    /// Where the message ends.
    private mutating func readChunks(_ bytes: [UInt8], from start: Int) -> Int? {
        var at = start
        while true {
            guard let lineEnd = bytes[at...].firstIndex(of: 10) else { return nil }
            let digits = String(decoding: bytes[at..<lineEnd], as: UTF8.self).prefix { $0.isHexDigit }
            guard let size = Int(digits, radix: 16) else { return nil }
            at = lineEnd + 1
            if size == 0 { break }
            guard bytes.count >= at + size + 2 else { return nil }
            body += bytes[at..<at + size]
            at += size + 2
        }
        while let lineEnd = bytes[at...].firstIndex(of: 10) {
            let line = String(decoding: bytes[at..<lineEnd], as: UTF8.self)
            at = lineEnd + 1
            if line.isEmpty || line == "\r" { return at }
            trailers += line + "\n"
        }
        return nil
    }
}

extension StringProtocol {
    func trimmingBlanks() -> String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
