package struct RBACFilter: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.rbac.v3.RBAC"

    package var rules: RBAC?
    package var rulesStatPrefix = ""
    package var matcher: Matcher?
    package var shadowRules: RBAC?
    package var shadowMatcher: Matcher?
    package var shadowRulesStatPrefix = ""
    package var trackPerRuleStats = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("rules", &rules)
        visitor.field("rules_stat_prefix", &rulesStatPrefix)
        visitor.field("matcher", &matcher)
        visitor.field("shadow_rules", &shadowRules)
        visitor.field("shadow_matcher", &shadowMatcher)
        visitor.field("shadow_rules_stat_prefix", &shadowRulesStatPrefix)
        visitor.field("track_per_rule_stats", &trackPerRuleStats)
    }
}

package struct RBACPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.rbac.v3.RBACPerRoute"

    package var rbac: RBACFilter?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("rbac", &rbac)
    }
}

package struct NetworkRBAC: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.network.rbac.v3.RBAC"

    package var rules: RBAC?
    package var matcher: Matcher?
    package var shadowRules: RBAC?
    package var shadowMatcher: Matcher?
    package var statPrefix = ""
    package var shadowRulesStatPrefix = ""
    package var enforcementType: EnforcementType = .zero
    package var delayDeny: Duration?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("rules", &rules)
        visitor.field("matcher", &matcher)
        visitor.field("shadow_rules", &shadowRules)
        visitor.field("shadow_matcher", &shadowMatcher)
        visitor.field("stat_prefix", &statPrefix)
        visitor.field("shadow_rules_stat_prefix", &shadowRulesStatPrefix)
        visitor.field("enforcement_type", &enforcementType)
        visitor.field("delay_deny", &delayDeny)
    }

    package enum EnforcementType: String, ProtoEnum {
        case oneTimeOnFirstByte = "ONE_TIME_ON_FIRST_BYTE"
        case continuous = "CONTINUOUS"

        package static var zero: Self { .oneTimeOnFirstByte }
    }
}

/// What a matched RBAC matcher says.
package struct RBACAction: ExtensionMessage {
    package static let protoName = "envoy.config.rbac.v3.Action"

    package var name = ""
    package var action: RBAC.Action = .zero

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("action", &action)
    }
}

package struct RBAC: Message {
    package var action: Action = .zero
    package var policies: [String: Policy] = [:]

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("action", &action)
        visitor.field("policies", &policies)
    }

    package enum Action: String, ProtoEnum {
        case allow = "ALLOW"
        case deny = "DENY"
        case log = "LOG"

        package static var zero: Self { .allow }
    }

    /// Both one of the permissions and one of the principals have to match.
    package struct Policy: Message {
        package var permissions: [Permission] = []
        package var principals: [Principal] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("permissions", &permissions)
            visitor.field("principals", &principals)
        }
    }

    package indirect enum Permission: ChoiceMessage {
        case andRules(PermissionSet)
        case orRules(PermissionSet)
        case any(Bool)
        case header(HeaderMatcher)
        case urlPath(PathMatcher)
        case destinationIp(CidrRange)
        case destinationPort(UInt32)
        case destinationPortRange(Int32Range)
        case notRule(Permission)
        case requestedServerName(StringMatcher)
        case extended(TypedExtension)

        package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
            visitor.member(
                "and_rules", of: &choice, { if case .andRules(let x) = $0 { x } else { nil } }, Self.andRules)
            visitor.member("or_rules", of: &choice, { if case .orRules(let x) = $0 { x } else { nil } }, Self.orRules)
            visitor.member("any", of: &choice, { if case .any(let x) = $0 { x } else { nil } }, Self.any)
            visitor.member("header", of: &choice, { if case .header(let x) = $0 { x } else { nil } }, Self.header)
            visitor.member("url_path", of: &choice, { if case .urlPath(let x) = $0 { x } else { nil } }, Self.urlPath)
            visitor.member(
                "destination_ip", of: &choice, { if case .destinationIp(let x) = $0 { x } else { nil } },
                Self.destinationIp)
            visitor.member(
                "destination_port", of: &choice, { if case .destinationPort(let x) = $0 { x } else { nil } },
                Self.destinationPort)
            visitor.member(
                "destination_port_range", of: &choice, { if case .destinationPortRange(let x) = $0 { x } else { nil } },
                Self.destinationPortRange)
            visitor.member("not_rule", of: &choice, { if case .notRule(let x) = $0 { x } else { nil } }, Self.notRule)
            visitor.member(
                "requested_server_name", of: &choice, { if case .requestedServerName(let x) = $0 { x } else { nil } },
                Self.requestedServerName)
            visitor.member("matcher", of: &choice, { if case .extended(let x) = $0 { x } else { nil } }, Self.extended)
        }
    }

    package struct PermissionSet: Message {
        package var rules: [Permission] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("rules", &rules)
        }
    }

    package indirect enum Principal: ChoiceMessage {
        case andIds(PrincipalSet)
        case orIds(PrincipalSet)
        case any(Bool)
        case authenticated(Authenticated)
        case sourceIp(CidrRange)
        case directRemoteIp(CidrRange)
        case remoteIp(CidrRange)
        case header(HeaderMatcher)
        case urlPath(PathMatcher)
        case notId(Principal)
        case custom(TypedExtension)

        package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
            visitor.member("and_ids", of: &choice, { if case .andIds(let x) = $0 { x } else { nil } }, Self.andIds)
            visitor.member("or_ids", of: &choice, { if case .orIds(let x) = $0 { x } else { nil } }, Self.orIds)
            visitor.member("any", of: &choice, { if case .any(let x) = $0 { x } else { nil } }, Self.any)
            visitor.member(
                "authenticated", of: &choice, { if case .authenticated(let x) = $0 { x } else { nil } },
                Self.authenticated)
            visitor.member(
                "source_ip", of: &choice, { if case .sourceIp(let x) = $0 { x } else { nil } }, Self.sourceIp)
            visitor.member(
                "direct_remote_ip", of: &choice, { if case .directRemoteIp(let x) = $0 { x } else { nil } },
                Self.directRemoteIp)
            visitor.member(
                "remote_ip", of: &choice, { if case .remoteIp(let x) = $0 { x } else { nil } }, Self.remoteIp)
            visitor.member("header", of: &choice, { if case .header(let x) = $0 { x } else { nil } }, Self.header)
            visitor.member("url_path", of: &choice, { if case .urlPath(let x) = $0 { x } else { nil } }, Self.urlPath)
            visitor.member("not_id", of: &choice, { if case .notId(let x) = $0 { x } else { nil } }, Self.notId)
            visitor.member("custom", of: &choice, { if case .custom(let x) = $0 { x } else { nil } }, Self.custom)
        }
    }

    package struct PrincipalSet: Message {
        package var ids: [Principal] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("ids", &ids)
        }
    }

    package struct Authenticated: Message {
        package var principalName: StringMatcher?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("principal_name", &principalName)
        }
    }
}
