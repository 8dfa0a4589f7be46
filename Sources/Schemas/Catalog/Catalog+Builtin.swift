package import Kube

extension Catalog {
    /// What a Kubernetes API server has of its own, CustomResourceDefinition included.
    package static let builtin: Catalog = {
        var catalog = Catalog()
        for file in Notation.packages {
            var reader = KindReader(file)
            for kind in reader.builtinKinds() { catalog.addVersion(of: kind) }
        }
        return catalog
    }()

    /// A further version of a kind already there (HorizontalPodAutoscaler), or the kind.
    private mutating func addVersion(of kind: KindDefinition) {
        guard var present = self.kind(kind.resource) else {
            add(kind)
            return
        }
        present.versions += kind.versions.map {
            var version = $0
            version.isStorage = false
            return version
        }
        add(present)
    }

    /// The schema of any body that is a type but not necessarily a stored kind: DeleteOptions, Scale, Eviction,
    /// TokenRequest, SubjectAccessReview, Status.
    package func bodySchema(_ kind: GroupVersionKind) -> Schema? {
        if let (_, version) = version(kind) { return version.schema }
        let aliases = kind.kind == "DeleteOptions" ? ["meta"] : BuiltinPackage.aliases(of: kind.groupVersion) + ["meta"]
        for alias in aliases where Notation.types.hasType("\(alias)/\(kind.kind)") {
            return Schema(PlaceFacts(), typeName: "\(alias)/\(kind.kind)", in: Notation.types)
        }
        return nil
    }
}

/// The first line of a package's notation.
struct BuiltinPackage: Sendable {
    var alias: String
    var version: GroupVersion
    /// Of its types' names in OpenAPI: `io.k8s.api.apps.v1`.
    var prefix: String

    static let all: [BuiltinPackage] = Notation.packages.map { file in
        var words = NotationWords(file.text, NotationLines(file.text).firstLine)
        _ = words.next()
        let version = words.nextString() ?? ""
        return BuiltinPackage(
            alias: file.alias, version: GroupVersion(apiVersion: version), prefix: words.nextString() ?? "")
    }

    static let byAlias = Dictionary(all.map { ($0.alias, $0) }) { first, _ in first }

    static func aliases(of version: GroupVersion) -> [String] { all.filter { $0.version == version }.map(\.alias) }
}

extension NotationLines {
    var firstLine: Range<Int> {
        var copy = self
        return copy.next()?.range ?? 0..<0
    }
}
