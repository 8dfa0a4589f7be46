import JSON
import Kube
import Schemas
import Store

/// CustomResourceDefinitions. Their names and readiness are settled right after the write (`DefinitionController`).
struct CRDStrategy: Strategy {
    static let cleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io"

    var tracksGeneration: Bool { true }
    var allowsUnconditionalUpdate: Bool { false }

    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws {
        let stored = (object["spec", "versions"]?.array ?? []).filter { $0["storage"]?.bool == true }.compactMap { $0["name"] }
        object["status"] = ["acceptedNames": ["kind": "", "plural": ""], "conditions": [], "storedVersions": .array(stored)]
        if scene.isInternal, PreinstalledCRD.definition(named: object.name) != nil {
            object["status"] = DefinitionStatus.established(object, now: scene.now)
        }
    }

    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws {
        guard scene.target.subresource.isEmpty else { return }
        for version in object["spec", "versions"]?.array ?? [] where version["storage"]?.bool == true {
            var stored = object["status", "storedVersions"]?.array ?? []
            guard let name = version["name"], !stored.contains(name) else { continue }
            stored.append(name)
            object["status", "storedVersions"] = .array(stored)
        }
    }

    func validate(_ object: JSON, old: JSON?, _ scene: Scene) -> [FieldError] {
        if old == nil, scene.isInternal, PreinstalledCRD.definition(named: object.name) != nil { return [] }
        if scene.target.subresource == "status" { return [] }
        return KindDefinition.validate(crd: object, old: old)
    }
}
