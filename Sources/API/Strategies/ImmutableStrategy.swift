import JSON
import Kube

/// ConfigMaps and Secrets: `immutable: true` is for ever.
struct ImmutableStrategy: Strategy {
    /// What stays when the object is immutable.
    let fields: [String]

    func validate(_ object: JSON, old: JSON?, _ scene: Scene) -> [FieldError] {
        guard let old else { return [] }
        var errors: [FieldError] = []
        if let type = old["type"], type != object["type"] {
            errors.append(.invalid("type", object["type"] ?? "", "field is immutable"))
        }
        guard old["immutable"]?.bool == true else { return errors }
        if object["immutable"]?.bool != true {
            errors.append(.forbidden("immutable", "field is immutable when `immutable` is set"))
        }
        for field in fields where (object[field] ?? [:]) != (old[field] ?? [:]) {
            errors.append(.forbidden(field, "field is immutable when `immutable` is set"))
        }
        return errors
    }
}
