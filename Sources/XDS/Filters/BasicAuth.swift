package struct BasicAuth: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.basic_auth.v3.BasicAuth"

    /// Lines of htpasswd.
    package var users: DataSource?
    package var forwardUsernameHeader = ""
    package var authenticationHeader = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("users", &users)
        visitor.field("forward_username_header", &forwardUsernameHeader)
        visitor.field("authentication_header", &authenticationHeader)
    }
}

package struct BasicAuthPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.basic_auth.v3.BasicAuthPerRoute"

    package var users: DataSource?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("users", &users)
    }
}
