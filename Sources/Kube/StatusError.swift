package import JSON

/// An answer that is not a success, as the API shows it (`metav1.Status`) and kubectl prints it.
package struct StatusError: Error, Sendable, Equatable, CustomStringConvertible {
    package var code: Int
    /// `NotFound`, `Conflict` …; clients decide by it.
    package var reason: String
    package var message: String
    /// `details`: name, group, kind, uid, causes, retryAfterSeconds.
    package var details: JSON?
    /// `metadata`: of a list's error, how to go on.
    package var metadata: JSON = [:]

    package init(code: Int, reason: String, message: String, details: JSON? = nil) {
        self.code = code
        self.reason = reason
        self.message = message
        self.details = details
    }

    package var description: String { message }

    package var json: JSON {
        var status: JSON = [
            "kind": "Status", "apiVersion": "v1", "metadata": metadata, "status": "Failure",
            "message": .string(message), "reason": .string(reason), "code": .int(Int64(code)),
        ]
        status["details"] = details
        return status
    }
}
