import ClusterNetwork
import RE2
import XDS

/// What matchers and RBAC rules look at: a request, or a connection before there is one.
struct DecisionContext {
    let headers: HeaderMap?
    let connection: ConnectionInfo?
    /// The client as headers tell it.
    let client: SocketText?
    var metadata: [String: [String: String]] = [:]

    var remoteIP: IPAddress? { (client ?? connection?.remote).flatMap { IPAddress($0.ip) } }
    var directIP: IPAddress? { connection.flatMap { IPAddress($0.direct.ip) } }
    var localIP: IPAddress? { connection.flatMap { IPAddress($0.local.ip) } }
}

/// A compiled xDS `Matcher`: leads to the action of the first predicate that holds.
indirect enum Decision: Sendable {
    case list([(Predicate, Outcome)], otherwise: Outcome?)
    case map(DecisionInput, [String: Outcome], isPrefix: Bool, otherwise: Outcome?)

    indirect enum Outcome: Sendable {
        case decision(Decision)
        case action(TypedExtension)
    }

    indirect enum Predicate: Sendable {
        case input(DecisionInput, Test)
        case any([Predicate])
        case all([Predicate])
        case not(Predicate)
        /// A test this engine has no means for; it never holds.
        case never
    }

    enum Test: Sendable {
        case string(StringMatch)
        case ranges([CIDR])
        case metadata(StringMatch, isInverted: Bool)
    }

    init(_ matcher: Matcher) throws {
        let otherwise = try matcher.onNoMatch.map { try Outcome($0) }
        switch matcher.type {
        case .list(let list):
            self = .list(
                try list.matchers.compactMap { entry in
                    guard let predicate = entry.predicate, let outcome = entry.onMatch else { return nil }
                    return (try Predicate(predicate), try Outcome(outcome))
                }, otherwise: otherwise)
        case .tree(let tree):
            guard let input = DecisionInput(tree.input) else {
                self = .list([], otherwise: otherwise)
                return
            }
            switch tree.type {
            case .exact(let map): self = .map(input, try map.map.mapValues(Outcome.init), isPrefix: false, otherwise: otherwise)
            case .prefix(let map): self = .map(input, try map.map.mapValues(Outcome.init), isPrefix: true, otherwise: otherwise)
            default: self = .list([], otherwise: otherwise)
            }
        case nil: self = .list([], otherwise: otherwise)
        }
    }

    func decide(_ context: DecisionContext) -> TypedExtension? {
        switch self {
        case .list(let entries, let otherwise):
            for (predicate, outcome) in entries where predicate.holds(context) { return outcome.resolve(context) }
            return otherwise?.resolve(context)
        case .map(let input, let outcomes, let isPrefix, let otherwise):
            let value = input.value(context) ?? ""
            let found =
                isPrefix
                ? outcomes.filter { value.hasPrefix($0.key) }.max { $0.key.utf8.count < $1.key.utf8.count }?.value
                : outcomes[value]
            return (found ?? otherwise)?.resolve(context)
        }
    }
}

extension Decision.Outcome {
    init(_ outcome: Matcher.OnMatch) throws {
        switch outcome {
        case .matcher(let matcher): self = .decision(try Decision(matcher))
        case .action(let action): self = .action(action)
        }
    }

    func resolve(_ context: DecisionContext) -> TypedExtension? {
        switch self {
        case .decision(let decision): decision.decide(context)
        case .action(let action): action
        }
    }
}

extension Decision.Predicate {
    init(_ predicate: Matcher.Predicate) throws {
        switch predicate {
        case .single(let single):
            guard let input = DecisionInput(single.input), let test = try Decision.Test(single.matcher, single.input) else {
                self = .never
                return
            }
            self = .input(input, test)
        case .or(let list): self = .any(try list.predicates.map(Decision.Predicate.init))
        case .and(let list): self = .all(try list.predicates.map(Decision.Predicate.init))
        case .not(let inner): self = .not(try Decision.Predicate(inner))
        }
    }

    func holds(_ context: DecisionContext) -> Bool {
        switch self {
        case .input(let input, let test): test.holds(input, context)
        case .any(let list): list.contains { $0.holds(context) }
        case .all(let list): list.allSatisfy { $0.holds(context) }
        case .not(let inner): !inner.holds(context)
        case .never: false
        }
    }
}

extension Decision.Test {
    init?(_ test: Matcher.SinglePredicate.Test?, _ input: TypedExtension?) throws {
        switch test {
        case .valueMatch(let string): self = .string(try StringMatch(string))
        case .customMatch(let custom):
            if let ip = custom.typedConfig?.as(IPMatcher.self) {
                self = .ranges(ip.cidrRanges.compactMap { CIDR($0) })
            } else if let metadata = custom.typedConfig?.as(MetadataInputMatcher.self),
                case .stringMatch(let string)? = metadata.value
            {
                self = .metadata(try StringMatch(string), isInverted: metadata.invert)
            } else {
                return nil
            }
        case nil: return nil
        }
    }

    func holds(_ input: DecisionInput, _ context: DecisionContext) -> Bool {
        switch self {
        case .string(let match): input.value(context).map { match.matches($0) } ?? false
        case .ranges(let ranges):
            input.value(context).flatMap { IPAddress($0) }.map { ip in ranges.contains { $0.contains(ip) } } ?? false
        case .metadata(let match, let isInverted):
            (input.value(context).map { match.matches($0) } ?? false) != isInverted
        }
    }
}

/// Where a matcher takes its value from.
enum DecisionInput: Sendable {
    case header(HeaderName)
    case sourceIP
    case destinationIP
    case serverName
    case metadata(filter: String, path: [String])

    /// Nil for an input this engine has no means for.
    init?(_ input: TypedExtension?) {
        guard let config = input?.typedConfig else { return nil }
        if let header = config.as(RequestHeaderInput.self) {
            self = .header(HeaderName(header.headerName))
        } else if config.as(SourceIPInput.self) != nil {
            self = .sourceIP
        } else if config.as(DestinationIPInput.self) != nil {
            self = .destinationIP
        } else if config.as(ServerNameInput.self) != nil {
            self = .serverName
        } else if let metadata = config.as(DynamicMetadataInput.self) {
            self = .metadata(filter: metadata.filter, path: metadata.path.map(\.key))
        } else {
            return nil
        }
    }

    func value(_ context: DecisionContext) -> String? {
        switch self {
        case .header(let name): context.headers?.withValue(of: name) { $0?.string }
        case .sourceIP: (context.client ?? context.connection?.remote)?.ip
        case .destinationIP: context.connection?.local.ip
        case .serverName: context.connection?.requestedServerName
        case .metadata(let filter, let path): context.metadata[filter]?[path.joined(separator: ".")]
        }
    }
}
