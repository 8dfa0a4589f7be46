package import JSON

/// A `google.protobuf.Any`: a message by the name of its type.
///
/// A type outside the subset spoken here keeps its JSON, so that a real Envoy can still have it; the in-process engine
/// refuses the resource it stands in.
package struct AnyConfig: ProtoValue {
    package enum Payload: Sendable {
        case known(any ExtensionMessage)
        case unknown(JSON)
    }

    package let protoName: String
    package let payload: Payload

    package init(_ message: some ExtensionMessage) {
        protoName = type(of: message).protoName
        payload = .known(message)
    }

    package init(protoName: String, unknown json: JSON) {
        self.protoName = protoName
        payload = .unknown(json)
    }

    /// The message, when it is of this type.
    package func `as`<Wanted: ExtensionMessage>(_ type: Wanted.Type) -> Wanted? {
        if case .known(let message) = payload { message as? Wanted } else { nil }
    }

    /// Nothing at all: no type and no fields.
    package static var nothing: AnyConfig { AnyConfig(protoName: "", unknown: .object([:])) }

    package var isKnown: Bool {
        if protoName.isEmpty { return true }
        if case .known = payload { return true }
        return false
    }

    package static let urlPrefix = "type.googleapis.com/"

    package var isZero: Bool { false }

    package var json: JSON {
        var json: JSON =
            switch payload {
            case .known(let message): message.json
            case .unknown(let json): json
            }
        if !protoName.isEmpty { json["@type"] = .string(Self.urlPrefix + protoName) }
        return json
    }

    package static func read(_ json: JSON, _ log: ReadLog) -> AnyConfig? {
        guard case .object(var members) = json else {
            if !json.isNull { log.refuse(json, wanted: "an object") }
            return nil
        }
        // An `Any` that holds nothing at all, as in a filter's "on, as it stands".
        if members.isEmpty { return AnyConfig(protoName: "", unknown: json) }
        guard case .string(let url)? = members.removeValue(forKey: "@type") else {
            log.add(.missing, "missing @type")
            return nil
        }
        let name = String(url.split(separator: "/").last ?? "")
        guard let type = ExtensionCatalogue.types[name] else {
            log.add(.unknownExtension, "could not find @type '\(url)'")
            return AnyConfig(protoName: name, unknown: .object(members))
        }
        return read(members, as: type, log)
    }

    private static func read<Known: ExtensionMessage>(
        _ members: [String: JSON], as type: Known.Type, _ log: ReadLog
    ) -> AnyConfig {
        var message = Known()
        message.read(members, log)
        return AnyConfig(message)
    }

    package static func == (left: AnyConfig, right: AnyConfig) -> Bool {
        switch (left.payload, right.payload) {
        case (.known(let left), .known(let right)): left.equals(right)
        case (.unknown(let one), .unknown(let other)): left.protoName == right.protoName && one == other
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(protoName)
        switch payload {
        case .known(let message): message.hash(into: &hasher)
        case .unknown(let json): hasher.combine(json)
        }
    }
}

extension ExtensionMessage {
    fileprivate func equals(_ other: any ExtensionMessage) -> Bool {
        (other as? Self) == self
    }
}

/// `TypedExtensionConfig`, and every other pair of a name and a typed configuration.
package struct TypedExtension: Message {
    package var name = ""
    package var typedConfig: AnyConfig?

    package init() {}

    package init(_ name: String, _ config: some ExtensionMessage) {
        self.name = name
        typedConfig = AnyConfig(config)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("typed_config", &typedConfig)
    }
}
