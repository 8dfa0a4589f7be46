import XDS

/// Hosts that mean the proxy's own machine: a dynamic resolver must not be sent there by its clients.
private enum LoopbackHosts {
    static let authorities = [
        #"^127\.0\.0\.1(?::\d+)?$"#, #"^localhost(?::\d+)?$"#, #"^localhost\.localdomain(?::\d+)?$"#,
        #"^ip6-localhost(?::\d+)?$"#, #"^ip6-loopback(?::\d+)?$"#, #"^\[::1\](?::\d+)?$"#, #"^::1(?::\d+)?$"#,
    ]
    static let serverNames =
        #"(?i)^(localhost|localhost\.localdomain|ip6-localhost|ip6-loopback|127\.0\.0\.1|::1|\[::1\])\.?$"#
}

extension RBACPerRoute {
    /// Nil for routes whose host clients do not choose.
    init?(loopbackDenialOf route: Model.HTTPRoute) {
        guard route.isDynamicResolver else { return nil }
        var header = ":authority"
        switch route.urlRewrite?.host {
        case .name: return nil
        case .header(let name): header = name
        case .backend, .pathRegex, nil: break
        }
        let predicates = LoopbackHosts.authorities.map { regex in
            Matcher.Predicate(header: header, .re2(regex))
        }
        self.init()
        rbac = .with {
            $0.matcher = .with {
                $0.type = .list(
                    .with {
                        $0.matchers = [
                            .with {
                                $0.predicate = .or(.with { $0.predicates = predicates })
                                $0.onMatch = .action(TypedExtension("deny-loopback-host", RBACAction(allows: false)))
                            }
                        ]
                    })
                $0.onNoMatch = .action(TypedExtension("default", RBACAction(allows: true)))
            }
        }
    }
}

extension Model.TCPRoute {
    /// The server name of the TLS connection, passed through, says where to.
    var isDynamicResolver: Bool {
        guard serverNames != nil, terminate == nil, let destination else { return false }
        return destination.settings.count == 1 && destination.settings[0].isDynamicResolver
    }
}

extension NetworkRBAC {
    init(loopbackDenialFor statPrefix: String) {
        self.init()
        self.statPrefix = statPrefix
        let permission = RBAC.Permission.requestedServerName(
            .with { $0.pattern = .safeRegex(.with { $0.regex = LoopbackHosts.serverNames }) })
        rules = .with {
            $0.action = .deny
            $0.policies = [
                "deny-loopback-sni": .with {
                    $0.permissions = [permission]
                    $0.principals = [.any(true)]
                }
            ]
        }
    }
}

extension SniDynamicForwardProxy {
    /// The port is not in a server name: it is that of HTTPS.
    static var gatewayDefault: SniDynamicForwardProxy {
        .with {
            $0.dnsCacheConfig = .dynamicForwardProxy(family: .v4Preferred)
            $0.port = .value(443)
        }
    }
}
