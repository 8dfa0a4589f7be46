internal import JSON
internal import Kube

extension InfraObject {
    /// The last word on a fleet's object: the `patch` of its EnvoyProxy settings (`JSONMerge` or `StrategicMerge`).
    init(_ resource: GroupVersionResource, _ json: JSON, patch: JSON?) {
        self.init(resource, json)
        guard let patch, let value = patch["value"] else { return }
        if patch["type"]?.string == "JSONMerge" {
            self.json = Patches.merge(value, to: json)
            return
        }
        do {
            self.json = try Patches.strategic(value, to: json, schema: MergeKeys(kind: json.kind))
        } catch {
            problem = "error during strategic merge: \(error.message)"
        }
    }
}
