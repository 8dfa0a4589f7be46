import JSON

/// Conditions as words: `Accepted=True`, `Accepted=False/NoMatchingParent`. All conditions beside them must be of the
/// object's present generation.
enum Conditions {
    /// The status of one condition, of an object or of a part of a status.
    static func value(_ type: String, of object: JSON) -> String? {
        let list = object["status", "conditions"] ?? object["conditions"]
        return list?.array?.first { $0["type"]?.string == type }?["status"]?.string
    }

    /// What an object's own conditions lack; nil when nothing.
    static func complaint(of object: JSON?, _ wanted: [String]) -> String? {
        guard let object else { return "there is no such object" }
        return complaint(object["status", "conditions"], wanted, generation: object["metadata", "generation"]?.int)
    }

    static func complaint(_ conditions: JSON?, _ wanted: [String], generation: Int?) -> String? {
        let present = conditions?.array ?? []
        if present.isEmpty { return "no conditions" }
        for condition in present where condition["observedGeneration"]?.int != generation {
            return "\(words(condition)) is of generation \(condition["observedGeneration"]?.int ?? 0), not \(generation ?? 0)"
        }
        for want in wanted {
            let isMet = present.contains { condition in
                words(condition) == want || words(condition).hasPrefix(want + "/")
            }
            if !isMet { return "not \(want), but \(present.map { describe($0) }.joined(separator: ", "))" }
        }
        return nil
    }

    private static func words(_ condition: JSON) -> String {
        "\(condition["type"]?.string ?? "")=\(condition["status"]?.string ?? "")/\(condition["reason"]?.string ?? "")"
    }

    private static func describe(_ condition: JSON) -> String {
        "\(words(condition)) (\(condition["message"]?.string ?? ""))"
    }
}
