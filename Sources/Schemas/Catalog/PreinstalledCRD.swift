package import JSON
import Kube

/// The CustomResourceDefinitions that come with the binary.
package enum PreinstalledCRD {
    /// Those that installing Envoy Gateway brings, Gateway API's and its own: `gateways.gateway.networking.k8s.io` …
    package static let names: [String] = readers.keys.sorted().filter { $0 != serviceImport }

    /// Known, not installed: what clusters of a multi-cluster set have.
    package static let serviceImport = "serviceimports.multicluster.x-k8s.io"

    private static let readers: [String: KindReader] = {
        var readers: [String: KindReader] = [:]
        for file in Notation.customResources {
            let reader = KindReader(file)
            if let name = reader.customResourceName { readers[name] = reader }
        }
        return readers
    }()

    package static func isKnown(_ name: String) -> Bool { readers[name] != nil }

    /// The kind, without going through the manifest: its schema is read when first used.
    package static func definition(named name: String) -> KindDefinition? {
        guard var reader = readers[name] else { return nil }
        return reader.customKind()
    }

    /// The CustomResourceDefinition as a client would apply it (no status).
    package static func manifest(named name: String) -> JSON? {
        guard let kind = definition(named: name) else { return nil }
        var manifest = kind.manifest
        if let metadata = readers[name]?.metadata {
            for (key, value) in metadata.object ?? [:] { manifest["metadata", key] = value }
        }
        return manifest
    }
}
