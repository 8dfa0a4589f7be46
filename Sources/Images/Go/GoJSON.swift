import JSON

/// JSON as Go's `encoding/json` writes it: members in the order of a struct, or sorted for a map.
indirect enum GoJSON: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([GoJSON])
    case object([(String, GoJSON)])

    static func strings(_ values: [String]) -> GoJSON { .array(values.map(GoJSON.string)) }

    /// A map: keys sorted by their bytes.
    static func map(_ members: [String: GoJSON]) -> GoJSON {
        .object(members.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }.map { ($0, $1) })
    }

    static func headers(_ headers: [String: [String]]) -> GoJSON { .map(headers.mapValues(GoJSON.strings)) }

    /// - Parameters:
    ///   - indent: As given to `MarshalIndent`; empty for one line.
    ///   - escapesHTML: `<`, `>` and `&` as `\u003c` …, which is Go's default.
    ///   - isPython: With a space behind every comma, as old versions of Python's encoder leave at the end of lines.
    func text(indent: String = "", escapesHTML: Bool = true, isPython: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        let style = Style(
            indent: Array(indent.utf8), comma: Array((isPython ? ", " : ",").utf8), escapesHTML: escapesHTML)
        write(to: &output, style, depth: 0)
        return output
    }

    private struct Style {
        var indent: [UInt8]
        var comma: [UInt8]
        var escapesHTML: Bool
    }

    private func write(to output: inout [UInt8], _ style: Style, depth: Int) {
        func newline(_ depth: Int) {
            guard !style.indent.isEmpty else { return }
            output.append(UInt8(ascii: "\n"))
            for _ in 0..<depth { output.append(contentsOf: style.indent) }
        }
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): output.append(contentsOf: String(value).utf8)
        case .double(let value): output.append(contentsOf: JSON.numberText(value).utf8)
        case .string(let value): Self.writeString(value, to: &output, escapesHTML: style.escapesHTML)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(contentsOf: style.comma) }
                newline(depth + 1)
                item.write(to: &output, style, depth: depth + 1)
            }
            if !items.isEmpty { newline(depth) }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(contentsOf: style.comma) }
                newline(depth + 1)
                Self.writeString(member.0, to: &output, escapesHTML: style.escapesHTML)
                output.append(contentsOf: (style.indent.isEmpty ? ":" : ": ").utf8)
                member.1.write(to: &output, style, depth: depth + 1)
            }
            if !members.isEmpty { newline(depth) }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func writeString(_ value: String, to output: inout [UInt8], escapesHTML: Bool) {
        let hexadecimal: StaticString = "0123456789abcdef"
        output.append(UInt8(ascii: "\""))
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": output.append(contentsOf: "\\\"".utf8)
            case "\\": output.append(contentsOf: "\\\\".utf8)
            case "\n": output.append(contentsOf: "\\n".utf8)
            case "\r": output.append(contentsOf: "\\r".utf8)
            case "\t": output.append(contentsOf: "\\t".utf8)
            case "\u{8}": output.append(contentsOf: "\\b".utf8)
            case "\u{c}": output.append(contentsOf: "\\f".utf8)
            case "\u{2028}": output.append(contentsOf: "\\u2028".utf8)
            case "\u{2029}": output.append(contentsOf: "\\u2029".utf8)
            case let scalar where scalar.value < 0x20 || escapesHTML && (scalar == "<" || scalar == ">" || scalar == "&"):
                output.append(contentsOf: "\\u00".utf8)
                output.append(hexadecimal.utf8Start[Int(scalar.value >> 4)])
                output.append(hexadecimal.utf8Start[Int(scalar.value & 15)])
            default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
