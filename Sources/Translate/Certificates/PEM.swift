import GatewayAPI

/// PEM (RFC 7468) read the way Go's `encoding/pem` reads it: text around blocks is skipped, headers are dropped.
enum PEM {
    struct Block: Hashable {
        var type: String
        var bytes: [UInt8]

        /// Written anew with lines of 64 characters.
        var text: String {
            let base64 = Array(Base64.encode(bytes).utf8)
            var text = "-----BEGIN \(type)-----\n"
            var start = 0
            while start < base64.count {
                let end = min(start + 64, base64.count)
                text += String(decoding: base64[start..<end], as: UTF8.self) + "\n"
                start = end
            }
            return text + "-----END \(type)-----\n"
        }
    }

    static func blocks(_ bytes: [UInt8]) -> [Block] {
        var blocks: [Block] = []
        var type: String?
        var body = ""
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
            let line = String(decoding: line, as: UTF8.self).trimmingSpace
            if let begun = line.between("-----BEGIN ", "-----") {
                type = begun
                body = ""
            } else if let ended = line.between("-----END ", "-----") {
                if ended == type, let bytes = Base64.decode(body) { blocks.append(Block(type: ended, bytes: bytes)) }
                type = nil
            } else if type != nil, !line.contains(":") {
                body += line
            }
        }
        return blocks
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        return String(text)
    }

    fileprivate func between(_ prefix: String, _ suffix: String) -> String? {
        guard hasPrefix(prefix), hasSuffix(suffix), utf8.count > prefix.utf8.count + suffix.utf8.count else {
            return nil
        }
        return String(dropFirst(prefix.count).dropLast(suffix.count))
    }
}
