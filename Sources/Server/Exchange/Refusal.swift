import API
import JSON
import Kube

/// Answers that never reach the API.
enum Refusal {
    static let bodyTooLarge = status(
        StatusError(
            code: 413, reason: "RequestEntityTooLarge",
            message: "Request entity too large: limit is \(Limits.requestBodyBytes)"))

    static let upgradeRequired = status(
        StatusError(code: 400, reason: "BadRequest", message: "Upgrade request required"))

    static func status(_ error: StatusError) -> APIResponse {
        APIResponse(
            status: error.code, headers: [("Cache-Control", "no-cache, private"), ("Content-Type", "application/json")],
            body: .bytes(error.json.bytes + [UInt8(ascii: "\n")]))
    }

    static func text(_ code: Int, _ message: String) -> APIResponse {
        APIResponse(
            status: code,
            headers: [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")],
            body: .bytes(Array(message.utf8)))
    }
}
