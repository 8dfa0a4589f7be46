import API
import JSON
import Kube
import Store

/// An API server over a store in memory, with the ways to talk to it.
struct Fixture {
    static let adminToken = "admin-token"

    let server: APIServer
    let client: LocalClient

    init(families: [ServiceFamily] = [.v4], store: Store? = nil) throws {
        let store = try store ?? Store(path: nil)
        server = APIServer(APIServer.Configuration(store: store, adminToken: Fixture.adminToken, serviceFamilies: families))
        client = LocalClient(server)
    }

    /// A server with a namespace to work in.
    static func withNamespace(_ name: String = "test", families: [ServiceFamily] = [.v4]) async throws -> Fixture {
        let fixture = try Fixture(families: families)
        _ = try await fixture.send("POST", "/api/v1/namespaces", ["metadata": ["name": .string(name)]])
        return fixture
    }

    struct Reply {
        var status: Int
        var headers: [(name: String, value: String)]
        var bytes: [UInt8]
        var json: JSON

        var message: String { json["message"]?.string ?? "" }

        func header(_ name: String) -> [String] {
            headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        }
    }

    func send(
        _ method: String, _ path: String, _ body: JSON? = nil, token: String? = Fixture.adminToken,
        headers: [String: String] = [:]
    ) async throws -> Reply {
        try await send(method, path, bytes: body?.bytes ?? [], token: token, headers: headers)
    }

    func send(
        _ method: String, _ path: String, bytes: [UInt8], token: String? = Fixture.adminToken,
        headers: [String: String] = [:]
    ) async throws -> Reply {
        let response = await server.handle(request(method, path, bytes, token, headers))
        var reply = Reply(status: response.status, headers: response.headers, bytes: [], json: .null)
        if case .bytes(let bytes) = response.body { reply.bytes = bytes }
        reply.json = (try? JSON(parsing: reply.bytes)) ?? .null
        return reply
    }

    /// A watch's events as they come.
    func watch(_ path: String, headers: [String: String] = [:]) async throws -> WatchReader {
        let response = await server.handle(request("GET", path, [], Fixture.adminToken, headers))
        guard case .stream(let stream) = response.body else { throw Unexpected() }
        return WatchReader(stream.makeAsyncIterator())
    }

    struct Unexpected: Error {}

    private func request(
        _ method: String, _ target: String, _ body: [UInt8], _ token: String?, _ headers: [String: String]
    ) -> APIRequest {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        var all = APIHeaders()
        if let token { all.add("Authorization", "Bearer \(token)") }
        for (name, value) in headers { all.add(name, value) }
        return APIRequest(
            method: method, path: parts[0], query: parts.count == 2 ? parts[1] : "", headers: all, body: body)
    }
}

final class WatchReader {
    private var iterator: ByteStream.Iterator
    private var pending: [UInt8] = []

    init(_ iterator: ByteStream.Iterator) { self.iterator = iterator }

    /// The next event; nil at the end of the stream.
    func next() async throws -> JSON? {
        while true {
            if let end = pending.firstIndex(of: 10) {
                let line = Array(pending[..<end])
                pending.removeSubrange(...end)
                return try JSON(parsing: line)
            }
            guard let chunk = try await iterator.next() else { return nil }
            pending += chunk
        }
    }

    /// `ADDED name` and the like.
    func nextLine() async throws -> String {
        guard let event = try await next() else { return "END" }
        return "\(event["type"]?.string ?? "") \(event["object"]?.name ?? "")"
    }
}
