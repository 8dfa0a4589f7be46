/// A media type with its parameters, as in `Accept` and `Content-Type`.
struct MediaType: Sendable, Equatable {
    var type: String
    var parameters: [String: String] = [:]

    static let json = "application/json"
    static let yaml = "application/yaml"
    static let protobuf = "application/vnd.kubernetes.protobuf"

    init?(_ text: some StringProtocol) {
        var parts = text.split(separator: ";", omittingEmptySubsequences: true)[...]
        guard let first = parts.popFirst() else { return nil }
        type = Self.trim(first).lowercased()
        guard type.contains("/") else { return nil }
        for part in parts {
            guard let mark = part.firstIndex(of: "=") else { continue }
            var value = Self.trim(part[part.index(after: mark)...])
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") { value = String(value.dropFirst().dropLast()) }
            parameters[Self.trim(part[..<mark]).lowercased()] = value
        }
    }

    /// The types of an `Accept` header, best first.
    static func accepted(_ header: String) -> [MediaType] {
        let types = header.split(separator: ",").compactMap { MediaType($0) }
        guard types.contains(where: { $0.parameters["q"] != nil }) else { return types }
        return types.enumerated().sorted {
            let (a, b) = ($0.element.quality, $1.element.quality)
            return a == b ? $0.offset < $1.offset : a > b
        }.map(\.element)
    }

    private var quality: Double { parameters["q"].flatMap(Double.init) ?? 1 }

    /// Whether a client that accepts this type takes `other`.
    func admits(_ other: String) -> Bool {
        if type == "*/*" || type == other { return true }
        return type.hasSuffix("/*") && other.hasPrefix(type.dropLast())
    }

    private static func trim(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
