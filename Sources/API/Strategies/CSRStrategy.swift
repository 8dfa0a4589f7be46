import JSON
import Kube

/// A CertificateSigningRequest carries who asked, which only the server knows.
struct CSRStrategy: Strategy {
    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws {
        object["spec", "username"] = .string(scene.user.name)
        object["spec", "uid"] = scene.user.uid.isEmpty ? JSON?.none : .string(scene.user.uid)
        object["spec", "groups"] = scene.user.groups.isEmpty ? JSON?.none : JSON(scene.user.groups)
        object["spec", "extra"] =
            scene.user.extra.isEmpty ? JSON?.none : .object(scene.user.extra.mapValues { JSON($0) })
        object["status"] = [:]
    }

    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws {
        object["spec"] = old["spec"]
        guard scene.target.subresource == "approval" else { return }
        let conditions = object["status", "conditions"]
        object["status"] = old["status"]
        let now = scene.now.text
        object["status", "conditions"] = .array(
            (conditions?.array ?? []).map { condition in
                var condition = condition
                for key in ["lastUpdateTime", "lastTransitionTime"] where condition[key] ?? .null == .null {
                    condition[key] = .string(now)
                }
                return condition
            })
    }
}
