// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import PKI
import Testing

extension Conformance {
    /// TLS from the Gateway to backends.
    @Suite struct BackendTLS {
        private static let resolved = ["Accepted=True/Accepted", "ResolvedRefs=True/ResolvedRefs"]

        /// A Service before the TLS backend.
        private static func service(_ name: String, _ ports: String = "{name: btls, port: 443, targetPort: 8443}") -> String {
            "Service/\(name): {selector: {app: tls}, ports: [\(ports)]}\n"
        }

        private static func policy(
            _ name: String, for service: String, section: String? = "btls", authority: String = "{group: '', kind: ConfigMap, name: servers}",
            hostname: String = "abc.example.com", more: String = ""
        ) -> String {
            let section = section.map { ", sectionName: \($0)" } ?? ""
            return """
                BackendTLSPolicy/\(name):
                  targetRefs: [{group: "", kind: Service, name: \(service)\(section)}]
                  validation: {caCertificateRefs: [\(authority)], hostname: \(hostname)\(more)}

                """
        }

        @Test func BackendTLSPolicy() async throws {
            var manifest = """
                HTTPRoute/btls:
                  parentRefs: [plain]
                  hostnames: [abc.example.com]
                  rules: [=/good -> btls-good:443, =/other-host -> btls-host:443, =/other-authority -> btls-authority:443,
                    =/reconciled -> btls-reconciled:443]
                HTTPRoute/btls-again: {parentRefs: [secure], hostnames: [https-listener.org], rules: [=/good -> btls-good:443]}

                """
            for name in ["good", "host", "authority", "reconciled"] { manifest += Self.service("btls-" + name) }
            manifest += Self.policy("btls-good", for: "btls-good")
            manifest += Self.policy("btls-host", for: "btls-host", hostname: "mismatch.example.com")
            manifest += Self.policy(
                "btls-authority", for: "btls-authority", authority: "{group: '', kind: ConfigMap, name: strangers}")
            manifest += Self.policy("btls-reconciled", for: "btls-reconciled")
            try await scene(manifest) { scene in
                try await scene.settled()
                for name in ["good", "host", "authority", "reconciled"] {
                    for condition in Self.resolved {
                        try await scene.expect(policy: Ref("BackendTLSPolicy", Ref.home, "btls-" + name), under: "plain", condition)
                    }
                }
                let front = try await scene.gateway("plain")
                try await front.answers([
                    Ask("abc.example.com/good -> tls", seenServerName: "abc.example.com"), "abc.example.com/other-host -> 503",
                    "abc.example.com/other-authority -> 503", "abc.example.com/reconciled -> tls",
                ])
                try await scene.expect(policy: "BackendTLSPolicy/btls-good", under: "secure", "Accepted=True")
                try await scene.gateway("secure").answers(
                    [Ask("https-listener.org/good -> tls", seenServerName: "abc.example.com")],
                    tls: scene.certificates.trusting("https-listener.org"))
                try await reconciled(scene, front)
            }
        }

        /// The policy follows its ConfigMap: not there yet, there, emptied, filled again.
        private func reconciled(_ scene: Scene, _ front: Front) async throws {
            let policy: Ref = "BackendTLSPolicy/btls-reconciled"
            func isValid(_ valid: Bool) async throws {
                try await scene.expect(
                    policy: policy, under: "plain", valid ? "Accepted=True/Accepted" : "Accepted=False/NoValidCACertificate",
                    valid ? "ResolvedRefs=True/ResolvedRefs" : "ResolvedRefs=False/InvalidCACertificateRef")
            }
            let authority: JSON = ["group": "", "kind": "ConfigMap", "name": "servers-later"]
            try await scene.api.merge(policy, ["spec": ["validation": ["caCertificateRefs": [authority]]]])
            try await isValid(false)
            try await scene.apply(Certificates.configMap("servers-later", in: Ref.home, scene.certificates.authority))
            try await isValid(true)
            try await scene.api.merge("ConfigMap/servers-later", ["data": ["ca.crt": ""]])
            try await isValid(false)
            let certificate = JSON.string(scene.certificates.authority.certificatePEM)
            try await scene.api.merge("ConfigMap/servers-later", ["data": ["ca.crt": certificate]])
            try await isValid(true)
            try await front.answers(["abc.example.com/reconciled -> tls"])
        }

        @Test func BackendTLSPolicyConflictResolution() async throws {
            let two = "{name: https-1, port: 443, targetPort: 8443}, {name: https-2, port: 8443, targetPort: 8443}"
            var manifest = """
                HTTPRoute/btls-conflicts:
                  parentRefs: [plain]
                  hostnames: [abc.example.com]
                  rules: [=/whole -> btls-whole:443, =/section -> btls-section:443, =/both-1 -> btls-both:443, =/both-2 -> btls-both:8443]

                """
            manifest += Self.service("btls-whole") + Self.service("btls-section", two) + Self.service("btls-both", two)
            let other = "other.example.com"
            manifest += Self.policy("whole-1", for: "btls-whole", section: nil, hostname: other)
            manifest += Self.policy("section-1", for: "btls-section", section: "https-1", hostname: other)
            manifest += Self.policy("both-section", for: "btls-both", section: "https-1", hostname: other)
            manifest += Self.policy("both-whole", for: "btls-both", section: nil)
            try await scene(manifest) { scene in
                try await scene.apply(Self.policy("whole-2", for: "btls-whole", section: nil))
                try await scene.apply(Self.policy("section-2", for: "btls-section", section: "https-1"))
                try await scene.settled()
                for name in ["whole-1", "section-1", "both-section", "both-whole"] {
                    try await scene.expect(policy: Ref("BackendTLSPolicy", Ref.home, name), under: "plain", "Accepted=True/Accepted")
                }
                for name in ["whole-2", "section-2"] {
                    try await scene.expect(policy: Ref("BackendTLSPolicy", Ref.home, name), under: "plain", "Accepted=False/Conflicted")
                }
                try await scene.gateway("plain").answers([
                    Ask("abc.example.com/whole -> tls", seenServerName: other),
                    Ask("abc.example.com/section -> tls", seenServerName: other),
                    Ask("abc.example.com/both-1 -> tls", seenServerName: other),
                    Ask("abc.example.com/both-2 -> tls", seenServerName: "abc.example.com"),
                ])
            }
        }

        /// A policy whose authority is of no use, and a request to its Service.
        private func invalid(_ name: String, authority: String, _ reason: String, more: String = "") async throws {
            try await scene(
                "HTTPRoute/\(name): {parentRefs: [plain], hostnames: [abc.example.com], rules: [=/invalid -> \(name):443]}\n"
                    + Self.service(name) + Self.policy(name, for: name, section: nil, authority: authority) + more
            ) { scene in
                try await scene.settled(resolved: false)
                try await scene.expect(
                    policy: Ref("BackendTLSPolicy", Ref.home, name), under: "plain", "Accepted=False/NoValidCACertificate",
                    "ResolvedRefs=False/\(reason)")
                try await scene.gateway("plain").answers(["abc.example.com/invalid -> 500|502|503"])
            }
        }

        @Test func BackendTLSPolicyInvalidCACertificateRef() async throws {
            try await invalid(
                "btls-nonexistent", authority: "{group: '', kind: ConfigMap, name: nonexistent}", "InvalidCACertificateRef")
            try await invalid(
                "btls-malformed", authority: "{group: '', kind: ConfigMap, name: empty}", "InvalidCACertificateRef",
                more: "ConfigMap/empty: {data: {}}\n")
        }

        @Test func BackendTLSPolicyInvalidKind() async throws {
            try await invalid("btls-kind", authority: "{group: invalid.io, kind: InvalidKind, name: invalid}", "InvalidKind")
        }

        @Test func BackendTLSPolicyObservedGenerationBump() async throws {
            try await scene(
                "HTTPRoute/btls-generations: {parentRefs: [plain], rules: ['-> btls-generations:443']}\n"
                    + Self.service("btls-generations") + Self.policy("btls-generations", for: "btls-generations")
            ) { scene in
                let policy: Ref = "BackendTLSPolicy/btls-generations"
                try await scene.expect(policy: policy, under: "plain", "Accepted=True")
                let before = try await scene.api.get(policy)
                try await scene.api.merge(policy, ["spec": ["validation": ["hostname": "foo.example.com"]]])
                try await scene.expect(policy: policy, under: "plain", "Accepted=True")
                let after = try await scene.api.get(policy)
                #expect(before?["metadata", "generation"] != after?["metadata", "generation"])
            }
        }

        @Test func BackendTLSPolicySANValidation() async throws {
            func dns(_ name: String) -> String { "{type: Hostname, hostname: \(name)}" }
            func uri(_ name: String) -> String { "{type: URI, uri: 'spiffe://\(name)/test-identity'}" }
            let (good, bad) = ("abc.example.com", "def.example.com")
            let cases = [
                ("dns", dns(good), "tls"), ("dns-mismatch", dns(bad), "503"), ("uri", uri(good), "tls"), ("uri-mismatch", uri(bad), "503"),
                ("several", "\(uri(good)), \(dns(good))", "tls"), ("several-mismatch", "\(uri(bad)), \(dns(bad))", "503"),
            ]
            let rules = cases.map { "=/\($0.0) -> san-\($0.0):443" }.joined(separator: ", ")
            var manifest = "HTTPRoute/san: {parentRefs: [plain], hostnames: [abc.example.com], rules: [\(rules)]}\n"
            for (name, alternatives, _) in cases {
                manifest += Self.service("san-" + name)
                manifest += Self.policy("san-" + name, for: "san-" + name, more: ", subjectAltNames: [\(alternatives)]")
            }
            try await scene(manifest) { scene in
                try await scene.settled()
                for (name, _, _) in cases {
                    try await scene.expect(policy: Ref("BackendTLSPolicy", Ref.home, "san-" + name), under: "plain", "Accepted=True/Accepted")
                }
                try await scene.gateway("plain").answers(
                    cases.map { name, _, outcome in
                        Ask("abc.example.com/\(name) -> \(outcome)", seenServerName: outcome == "tls" ? "abc.example.com" : nil)
                    })
            }
        }
    }
}
