import JSON
import Kube
import Schemas

extension APIServer {
    static func bytes(_ bytes: [UInt8], type: String, status: Int = 200, warnings: [String] = []) -> APIResponse {
        var headers: [(name: String, value: String)] = [
            ("Audit-Id", RandomName.uid()), ("Cache-Control", "no-cache, private"), ("Content-Type", type),
        ]
        var seen: Set<String> = []
        for warning in warnings where seen.insert(warning).inserted {
            headers.append(("Warning", "299 - \(Self.headerQuoted(warning))"))
        }
        return APIResponse(status: status, headers: headers, body: .bytes(bytes))
    }

    static func text(_ text: String, status: Int = 200) -> APIResponse {
        var response = bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
        response.headers.append(("X-Content-Type-Options", "nosniff"))
        return response
    }

    static var pageNotFound: APIResponse { text("404 page not found\n", status: 404) }

    static var methodNotAllowed: APIResponse { text("405: Method Not Allowed", status: 405) }

    /// RFC 7234 warn-text: a quoted string on one line.
    private static func headerQuoted(_ text: String) -> String {
        var output = "\""
        for character in text.unicodeScalars {
            switch character {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case _ where character.value < 0x20 || character.value == 0x7F: output += " "
            default: output.unicodeScalars.append(character)
            }
        }
        return output + "\""
    }

    /// Any error as the `Status` a client gets, in an encoding it reads.
    func errorResponse(_ error: any Error, _ request: APIRequest) -> APIResponse {
        let status = error as? StatusError ?? StatusError(code: 500, reason: "", message: "\(error)")
        let negotiation =
            Negotiation.negotiate(accept: request.headers.accept, query: Query(request.query), userAgent: request.headers.userAgent,
                allowsProtobuf: true) ?? .plain
        var response: APIResponse
        if negotiation.encoding == .protobuf, let bytes = ProtobufCodec(surface.catalog).encode(status.json) {
            response = Self.bytes(bytes, type: MediaType.protobuf, status: status.code)
        } else if negotiation.encoding == .yaml {
            response = Self.bytes(encode(status.json, .yaml), type: MediaType.yaml, status: status.code)
        } else {
            response = Self.bytes(
                OrderedText.status(status, isPretty: negotiation.isPretty), type: MediaType.json, status: status.code)
        }
        if let seconds = status.details?["retryAfterSeconds"]?.int {
            response.headers.append(("Retry-After", String(seconds)))
        }
        return response
    }
}
