import JSON

/// `metav1.Condition` without its time, which the status writer adds.
struct Condition: Sendable, Hashable {
    var type: String
    var status: Bool
    var reason: String
    var message: String
    var observedGeneration: Int

    init(_ type: String, _ status: Bool, _ reason: String, _ message: String, generation: Int) {
        self.type = type
        self.status = status
        self.reason = reason
        self.message = Self.shortened(message)
        observedGeneration = generation
    }

    var json: JSON {
        var json: JSON = [
            "type": .string(type), "status": status ? "True" : "False", "reason": .string(reason),
            "message": .string(message),
        ]
        // Go leaves out a generation of 0, which only objects that never were in an API server have.
        if observedGeneration != 0 { json["observedGeneration"] = JSON(observedGeneration) }
        return json
    }

    private static func shortened(_ message: String) -> String {
        guard message.utf8.count > Limits.conditionMessageBytes else { return message }
        let suffix = " (message truncated)."
        return String(decoding: message.utf8.prefix(Limits.conditionMessageBytes - suffix.utf8.count), as: UTF8.self)
            + suffix
    }
}

extension [Condition] {
    /// Replaces the condition of the same type in its place, or adds the condition at the end.
    mutating func set(_ condition: Condition) {
        if let index = firstIndex(where: { $0.type == condition.type }) {
            self[index] = condition
        } else {
            append(condition)
        }
    }

    func contains(_ type: String, _ status: Bool) -> Bool {
        contains { $0.type == type && $0.status == status }
    }

    var json: JSON { .array(map(\.json)) }
}

extension String {
    /// An error's text as a condition shows it: capital first letter, full stop.
    var asConditionMessage: String {
        guard let first else { return self }
        var text = first.isLetter ? first.uppercased() + dropFirst() : self
        if text.last != "." { text += "." }
        return text
    }
}
