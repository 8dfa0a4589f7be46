package import JSON

extension OpenAPI {
    /// `application/com.github.proto-openapi.spec.v2.v1.0+protobuf`.
    package static func protobuf(version2 document: JSON) -> [UInt8] { [] }
}
