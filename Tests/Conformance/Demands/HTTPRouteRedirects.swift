// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// Where redirects lead.
    @Suite struct HTTPRouteRedirects {
        @Test func HTTPRoute303Redirect() async throws {
            try await routed(
                "HTTPRoute/see-other: {parentRefs: [plain], rules: [{on: /see-other, filters: [{redirect: {statusCode: 303}}]}]}",
                ["POST /see-other -> 303 /see-other"])
        }

        @Test func HTTPRoute307Redirect() async throws {
            try await routed(
                "HTTPRoute/temporary: {parentRefs: [plain], rules: [{on: /temporary, filters: [{redirect: {statusCode: 307}}]}]}",
                ["/temporary -> 307 /temporary"])
        }

        @Test func HTTPRoute308Redirect() async throws {
            try await routed(
                "HTTPRoute/permanent: {parentRefs: [plain], rules: [{on: /permanent, filters: [{redirect: {statusCode: 308}}]}]}",
                ["/permanent -> 308 /permanent"])
        }

        @Test func HTTPRouteRedirectHostAndStatus() async throws {
            try await routed(
                """
                HTTPRoute/redirect-host:
                  parentRefs: [plain]
                  rules:
                  - {on: /host, filters: [{redirect: {hostname: example.org}}]}
                  - {on: /host-and-status, filters: [{redirect: {hostname: example.org, statusCode: 301}}]}
                """,
                ["/host -> 302 http://example.org/host", "/host-and-status -> 301 http://example.org/host-and-status"])
        }

        @Test func HTTPRouteRedirectPath() async throws {
            try await routed(
                """
                HTTPRoute/redirect-path:
                  parentRefs: [plain]
                  rules:
                  - {on: /original, filters: [{redirect: {path: "prefix:/replaced"}}]}
                  - {on: /full, filters: [{redirect: {path: "full:/all-replaced"}}]}
                  - {on: /path-and-host, filters: [{redirect: {hostname: example.org, path: "prefix:/replaced"}}]}
                  - {on: /path-and-status, filters: [{redirect: {path: "prefix:/replaced", statusCode: 301}}]}
                  - {on: /full-and-host, filters: [{redirect: {hostname: example.org, path: "full:/all-replaced"}}]}
                  - {on: /full-and-status, filters: [{redirect: {path: "full:/all-replaced", statusCode: 301}}]}
                """,
                [
                    "/original/lemon -> 302 /replaced/lemon", "/full/path/original -> 302 /all-replaced",
                    "/path-and-host -> 302 http://example.org/replaced", "/path-and-status -> 301 /replaced",
                    "/full-and-host -> 302 http://example.org/all-replaced", "/full-and-status -> 301 /all-replaced",
                ])
        }

        @Test func HTTPRouteRedirectPort() async throws {
            try await routed(
                """
                HTTPRoute/redirect-port:
                  parentRefs: [plain]
                  rules:
                  - {on: /port, filters: [{redirect: {port: 8083}}]}
                  - {on: /port-and-host, filters: [{redirect: {port: 8083, hostname: example.org}}]}
                  - {on: /port-and-status, filters: [{redirect: {port: 8083, statusCode: 301}}]}
                  - {on: /all, filters: [{redirect: {port: 8083, hostname: example.org, statusCode: 302}}]}
                """,
                [
                    "/port -> 302 http://*:8083/port", "/port-and-host -> 302 http://example.org:8083/port-and-host",
                    "/port-and-status -> 301 http://*:8083/port-and-status", "/all -> 302 http://example.org:8083/all",
                ])
        }

        @Test func HTTPRouteRedirectScheme() async throws {
            try await routed(
                """
                HTTPRoute/redirect-scheme:
                  parentRefs: [plain]
                  rules:
                  - {on: /scheme, filters: [{redirect: {scheme: https}}]}
                  - {on: /scheme-and-host, filters: [{redirect: {scheme: https, hostname: example.org}}]}
                  - {on: /scheme-and-status, filters: [{redirect: {scheme: https, statusCode: 301}}]}
                  - {on: /all, filters: [{redirect: {scheme: https, hostname: example.org, statusCode: 302}}]}
                """,
                [
                    "/scheme -> 302 https://*/scheme", "/scheme-and-host -> 302 https://example.org/scheme-and-host",
                    "/scheme-and-status -> 301 https://*/scheme-and-status", "/all -> 302 https://example.org/all",
                ])
        }

        @Test func HTTPRouteRedirectPortAndScheme() async throws {
            func rules(_ redirects: [String: String]) -> String {
                let rules = redirects.map { "{on: \($0.key), filters: [{redirect: {hostname: example.org, \($0.value)}}]}" }
                return "[" + rules.joined(separator: ", ") + "]"
            }
            let plain = rules([
                "/nil-nil": "", "/nil-80": "port: 80", "/nil-8080": "port: 8080", "/https-nil": "scheme: https",
                "/https-443": "scheme: https, port: 443", "/https-8443": "scheme: https, port: 8443",
            ])
            let other = rules(["/nil-nil": "", "/nil-80": "port: 80", "/https-nil": "scheme: https"])
            let secure = rules([
                "/nil-nil": "", "/nil-443": "port: 443", "/nil-8443": "port: 8443", "/http-nil": "scheme: http",
                "/http-80": "scheme: http, port: 80", "/http-8080": "scheme: http, port: 8080",
            ])
            try await scene(
                """
                Gateway/on-8080: {listeners: [http HTTP:8080 from=Same]}
                HTTPRoute/redirects-of-80: {parentRefs: [plain], rules: \(plain)}
                HTTPRoute/redirects-of-8080: {parentRefs: [on-8080], rules: \(other)}
                HTTPRoute/redirects-of-443: {parentRefs: [secure], rules: \(secure)}
                """
            ) { scene in
                try await scene.settled()
                try await scene.gateway("plain").answers([
                    "/nil-nil -> 302 http://example.org/nil-nil", "/nil-80 -> 302 http://example.org/nil-80",
                    "/nil-8080 -> 302 http://example.org:8080/nil-8080", "/https-nil -> 302 https://example.org/https-nil",
                    "/https-443 -> 302 https://example.org/https-443", "/https-8443 -> 302 https://example.org:8443/https-8443",
                ])
                try await scene.gateway("on-8080").answers(
                    [
                        "/nil-nil -> 302 http://example.org:8080/nil-nil", "/nil-80 -> 302 http://example.org/nil-80",
                        "/https-nil -> 302 https://example.org/https-nil",
                    ], port: 8080)
                try await scene.gateway("secure").answers(
                    [
                        "example.org/nil-nil -> 302 https://example.org/nil-nil",
                        "example.org/nil-443 -> 302 https://example.org/nil-443",
                        "example.org/nil-8443 -> 302 https://example.org:8443/nil-8443",
                        "example.org/http-nil -> 302 http://example.org/http-nil",
                        "example.org/http-80 -> 302 http://example.org/http-80",
                        "example.org/http-8080 -> 302 http://example.org:8080/http-8080",
                    ], tls: scene.certificates.trusting("example.org"))
            }
        }
    }
}
