import Synchronization

/// The types that notation texts name, each read when first asked for and shared from then on.
final class TypeTable: Sendable {
    /// Alias → text.
    private let files: [String: NotationText]
    private let cache = Mutex(Cache())

    private struct Cache {
        /// Alias → type name → offset of its line.
        var offsets: [String: [String: Int]] = [:]
        var shapes: [String: Shape] = [:]
    }

    init(_ files: [NotationFile]) {
        self.files = Dictionary(files.map { ($0.alias, $0.text) }) { _, last in last }
    }

    /// The shape of `alias/Type`; an unknown name is a value of any shape, which keeps whatever it is given.
    func shape(named name: String) -> Shape {
        if let shape = cache.withLock({ $0.shapes[name] }) { return shape }
        guard let shape = read(name) else {
            var draft = ShapeDraft()
            draft.preservesUnknownFields = true
            return Shape(draft)
        }
        return cache.withLock {
            if let present = $0.shapes[name] { return present }
            $0.shapes[name] = shape
            return shape
        }
    }

    func hasType(_ name: String) -> Bool {
        guard let (alias, type, _) = locate(name) else { return false }
        return offsets(alias)[type] != nil
    }

    private func read(_ name: String) -> Shape? {
        guard let (alias, type, text) = locate(name), let offset = offsets(alias)[type] else { return nil }
        var reader = SchemaReader(text, alias: alias, table: self, at: offset)
        return reader.type()
    }

    private func locate(_ name: String) -> (String, String, NotationText)? {
        guard let slash = name.lastIndex(of: "/") else { return nil }
        let alias = String(name[..<slash])
        guard let text = files[alias] else { return nil }
        return (alias, String(name[name.index(after: slash)...]), text)
    }

    private func offsets(_ alias: String) -> [String: Int] {
        if let present = cache.withLock({ $0.offsets[alias] }) { return present }
        guard let text = files[alias] else { return [:] }
        let found = TypeTable.index(text)
        cache.withLock { $0.offsets[alias] = found }
        return found
    }

    /// A type's line is the only one that begins with `type `.
    private static func index(_ text: NotationText) -> [String: Int] {
        let keyword: StaticString = "type "
        var offsets: [String: Int] = [:]
        let bytes = text.bytes
        var at = 0
        while at + keyword.utf8CodeUnitCount < bytes.count {
            if bytes[at] == UInt8(ascii: "t"), bytes[at + 4] == UInt8(ascii: " ") {
                let start = at + keyword.utf8CodeUnitCount
                var end = start
                while end < bytes.count, bytes[end] > UInt8(ascii: " ") { end += 1 }
                offsets[text.string(start..<end)] = at
            }
            while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
            at += 1
        }
        return offsets
    }
}
