import Foundation
import JSON
import PKI
import YAML

/// The API server, over one connection.
struct KubeAPI: Sendable {
    struct Refused: Error, CustomStringConvertible {
        var status: Int
        var description: String
    }

    private let connection: HTTP2Connection

    /// Connects as the kubeconfig says.
    init(kubeconfig: String) async throws {
        let config = try YAML.document(String(contentsOfFile: kubeconfig, encoding: .utf8))
        func pem(_ list: String, _ item: String, _ field: String) -> String {
            let text = config[list]?[0]?[item]?[field]?.string ?? ""
            return Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        let server = URL(string: config["clusters"]?[0]?["cluster"]?["server"]?.string ?? "")
        let identity = Identity(
            certificatePEM: pem("users", "user", "client-certificate-data"), keyPEM: pem("users", "user", "client-key-data"))
        connection = try await HTTP2Connection.open(
            Place(host: server?.host ?? "", port: server?.port ?? 0),
            tls: ClientTLS(authority: pem("clusters", "cluster", "certificate-authority-data"), identity: identity))
    }

    func close() async { await connection.close() }

    func call(_ method: String, _ path: String, _ body: JSON? = nil, type: String = "application/json") async throws -> HTTPReply {
        var call = HTTPCall(method: method, target: path, host: "kubernetes", version: .http2)
        if let body {
            call.headers = [("Content-Type", type)]
            call.body = body.bytes
        }
        return try await connection.send(call)
    }

    private func object(_ reply: HTTPReply, _ what: String) throws -> JSON {
        guard reply.status < 300 else {
            throw Refused(status: reply.status, description: "\(what): \(reply.json["message"]?.string ?? reply.text)")
        }
        return reply.json
    }

    /// Nil when there is none.
    func get(_ key: Ref) async throws -> JSON? {
        let reply = try await call("GET", key.path())
        return reply.status == 404 ? nil : try object(reply, "get \(key)")
    }

    func list(_ kind: String, in namespace: String = Ref.home, labels: String = "") async throws -> [JSON] {
        let path = Ref(kind, namespace, "").path(isCollection: true) + (labels.isEmpty ? "" : "?labelSelector=" + labels)
        return try object(await call("GET", path), "list \(kind)")["items"]?.array ?? []
    }

    /// Creates the object, or replaces the one of its name.
    @discardableResult
    func apply(_ object: JSON) async throws -> JSON {
        let key = object.ref
        let created = try await call("POST", key.path(isCollection: true), object)
        guard created.status == 409 else { return try self.object(created, "create \(key)") }
        var object = object
        object["metadata", "resourceVersion"] = try await get(key)?["metadata", "resourceVersion"] ?? ""
        return try self.object(await call("PUT", key.path(), object), "replace \(key)")
    }

    @discardableResult
    func merge(_ key: Ref, _ patch: JSON) async throws -> JSON {
        try object(await call("PATCH", key.path(), patch, type: "application/merge-patch+json"), "patch \(key)")
    }

    func delete(_ key: Ref) async throws {
        let reply = try await call("DELETE", key.path(), ["kind": "DeleteOptions", "apiVersion": "v1"])
        if reply.status != 404 { _ = try object(reply, "delete \(key)") }
    }

    func log(of pod: String, in namespace: String, container: String) async throws -> String {
        let reply = try await call("GET", "/api/v1/namespaces/\(namespace)/pods/\(pod)/log?container=\(container)")
        guard reply.status == 200 else { throw Refused(status: reply.status, description: "log of \(pod): \(reply.text)") }
        return reply.text
    }
}

extension JSON {
    var ref: Ref {
        Ref(self["kind"]?.string ?? "", self["metadata", "namespace"]?.string ?? "", self["metadata", "name"]?.string ?? "")
    }
}
