package struct StatefulSession: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.stateful_session.v3.StatefulSession"

    package var sessionState: TypedExtension?
    package var strict = false
    package var statPrefix = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("session_state", &sessionState)
        visitor.field("strict", &strict)
        visitor.field("stat_prefix", &statPrefix)
    }
}

package struct StatefulSessionPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.stateful_session.v3.StatefulSessionPerRoute"

    package var override: Override?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "disabled", of: &override, { if case .disabled(let x) = $0 { x } else { nil } }, Override.disabled)
        visitor.member(
            "stateful_session", of: &override, { if case .statefulSession(let x) = $0 { x } else { nil } },
            Override.statefulSession)
    }

    package enum Override: Sendable, Hashable {
        case disabled(Bool)
        case statefulSession(StatefulSession)
    }
}

package struct CookieSessionState: ExtensionMessage {
    package static let protoName = "envoy.extensions.http.stateful_session.cookie.v3.CookieBasedSessionState"

    package var cookie: SessionCookie?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("cookie", &cookie)
    }

    package struct SessionCookie: Message {
        package var name = ""
        package var ttl: Duration?
        package var path = ""
        package var attributes: [HashPolicy.Cookie.Attribute] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("ttl", &ttl)
            visitor.field("path", &path)
            visitor.field("attributes", &attributes)
        }
    }
}

package struct HeaderSessionState: ExtensionMessage {
    package static let protoName = "envoy.extensions.http.stateful_session.header.v3.HeaderBasedSessionState"

    package var name = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
    }
}
