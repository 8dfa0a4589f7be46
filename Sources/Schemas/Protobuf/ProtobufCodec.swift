package import JSON
package import Kube

/// `application/vnd.kubernetes.protobuf` of built-in kinds, by schema.
package struct ProtobufCodec: Sendable {
    package let catalog: Catalog

    package init(_ catalog: Catalog) { self.catalog = catalog }

    package static let mediaType = "application/vnd.kubernetes.protobuf"

    /// Reads a `k8s\0` envelope. The object has its apiVersion and kind; it has still to be decoded by its kind.
    package func decode(_ bytes: [UInt8]) throws(StatusError) -> JSON { throw .badRequest("not yet") }

    /// Writes an object, list or Status of built-in types; nil when its type has no protobuf form (custom resources).
    package func encode(_ object: JSON) -> [UInt8]? { nil }
}
