package import JSON
package import Kube

/// The documents that clients learn kinds from.
package struct OpenAPI: Sendable {
    package let catalog: Catalog

    package init(_ catalog: Catalog) { self.catalog = catalog }

    /// `/openapi/v3`'s paths: `api/v1`, `apis/apps/v1` … with a hash that changes when the document does.
    package var paths: [(path: String, hash: String)] { [] }

    /// The OpenAPI 3 document of a group and version; nil when it has no kinds.
    package func version3(_ version: GroupVersion) -> JSON? { nil }

    /// `/openapi/v2`.
    package func version2() -> JSON { [:] }

    /// `application/com.github.proto-openapi.spec.v2.v1.0+protobuf`.
    package static func protobuf(version2 document: JSON) -> [UInt8] { [] }
}
