import NIOCore

/// Form values as Go's `Request.FormValue` finds them: those of a form body come before the query's. Asking for one
/// reads such a body; other bodies are left alone.
enum EchoForm {
    static func read(_ exchange: HTTPExchange, _ done: @escaping (_ value: @escaping (String) -> String?) -> Void) {
        let request = exchange.request
        let query = request.query
        func value(among body: [(name: String, value: String)]) -> (String) -> String? {
            { name in (body.first { $0.name == name } ?? query.first { $0.name == name })?.value }
        }
        let type = request.first("content-type").map {
            $0.prefix { $0 != ";" }.trimmingSpaces.lowercased()
        }
        guard request.hasBody, ["POST", "PUT", "PATCH"].contains(request.method),
            type == "application/x-www-form-urlencoded" || type == "multipart/form-data"
        else { return done(value(among: [])) }
        exchange.readBody(limit: Limits.formBytes) { body in
            let text = body.map { String(buffer: $0) } ?? ""
            done(value(among: type == "multipart/form-data" ? [] : GoURL.query(text[...])))
        }
    }
}
