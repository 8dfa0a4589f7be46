package struct CredentialInjector: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.credential_injector.v3.CredentialInjector"

    package var overwrite = false
    package var allowRequestWithoutCredential = false
    package var credential: TypedExtension?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("overwrite", &overwrite)
        visitor.field("allow_request_without_credential", &allowRequestWithoutCredential)
        visitor.field("credential", &credential)
    }
}

package struct GenericCredential: ExtensionMessage {
    package static let protoName = "envoy.extensions.http.injected_credentials.generic.v3.Generic"

    package var credential: SdsSecretConfig?
    package var header = ""
    package var headerValuePrefix = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("credential", &credential)
        visitor.field("header", &header)
        visitor.field("header_value_prefix", &headerValuePrefix)
    }
}
