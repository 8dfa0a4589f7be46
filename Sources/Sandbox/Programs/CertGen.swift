internal import Controllers
internal import Foundation
internal import Images
internal import JSON
internal import Kube
internal import PKI

/// `envoy-gateway certgen`: makes the certificates by which controller and proxies know each other.
struct CertGen {
    var client: any Client

    private let secrets = GroupVersionResource("", "v1", "secrets")

    func run(_ context: ContainerContext) async -> ExitStatus {
        let namespace = context.environment["ENVOY_GATEWAY_NAMESPACE"] ?? context.pod.namespace
        let log = ZapLog(sink: context.log, name: "certgen")
        do {
            let authority = try CertificateAuthority.make(commonName: "envoy-gateway")
            for (name, service) in [
                ("envoy-gateway", "envoy-gateway"), ("envoy", "*"), ("envoy-rate-limit", "envoy-ratelimit"),
            ] {
                let names =
                    service == "*"
                    ? ["*.\(namespace)"]
                    : [service, "\(service).\(namespace)", "\(service).\(namespace).svc", "\(service).\(namespace).svc.cluster.local"]
                let identity = try authority.issueServer(names: names)
                try await create(
                    name, in: namespace, type: "kubernetes.io/tls",
                    data: [
                        "ca.crt": authority.certificatePEM, "tls.crt": identity.certificatePEM,
                        "tls.key": identity.keyPEM,
                    ], log)
            }
            let secret = (0..<32).map { _ in UInt8.random(in: 0...255) }
            try await create(
                "envoy-oidc-hmac", in: namespace, type: "Opaque",
                data: ["hmac-secret": String(decoding: Data(secret).base64EncodedData(), as: UTF8.self)], log)
            return .completed
        } catch {
            log.error("failed to generate certificates", ["error": .string("\(error)")])
            return ExitStatus(code: 1)
        }
    }

    private func create(
        _ name: String, in namespace: String, type: String, data: [String: String], _ log: ZapLog
    ) async throws {
        let encoded = data.mapValues { JSON.string(Data($0.utf8).base64EncodedString()) }
        let secret: JSON = [
            "apiVersion": "v1", "kind": "Secret", "type": .string(type),
            "metadata": [
                "name": .string(name), "namespace": .string(namespace), "labels": ["control-plane": "envoy-gateway"],
            ],
            "data": .object(encoded),
        ]
        do {
            _ = try await client.create(secrets, secret, WriteOptions(manager: "envoy-gateway"))
            log.info("created secret", ["namespace": .string(namespace), "name": .string(name)])
        } catch let error as StatusError where error.reason == "AlreadyExists" {
            log.info("skipped creating secret since it already exists", ["namespace": .string(namespace), "name": .string(name)])
        }
    }
}
