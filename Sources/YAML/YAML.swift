package import JSON
internal import Yams

/// YAML as Kubernetes' tools read it: into JSON, by the rules of YAML 1.1 (`yes` is true, `0644` is 420).
package enum YAML {
    package struct SyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
        package var message: String
        package var line: Int?

        package var description: String { line.map { "yaml: line \($0): \(message)" } ?? "yaml: \(message)" }
    }

    /// Aliases make a small text a large value: this many values at most, as a bound on what a text may become.
    package static let maximumValues = 1_000_000

    /// All documents of a text; empty ones are left out.
    package static func documents(_ text: String) throws(SyntaxError) -> [JSON] {
        do {
            var budget = maximumValues
            var documents: [JSON] = []
            let parser = try Parser(yaml: text)
            while let node = try parser.nextRoot() {
                let value = try value(of: node, &budget)
                if !value.isNull { documents.append(value) }
            }
            return documents
        } catch let error as SyntaxError {
            throw error
        } catch let error as YamlError {
            throw syntaxError(error)
        } catch {
            throw SyntaxError(message: "\(error)", line: nil)
        }
    }

    /// The one document of a text, null when it is empty.
    package static func document(_ text: String) throws(SyntaxError) -> JSON {
        try documents(text).first ?? .null
    }

    /// Block style, keys sorted, as `kubectl -o yaml` writes it.
    package static func text(_ value: JSON) -> String {
        var output = ""
        YAMLWriter.write(value, to: &output)
        return output
    }

    private static func syntaxError(_ error: YamlError) -> SyntaxError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            SyntaxError(message: problem, line: mark.line)
        case .reader(let problem, _, _, _): SyntaxError(message: problem, line: nil)
        default: SyntaxError(message: "\(error)", line: nil)
        }
    }

    private static func value(of node: Node, _ budget: inout Int) throws -> JSON {
        budget -= 1
        guard budget > 0 else { throw SyntaxError(message: "document contains excessive aliasing", line: nil) }
        switch node {
        case .scalar(let scalar): return Self.scalar(scalar, node)
        case .sequence(let sequence):
            var items: [JSON] = []
            items.reserveCapacity(sequence.count)
            for item in sequence { items.append(try value(of: item, &budget)) }
            return .array(items)
        case .mapping(let mapping):
            var members: [String: JSON] = [:]
            members.reserveCapacity(mapping.count)
            for (key, item) in mapping {
                guard let name = key.scalar?.string else {
                    throw SyntaxError(message: "invalid map key", line: key.mark?.line)
                }
                if key.tag == Tag(.merge) {
                    let inherited = try value(of: item, &budget)
                    let sources = inherited.array ?? [inherited]
                    for source in sources { members.merge(source.object ?? [:]) { own, _ in own } }
                    continue
                }
                members[name] = try value(of: item, &budget)
            }
            return .object(members)
        case .alias: throw SyntaxError(message: "unknown anchor referenced", line: nil)
        }
    }

    private static func scalar(_ scalar: Node.Scalar, _ node: Node) -> JSON {
        switch node.tag {
        case Tag(.null): return .null
        case Tag(.bool): return node.bool.map(JSON.bool) ?? .string(scalar.string)
        case Tag(.int):
            if let value = Int.construct(from: scalar) { return .int(Int64(value)) }
            return Double(scalar.string).map(JSON.double) ?? .string(scalar.string)
        case Tag(.float):
            guard let value = Double.construct(from: scalar), value.isFinite else { return .string(scalar.string) }
            return .double(value)
        default: return .string(scalar.string)
        }
    }
}
