import JSON
import Kube

/// What a custom resource breaks: structure, list identities, then rules.
enum CustomValidation {
    static func errors(_ object: JSON, old: JSON?, _ version: KindVersion, isStatus: Bool) -> [FieldError] {
        let schema = version.schema
        var errors: [FieldError] = []
        if isStatus {
            if let status = object["status"], let statusSchema = schema.property("status") {
                errors += StructuralCheck.errors(
                    status, old: old.map { $0["status"] ?? .null }, statusSchema, prefix: "status")
            }
        } else {
            errors += StructuralCheck.errors(object, old: old, schema)
        }
        if old.map({ ListTypes.errors($0, schema).isEmpty }) ?? true { errors += ListTypes.errors(object, schema) }
        if errors.contains(where: isBlocking) {
            errors.append(
                .invalid(
                    "<nil>", .null,
                    "some validation rules were not checked because the object was invalid; correct the existing errors "
                        + "to complete validation"))
            return errors
        }
        return errors + RuleCheck.errors(object, old: old, schema)
    }

    private static func isBlocking(_ error: FieldError) -> Bool {
        switch error.kind {
        case .notSupported, .required, .tooLong, .tooMany, .typeInvalid: true
        default: false
        }
    }
}
