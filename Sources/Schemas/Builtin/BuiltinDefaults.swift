import JSON
import Kube

/// Defaults of built-in kinds that depend on more than the place they stand in. The others are in the notation.
enum BuiltinDefaults {
    static func apply(to object: inout JSON, _ kind: GroupVersionKind) {}
}
