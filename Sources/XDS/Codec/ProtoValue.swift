package import JSON

/// A value that a protobuf field can hold, in the JSON mapping of protobuf.
///
/// Names follow Envoy's protobuf API (v3): a Swift property is the field's name in camel case, and an absent field is
/// nil or the type's zero value. The JSON is the one `/config_dump` prints: snake case, zero values left out.
package protocol ProtoValue: Sendable, Hashable {
    /// The value read from JSON, or nil when it cannot be one (the log then says why).
    static func read(_ json: JSON, _ log: ReadLog) -> Self?

    var json: JSON { get }

    /// True for the value that a plain protobuf field has when nothing is written.
    var isZero: Bool { get }
}

/// A protobuf message: a structure that names its fields once, for reading and writing alike.
package protocol Message: ProtoValue {
    init()

    mutating func fields(_ visitor: inout some FieldVisitor)
}

/// A message that is nothing but one `oneof`: an enumeration in Swift.
package protocol ChoiceMessage: ProtoValue {
    static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor)
}

/// A message that may stand in a `google.protobuf.Any`.
package protocol ExtensionMessage: Message {
    /// The full protobuf name (`envoy.extensions.filters.http.router.v3.Router`).
    static var protoName: String { get }
}

package protocol FieldVisitor {
    mutating func field<Value: ProtoValue>(_ name: String, _ value: inout Value)

    /// One member of a `oneof`: written even when its value is zero.
    mutating func member<Choice, Payload: ProtoValue>(
        _ name: String, of choice: inout Choice?, _ payload: (Choice) -> Payload?, _ make: (Payload) -> Choice)
}

/// An empty message.
package struct Empty: Message {
    package init() {}
    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

extension Message {
    package static func with(_ change: (inout Self) -> Void) -> Self {
        var value = Self()
        change(&value)
        return value
    }

    package var isZero: Bool { false }

    package var json: JSON {
        var writer = FieldWriter()
        var copy = self
        copy.fields(&writer)
        return .object(writer.members)
    }

    package static func read(_ json: JSON, _ log: ReadLog) -> Self? {
        guard case .object(let members) = json else {
            log.refuse(json, wanted: "an object")
            return nil
        }
        var value = Self()
        value.read(members, log)
        return value
    }

    mutating func read(_ members: [String: JSON], _ log: ReadLog) {
        var reader = FieldReader(members: members, log: log)
        fields(&reader)
        reader.finish()
    }
}

extension ChoiceMessage {
    package var isZero: Bool { false }

    package var json: JSON {
        var writer = FieldWriter()
        var choice: Self? = self
        Self.cases(&choice, &writer)
        return .object(writer.members)
    }

    package static func read(_ json: JSON, _ log: ReadLog) -> Self? {
        guard case .object(let members) = json else {
            log.refuse(json, wanted: "an object")
            return nil
        }
        var choice: Self?
        var reader = FieldReader(members: members, log: log)
        cases(&choice, &reader)
        reader.finish()
        if choice == nil { log.add(.missing, "one of the fields is required") }
        return choice
    }
}

struct FieldWriter: FieldVisitor {
    var members: [String: JSON] = [:]

    mutating func field<Value: ProtoValue>(_ name: String, _ value: inout Value) {
        if !value.isZero { members[name] = value.json }
    }

    mutating func member<Choice, Payload: ProtoValue>(
        _ name: String, of choice: inout Choice?, _ payload: (Choice) -> Payload?, _ make: (Payload) -> Choice
    ) {
        if let choice, let payload = payload(choice) { members[name] = payload.json }
    }
}

struct FieldReader: FieldVisitor {
    private var members: [String: JSON]
    private let log: ReadLog
    /// Camel case loses the underscore before a digit (`consecutive5xx`): such names need a second look.
    private let hasDigits: Bool

    init(members: [String: JSON], log: ReadLog) {
        let isCamel = members.keys.contains { $0.utf8.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") } }
        self.members =
            isCamel ? Dictionary(members.map { (snakeCase($0.key), $0.value) }) { first, _ in first } : members
        hasDigits = members.keys.contains { $0.utf8.contains(where: isDigit) }
        self.log = log
    }

    private mutating func take(_ name: String) -> JSON? {
        if members.isEmpty { return nil }
        if let json = members.removeValue(forKey: name) { return json }
        guard hasDigits, let short = withoutUnderscoresBeforeDigits(name) else { return nil }
        return members.removeValue(forKey: short)
    }

    mutating func field<Value: ProtoValue>(_ name: String, _ value: inout Value) {
        guard let json = take(name) else { return }
        log.descend(name) { if let read = Value.read(json, log) { value = read } }
    }

    mutating func member<Choice, Payload: ProtoValue>(
        _ name: String, of choice: inout Choice?, _ payload: (Choice) -> Payload?, _ make: (Payload) -> Choice
    ) {
        guard let json = take(name), !json.isNull else { return }
        log.descend(name) {
            if choice != nil { log.add(.invalid, "another field of the same oneof is set") }
            if let read = Payload.read(json, log) { choice = make(read) }
        }
    }

    /// Notes the fields that nobody asked for.
    func finish() {
        for name in members.keys.sorted() where name != "@type" {
            log.descend(name) { log.add(.unknownField, "no such field: '\(name)'") }
        }
    }
}

/// `portValue` as `port_value`. Names in maps are never given to it.
private func snakeCase(_ name: String) -> String {
    if name.hasPrefix("@") { return name }
    var output: [UInt8] = []
    for byte in name.utf8 {
        if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") {
            output.append(UInt8(ascii: "_"))
            output.append(byte | 0x20)
        } else {
            output.append(byte)
        }
    }
    return String(decoding: output, as: UTF8.self)
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

private func withoutUnderscoresBeforeDigits(_ name: String) -> String? {
    let bytes = Array(name.utf8)
    let kept = bytes.indices.filter { index in
        !(bytes[index] == UInt8(ascii: "_") && index + 1 < bytes.count && isDigit(bytes[index + 1]))
    }
    return kept.count == bytes.count ? nil : String(decoding: kept.map { bytes[$0] }, as: UTF8.self)
}
