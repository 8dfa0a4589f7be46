/// A text of the schema notation, where it stands in the binary: nothing is read, let alone copied, before it is used.
///
/// `scripts/schemas/README.md` has the grammar.
struct NotationText: Sendable {
    let text: StaticString

    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}

struct NotationFile: Sendable {
    var alias: String
    var text: NotationText
}

/// One line of notation without its indentation.
struct NotationLine {
    /// Spaces at its start.
    var depth: Int
    var range: Range<Int>
}

/// Walks over the lines of a notation text.
struct NotationLines {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var at: Int

    init(_ text: NotationText, from offset: Int = 0) {
        bytes = text.bytes
        at = offset
    }

    /// The next line, not consumed; empty lines are skipped.
    mutating func peek() -> NotationLine? {
        while at < bytes.count, bytes[at] == UInt8(ascii: "\n") { at += 1 }
        guard at < bytes.count else { return nil }
        var start = at
        while start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
        return NotationLine(depth: start - at, range: start..<endOfLine(from: start))
    }

    mutating func next() -> NotationLine? {
        guard let line = peek() else { return nil }
        at = line.range.upperBound
        return line
    }

    private func endOfLine(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        return end
    }
}

/// Cuts a line into words. A word ends at a space; JSON text within it (`pattern="a b"`, `enum=["x"]`) goes on to its
/// own end; `;` begins the description.
struct NotationWords {
    let text: NotationText
    private let bytes: UnsafeBufferPointer<UInt8>
    private let end: Int
    private(set) var at: Int

    init(_ text: NotationText, _ range: Range<Int>) {
        self.text = text
        bytes = text.bytes
        at = range.lowerBound
        end = range.upperBound
    }

    /// The next word as a range of the text; nil at the end of the line or before the description.
    mutating func next() -> Range<Int>? {
        skipSpaces()
        guard at < end, bytes[at] != UInt8(ascii: ";") else { return nil }
        let start = at
        var depth = 0
        var inString = false
        while at < end {
            let byte = bytes[at]
            if inString {
                if byte == UInt8(ascii: "\\") {
                    at += 1
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
            } else {
                switch byte {
                case UInt8(ascii: " ") where depth == 0: return start..<at
                case UInt8(ascii: "\""): inString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
            }
            at += 1
        }
        at = end
        return start..<end
    }

    mutating func nextString() -> String? { next().map(text.string) }

    /// What follows `;`, after the last word.
    mutating func description() -> Range<Int> {
        skipSpaces()
        guard at < end, bytes[at] == UInt8(ascii: ";") else { return end..<end }
        at += 1
        skipSpaces()
        return at..<end
    }

    private mutating func skipSpaces() {
        while at < end, bytes[at] == UInt8(ascii: " ") { at += 1 }
    }
}
