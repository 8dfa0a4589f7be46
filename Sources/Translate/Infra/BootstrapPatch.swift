import JSON
import Kube

/// The operations of a `bootstrap` of type JSONPatch. One that cannot be done leaves those after it to be done; all that
/// went wrong is told together.
enum BootstrapPatch {
    static func apply(_ operations: [JSON], to own: JSON) throws(BootstrapSettings.Problem) -> JSON {
        var document = own
        var problems: [String] = []
        for operation in operations {
            if let problem = problem(operation) {
                problems.append(problem)
                continue
            }
            guard operation["jsonPath"]?.string == nil, let path = operation["path"]?.string else { continue }
            let name = operation["op"]?.string ?? ""
            var target = document
            if name == "add" { target.makeRoom(for: steps(path)) }
            do throws(StatusError) {
                document = try Patches.json([operation], to: target)
            } catch {
                problems.append("unable to apply patch: op=\(name) path=\(path) err: \(reason(name, path))")
            }
        }
        if problems.isEmpty { return document }
        throw BootstrapSettings.Problem(message: problems.joined(separator: "\n"))
    }

    private static func problem(_ operation: JSON) -> String? {
        let name = operation["op"]?.string ?? ""
        let hasValue = operation["value"] != nil
        let hasFrom = operation["from"]?.string != nil
        if operation["path"]?.string == nil, operation["jsonPath"]?.string == nil {
            return "a patch operation must specify a path or jsonPath"
        }
        switch name {
        case "add", "replace", "test":
            if !hasValue { return "the \(name) operation requires a value" }
            return hasFrom ? "the \(name) operation doesn't support a from attribute" : nil
        case "remove":
            return hasValue || hasFrom ? "value and from can't be specified with the remove operation" : nil
        case "move", "copy":
            if !hasFrom { return "the \(name) operation requires a valid from attribute" }
            return hasValue ? "the \(name) operation doesn't support a value attribute" : nil
        default: return "unsupported JSONPatch operation"
        }
    }

    private static func reason(_ operation: String, _ path: String) -> String {
        switch operation {
        case "test": "testing value \(path) failed: test failed"
        case "replace": "replace operation does not apply: doc is missing key: \(path): missing value"
        case "remove": "error in remove for path: '\(path)': Unable to remove nonexistent key: missing value"
        default: "\(operation) operation does not apply: doc is missing path: \"\(path)\": missing value"
        }
    }

    private static func steps(_ path: String) -> ArraySlice<String> {
        path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            .map { String($0).replacing("~1", with: "/").replacing("~0", with: "~") }[...]
    }
}

extension JSON {
    /// Makes what an addition's path leads through, but for its end.
    fileprivate mutating func makeRoom(for path: ArraySlice<String>) {
        guard path.count > 1, let key = path.first else { return }
        let rest = path.dropFirst()
        switch self {
        case .object(let members):
            let isList = rest.first == "-" || rest.first.flatMap { Int($0) } != nil
            var member = members[key] ?? (isList ? [] : [:])
            member.makeRoom(for: rest)
            self[key] = member
        case .array(var items):
            guard let index = Int(key), items.indices.contains(index) else { return }
            items[index].makeRoom(for: rest)
            self = .array(items)
        default: return
        }
    }
}
