import JSON
import Kube

/// Reads schemas from notation, one type (with all that is nested in it) at a time.
struct SchemaReader {
    let text: NotationText
    let alias: String
    let table: TypeTable
    private var lines: NotationLines

    /// `offset` is that of the type's line.
    init(_ text: NotationText, alias: String, table: TypeTable, at offset: Int) {
        self.text = text
        self.alias = alias
        self.table = table
        lines = NotationLines(text, from: offset)
    }

    /// `type NAME …` and the lines under it.
    mutating func type() -> Shape {
        guard let line = lines.next() else { return Shape(ShapeDraft()) }
        var words = NotationWords(text, line.range)
        _ = words.next()
        _ = words.next()
        var place = Place()
        place.shape.type = .object
        read(&words, into: &place)
        readChildren(of: line.depth, into: &place)
        place.shape.description = place.facts.description
        place.shape.isNullable = place.facts.isNullable
        return Shape(place.shape)
    }

    /// The lines deeper than `depth`.
    private mutating func readChildren(of depth: Int, into place: inout Place) {
        while let line = lines.peek(), line.depth > depth {
            _ = lines.next()
            var words = NotationWords(text, line.range)
            guard let head = words.next() else { continue }
            switch text.bytes[head.lowerBound] {
            case UInt8(ascii: ">"):
                if let rule = words.next().flatMap(text.json) { place.shape.rules.append(Rule(json: rule)) }
            case UInt8(ascii: "-") where head.count == 1:
                place.shape.items = child(&words, depth: line.depth)
            case UInt8(ascii: "*") where head.count == 1:
                place.shape.additionalProperties = child(&words, depth: line.depth)
            case UInt8(ascii: "+"):
                junctor(text.string(head), child(&words, depth: line.depth), &place.shape)
            default:
                property(head, child(&words, depth: line.depth), &place.shape)
            }
        }
    }

    private mutating func child(_ words: inout NotationWords, depth: Int) -> Schema {
        var place = Place()
        read(&words, into: &place)
        readChildren(of: depth, into: &place)
        return place.schema(in: table)
    }

    private func property(_ head: Range<Int>, _ schema: Schema, _ shape: inout ShapeDraft) {
        let isRequired = text.bytes[head.upperBound - 1] == UInt8(ascii: "!")
        let name = text.string(isRequired ? head.dropLast() : head)
        if isRequired { shape.required.append(name) }
        shape.propertyNames.append(name)
        shape.properties[name] = schema
    }

    private func junctor(_ name: String, _ schema: Schema, _ shape: inout ShapeDraft) {
        var junctors = shape.junctors ?? Junctors()
        switch name {
        case "+anyOf": junctors.anyOf.append(schema)
        case "+oneOf": junctors.oneOf.append(schema)
        case "+allOf": junctors.allOf.append(schema)
        default: junctors.not = schema
        }
        shape.junctors = junctors
    }

    /// The type and attributes of a place, and its description.
    private func read(_ words: inout NotationWords, into place: inout Place) {
        var isFirst = true
        while let word = words.next() {
            if isFirst, isType(word) {
                place.readType(text.string(word), alias: alias, table: table)
            } else {
                place.readAttribute(word, of: text)
            }
            isFirst = false
        }
        place.facts.description = Description(text, words.description())
    }

    /// A type's line may have none (an object) and begin with an attribute, `map=atomic`.
    private func isType(_ word: Range<Int>) -> Bool {
        text.bytes[word.lowerBound] != UInt8(ascii: "#") && !word.contains { text.bytes[$0] == UInt8(ascii: "=") }
    }
}

/// A schema in the making.
private struct Place {
    var facts = PlaceFacts()
    var shape = ShapeDraft()
    var typeName: String?

    func schema(in table: TypeTable) -> Schema {
        if let typeName { return Schema(facts, typeName: typeName, in: table) }
        return Schema(facts, shape: Shape(shape))
    }

    /// A word such as `string(date-time)`, `[]int32`, `{}[]meta/Time`.
    mutating func readType(_ word: String, alias: String, table: TypeTable) {
        var rest = Substring(word)
        var wrappers: [Substring] = []
        while rest.hasPrefix("[]") || rest.hasPrefix("{}") {
            wrappers.append(rest.prefix(2))
            rest = rest.dropFirst(2)
        }
        guard !wrappers.isEmpty else {
            readName(rest, alias: alias)
            return
        }
        var inner = Place()
        inner.readName(rest, alias: alias)
        var element = inner.schema(in: table)
        for wrapper in wrappers.dropFirst().reversed() {
            var outer = Place()
            outer.wrap(wrapper, element)
            element = outer.schema(in: table)
        }
        wrap(wrappers[0], element)
    }

    private mutating func wrap(_ wrapper: Substring, _ element: Schema) {
        if wrapper == "[]" {
            shape.type = .array
            shape.items = element
        } else {
            shape.type = .object
            shape.additionalProperties = element
        }
    }

    private mutating func readName(_ word: Substring, alias: String) {
        var base = word
        if word.last == ")", let open = word.firstIndex(of: "(") {
            base = word[..<open]
            shape.format = String(word[word.index(after: open)...].dropLast())
        }
        switch base {
        case "string": shape.type = .string
        case "int": shape.type = .integer
        case "int32", "int64":
            shape.type = .integer
            shape.format = String(base)
        case "number": shape.type = .number
        case "bool": shape.type = .boolean
        case "object": shape.type = .object
        case "array": shape.type = .array
        case "any": shape.type = .any
        case "int-or-string": shape.isIntOrString = true
        default: typeName = base.contains("/") ? String(base) : "\(alias)/\(base)"
        }
    }

    mutating func readAttribute(_ word: Range<Int>, of text: NotationText) {
        switch text.bytes[word.lowerBound] {
        case UInt8(ascii: "="): facts.defaultValue = text.json(word.dropFirst())
        case UInt8(ascii: "#"): readProtobuf(text.string(word.dropFirst()))
        default:
            if let mark = word.first(where: { text.bytes[$0] == UInt8(ascii: "=") }) {
                assign(text.string(word.lowerBound..<mark), (mark + 1)..<word.upperBound, text)
            } else {
                readFlag(text.string(word))
            }
        }
    }

    /// `#5`, `#2/1`, then `~` for `omitempty`, `*` for a pointer, `?` for both.
    private mutating func readProtobuf(_ word: String) {
        var word = Substring(word)
        switch word.last {
        case "?": facts.presence = .pointer
        case "~": facts.presence = .omitEmpty
        case "*": facts.presence = .nullable
        default: facts.presence = .always
        }
        if facts.presence != .always { word = word.dropLast() }
        let numbers = word.split(separator: "/").compactMap { Int($0) }
        guard let last = numbers.last, last > 0 else { return }
        facts.protobuf = ProtobufField(number: last, wrappers: Array(numbers.dropLast()))
    }

    private mutating func readFlag(_ word: String) {
        switch word {
        case "nullable": facts.isNullable = true
        case "preserve": shape.preservesUnknownFields = true
        case "embedded": shape.isEmbeddedResource = true
        case "int-or-string": shape.isIntOrString = true
        case "wrapped": shape.format = "wrapped"
        case "unique": bound { $0.uniqueItems = true }
        case "exclusiveMin": bound { $0.exclusiveMinimum = true }
        case "exclusiveMax": bound { $0.exclusiveMaximum = true }
        default: break
        }
    }

    private mutating func assign(_ key: String, _ value: Range<Int>, _ text: NotationText) {
        switch key {
        case "list": readListType(text.string(value))
        case "map": shape.isAtomicMap = true
        case "patch": readPatch(text.string(value))
        case "go": facts.goType = text.string(value)
        case "enum": shape.enumeration = text.json(value)?.array ?? []
        case "required": shape.required += text.json(value)?.array?.compactMap(\.string) ?? []
        case "pattern":
            if let source = text.json(value)?.string { bound { $0.pattern = Pattern(source) } }
        default:
            if let number = text.json(value) { bound { $0.set(key, number) } }
        }
    }

    private mutating func bound(_ change: (inout Bounds) -> Void) {
        var bounds = shape.bounds ?? Bounds()
        change(&bounds)
        shape.bounds = bounds
    }

    /// `set`, `atomic`, `map(name,port)`.
    private mutating func readListType(_ word: String) {
        let name = word.prefix { $0 != "(" }
        shape.listType = ListType(rawValue: String(name))
        guard name.count < word.count else { return }
        shape.listMapKeys = word.dropFirst(name.count + 1).dropLast().split(separator: ",").map(String.init)
    }

    /// `merge(name)`, `merge(name),retainKeys`, `replace`.
    private mutating func readPatch(_ word: String) {
        for part in word.split(separator: ",") {
            let name = part.prefix { $0 != "(" }
            switch name {
            case "merge": facts.patchStrategy.insert(.merge)
            case "replace": facts.patchStrategy.insert(.replace)
            case "retainKeys": facts.patchStrategy.insert(.retainKeys)
            default: break
            }
            if name.count < part.count { facts.patchMergeKey = String(part.dropFirst(name.count + 1).dropLast()) }
        }
    }
}

extension NotationText {
    func json(_ range: Range<Int>) -> JSON? {
        try? JSON(parsing: UnsafeBufferPointer(rebasing: bytes[range]))
    }
}

extension Bounds {
    mutating func set(_ key: String, _ value: JSON) {
        switch key {
        case "min": minimum = value.double
        case "max": maximum = value.double
        case "multipleOf": multipleOf = value.double
        case "minLength": minLength = value.int
        case "maxLength": maxLength = value.int
        case "minItems": minItems = value.int
        case "maxItems": maxItems = value.int
        case "minProperties": minProperties = value.int
        case "maxProperties": maxProperties = value.int
        default: break
        }
    }
}

extension Rule {
    convenience init(json: JSON) {
        self.init(
            rule: json["rule"]?.string ?? "", message: json["message"]?.string ?? "",
            messageExpression: json["messageExpression"]?.string ?? "", reason: json["reason"]?.string ?? "",
            fieldPath: json["fieldPath"]?.string ?? "", optionalOldSelf: json["optionalOldSelf"]?.bool)
    }
}
