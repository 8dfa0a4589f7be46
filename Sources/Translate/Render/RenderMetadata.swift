import JSON
import XDS

extension Metadata {
    /// Names the resource a piece of configuration comes from.
    init(_ origin: Model.Origin) {
        self.init()
        var resource: [String: JSON] = [
            "kind": .string(origin.kind), "name": .string(origin.name), "namespace": .string(origin.namespace),
        ]
        if !origin.annotations.isEmpty {
            resource["annotations"] = .object(
                Dictionary(origin.annotations.map { ($0.key, JSON.string($0.value)) }) { _, last in last })
        }
        if let section = origin.sectionName, !section.isEmpty { resource["sectionName"] = .string(section) }
        filterMetadata = ["envoy-gateway": ["resources": [.object(resource)]]]
    }
}
