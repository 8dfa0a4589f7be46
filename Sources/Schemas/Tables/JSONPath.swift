package import JSON

/// A path of the kind that printer columns and field selectors have: members, indices, `[*]`, `..x`, filters of one
/// comparison.
package struct JSONPath: Sendable {
    private indirect enum Step: Sendable {
        case member(String)
        case index(Int)
        case slice(Int?, Int?)
        case all
        case recursive(String)
        case filter(JSONPath, String, JSON?)
    }

    private var steps: [Step] = []

    /// Nil when the text is no path.
    package init?(_ text: String) {
        var rest = Substring(text)
        if rest.hasPrefix("{"), rest.hasSuffix("}") { rest = rest.dropFirst().dropLast() }
        if rest.hasPrefix("$") || rest.hasPrefix("@") { rest = rest.dropFirst() }
        while !rest.isEmpty {
            guard let step = JSONPath.step(&rest) else { return nil }
            steps.append(step)
        }
    }

    /// Leads nowhere.
    static let nothing: JSONPath = {
        var path = JSONPath()
        path.steps = [.index(.max)]
        return path
    }()

    private init() {}

    private static func step(_ rest: inout Substring) -> Step? {
        if rest.hasPrefix("..") {
            rest = rest.dropFirst(2)
            return .recursive(name(&rest))
        }
        if rest.hasPrefix(".") {
            rest = rest.dropFirst()
            if rest.hasPrefix("[") { return step(&rest) }
            let name = name(&rest)
            return name.isEmpty ? nil : name == "*" ? .all : .member(name)
        }
        guard rest.hasPrefix("["), let close = closing(rest) else { return nil }
        let inside = rest[rest.index(after: rest.startIndex)..<close]
        rest = rest[rest.index(after: close)...]
        return bracket(inside)
    }

    /// A name ends at a dot or bracket; a backslash makes the next character part of it.
    private static func name(_ rest: inout Substring) -> String {
        var name = ""
        while let character = rest.first, character != ".", character != "[" {
            rest = rest.dropFirst()
            if character == "\\", let escaped = rest.first {
                name.append(escaped)
                rest = rest.dropFirst()
            } else {
                name.append(character)
            }
        }
        return name
    }

    private static func closing(_ text: Substring) -> Substring.Index? {
        var depth = 0
        var quote: Character?
        for (index, character) in zip(text.indices, text) {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "[" || character == "(" {
                depth += 1
            } else if character == "]" || character == ")" {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private static func bracket(_ inside: Substring) -> Step? {
        if inside == "*" { return .all }
        if inside.hasPrefix("?("), inside.hasSuffix(")") { return filter(inside.dropFirst(2).dropLast()) }
        if let literal = literal(inside), case .string(let name) = literal { return .member(name) }
        if inside.contains(":") {
            let parts = inside.split(separator: ":", omittingEmptySubsequences: false)
            return .slice(Int(parts[0]), parts.count > 1 ? Int(parts[1]) : nil)
        }
        return Int(inside).map(Step.index)
    }

    private static func filter(_ text: Substring) -> Step? {
        for comparison in ["==", "!=", "<=", ">=", "<", ">"] {
            guard let range = text.range(ofText: comparison) else { continue }
            let left = text[..<range.lowerBound].trimmed
            let right = text[range.upperBound...].trimmed
            guard let path = JSONPath(String(left)), let value = literal(right) else { return nil }
            return .filter(path, comparison, value)
        }
        return JSONPath(String(text.trimmed)).map { .filter($0, "exists", nil) }
    }

    private static func literal(_ text: Substring) -> JSON? {
        if text.count >= 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote {
            return .string(String(text.dropFirst().dropLast()))
        }
        if text == "true" || text == "false" { return .bool(text == "true") }
        if let number = Int64(text) { return .int(number) }
        return Double(text).map(JSON.double)
    }

    /// All values the path leads to.
    package func results(_ value: JSON) -> [JSON] {
        var current = [value]
        for step in steps { current = current.flatMap { JSONPath.apply(step, $0) } }
        return current
    }

    package func firstResult(_ value: JSON) -> JSON? { results(value).first }

    private static func apply(_ step: Step, _ value: JSON) -> [JSON] {
        switch step {
        case .member(let name): return value[name].map { [$0] } ?? []
        case .index(let index):
            let count = value.array?.count ?? 0
            return value[index < 0 ? count + index : index].map { [$0] } ?? []
        case .slice(let start, let end):
            guard let items = value.array else { return [] }
            func bound(_ index: Int?, _ missing: Int) -> Int {
                let index = index ?? missing
                return min(max(index < 0 ? items.count + index : index, 0), items.count)
            }
            let low = bound(start, 0)
            let high = bound(end, items.count)
            return low < high ? Array(items[low..<high]) : []
        case .all:
            if case .object(let members) = value { return members.sorted { $0.key < $1.key }.map(\.value) }
            return value.array ?? []
        case .recursive(let name): return descend(value, name)
        case .filter(let path, let comparison, let wanted):
            return (value.array ?? []).filter { matches(path.firstResult($0), comparison, wanted) }
        }
    }

    private static func descend(_ value: JSON, _ name: String) -> [JSON] {
        let children: [JSON]
        switch value {
        case .object(let members): children = members.sorted { $0.key < $1.key }.map(\.value)
        case .array(let items): children = items
        default: return []
        }
        let here: [JSON] = name.isEmpty ? [value] : value[name].map { [$0] } ?? []
        return here + children.flatMap { descend($0, name) }
    }

    private static func matches(_ found: JSON?, _ comparison: String, _ wanted: JSON?) -> Bool {
        guard let found else { return false }
        guard let wanted else { return true }
        if let a = found.double, let b = wanted.double { return compare(a, comparison, b) }
        if let a = found.string, let b = wanted.string { return compare(a, comparison, b) }
        return comparison == "==" ? found == wanted : comparison == "!=" && found != wanted
    }

    private static func compare<T: Comparable>(_ a: T, _ comparison: String, _ b: T) -> Bool {
        switch comparison {
        case "==": a == b
        case "!=": a != b
        case "<": a < b
        case ">": a > b
        case "<=": a <= b
        default: a >= b
        }
    }

    /// A value as JSONPath templates print it: text bare, objects and lists as JSON.
    package static func printed(_ value: JSON) -> String { value.string ?? value.text }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text = text.dropLast() }
        return text
    }

    fileprivate func range(ofText text: String) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(text) { return at..<index(at, offsetBy: text.count) }
            at = index(after: at)
        }
        return nil
    }
}
