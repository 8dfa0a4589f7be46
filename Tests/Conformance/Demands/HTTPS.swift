// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// Listeners that end TLS for HTTP, and what they ask of clients.
    @Suite struct HTTPS {
        @Test func HTTPRouteHTTPSListener() async throws {
            try await scene(
                """
                HTTPRoute/https: {parentRefs: [secure], hostnames: [example.org], rules: ['-> v1']}
                HTTPRoute/https-without-hostname: {parentRefs: ["secure#https-with-hostname"], rules: ['-> v2']}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("secure")
                for (host, outcome) in [("example.org", "v1"), ("unknown-example.org", "404"), ("second-example.org", "v2")] {
                    try await front.answers([Ask("\(host)/ -> \(outcome)")], tls: scene.certificates.trusting(host))
                }
            }
        }

        /// Envoy Gateway does not claim this one: its listeners that share certificates speak HTTP/1.1 and know nothing of
        /// each other's hosts. A sandbox that is asked to answers as Gateway API wants it.
        @Test func HTTPRouteHTTPSListenerDetectMisdirectedRequests() async throws {
            try await scene(
                """
                HTTPRoute/misdirected-1: {parentRefs: ["secure#https"], hostnames: [example.org], rules: [/misdirected -> v1]}
                HTTPRoute/misdirected-2: {parentRefs: ["secure#https-with-hostname"], rules: [/misdirected -> v2]}
                HTTPRoute/misdirected-3: {parentRefs: ["secure#https-with-wildcard"], rules: [/misdirected -> v3]}
                HTTPRoute/misdirected-4: {parentRefs: ["secure#https-below-wildcard"], rules: [/misdirected -> v1]}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("secure")
                let detects = scene.cluster.mode == .misdirected
                // Names asked for, hosts, and what answers with and without detection.
                let table = [
                    ("example.org", "example.org", "v1", "v1"), ("example.org", "second-example.org", "421", "404"),
                    ("example.org", "unknown-example.org", "404", "404"), ("second-example.org", "second-example.org", "v2", "v2"),
                    ("second-example.org", "example.org", "421", "404"), ("second-example.org", "unknown-example.org", "421", "404"),
                    ("third-example.wildcard.org", "third-example.wildcard.org", "v3", "v3"),
                    ("third-example.wildcard.org", "fifth-example.wildcard.org", "v3", "v3"),
                    ("third-example.wildcard.org", "fourth-example.wildcard.org", "421", "v3"),
                    ("third-example.wildcard.org", "second-example.org", "421", "404"),
                    ("third-example.wildcard.org", "unknown-example.org", "421", "404"),
                    ("fourth-example.wildcard.org", "fourth-example.wildcard.org", "v1", "v1"),
                    ("fourth-example.wildcard.org", "fifth-example.wildcard.org", "421", "404"),
                    ("unknown-example.org", "example.org", "v1", "v1"), ("unknown-example.org", "unknown-example.org", "404", "404"),
                ]
                for (name, host, detected, plain) in table {
                    try await front.answers(
                        [Ask("\(host)/misdirected -> \(detects ? detected : plain)")], tls: scene.certificates.trusting(name),
                        version: detects ? .http2 : .http1)
                }
            }
        }

        private func frontend(_ name: String, mode: String = "AllowValidOnly", defaultAuthority: String = "clients") -> String {
            """
            Gateway/\(name):
              tls:
                frontend:
                  default:
                    validation: {mode: \(mode), caCertificateRefs: [{kind: ConfigMap, group: "", name: \(defaultAuthority)}]}
                  perPort:
                  - port: 8443
                    tls: {validation: {mode: \(mode), caCertificateRefs: [{kind: ConfigMap, group: "", name: other-clients}]}}
              listeners:
              - https HTTPS:443 from=Same cert=infra/front
              - https-with-hostname HTTPS:8443 second-example.org from=Same cert=infra/front
            HTTPRoute/\(name): {parentRefs: [\(name)], hostnames: [example.org], rules: ['-> v1']}
            HTTPRoute/\(name)-without-hostname: {parentRefs: ["\(name)#https-with-hostname"], rules: ['-> v2']}
            """
        }

        @Test func GatewayFrontendClientCertificateValidation() async throws {
            try await scene(frontend("client-validation")) { scene in
                try await scene.settled()
                let front = try await scene.gateway("client-validation")
                let certificates = scene.certificates
                for (host, port, backend, known, unknown) in [
                    ("example.org", 443, "v1", certificates.client, certificates.otherClient),
                    ("second-example.org", 8443, "v2", certificates.otherClient, certificates.client),
                ] {
                    try await front.answers(
                        [Ask("\(host)/ -> \(backend)", seenHost: host)], port: port, tls: certificates.trusting(host, as: known))
                    try await front.refuses(host, port: port, tls: certificates.trusting(host, as: unknown))
                    try await front.refuses(host, port: port, tls: certificates.trusting(host))
                }
            }
        }

        @Test func GatewayFrontendClientCertificateValidationInsecureFallback() async throws {
            try await scene(frontend("client-fallback", mode: "AllowInsecureFallback")) { scene in
                try await scene.settled()
                try await scene.expect("Gateway/client-fallback", "InsecureFrontendValidationMode=True/ConfigurationChanged")
                let front = try await scene.gateway("client-fallback")
                let certificates = scene.certificates
                for (host, port, backend) in [("example.org", 443, "v1"), ("second-example.org", 8443, "v2")] {
                    for identity in [certificates.client, certificates.otherClient, nil] {
                        try await front.answers(
                            [Ask("\(host)/ -> \(backend)")], port: port, tls: certificates.trusting(host, as: identity))
                    }
                }
            }
        }

        @Test func GatewayFrontendInvalidDefaultClientCertificateValidation() async throws {
            try await scene(
                """
                Gateway/invalid-default:
                  tls:
                    frontend:
                      default: {validation: {caCertificateRefs: [{kind: ConfigMap, group: "", name: does-not-exist}]}}
                      perPort:
                      - {port: 80, tls: {validation: {caCertificateRefs: [{kind: ConfigMap, group: "", name: other-clients}]}}}
                  listeners: [https HTTPS:443 from=Same cert=infra/front, http HTTP:80 from=Same]
                HTTPRoute/invalid-default: {parentRefs: [invalid-default], hostnames: [example.org], rules: ['-> v1']}
                """
            ) { scene in
                try await scene.expect(listenersOf: "Gateway/invalid-default", [
                    "http": "ResolvedRefs=True Accepted=True Programmed=True",
                    "https": "ResolvedRefs=False/InvalidCACertificateRef Accepted=False/NoValidCACertificate Programmed=False",
                ])
                let front = try await scene.gateway("invalid-default")
                try await front.answers(["example.org/ -> v1"])
                try await front.refuses("example.org", port: 443, tls: scene.certificates.trusting("example.org"))
            }
        }

        @Test func GatewayInvalidFrontendClientCertificateValidation() async throws {
            func port(_ port: Int, _ kind: String, _ name: String, _ more: String = "") -> String {
                "{port: \(port), tls: {validation: {caCertificateRefs: [{kind: \(kind), group: \"\", name: \(name)\(more)}]}}}"
            }
            try await scene(
                """
                Gateway/invalid-validation:
                  tls:
                    frontend:
                      default: {validation: {caCertificateRefs: [{kind: ConfigMap, group: "", name: clients}]}}
                      perPort:
                      - \(port(7443, "ConfigMap", "does-not-exist"))
                      - \(port(8443, "Service", "v2"))
                      - \(port(6443, "ConfigMap", "clients", ", namespace: web"))
                  listeners:
                  - https HTTPS:443 from=Same cert=infra/front
                  - unresolved HTTPS:7443 first-example.org from=Same cert=infra/front
                  - invalid-kind HTTPS:8443 second-example.org from=Same cert=infra/front
                  - no-grant HTTPS:6443 fourth-example.org from=Same cert=infra/front
                """, alone: true
            ) { scene in
                let refused = "Accepted=False/NoValidCACertificate Programmed=False"
                try await scene.expect(listenersOf: "Gateway/invalid-validation", [
                    "https": "ResolvedRefs=True Accepted=True Programmed=True",
                    "unresolved": "ResolvedRefs=False/InvalidCACertificateRef \(refused)",
                    "invalid-kind": "ResolvedRefs=False/InvalidCACertificateKind \(refused)",
                    "no-grant": "ResolvedRefs=False/RefNotPermitted \(refused)",
                ])
            }
        }
    }
}

extension Front {
    /// No request of this client gets an answer.
    func refuses(_ host: String, port: Int, tls: ClientTLS) async throws {
        try await Eventually.satisfied("\(host):\(port) refuses") {
            guard let place = try await cluster.openPlace(address, port) else { return nil }
            do {
                let reply = try await HTTPCall(host: host).send(to: place, tls: tls)
                return "status \(reply.status)"
            } catch WireFailure.timedOut {
                return "no end of the connection"
            } catch {
                return nil
            }
        }
    }
}
