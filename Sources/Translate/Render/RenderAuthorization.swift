import XDS

extension RBACPerRoute {
    /// Envoy's matcher asks the rules in their order, which its plain RBAC rules would not.
    init(_ authorization: Model.Authorization) {
        self.init()
        let matchers = authorization.rules.map { rule -> Matcher.FieldMatcher in
            .with {
                let predicates = rule.predicates
                if predicates.count > 1 {
                    $0.predicate = .and(.with { $0.predicates = predicates })
                } else {
                    $0.predicate = predicates.first
                }
                $0.onMatch = .action(TypedExtension(rule.name, RBACAction(allows: rule.isAllowed)))
            }
        }
        rbac = .with {
            $0.matcher = .with {
                if !matchers.isEmpty { $0.type = .list(.with { $0.matchers = matchers }) }
                $0.onNoMatch = .action(
                    TypedExtension("default", RBACAction(allows: authorization.allowsOthers)))
            }
        }
    }
}

extension RBACAction {
    init(allows: Bool) {
        self.init()
        name = allows ? "ALLOW" : "DENY"
        action = allows ? .allow : .deny
    }
}

extension Model.Authorization.Rule {
    fileprivate var predicates: [Matcher.Predicate] {
        var predicates: [Matcher.Predicate] = []
        if let methods = Matcher.Predicate(":method", oneOf: methods, ignoresCase: true) { predicates.append(methods) }
        if let path {
            let predicate = Matcher.Predicate(header: path.name, path.pattern.matcher)
            predicates.append(path.isInverted ? .not(predicate) : predicate)
        }
        if !clients.isEmpty { predicates.append(Matcher.Predicate(clients)) }
        return predicates + headers.compactMap { Matcher.Predicate($0.name, oneOf: $0.values, ignoresCase: false) }
    }
}

extension Model.StringMatch.Pattern {
    fileprivate var matcher: StringMatcher {
        if case .regex(let regex) = self { .re2(regex) } else { StringMatcher(self) }
    }
}

extension StringMatcher {
    static func re2(_ regex: String) -> StringMatcher {
        .with {
            $0.pattern = .safeRegex(
                .with {
                    $0.googleRe2 = Empty()
                    $0.regex = regex
                })
        }
    }
}

extension Matcher.Predicate {
    init(header: String, _ value: StringMatcher) {
        self = .single(
            .with {
                $0.input = TypedExtension("http_header", RequestHeaderInput.with { $0.headerName = header })
                $0.matcher = .valueMatch(value)
            })
    }

    fileprivate init?(_ header: String, oneOf values: [String], ignoresCase: Bool) {
        let predicates = values.map { value in
            Self(
                header: header,
                .with {
                    $0.pattern = .exact(value)
                    $0.ignoreCase = ignoresCase
                })
        }
        guard let first = predicates.first else { return nil }
        self = predicates.count == 1 ? first : .or(.with { $0.predicates = predicates })
    }

    fileprivate init(_ clients: [Model.IPRange]) {
        let ranges = clients.map { client -> CidrRange in
            .with {
                $0.addressPrefix = client.address
                $0.prefixLen = UInt32(clamping: client.prefixLength)
            }
        }
        let matcher = IPMatcher.with {
            $0.cidrRanges = ranges
            $0.statPrefix = "client_ip"
        }
        self = .single(
            .with {
                $0.input = TypedExtension("client_ip", SourceIPInput())
                $0.matcher = .customMatch(TypedExtension("ip_matcher", matcher))
            })
    }
}
