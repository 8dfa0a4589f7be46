import JSON
import Kube
import Schemas
import YAML

/// Request bodies: from any encoding to one parsed object.
struct Body {
    var object: JSON
    /// `duplicate field "data.a"`; only JSON can tell.
    var duplicates: [String] = []

    /// Reads the body of a write. `kind` is what the endpoint expects, for messages.
    static func read(_ call: Call, kind: GroupVersionKind, allowsProtobuf: Bool) throws -> Body {
        let bytes = call.request.body
        let header = call.request.headers.contentType
        let type = header.isEmpty ? MediaType.json : MediaType(header)?.type ?? header
        switch type {
        case MediaType.json:
            return try json(bytes, kind: kind)
        case MediaType.yaml, "application/x-yaml", "text/yaml":
            do {
                return Body(object: try YAML.document(String(decoding: bytes, as: UTF8.self)))
            } catch {
                throw unrecognized(kind, "couldn't get version/kind; json parse error: \(error)", bytes)
            }
        case MediaType.protobuf where allowsProtobuf:
            return Body(object: try ProtobufCodec(call.surface.catalog).decode(bytes))
        default:
            throw StatusError.unsupportedMediaType(supported(allowsProtobuf: allowsProtobuf))
        }
    }

    static func supported(allowsProtobuf: Bool) -> [String] {
        [MediaType.json, MediaType.yaml] + (allowsProtobuf ? [MediaType.protobuf] : [])
    }

    private static func json(_ bytes: [UInt8], kind: GroupVersionKind) throws -> Body {
        let object: JSON
        let duplicates: [String]
        do {
            (object, duplicates) = try JSON.parseReportingDuplicates(bytes)
        } catch {
            throw unrecognized(kind, "couldn't get version/kind; json parse error: \(error.message)", bytes)
        }
        guard case .object = object else {
            let found =
                switch object {
                case .array: "array"
                case .string: "string"
                case .bool: "bool"
                default: "number"
                }
            throw unrecognized(
                kind,
                "couldn't get version/kind; json parse error: json: cannot unmarshal \(found) into Go value of type struct "
                    + "{ APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }",
                bytes)
        }
        return Body(object: object, duplicates: duplicates.map { "duplicate field \($0.goQuoted)" })
    }

    private static func unrecognized(_ kind: GroupVersionKind, _ why: String, _ bytes: [UInt8]) -> StatusError {
        .badRequest("the object provided is unrecognized (must be of type \(kind.kind)): \(why) (\(summary(bytes)))")
    }

    /// The start of the body: as text when it looks like JSON, else in hexadecimal.
    private static func summary(_ bytes: [UInt8]) -> String {
        let maximum = 30
        let more = bytes.count > maximum ? " ..." : ""
        guard let first = bytes.first else { return "<empty>" }
        if first == UInt8(ascii: "{") { return String(decoding: bytes.prefix(maximum), as: UTF8.self) + more }
        let digits = Array("0123456789abcdef")
        return String(bytes.prefix(maximum).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }) + more
    }
}

extension Body {
    /// The object in the target's version and shape. Another version of the same kind is converted.
    func shaped(_ target: Target, _ server: APIServer, _ context: inout WriteContext) throws -> JSON {
        var object = object
        let expected = target.groupVersionKind
        let version = object.apiVersion
        let kind = object.kind
        if kind.isEmpty { object["kind"] = .string(expected.kind) }
        if version.isEmpty { object["apiVersion"] = .string(expected.apiVersion) }
        if !kind.isEmpty, kind != expected.kind {
            throw StatusError.badRequest(
                "\(kind) in version \(GroupVersion(apiVersion: version).version.goQuoted) cannot be handled as a \(expected.kind): "
                    + "no kind \(kind.goQuoted) is registered for the internal version of group "
                    + "\(expected.group.goQuoted) in scheme \"pkg/api/legacyscheme/scheme.go:30\"")
        }
        if !version.isEmpty, version != expected.apiVersion {
            guard GroupVersion(apiVersion: version).group == expected.group,
                target.kind.version(GroupVersion(apiVersion: version).version) != nil
            else {
                throw StatusError.badRequest(
                    "the API version in the data (\(version)) does not match the expected API version (\(expected.apiVersion))")
            }
            object = Conversion.convert(object, to: expected)
        }
        var problems = try APIServer.decode(&object, target)
        if context.validation != .ignore { problems += duplicates }
        try APIServer.refuse(unknownFields: problems, target, &context)
        return object
    }
}
