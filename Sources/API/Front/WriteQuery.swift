import JSON
import Kube

/// The options of a write, as its URL gives them.
enum WriteQuery {
    static func context(_ call: Call, options: String, isApply: Bool = false, isPatch: Bool = false) throws -> WriteContext {
        var errors: [FieldError] = []
        var context = WriteContext(user: call.user, manager: "")
        context.isDryRun = dryRun(call.query.all("dryRun"), &errors)
        let manager = call.query["fieldManager"] ?? ""
        if isPatch {
            let force = call.query["force"].map { _ in call.query.flag("force") }
            if isApply, manager.isEmpty {
                errors.append(.required("fieldManager", "is required for apply patch"))
            } else if !isApply, force != nil {
                errors.append(.forbidden("force", "may not be specified for non-apply patch"))
            }
            context.force = force ?? false
        }
        if manager.utf8.count > maximumManagerBytes {
            errors.append(.tooLong("fieldManager", maximumBytes: maximumManagerBytes))
        }
        if let text = call.query["fieldValidation"], !text.isEmpty {
            if let validation = WriteContext.FieldValidation(rawValue: text) {
                context.validation = validation
            } else {
                errors.append(.notSupported("fieldValidation", .string(text), ["", "Ignore", "Strict", "Warn"]))
            }
        } else {
            context.validation = .warn
        }
        guard errors.isEmpty else {
            throw StatusError.invalid(GroupVersionKind("meta.k8s.io", "v1", options), "", errors)
        }
        context.manager = manager.isEmpty ? managerName(userAgent: call.request.headers.userAgent) : manager
        return context
    }

    private static let maximumManagerBytes = 128

    static func dryRun(_ values: [String], _ errors: inout [FieldError]) -> Bool {
        for value in values where value != "All" {
            errors.append(.notSupported("dryRun", JSON(values), ["All"]))
            break
        }
        return values.contains("All")
    }

    /// What a client that names no manager is called: the head of its User-Agent.
    private static func managerName(userAgent: String) -> String {
        let name = userAgent.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        return name.isEmpty ? "unknown" : String(name.prefix(maximumManagerBytes))
    }
}
