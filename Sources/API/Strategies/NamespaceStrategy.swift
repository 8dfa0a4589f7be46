import JSON
import Kube

struct NamespaceStrategy: Strategy {
    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws {
        object["metadata", "labels", "kubernetes.io/metadata.name"] = .string(object.name)
        object["status"] = ["phase": "Active"]
        var finalizers = object["spec", "finalizers"]?.array ?? []
        if !finalizers.contains("kubernetes") { finalizers.append("kubernetes") }
        object["spec", "finalizers"] = .array(finalizers)
    }

    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws {
        if scene.target.subresource != "finalize" { object["spec", "finalizers"] = old["spec", "finalizers"] }
        object["metadata", "labels", "kubernetes.io/metadata.name"] = .string(object.name)
    }

    func willDelete(_ object: JSON, _ scene: Scene) throws {
        guard NamespaceGate.immortal.contains(object.name) else { return }
        throw StatusError.forbidden(NamespaceGate.resource, object.name, "this namespace may not be deleted")
    }
}
