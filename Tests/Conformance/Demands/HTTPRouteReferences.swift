// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// Backends that a route may not or cannot reach.
    @Suite struct HTTPRouteReferences {
        /// A route that is accepted, of which a reference is not resolved.
        private func unresolved(_ manifest: String, _ route: Ref, _ reason: String, _ asks: [Ask]) async throws {
            try await scene(manifest) { scene in
                try await scene.settled(resolved: false)
                try await scene.expect(route, under: "plain", "ResolvedRefs=False/\(reason)")
                try await scene.gateway("plain").answers(asks)
            }
        }

        @Test func HTTPRouteInvalidBackendRefUnknownKind() async throws {
            try await unresolved(
                """
                HTTPRoute/unknown-kind:
                  parentRefs: [plain]
                  rules: [{backendRefs: [{group: unknownkind.example.com, kind: NonExistent, name: v1, port: 8080}]}]
                """, "HTTPRoute/unknown-kind", "InvalidKind", ["/v2 -> 500"])
        }

        @Test func HTTPRouteInvalidNonExistentBackendRef() async throws {
            try await unresolved(
                "HTTPRoute/nonexistent: {parentRefs: [plain], rules: ['-> infra/nonexistent']}", "HTTPRoute/nonexistent",
                "BackendNotFound", ["/ -> 500"])
        }

        @Test func HTTPRouteInvalidCrossNamespaceBackendRef() async throws {
            try await unresolved(
                "HTTPRoute/no-grant: {parentRefs: [plain], rules: ['-> web/web']}", "HTTPRoute/no-grant", "RefNotPermitted",
                ["/ -> 500"])
        }

        @Test func HTTPRouteInvalidReferenceGrant() async throws {
            try await unresolved(
                """
                ReferenceGrant/infra/wrong-namespace: HTTPRoute infra -> Service web
                ReferenceGrant/web/wrong-from-group:
                  from: [{group: another.group, kind: HTTPRoute, namespace: infra}]
                  to: [{group: "", kind: Service, name: web}]
                ReferenceGrant/web/wrong-from-kind: Gateway infra -> Service web
                ReferenceGrant/web/wrong-from-namespace: HTTPRoute elsewhere -> Service web
                ReferenceGrant/web/wrong-to-group:
                  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: infra}]
                  to: [{group: another.group, kind: Service, name: web}]
                ReferenceGrant/web/wrong-to-kind: HTTPRoute infra -> Secret web
                ReferenceGrant/web/wrong-to-name: HTTPRoute infra -> Service another
                HTTPRoute/wrong-grants: {parentRefs: [plain], rules: ['-> web/web']}
                """, "HTTPRoute/wrong-grants", "RefNotPermitted", ["/ -> 500"])
        }

        @Test func HTTPRoutePartiallyInvalidViaInvalidReferenceGrant() async throws {
            try await unresolved(
                """
                ReferenceGrant/apps/one-service: HTTPRoute infra -> Service app-1
                HTTPRoute/half-granted: {parentRefs: [plain], rules: [/v2 -> apps/app-2, '-> apps/app-1']}
                """, "HTTPRoute/half-granted", "RefNotPermitted", ["/v2 -> 500", "/ -> apps/app-1"])
        }

        @Test func HTTPRouteReferenceGrant() async throws {
            try await scene(
                """
                ReferenceGrant/web/granted: HTTPRoute infra -> Service web
                HTTPRoute/granted: {parentRefs: [plain], rules: ['-> web/web']}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("plain")
                try await front.answers(["/ -> web/web"])
                try await scene.api.delete("ReferenceGrant/web/granted")
                try await front.answers(["/ -> 500"])
            }
        }
    }
}
