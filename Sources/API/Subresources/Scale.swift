import JSON
import Kube
import Schemas
import Store

/// `autoscaling/v1 Scale`: the replicas of anything that has them.
extension APIServer {
    private static let scaleKind = GroupVersionKind("autoscaling", "v1", "Scale")

    func respondScale(_ call: Call, _ target: Target) throws -> APIResponse {
        let negotiation = try negotiate(call, target)
        guard let paths = target.version.scale else { return Self.pageNotFound }
        switch call.method {
        case "GET", "HEAD":
            guard let record = store.get(target.storage, target.objectName) else {
                throw StatusError.notFound(target.resource, target.name)
            }
            return try encoded(Self.scale(of: try object(record, target), paths, target), negotiation, status: 200)
        case "PUT":
            var context = try WriteQuery.context(call, options: "UpdateOptions")
            let scale = try Body.read(call, kind: Self.scaleKind, allowsProtobuf: true).object
            try Self.checkIdentity(scale, target)
            let updated = try update(target, &context) { old, _ in try Self.applying(scale, to: old, paths, target) }
            return try encoded(Self.scale(of: updated, paths, target), negotiation, status: 200)
        case "PATCH":
            let type = MediaType(call.request.headers.contentType)?.type ?? ""
            let isApply = type == PatchBody.apply
            guard PatchBody.types(target).contains(type) || type == PatchBody.strategic else {
                throw StatusError.unsupportedMediaType(PatchBody.types(target))
            }
            var context = try WriteQuery.context(call, options: "PatchOptions", isApply: isApply, isPatch: true)
            let patch: Patch
            if isApply {
                patch = .merge(try YAMLBody.object(call.request.body))
            } else {
                patch = try PatchBody.read(call.request.body, type: type, target, &context)
            }
            let updated = try patchScale(target, patch, paths, &context)
            return try encoded(Self.scale(of: updated, paths, target), negotiation, status: 200)
        default: return Self.methodNotAllowed
        }
    }

    func patchScale(_ target: Target, _ patch: Patch, _ paths: ScalePaths, _ context: inout WriteContext) throws -> JSON {
        try update(target, &context) { old, _ in
            let scale = Self.scale(of: old, paths, target)
            let patched: JSON
            switch patch {
            case .json(let operations): patched = try Patches.json(operations, to: scale)
            case .merge(let changes), .strategic(let changes), .apply(let changes):
                patched = Patches.merge(changes, to: scale)
            }
            try Self.checkIdentity(patched, target)
            return try Self.applying(patched, to: old, paths, target)
        }
    }

    static func scale(of object: JSON, _ paths: ScalePaths, _ target: Target) -> JSON {
        var metadata: JSON = [:]
        for key in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
            metadata[key] = object["metadata"]?[key]
        }
        var scale: JSON = ["kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata]
        let wished = object[path: path(paths.spec)]
        scale["spec"] = wished.map { ["replicas": $0] } ?? [:]
        var status: JSON = ["replicas": object[path: path(paths.status)] ?? 0]
        status["selector"] = selector(of: object, paths, target).map(JSON.string)
        scale["status"] = status
        return scale
    }

    /// Custom resources keep a selector's text where they say; built-in kinds have a selector to be written out.
    private static func selector(of object: JSON, _ paths: ScalePaths, _ target: Target) -> String? {
        if target.version.isBuiltin {
            guard let selector = object["spec", "selector"] else { return nil }
            return SelectorText.text(selector)
        }
        return paths.labelSelector.flatMap { object[path: path($0)]?.string }
    }

    static func applying(_ scale: JSON, to old: JSON, _ paths: ScalePaths, _ target: Target) throws -> JSON {
        let replicas = scale["spec", "replicas"] ?? 0
        guard let count = replicas.int else {
            throw StatusError.badRequest(
                "Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal \(replicas.string == nil ? "object" : "string") "
                    + "into Go struct field ScaleSpec.spec.replicas of type int32")
        }
        if count < 0 {
            throw StatusError.invalid(
                scaleKind, target.name,
                [.invalid("spec.replicas", replicas, "must be greater than or equal to 0")])
        }
        var object = old
        object[path: path(paths.spec)] = .int(Int64(count))
        if !scale.resourceVersion.isEmpty { object["metadata", "resourceVersion"] = .string(scale.resourceVersion) }
        if let uid = scale["metadata", "uid"]?.string, !uid.isEmpty { object["metadata", "uid"] = .string(uid) }
        return object
    }

    private static func path(_ text: String) -> [String] { text.split(separator: ".").map(String.init) }
}

/// A selector object as the text that selects the same.
enum SelectorText {
    static func text(_ selector: JSON) -> String {
        // ReplicationController has a plain map.
        let isPlain = selector["matchLabels"] == nil && selector["matchExpressions"] == nil
        let labels = (isPlain ? selector : selector["matchLabels"] ?? [:]).object ?? [:]
        var terms = labels.compactMap { key, value in value.string.map { (key, "\(key)=\($0)") } }
        for expression in selector["matchExpressions"]?.array ?? [] {
            guard let key = expression["key"]?.string else { continue }
            let values = (expression["values"]?.array?.compactMap(\.string) ?? []).sorted().joined(separator: ",")
            switch expression["operator"]?.string {
            case "In": terms.append((key, "\(key) in (\(values))"))
            case "NotIn": terms.append((key, "\(key) notin (\(values))"))
            case "Exists": terms.append((key, key))
            case "DoesNotExist": terms.append((key, "!\(key)"))
            default: continue
            }
        }
        return terms.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: ",")
    }
}
