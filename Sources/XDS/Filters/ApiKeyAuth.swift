package struct ApiKeyAuth: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.api_key_auth.v3.ApiKeyAuth"

    package var credentials: [Credential] = []
    package var keySources: [KeySource] = []
    package var forwarding: Forwarding?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("credentials", &credentials)
        visitor.field("key_sources", &keySources)
        visitor.field("forwarding", &forwarding)
    }

    package struct Credential: Message {
        package var key = ""
        package var client = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("key", &key)
            visitor.field("client", &client)
        }
    }

    package struct KeySource: Message {
        package var header = ""
        package var query = ""
        package var cookie = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("header", &header)
            visitor.field("query", &query)
            visitor.field("cookie", &cookie)
        }
    }

    package struct Forwarding: Message {
        package var header = ""
        package var hideCredentials = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("header", &header)
            visitor.field("hide_credentials", &hideCredentials)
        }
    }
}

package struct ApiKeyAuthPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.api_key_auth.v3.ApiKeyAuthPerRoute"

    package var credentials: [ApiKeyAuth.Credential] = []
    package var keySources: [ApiKeyAuth.KeySource] = []
    package var allowedClients: [String] = []
    package var forwarding: ApiKeyAuth.Forwarding?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("credentials", &credentials)
        visitor.field("key_sources", &keySources)
        visitor.field("allowed_clients", &allowedClients)
        visitor.field("forwarding", &forwarding)
    }
}
