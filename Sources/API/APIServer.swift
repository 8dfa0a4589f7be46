/// The API without sockets: one request in, one response out.
package final class APIServer: Sendable {
    /// Reads that need no waiting (get, list, discovery, health), answered on the caller's thread in microseconds; nil
    /// for everything else, which `handle` answers.
    package func handleNow(_ request: APIRequest) -> APIResponse? { nil }

    package func handle(_ request: APIRequest) async -> APIResponse {
        APIResponse(status: 503, body: .bytes([]))
    }

    package init() {}
}
