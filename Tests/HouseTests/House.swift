import Foundation

/// The repository as its own rules see it.
enum House {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct Source: Sendable {
        /// From the root: `Sources/Proxy/Codec/Bytes.swift`.
        var path: String
        var text: String

        var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    static func sources(under folder: String) -> [Source] {
        let base = root.appendingPathComponent(folder)
        let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? [])
            .filter { $0.pathExtension == "swift" }
            .compactMap { url in
                guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
                return Source(path: String(url.path.dropFirst(root.path.count + 1)), text: text)
            }
    }
}

/// What the tidy rules find wrong in a source.
enum Tidy {
    /// The modules a source imports.
    static func imports(_ text: String) -> Set<String> {
        var found: Set<String> = []
        for line in text.split(separator: "\n") {
            var words = line.split(separator: " ")[...]
            while let first = words.first, first.hasPrefix("@") || ["package", "internal", "public", "private"].contains(first) {
                words = words.dropFirst()
            }
            guard words.first == "import", let module = words.dropFirst().first else { continue }
            found.insert(String(module.prefix { $0 != "." }))
        }
        return found
    }

    /// A line's columns, but for what stands in quotes: messages are as long as the real system's.
    static func width(_ line: Substring) -> Int {
        var width = 0
        var isQuoted = false
        for character in line {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted || character == "\"" { width += 1 }
        }
        return width
    }

    /// Lines that can end the process: `try!`, `fatalError(`, `as!` and the like, outside comments and strings.
    static func traps(_ text: String) -> [Int] {
        let words = ["try!", "fatalError(", "preconditionFailure(", "as!"]
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            return words.contains { code.contains($0) } ? index + 1 : nil
        }
    }
}
