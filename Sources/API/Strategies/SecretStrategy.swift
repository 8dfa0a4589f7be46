import FoundationEssentials
import JSON
import Kube

/// Secrets: `stringData` is a way to write `data`, and never read again.
struct SecretStrategy: Strategy {
    private let immutable = ImmutableStrategy(fields: ["data"])

    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws { Self.merge(&object) }

    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws { Self.merge(&object) }

    func validate(_ object: JSON, old: JSON?, _ scene: Scene) -> [FieldError] {
        immutable.validate(object, old: old, scene)
    }

    private static func merge(_ object: inout JSON) {
        guard let texts = object["stringData"] else { return }
        object["stringData"] = nil
        for (key, text) in texts.object ?? [:] {
            object["data", key] = .string(Data((text.string ?? "").utf8).base64EncodedString())
        }
    }
}
