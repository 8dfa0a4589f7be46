package import JSON

/// A value read from a resource's JSON. Reading is tolerant: the API server has validated what is stored, so a member of
/// the wrong type counts as absent.
package protocol JSONDecodable {
    init(json: JSON)
}

extension JSON {
    package func text(_ key: String) -> String { self[key]?.string ?? "" }

    package func strings(_ key: String) -> [String] { self[key]?.array?.compactMap(\.string) ?? [] }

    package func stringMap(_ key: String) -> [String: String] { self[key]?.object?.compactMapValues(\.string) ?? [:] }

    package func list<Element: JSONDecodable>(_ key: String) -> [Element] {
        self[key]?.array?.map(Element.init(json:)) ?? []
    }

    package func value<Value: JSONDecodable>(_ key: String) -> Value? {
        guard let member = self[key], !member.isNull else { return nil }
        return Value(json: member)
    }
}
