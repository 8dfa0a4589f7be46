package struct CustomResponse: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.custom_response.v3.CustomResponse"

    package var customResponseMatcher: Matcher?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("custom_response_matcher", &customResponseMatcher)
    }
}

package struct LocalResponsePolicy: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.http.custom_response.local_response_policy.v3.LocalResponsePolicy"

    package var body: DataSource?
    package var bodyFormat: SubstitutionFormatString?
    package var statusCode: UInt32?
    package var responseHeadersToAdd: [HeaderValueOption] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("body", &body)
        visitor.field("body_format", &bodyFormat)
        visitor.field("status_code", &statusCode)
        visitor.field("response_headers_to_add", &responseHeadersToAdd)
    }
}

package struct RedirectPolicy: ExtensionMessage {
    package static let protoName = "envoy.extensions.http.custom_response.redirect_policy.v3.RedirectPolicy"

    package var action: Action?
    package var statusCode: UInt32?
    package var responseHeadersToAdd: [HeaderValueOption] = []
    package var requestHeadersToAdd: [HeaderValueOption] = []
    package var modifyRequestHeadersAction: TypedExtension?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member("uri", of: &action, { if case .uri(let x) = $0 { x } else { nil } }, Action.uri)
        visitor.member(
            "redirect_action", of: &action, { if case .redirectAction(let x) = $0 { x } else { nil } },
            Action.redirectAction)
        visitor.field("status_code", &statusCode)
        visitor.field("response_headers_to_add", &responseHeadersToAdd)
        visitor.field("request_headers_to_add", &requestHeadersToAdd)
        visitor.field("modify_request_headers_action", &modifyRequestHeadersAction)
    }

    package enum Action: Sendable, Hashable {
        case uri(String)
        case redirectAction(RedirectAction)
    }
}
