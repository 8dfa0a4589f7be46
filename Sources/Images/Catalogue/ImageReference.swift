/// An image reference in its parts, defaults filled in as container runtimes do.
package struct ImageReference: Sendable, Hashable, CustomStringConvertible {
    /// `docker.io` when the reference names none.
    package var registry: String
    /// `library/nginx` for Docker's own images.
    package var repository: String
    /// `latest` when the reference has neither tag nor digest.
    package var tag: String?
    package var digest: String?

    /// Nil when runtimes would say `InvalidImageName`.
    package init?(_ text: String) {
        var rest = Substring(text)
        if let at = rest.firstIndex(of: "@") {
            let digest = rest[rest.index(after: at)...]
            guard Self.isDigest(digest) else { return nil }
            self.digest = String(digest)
            rest = rest[..<at]
        }
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("/") {
            let tag = rest[rest.index(after: colon)...]
            guard Self.isTag(tag) else { return nil }
            self.tag = String(tag)
            rest = rest[..<colon]
        }
        var parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        if parts.count > 1, first.contains(".") || first.contains(":") || first == "localhost" {
            registry = String(parts.removeFirst())
        } else {
            registry = "docker.io"
        }
        guard !parts.isEmpty, parts.allSatisfy(Self.isPathComponent) else { return nil }
        if registry == "docker.io", parts.count == 1 { parts.insert("library", at: 0) }
        repository = parts.joined(separator: "/")
        if tag == nil, digest == nil { tag = "latest" }
    }

    /// In full: `docker.io/library/nginx:latest`.
    package var description: String {
        "\(registry)/\(repository)" + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }

    private static func isPathComponent(_ part: Substring) -> Bool {
        guard let first = part.utf8.first, let last = part.utf8.last else { return false }
        return isLowerAlphanumeric(first) && isLowerAlphanumeric(last)
            && part.utf8.allSatisfy { isLowerAlphanumeric($0) || "._-".utf8.contains($0) }
    }

    private static func isTag(_ tag: Substring) -> Bool {
        guard let first = tag.utf8.first, tag.utf8.count <= 128 else { return false }
        return isWord(first) && tag.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isDigest(_ digest: Substring) -> Bool {
        let parts = digest.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].count >= 32
            && parts[1].allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLowerAlphanumeric(byte | 0x20) || byte == UInt8(ascii: "_")
    }
}
