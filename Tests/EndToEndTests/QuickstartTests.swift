import Foundation
import JSON
import Testing

/// Envoy Gateway's quickstart, as a newcomer types it.
@Suite struct QuickstartTests {
    @Test func pageRunsToItsAnswers() async throws {
        try await TestSandbox.run { sandbox in
            let wait = try await sandbox.kubectl(
                "wait", "--timeout=1m", "-n", "envoy-gateway-system", "deployment/envoy-gateway",
                "--for=condition=Available")
            #expect(wait.out == "deployment.apps/envoy-gateway condition met\n")
            try await sandbox.applyQuickstart()
            let url = try await sandbox.gatewayURL()
            let answer = try await sandbox.eventually("the backend answers") {
                let answer = try await sandbox.curl("-H", "Host: www.example.com", url + "/get")
                return answer.status == 200 ? answer : nil
            }
            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer.headers["x-content-type-options"] == "nosniff")
            #expect(answer.headers["server"] == nil)
            #expect(answer.json["path"] == "/get")
            #expect(answer.json["host"] == "www.example.com")
            #expect(answer.json["namespace"] == "default")
            #expect(answer.json["headers"]?["X-Forwarded-Proto"]?[0] == "http")
            #expect(answer.json["pod"]?.string?.hasPrefix("backend-") == true)

            let other = try await sandbox.curl("-H", "Host: other.example.org", url + "/get")
            #expect(other.status == 404)
            #expect(other.body.isEmpty)

            let service = try await sandbox.kubectl(
                "get", "svc", "-n", "envoy-gateway-system",
                "--selector=gateway.envoyproxy.io/owning-gateway-namespace=default,gateway.envoyproxy.io/owning-gateway-name=eg",
                "-o", "jsonpath={.items[0].metadata.name}")
            #expect(service.out == "envoy-default-eg-e41e7b31")
        }
    }

    @Test func deletingTheGatewayTakesItsProxyAway() async throws {
        try await TestSandbox.run { sandbox in
            try await sandbox.applyQuickstart()
            let url = try await sandbox.gatewayURL()
            let deleted = try await sandbox.kubectl("delete", "gateway/eg")
            #expect(deleted.out == "gateway.gateway.networking.k8s.io \"eg\" deleted\n")
            try await sandbox.eventually("no Deployment is left") {
                let left = try await sandbox.kubectl(
                    "get", "deploy", "-n", "envoy-gateway-system", "-l",
                    "gateway.envoyproxy.io/owning-gateway-name=eg", "-o", "name")
                return left.out.isEmpty ? true : nil
            }
            try await sandbox.eventually("the address is closed") {
                try await sandbox.curl("-H", "Host: www.example.com", url + "/get").status == 0 ? true : nil
            }
        }
    }
}
