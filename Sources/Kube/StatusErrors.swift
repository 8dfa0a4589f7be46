package import JSON

/// Kubernetes' own refusals: code, reason, message and details as its API machinery makes them.
extension StatusError {
    package static func notFound(_ resource: GroupResource, _ name: String) -> StatusError {
        StatusError(
            code: 404, reason: "NotFound", message: "\(resource) \(name.goQuoted) not found",
            details: details(resource, name))
    }

    /// A path that leads nowhere.
    package static var noSuchPath: StatusError {
        StatusError(
            code: 404, reason: "NotFound", message: "the server could not find the requested resource", details: [:])
    }

    package static func alreadyExists(_ resource: GroupResource, _ name: String) -> StatusError {
        StatusError(
            code: 409, reason: "AlreadyExists", message: "\(resource) \(name.goQuoted) already exists",
            details: details(resource, name))
    }

    package static func generatedNameExists(_ resource: GroupResource, _ name: String) -> StatusError {
        var error = alreadyExists(resource, name)
        error.message += ", the server was not able to generate a unique name for the object"
        error.details?["retryAfterSeconds"] = 1
        return error
    }

    package static func conflict(_ resource: GroupResource, _ name: String, _ why: String) -> StatusError {
        StatusError(
            code: 409, reason: "Conflict", message: "Operation cannot be fulfilled on \(resource) \(name.goQuoted): \(why)",
            details: details(resource, name))
    }

    /// The resourceVersion of a write is not the object's.
    package static func modified(_ resource: GroupResource, _ name: String) -> StatusError {
        conflict(
            resource, name,
            "the object has been modified; please apply your changes to the latest version and try again")
    }

    /// A precondition of a delete, or a uid in an update, is not met.
    package static func precondition(
        _ resource: GroupResource, _ name: String, field: String, expected: String, found: String
    ) -> StatusError {
        conflict(
            resource, name,
            "Precondition failed: \(field) in precondition: \(expected), \(field) in object meta: \(found)")
    }

    /// Server-side apply met fields of other managers. Each cause: message, field.
    package static func applyConflict(_ message: String, causes: [JSON]) -> StatusError {
        StatusError(code: 409, reason: "Conflict", message: message, details: ["causes": .array(causes)])
    }

    package static func invalid(_ kind: GroupVersionKind, _ name: String, _ errors: [FieldError]) -> StatusError {
        let shownKind = kind.group.isEmpty ? kind.kind : "\(kind.kind).\(kind.group)"
        var message = "\(shownKind) \(name.goQuoted) is invalid"
        if !errors.isEmpty { message += ": " + errors.aggregateMessage }
        var details: JSON = ["kind": .string(kind.kind)]
        if !name.isEmpty { details["name"] = .string(name) }
        if !kind.group.isEmpty { details["group"] = .string(kind.group) }
        if !errors.isEmpty { details["causes"] = .array(errors.map(\.cause)) }
        return StatusError(code: 422, reason: "Invalid", message: message, details: details)
    }

    package static func badRequest(_ message: String) -> StatusError {
        StatusError(code: 400, reason: "BadRequest", message: message)
    }

    package static var unauthorized: StatusError {
        StatusError(code: 401, reason: "Unauthorized", message: "Unauthorized")
    }

    /// `resource` nil for paths that are no resources, `name` empty for collections.
    package static func forbidden(_ resource: GroupResource?, _ name: String, _ why: String) -> StatusError {
        guard let resource else {
            return StatusError(code: 403, reason: "Forbidden", message: "forbidden: \(why)", details: [:])
        }
        let shown = name.isEmpty ? "\(resource)" : "\(resource) \(name.goQuoted)"
        return StatusError(
            code: 403, reason: "Forbidden", message: "\(shown) is forbidden: \(why)", details: details(resource, name))
    }

    package static func methodNotSupported(_ resource: GroupResource, _ action: String) -> StatusError {
        StatusError(
            code: 405, reason: "MethodNotAllowed",
            message: "\(action) is not supported on resources of kind \(resource.description.goQuoted)",
            details: details(resource, ""))
    }

    /// The path knows no such method: the answer without a resource in it.
    package static var methodNotAllowed: StatusError {
        StatusError(
            code: 405, reason: "MethodNotAllowed", message: "the server does not allow this method on the requested resource",
            details: [:])
    }

    package static func notAcceptable(_ mediaTypes: [String]) -> StatusError {
        StatusError(
            code: 406, reason: "NotAcceptable",
            message: "only the following media types are accepted: \(mediaTypes.joined(separator: ", "))")
    }

    package static func unsupportedMediaType(_ mediaTypes: [String]) -> StatusError {
        StatusError(
            code: 415, reason: "UnsupportedMediaType",
            message: "the body of the request was in an unknown format - accepted media types include: "
                + mediaTypes.joined(separator: ", "))
    }

    package static func gone(_ message: String) -> StatusError {
        StatusError(code: 410, reason: "Gone", message: message)
    }

    package static func expired(_ message: String) -> StatusError {
        StatusError(code: 410, reason: "Expired", message: message)
    }

    /// A watch that starts before the oldest revision kept.
    package static func tooOld(_ revision: Int64, oldest: Int64) -> StatusError {
        expired("too old resource version: \(revision) (\(oldest))")
    }

    /// A page of a list whose revision has been compacted. `token` goes on without that revision.
    package static func continueTokenExpired(_ token: String) -> StatusError {
        var error = expired(
            "The provided continue parameter is too old to display a consistent list result. You can start a new list "
                + "without the continue parameter, or use the continue token in this response to retrieve the remainder "
                + "of the results. Continuing with the provided token results in an inconsistent list - objects that were "
                + "created, modified, or deleted between the time the first chunk was returned and now may show up in "
                + "the list.")
        error.metadata = ["continue": .string(token)]
        return error
    }

    package static func tooLargeResourceVersion(_ revision: Int64, current: Int64) -> StatusError {
        var error = timeout("Too large resource version: \(revision), current: \(current)", retryAfterSeconds: 1)
        error.details?["causes"] = [
            ["reason": "ResourceVersionTooLarge", "message": "Too large resource version"]
        ]
        return error
    }

    package static func tooManyRequests(_ message: String, retryAfterSeconds: Int) -> StatusError {
        StatusError(
            code: 429, reason: "TooManyRequests", message: message,
            details: ["retryAfterSeconds": JSON(retryAfterSeconds)])
    }

    package static func timeout(_ message: String, retryAfterSeconds: Int = 0) -> StatusError {
        StatusError(
            code: 504, reason: "Timeout", message: "Timeout: \(message)",
            details: retryAfterSeconds > 0 ? ["retryAfterSeconds": JSON(retryAfterSeconds)] : [:])
    }

    package static func requestEntityTooLarge(_ message: String) -> StatusError {
        StatusError(
            code: 413, reason: "RequestEntityTooLarge", message: "Request entity too large: \(message)")
    }

    package static func serviceUnavailable(_ message: String) -> StatusError {
        StatusError(code: 503, reason: "ServiceUnavailable", message: message)
    }

    package static func internalError(_ message: String) -> StatusError {
        StatusError(
            code: 500, reason: "InternalError", message: "Internal error occurred: \(message)",
            details: ["causes": [["message": .string(message)]]])
    }

    private static func details(_ resource: GroupResource, _ name: String) -> JSON {
        var details: JSON = ["kind": .string(resource.resource)]
        if !name.isEmpty { details["name"] = .string(name) }
        if !resource.group.isEmpty { details["group"] = .string(resource.group) }
        return details
    }
}
