// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import PKI
import Testing

extension Conformance {
    /// The certificates of Gateways: their own, those of other namespaces, and what they show to backends.
    @Suite struct GatewayCertificates {
        @Test func GatewayInvalidTLSConfiguration() async throws {
            let cases = [
                "nonexistent": "{kind: Secret, group: '', name: nonexistent}",
                "other-group": "{kind: Secret, group: wrong.group.company.io, name: front}",
                "other-kind": "{kind: WrongKind, group: '', name: front}",
                "malformed": "{kind: Secret, group: '', name: malformed}",
            ]
            var manifest = "Secret/malformed: {type: kubernetes.io/tls, data: {tls.crt: SGVsbG8gd29ybGQK, tls.key: SGVsbG8gd29ybGQK}}\n"
            for (name, reference) in cases {
                manifest += "Gateway/certificate-\(name): {listeners: [{name: https, port: 443, protocol: HTTPS,"
                manifest += " allowedRoutes: {namespaces: {from: All}}, tls: {certificateRefs: [\(reference)]}}]}\n"
            }
            let wanted = ["https": "0 HTTPRoute ResolvedRefs=False/InvalidCertificateRef"]
            try await listenersSay(
                manifest, Dictionary(uniqueKeysWithValues: cases.keys.map { (Ref("Gateway", Ref.home, "certificate-" + $0), wanted) }))
        }

        @Test func GatewayInvalidTLSBackendConfiguration() async throws {
            let cases = [
                ("nonexistent", "{kind: Secret, group: '', name: nonexistent}", "InvalidClientCertificateRef"),
                ("other-group", "{kind: Secret, group: wrong.group.company.io, name: front}", "InvalidClientCertificateRef"),
                ("other-kind", "{kind: WrongKind, group: '', name: front}", "InvalidClientCertificateRef"),
                ("malformed", "{kind: Secret, group: '', name: empty}", "InvalidClientCertificateRef"),
                ("no-grant", "{kind: Secret, group: '', name: certificate, namespace: web}", "RefNotPermitted"),
            ]
            var manifest = "Secret/empty: {type: Opaque, data: {}}\n"
            for (name, reference, _) in cases {
                manifest += "Gateway/client-certificate-\(name): {listeners: [http HTTP:80 from=Same],"
                manifest += " tls: {backend: {clientCertificateRef: \(reference)}}}\n"
            }
            try await scene(manifest, alone: true) { scene in
                for (name, _, reason) in cases {
                    try await scene.expect(
                        Ref("Gateway", Ref.home, "client-certificate-" + name), "ResolvedRefs=False/\(reason)",
                        "Accepted=True/Accepted")
                }
            }
        }

        private static let borrowing = "{listeners: [https HTTPS:443 from=All cert=web/certificate]}"

        @Test func GatewaySecretMissingReferenceGrant() async throws {
            try await listenersSay(
                "Gateway/no-grant: \(Self.borrowing)", alone: true,
                ["Gateway/no-grant": ["https": "0 HTTPRoute ResolvedRefs=False/RefNotPermitted"]])
        }

        @Test func GatewaySecretInvalidReferenceGrant() async throws {
            try await listenersSay(
                """
                Gateway/wrong-grants: \(Self.borrowing)
                ReferenceGrant/apps/wrong-namespace: Gateway infra -> Secret certificate
                ReferenceGrant/web/wrong-from-group:
                  from: [{group: another.group, kind: Gateway, namespace: infra}]
                  to: [{group: "", kind: Secret, name: certificate}]
                ReferenceGrant/web/wrong-from-kind: HTTPRoute infra -> Secret certificate
                ReferenceGrant/web/wrong-from-namespace: Gateway elsewhere -> Secret certificate
                ReferenceGrant/web/wrong-to-group:
                  from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: infra}]
                  to: [{group: another.group, kind: Secret, name: certificate}]
                ReferenceGrant/web/wrong-to-kind: Gateway infra -> Service certificate
                ReferenceGrant/web/wrong-to-name: Gateway infra -> Secret another
                """, ["Gateway/wrong-grants": ["https": "0 HTTPRoute ResolvedRefs=False/RefNotPermitted"]])
        }

        @Test func GatewaySecretReferenceGrantAllInNamespace() async throws {
            try await listenersSay(
                "Gateway/granted-all: \(Self.borrowing)\nReferenceGrant/web/all-secrets: Gateway infra -> Secret",
                ["Gateway/granted-all": ["https": "0 HTTPRoute Programmed=True/Programmed ResolvedRefs=True"]])
        }

        @Test func GatewaySecretReferenceGrantSpecific() async throws {
            try await listenersSay(
                "Gateway/granted-one: \(Self.borrowing)\nReferenceGrant/web/one-secret: Gateway infra -> Secret certificate",
                ["Gateway/granted-one": ["https": "0 HTTPRoute Programmed=True/Programmed ResolvedRefs=True"]])
        }

        @Test func GatewayTLSBackendClientCertificate() async throws {
            try await scene(
                """
                Gateway/client-certificate:
                  listeners: [http HTTP:80 from=Same]
                  tls: {backend: {clientCertificateRef: {kind: Secret, group: "", name: gateway-client}}}
                HTTPRoute/client-certificate: {parentRefs: [client-certificate], hostnames: [abc.example.com], rules: [=/ -> asking:443]}
                BackendTLSPolicy/client-certificate:
                  targetRefs: [{group: "", kind: Service, name: asking}]
                  validation: {caCertificateRefs: [{group: "", kind: ConfigMap, name: servers}], hostname: abc.example.com}
                """
            ) { scene in
                try await scene.apply(Fixtures.service("asking", port: 443, targetPort: 8443))
                try await scene.apply(Fixtures.deployment("asking", secret: "back", clientAuthority: "servers"))
                try await scene.settled()
                try await scene.expect(policy: "BackendTLSPolicy/client-certificate", under: "client-certificate", "Accepted=True")
                try await scene.expect("Gateway/client-certificate", "ResolvedRefs=True/ResolvedRefs")
                let front = try await scene.gateway("client-certificate")
                try await front.answers([Ask("abc.example.com/ -> asking", seenServerName: "abc.example.com")])
                let place = try await scene.cluster.place(front.address, 80)
                let echo = try await HTTPCall(host: "abc.example.com").send(to: place).json
                #expect(echo["tls", "peerCertificates"]?[0]?.string?.trimmedLines == scene.certificates.gateway.certificatePEM.trimmedLines)
            }
        }
    }
}

extension String {
    /// Without the line breaks around it.
    fileprivate var trimmedLines: Substring {
        let start = drop { $0.isNewline }
        return start.lastIndex { !$0.isNewline }.map { start[...$0] } ?? ""
    }
}
