package import JSON

/// An HTTP status as Envoy's API names it (`TooManyRequests`).
package struct HttpStatusCode: ProtoValue {
    package var code: UInt32

    package init(_ code: UInt32) { self.code = code }

    package static func read(_ json: JSON, _ log: ReadLog) -> HttpStatusCode? {
        if case .string(let name) = json, let code = codes[name] { return HttpStatusCode(code) }
        if case .int(let number) = json, let code = UInt32(exactly: number) { return HttpStatusCode(code) }
        if !json.isNull { log.refuse(json, wanted: "the name of an HTTP status") }
        return nil
    }

    package var json: JSON { Self.names[code].map(JSON.string) ?? .int(Int64(code)) }
    package var isZero: Bool { code == 0 }

    private static let names = Dictionary(uniqueKeysWithValues: codes.map { ($0.value, $0.key) })
    private static let codes: [String: UInt32] = [
        "Continue": 100, "OK": 200, "Created": 201, "Accepted": 202, "NonAuthoritativeInformation": 203,
        "NoContent": 204, "ResetContent": 205, "PartialContent": 206, "MultiStatus": 207, "AlreadyReported": 208,
        "IMUsed": 226, "MultipleChoices": 300, "MovedPermanently": 301, "Found": 302, "SeeOther": 303,
        "NotModified": 304, "UseProxy": 305, "TemporaryRedirect": 307, "PermanentRedirect": 308, "BadRequest": 400,
        "Unauthorized": 401, "PaymentRequired": 402, "Forbidden": 403, "NotFound": 404, "MethodNotAllowed": 405,
        "NotAcceptable": 406, "ProxyAuthenticationRequired": 407, "RequestTimeout": 408, "Conflict": 409, "Gone": 410,
        "LengthRequired": 411, "PreconditionFailed": 412, "PayloadTooLarge": 413, "URITooLong": 414,
        "UnsupportedMediaType": 415, "RangeNotSatisfiable": 416, "ExpectationFailed": 417, "MisdirectedRequest": 421,
        "UnprocessableEntity": 422, "Locked": 423, "FailedDependency": 424, "UpgradeRequired": 426,
        "PreconditionRequired": 428, "TooManyRequests": 429, "RequestHeaderFieldsTooLarge": 431,
        "InternalServerError": 500, "NotImplemented": 501, "BadGateway": 502, "ServiceUnavailable": 503,
        "GatewayTimeout": 504, "HTTPVersionNotSupported": 505, "VariantAlsoNegotiates": 506,
        "InsufficientStorage": 507, "LoopDetected": 508, "NotExtended": 510, "NetworkAuthenticationRequired": 511,
    ]
}
