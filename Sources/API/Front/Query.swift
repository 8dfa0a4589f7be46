/// The parameters of a request's URL, in order.
struct Query: Sendable {
    private(set) var pairs: [(name: String, value: String)] = []

    init(_ raw: String) {
        guard !raw.isEmpty else { return }
        for part in raw.utf8.split(separator: UInt8(ascii: "&")) {
            let text = Substring(part)
            let name: Substring
            let value: Substring
            if let mark = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                (name, value) = (text[..<mark], text[text.utf8.index(after: mark)...])
            } else {
                (name, value) = (text, "")
            }
            // As in Go, a pair whose escapes are malformed is dropped.
            guard let name = PercentEncoding.decode(name, plusIsSpace: true),
                let value = PercentEncoding.decode(value, plusIsSpace: true)
            else { continue }
            pairs.append((name, value))
        }
    }

    subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// Present and neither `false` nor `0`, as apimachinery reads booleans.
    func flag(_ name: String) -> Bool {
        guard let value = self[name] else { return false }
        return value != "0" && value.lowercased() != "false"
    }

    func int(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
}
