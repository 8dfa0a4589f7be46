import ClusterNetwork
import XDS

/// A compiled RBAC engine: rules with principals and permissions, or a matcher that ends in an action.
enum AccessRules: Sendable {
    case policies(RBAC.Action, [(name: String, policy: AccessPolicy)])
    case decision(Decision)

    enum Verdict: Equatable {
        case allow
        /// With the name that decided.
        case deny(String)
    }

    /// Nil when nothing is configured: everything passes.
    init?(rules: RBAC?, matcher: Matcher?) throws {
        if let matcher {
            self = .decision(try Decision(matcher))
        } else if let rules {
            let policies = try rules.policies.sorted { $0.key < $1.key }.map {
                (name: $0.key, policy: try AccessPolicy($0.value))
            }
            self = .policies(rules.action, policies)
        } else {
            return nil
        }
    }

    func judge(_ context: DecisionContext) -> Verdict {
        switch self {
        case .policies(let action, let policies):
            let match = policies.first { $0.policy.matches(context) }
            switch action {
            case .allow: return match == nil ? .deny("none") : .allow
            case .deny: return match.map { .deny($0.name) } ?? .allow
            case .log: return .allow
            }
        case .decision(let decision):
            // No action at all denies.
            guard let action = decision.decide(context)?.typedConfig?.as(RBACAction.self) else { return .deny("none") }
            return action.action == .deny ? .deny(action.name) : .allow
        }
    }
}

struct AccessPolicy: Sendable {
    private let permissions: [AccessTest]
    private let principals: [AccessTest]

    init(_ policy: RBAC.Policy) throws {
        permissions = try policy.permissions.map(AccessTest.init)
        principals = try policy.principals.map(AccessTest.init)
    }

    func matches(_ context: DecisionContext) -> Bool {
        permissions.contains { $0.holds(context) } && principals.contains { $0.holds(context) }
    }
}

/// One permission or principal.
indirect enum AccessTest: Sendable {
    case all([AccessTest])
    case any([AccessTest])
    case not(AccessTest)
    case always(Bool)
    case header(HeaderMatch)
    case path(StringMatch)
    case localIP(CIDR)
    case localPorts(Range<Int>)
    case remoteIP(CIDR)
    case directIP(CIDR)
    case serverName(StringMatch)
    /// Nil: any client with a certificate.
    case certificate(StringMatch?)
    case never

    init(_ permission: RBAC.Permission) throws {
        switch permission {
        case .andRules(let set): self = .all(try set.rules.map(AccessTest.init))
        case .orRules(let set): self = .any(try set.rules.map(AccessTest.init))
        case .any(let value): self = .always(value)
        case .header(let header): self = .header(try HeaderMatch(header))
        case .urlPath(let path): self = .path(try StringMatch(path.path ?? StringMatcher()))
        case .destinationIp(let range): self = CIDR(range).map(AccessTest.localIP) ?? .never
        case .destinationPort(let port): self = .localPorts(Int(port)..<Int(port) + 1)
        case .destinationPortRange(let range): self = .localPorts(Int(range.start)..<max(Int(range.start), Int(range.end)))
        case .notRule(let rule): self = .not(try AccessTest(rule))
        case .requestedServerName(let name): self = .serverName(try StringMatch(name))
        case .extended: self = .never
        }
    }

    init(_ principal: RBAC.Principal) throws {
        switch principal {
        case .andIds(let set): self = .all(try set.ids.map(AccessTest.init))
        case .orIds(let set): self = .any(try set.ids.map(AccessTest.init))
        case .any(let value): self = .always(value)
        case .authenticated(let who): self = .certificate(try who.principalName.map { try StringMatch($0) })
        case .sourceIp(let range), .directRemoteIp(let range): self = CIDR(range).map(AccessTest.directIP) ?? .never
        case .remoteIp(let range): self = CIDR(range).map(AccessTest.remoteIP) ?? .never
        case .header(let header): self = .header(try HeaderMatch(header))
        case .urlPath(let path): self = .path(try StringMatch(path.path ?? StringMatcher()))
        case .notId(let id): self = .not(try AccessTest(id))
        case .custom: self = .never
        }
    }

    func holds(_ context: DecisionContext) -> Bool {
        switch self {
        case .all(let tests): tests.allSatisfy { $0.holds(context) }
        case .any(let tests): tests.contains { $0.holds(context) }
        case .not(let test): !test.holds(context)
        case .always(let value): value
        case .header(let match): context.headers.map { match.matches($0) } ?? false
        case .path(let match):
            context.headers.map { headers in
                let path = headers[headers.path]
                return match.matches(path.prefix(count: path.find(UInt8(ascii: "?")) ?? path.count))
            } ?? false
        case .localIP(let range): context.localIP.map { range.contains($0) } ?? false
        case .localPorts(let ports): context.connection.map { ports.contains($0.local.port) } ?? false
        case .remoteIP(let range): context.remoteIP.map { range.contains($0) } ?? false
        case .directIP(let range): context.directIP.map { range.contains($0) } ?? false
        // A connection without a server name has the empty one.
        case .serverName(let match): match.matches(context.connection?.requestedServerName ?? "")
        case .certificate(let match): AccessTest.isClient(context.connection?.tls, match)
        case .never: false
        }
    }

    private static func isClient(_ peer: TLSPeer?, _ match: StringMatch?) -> Bool {
        guard let peer, peer.isPresented else { return false }
        guard let match else { return true }
        if !peer.uriNames.isEmpty { return peer.uriNames.contains { match.matches($0) } }
        if !peer.dnsNames.isEmpty { return peer.dnsNames.contains { match.matches($0) } }
        return match.matches(peer.subject ?? "")
    }
}
