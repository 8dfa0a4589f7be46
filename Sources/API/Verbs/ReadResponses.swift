import JSON
import Kube
import Schemas
import Store

/// GET of one object and of collections, over the wire.
extension APIServer {
    func respondGet(_ call: Call, _ target: Target) throws -> APIResponse {
        let negotiation = try negotiate(call, target)
        try checkReached(call.query["resourceVersion"] ?? "", target)
        guard let record = store.get(target.storage, target.objectName) else {
            throw StatusError.notFound(target.resource, target.name)
        }
        let warnings = target.version.deprecationWarning.map { [$0] } ?? []
        if negotiation == .plain {
            return Self.bytes(try bytes(record, target) + [UInt8(ascii: "\n")], type: MediaType.json, warnings: warnings)
        }
        return try respond(try object(record, target), target, negotiation, call, status: 200, warnings: warnings)
    }

    /// One object, in the shape and encoding asked for.
    func respond(
        _ object: JSON, _ target: Target, _ negotiation: Negotiation, _ call: Call, status: Int, warnings: [String] = []
    ) throws -> APIResponse {
        let shown: JSON
        switch negotiation.shape {
        case .object, .partialMetadataList: shown = object
        case .partialMetadata(let version): shown = PartialMetadata.of(object, version: version)
        case .table(let version):
            let table = TableWriter(target, version: version, include: try TableWriter.Include(call.query))
            shown = table.table([object], metadata: ["resourceVersion": .string(object.resourceVersion)])
        }
        return try encoded(shown, negotiation, status: status, warnings: warnings)
    }

    func encoded(_ object: JSON, _ negotiation: Negotiation, status: Int, warnings: [String] = []) throws -> APIResponse {
        let bytes: [UInt8]
        switch negotiation.encoding {
        case .protobuf:
            guard let encoded = ProtobufCodec(surface.catalog).encode(object) else {
                throw StatusError.notAcceptable(Body.supported(allowsProtobuf: false))
            }
            bytes = encoded
        case .json where negotiation.isPretty: bytes = Array(object.pretty(indent: 2).utf8)
        default: bytes = encode(object, negotiation.encoding)
        }
        return Self.bytes(bytes, type: negotiation.encoding.mediaType, status: status, warnings: warnings)
    }

    /// The resourceVersion of a read must have been reached.
    func checkReached(_ text: String, _ target: Target) throws {
        guard !text.isEmpty, text != "0" else { return }
        let asked = try revision(text, target)
        if asked > store.revision { throw StatusError.tooLargeResourceVersion(asked, current: store.revision) }
    }

    func revision(_ text: String, _ target: Target) throws -> Int64 {
        guard let value = UInt64(text).flatMap(Int64.init(exactly:)) else {
            throw StatusError.invalid(
                GroupVersionKind(target.resource.group, "", target.resource.resource), "",
                [
                    .invalid(
                        "resourceVersion", .string(text), "strconv.ParseUint: parsing \(text.goQuoted): invalid syntax")
                ])
        }
        return value
    }

    func respondList(_ call: Call, _ target: Target) throws -> APIResponse {
        let negotiation = try negotiate(call, target)
        let query = try ListQuery(call, target)
        let page = try self.page(target, query)
        let warnings = target.version.deprecationWarning.map { [$0] } ?? []
        switch negotiation.shape {
        case .object, .partialMetadata:
            if negotiation.encoding == .json, !negotiation.isPretty {
                return Self.bytes(try spliced(page, target), type: MediaType.json, warnings: warnings)
            }
            let list: JSON = [
                "apiVersion": .string(target.groupVersionKind.apiVersion), "kind": .string(target.kind.listKind),
                "metadata": page.metadata, "items": .array(try page.records.map { try object($0, target) }),
            ]
            return try encoded(list, negotiation, status: 200, warnings: warnings)
        case .partialMetadataList(let version):
            let items = try page.records.map { PartialMetadata.of(try object($0, target), version: version) }
            let list: JSON = [
                "apiVersion": .string("meta.k8s.io/\(version)"), "kind": "PartialObjectMetadataList",
                "metadata": page.metadata, "items": .array(items),
            ]
            return try encoded(list, negotiation, status: 200, warnings: warnings)
        case .table(let version):
            let writer = TableWriter(target, version: version, include: try TableWriter.Include(call.query))
            let objects = try page.records.map { try object($0, target) }
            return try encoded(writer.table(objects, metadata: page.metadata), negotiation, status: 200, warnings: warnings)
        }
    }

    /// A list around the stored bytes of its items, none of them parsed.
    private func spliced(_ page: Page, _ target: Target) throws -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(page.records.reduce(256) { $0 + $1.bytes.count + 1 })
        output += #"{"apiVersion":"#.utf8
        JSON.writeString(target.groupVersionKind.apiVersion, to: &output)
        output += #","items":["#.utf8
        for (index, record) in page.records.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            output += try bytes(record, target)
        }
        output += #"],"kind":"#.utf8
        JSON.writeString(target.kind.listKind, to: &output)
        output += #","metadata":"#.utf8
        page.metadata.write(to: &output)
        output += "}\n".utf8
        return output
    }
}
