import JSON
import Kube

enum BuiltinValidation {
    static func errors(_ object: JSON, old: JSON?, _ version: KindVersion, subresource: String) -> [FieldError] { [] }
}
