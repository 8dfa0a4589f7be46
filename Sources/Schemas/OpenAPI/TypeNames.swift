/// What OpenAPI calls the types of our notation.
enum TypeNames {
    private static let elsewhere = [
        "meta/Quantity": "io.k8s.apimachinery.pkg.api.resource.Quantity",
        "meta/IntOrString": "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
        "meta/RawExtension": "io.k8s.apimachinery.pkg.runtime.RawExtension",
    ]

    /// `core/PodSpec` → `io.k8s.api.core.v1.PodSpec`; nil for types that documents show in place.
    static func openAPI(_ typeName: String) -> String? {
        if let name = elsewhere[typeName] { return name }
        guard let slash = typeName.firstIndex(of: "/"),
            let package = BuiltinPackage.byAlias[String(typeName[..<slash])],
            !typeName.hasSuffix("/ExtraValue")
        else { return nil }
        return "\(package.prefix).\(typeName[typeName.index(after: slash)...])"
    }

    /// Of a custom resource: the group's domain backwards. `gateway.networking.k8s.io/v1 Gateway` →
    /// `io.k8s.networking.gateway.v1.Gateway`.
    static func custom(group: String, version: String, kind: String) -> String {
        (group.split(separator: ".").reversed().map(String.init) + [version, kind]).joined(separator: ".")
    }
}
