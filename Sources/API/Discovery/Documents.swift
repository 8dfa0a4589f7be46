import JSON
import Kube
import Schemas
import Store

/// Paths that name no resource.
extension APIServer {
    func document(_ call: Call) throws -> Answer {
        guard call.method == "GET" || call.method == "HEAD" else { return .ready(Self.methodNotAllowed) }
        let path = call.info.path.count > 1 && call.info.path.hasSuffix("/") ? String(call.info.path.dropLast()) : call.info.path
        switch path {
        case "/healthz", "/livez", "/readyz": return .ready(health(call, path))
        case "/version": return .ready(try plain(Version.json, call))
        case "/": return .ready(try plain(["paths": JSON(rootPaths(call.surface))], call))
        case "/api", "/apis": return .ready(try discoveryRoot(call, path))
        case "/openapi/v2": return .ready(openAPI2(call))
        case "/openapi/v3": return .ready(try plain(call.surface.openAPI3Index, call))
        case "/metrics": return .ready(metrics())
        case "/.well-known/openid-configuration": return .ready(try plain(openIDConfiguration(call), call))
        case "/openid/v1/jwks":
            var response = try plain(["keys": [configuration.signer.jsonWebKey]], call)
            response.headers = response.headers.map { $0.name == "Content-Type" ? ($0.name, "application/jwk-set+json") : $0 }
            return .ready(response)
        default: break
        }
        for root in ["/healthz", "/livez", "/readyz"] where path.hasPrefix(root + "/") {
            return .ready(Health.checks.contains(String(path.dropFirst(root.count + 1))) ? Self.text("ok") : Self.pageNotFound)
        }
        if path.hasPrefix("/openapi/v3/") { return .ready(openAPI3(call, String(path.dropFirst(12)))) }
        let parts = path.split(separator: "/").map(String.init)
        switch (parts.first, parts.count) {
        case ("api", 2): return .ready(try resourceList(call, GroupVersion(group: "", version: parts[1])))
        case ("apis", 2): return .ready(try group(call, parts[1]))
        case ("apis", 3): return .ready(try resourceList(call, GroupVersion(group: parts[1], version: parts[2])))
        default: return .ready(Self.pageNotFound)
        }
    }

    func plain(_ json: JSON, _ call: Call, order: [String] = []) throws -> APIResponse {
        let negotiation =
            Negotiation.negotiate(
                accept: call.request.headers.accept, query: call.query, userAgent: call.request.headers.userAgent,
                allowsProtobuf: false) ?? .plain
        if !order.isEmpty, negotiation.encoding == .json {
            return Self.bytes(OrderedText.bytes(json, order, isPretty: negotiation.isPretty), type: MediaType.json)
        }
        return try encoded(json, Negotiation(encoding: negotiation.encoding, isPretty: negotiation.isPretty), status: 200)
    }

    private func health(_ call: Call, _ path: String) -> APIResponse {
        let excluded = Set(call.query.all("exclude"))
        guard call.query["verbose"] != nil else { return Self.text("ok") }
        let lines = Health.checks.map { excluded.contains($0) ? "[+]\($0) excluded: ok\n" : "[+]\($0) ok\n" }
        let name = path.dropFirst()
        return Self.text(lines.joined() + "\(name) check passed\n")
    }

    private func rootPaths(_ surface: Surface) -> [String] {
        var paths = ["/.well-known/openid-configuration", "/api", "/api/v1", "/apis", "/apis/"]
        for group in surface.servedGroups {
            paths.append("/apis/\(group.name)")
            paths += group.versions.map { "/apis/\(group.name)/\($0)" }
        }
        for root in ["/healthz", "/livez", "/readyz"] { paths += [root] + Health.checks.map { "\(root)/\($0)" } }
        return (paths + ["/metrics", "/openapi/v2", "/openapi/v3", "/openapi/v3/", "/openid/v1/jwks", "/version"]).sorted()
    }

    private func openIDConfiguration(_ call: Call) -> JSON {
        [
            "issuer": .string(TokenSigner.issuer), "jwks_uri": .string("https://\(address(call))/openid/v1/jwks"),
            "response_types_supported": ["id_token"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        ]
    }

    func address(_ call: Call) -> String {
        configuration.address.isEmpty ? call.request.headers.host : configuration.address
    }

    private func metrics() -> APIResponse {
        var text = "# HELP apiserver_storage_objects Number of stored objects by kind.\n# TYPE apiserver_storage_objects gauge\n"
        for resource in store.resources.sorted(by: { $0.description < $1.description }) {
            text += "apiserver_storage_objects{resource=\"\(resource)\"} \(store.count(resource))\n"
        }
        return Self.bytes(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}

/// The checks that `?verbose` lists: what this process has of the things Kubernetes checks.
enum Health {
    static let checks = ["ping", "log", "etcd", "poststarthook/rbac/bootstrap-roles"]
}
