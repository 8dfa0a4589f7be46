import JSON
import Kube

/// A Job finds its pods by a label that holds its own uid.
struct JobStrategy: Strategy {
    private static let prefix = "batch.kubernetes.io/"

    var tracksGeneration: Bool { true }

    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws {
        guard object["spec", "manualSelector"]?.bool != true, object["spec", "template"] != nil else { return }
        let own: [String: JSON] = [
            "controller-uid": .string(object.uid), "job-name": .string(object.name),
            Self.prefix + "controller-uid": .string(object.uid), Self.prefix + "job-name": .string(object.name),
        ]
        for (key, value) in own {
            object["metadata", "labels", key] = value
            object["spec", "template", "metadata", "labels", key] = value
        }
        object["spec", "selector", "matchLabels", Self.prefix + "controller-uid"] = .string(object.uid)
        if object["spec", "manualSelector"] == nil { object["spec", "manualSelector"] = false }
    }
}
