import GatewayAPI
import JSON
import Kube

/// Why a setting of a policy cannot be translated.
struct SettingError: Error {
    var message: String

    init(_ message: String) { self.message = message }
}

/// What is wrong with a policy, one line for each of its parts.
struct SettingProblems {
    private(set) var lines: [String] = []

    /// What the policy's condition says; nil when nothing is wrong.
    var text: String? { lines.isEmpty ? nil : lines.joined(separator: "\n") }

    mutating func add(_ line: String) { lines.append(line) }

    /// Notes what `body` throws under the name of the part.
    mutating func check(_ part: String, _ body: () throws(SettingError) -> Void) {
        do throws(SettingError) { try body() } catch { lines.append("\(part): \(error.message)") }
    }
}

/// Readers of settings that refuse what Envoy Gateway refuses.
extension JSON {
    /// Refuses a duration that is none.
    func checkDuration(_ key: String, as name: String) throws(SettingError) {
        guard let text = self[key]?.string, GoDuration.parse(text) == nil else { return }
        throw SettingError("invalid \(name) value \(text)")
    }

    /// A quantity's value and its canonical text; nil when it is absent. The value is nil where it is no whole number.
    func quantity(_ key: String) -> (value: Int64?, text: String)? {
        guard let member = self[key], !member.isNull else { return nil }
        let text = member.string ?? member.int.map(String.init) ?? ""
        guard let quantity = try? Quantity(parsing: text) else { return (nil, text) }
        return (quantity.isWhole ? quantity.int : nil, quantity.description)
    }

    func isPresent(_ key: String) -> Bool { self[key].map { !$0.isNull } ?? false }
}

extension RegexSyntax {
    static func check(_ pattern: String) throws(SettingError) {
        if let problem = problem(pattern) {
            throw SettingError("regex \(pattern.goQuoted) is invalid: error parsing regexp: \(problem)")
        }
    }
}
