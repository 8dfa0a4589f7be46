import Foundation
import JSON
import Testing

@testable import XDS

/// Reads and writes again every resource of a file named by `XDS_CORPUS`: an array of `{source, resource}` in JSON, where
/// a resource has its `@type`. Lists what the vocabulary lacks. For moving to a newer Envoy.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["XDS_CORPUS"] != nil))
struct CorpusTests {
    @Test func everyResourceSurvivesReadingAndWriting() throws {
        let path = try #require(ProcessInfo.processInfo.environment["XDS_CORPUS"])
        let corpus = try JSON(parsing: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        var issues: [String: Int] = [:]
        var first: [String: String] = [:]
        for entry in corpus.array ?? [] {
            let source = entry["source"]?.string ?? ""
            let original = entry["resource"] ?? .null
            let (value, found) = AnyConfig.read(original)
            for issue in found {
                let kind =
                    "\(issue.kind) \(issue.path.replacing(/\[[0-9]+\]/, with: "[]").suffix(90)): \(issue.message.prefix(120))"
                issues[kind, default: 0] += 1
                first[kind] = first[kind] ?? source
            }
            guard let value, found.isEmpty else { continue }
            let again = AnyConfig.read(value.json)
            #expect(again.value == value)
            #expect(again.issues.isEmpty)
            if let difference = difference(canonical(original), canonical(value.json)) {
                let text = "not the same: " + difference.replacing(/\[[0-9]+\]/, with: "[]").suffix(200)
                issues[text, default: 0] += 1
                first[text] = first[text] ?? source
            }
        }
        for (kind, count) in issues.sorted(by: { $0.key < $1.key }) {
            print(count, kind, "e.g.", first[kind] ?? "")
        }
        print("\(issues.count) kinds of issues in \(corpus.array?.count ?? 0) resources")
    }
}

/// The JSON with snake-case names and without zero values, for comparing what different writers make of a message.
func canonical(_ json: JSON) -> JSON {
    switch json {
    case .object(let members):
        var output: [String: JSON] = [:]
        for (name, value) in members {
            let value = canonical(value)
            var snake = ""
            for character in name {
                if character.isUppercase || character.isNumber { snake += "_" }
                snake += character.lowercased()
            }
            output[snake.replacing("__", with: "_")] = value
        }
        return .object(output)
    case .array(let items): return .array(items.map(canonical))
    case .int(let value): return .string(String(value))
    default: return json
    }
}

func difference(_ left: JSON, _ right: JSON, at path: String = "") -> String? {
    switch (left, right) {
    case (.object(let one), .object(let other)):
        for name in Set(one.keys).union(other.keys).sorted() {
            guard let a = one[name] else { return "\(path).\(name): only in the second: \(other[name]?.text ?? "")" }
            guard let b = other[name] else { return "\(path).\(name): only in the first: \(a.text)" }
            if let found = difference(a, b, at: "\(path).\(name)") { return found }
        }
        return nil
    case (.array(let one), .array(let other)):
        if one.count != other.count { return "\(path): \(one.count) and \(other.count) items" }
        for (index, pair) in zip(one, other).enumerated() {
            if let found = difference(pair.0, pair.1, at: "\(path)[\(index)]") { return found }
        }
        return nil
    default: return left == right ? nil : "\(path): \(left.text) and \(right.text)"
    }
}
