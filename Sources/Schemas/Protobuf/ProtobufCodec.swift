package import JSON
package import Kube

/// `application/vnd.kubernetes.protobuf` of built-in kinds, by schema.
package struct ProtobufCodec: Sendable {
    package let catalog: Catalog

    package init(_ catalog: Catalog) { self.catalog = catalog }

    package static let mediaType = "application/vnd.kubernetes.protobuf"

    /// `k8s` and a zero: every body begins with it.
    static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

    /// Reads a `k8s\0` envelope. The object has its apiVersion and kind; it has still to be decoded by its kind.
    ///
    /// A body without a type takes `assumed`, as clients leave it out of DeleteOptions.
    package func decode(_ bytes: [UInt8], assumed: GroupVersionKind? = nil) throws(StatusError) -> JSON {
        guard bytes.starts(with: ProtobufCodec.magic) else {
            throw .badRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]")
        }
        guard bytes.count <= Limits.protobufBytes else {
            throw .requestEntityTooLarge("limit is \(Limits.protobufBytes)")
        }
        do throws(ProtobufReader.Malformed) {
            return try decode(envelope: bytes[ProtobufCodec.magic.count...], assumed)
        } catch {
            throw .badRequest(error.message)
        }
    }

    private func decode(envelope: ArraySlice<UInt8>, _ assumed: GroupVersionKind?) throws(ProtobufReader.Malformed)
        -> JSON
    {
        var reader = ProtobufReader(envelope)
        var (apiVersion, kind) = (assumed?.apiVersion ?? "", assumed?.kind ?? "")
        var raw: ArraySlice<UInt8> = []
        while let (number, value) = try reader.next() {
            guard case .bytes(let bytes) = value else { continue }
            if number == 1 {
                var types = ProtobufReader(bytes)
                while let (number, value) = try types.next() {
                    guard case .bytes(let text) = value, !text.isEmpty else { continue }
                    if number == 1 { apiVersion = String(decoding: text, as: UTF8.self) }
                    if number == 2 { kind = String(decoding: text, as: UTF8.self) }
                }
            } else if number == 2 {
                raw = bytes
            }
        }
        let version = GroupVersion(apiVersion: apiVersion)
        guard let shape = shape(GroupVersionKind(version.group, version.version, kind)) else {
            throw ProtobufReader.Malformed(
                message: "no kind \(kind.goQuoted) is registered for version \(apiVersion.goQuoted) in scheme")
        }
        var decoding = ProtobufDecoding()
        var object = try decoding.object(raw, shape)
        object["apiVersion"] = .string(apiVersion)
        object["kind"] = .string(kind)
        return object
    }

    /// Writes an object, list or Status of built-in types; nil when its type has no protobuf form (custom resources).
    package func encode(_ object: JSON) -> [UInt8]? {
        guard let shape = shape(object.groupVersionKind) else { return nil }
        var types = ProtobufWriter()
        types.string(1, object.apiVersion)
        types.string(2, object.kind)
        var envelope = ProtobufWriter()
        envelope.data(1, types.bytes)
        envelope.data(2, ProtobufEncoding.message(object, shape))
        envelope.string(3, "")
        envelope.string(4, "")
        return ProtobufCodec.magic + envelope.bytes
    }

    private func shape(_ kind: GroupVersionKind) -> Shape? {
        if let (definition, version) = catalog.version(kind) {
            return definition.origin == .builtin ? version.schema.shape : nil
        }
        if let schema = catalog.bodySchema(kind) { return schema.shape }
        guard kind.kind.hasSuffix("List") else { return nil }
        let item = GroupVersionKind(kind.group, kind.version, String(kind.kind.dropLast("List".count)))
        return shape(item).map { ProtobufCodec.listShape($0) }
    }

    private static func listShape(_ item: Shape) -> Shape {
        var metadata = PlaceFacts()
        metadata.protobuf = ProtobufField(number: 1, wrappers: [])
        var items = PlaceFacts()
        items.protobuf = ProtobufField(number: 2, wrappers: [])
        var list = ShapeDraft()
        list.type = .array
        list.items = Schema(PlaceFacts(), shape: item)
        var draft = ShapeDraft()
        draft.type = .object
        draft.propertyNames = ["metadata", "items"]
        draft.properties = [
            "metadata": Schema(metadata, typeName: "meta/ListMeta", in: Notation.types),
            "items": Schema(items, shape: Shape(list)),
        ]
        return Shape(draft)
    }
}
