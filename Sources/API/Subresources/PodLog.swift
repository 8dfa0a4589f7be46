import JSON
import Kube
import Schemas
import Store

extension APIServer {
    func podLog(_ call: Call, _ target: Target) throws -> Answer {
        guard call.method == "GET" else { return .ready(Self.methodNotAllowed) }
        let pod = try storedObject(target)
        let options = try Self.logOptions(call, target)
        let container = try Self.container(call.query["container"] ?? "", of: pod)
        // A pod that no node has taken has nothing to say yet.
        guard pod["spec", "nodeName"]?.string ?? "" != "" else { return .ready(Self.log(.bytes([]))) }
        let runtime = configuration.runtime
        return .later {
            let stream = try await runtime.logs(
                namespace: target.namespace, pod: target.name, container: container, options: options)
            return Self.log(.stream(stream))
        }
    }

    private static func log(_ body: APIResponse.Body) -> APIResponse {
        APIResponse(
            status: 200,
            headers: [("Audit-Id", RandomName.uid()), ("Cache-Control", "no-cache, private"), ("Content-Type", "text/plain")],
            body: body)
    }

    func storedObject(_ target: Target) throws -> JSON {
        guard let record = store.get(target.storage, target.objectName) else {
            throw StatusError.notFound(target.resource, target.name)
        }
        return try object(record, target)
    }

    private static func logOptions(_ call: Call, _ target: Target) throws -> LogOptions {
        let query = call.query
        var options = LogOptions()
        options.follow = query.flag("follow")
        options.previous = query.flag("previous")
        options.timestamps = query.flag("timestamps")
        options.tailLines = query.int("tailLines")
        options.sinceSeconds = query.int("sinceSeconds")
        options.sinceTime = query["sinceTime"]
        options.limitBytes = query.int("limitBytes")
        var errors: [FieldError] = []
        if let lines = options.tailLines, lines < 0 {
            errors.append(.invalid("tailLines", JSON(lines), "must be greater than or equal to 0"))
        }
        if let bytes = options.limitBytes, bytes < 1 {
            errors.append(.invalid("limitBytes", JSON(bytes), "must be greater than 0"))
        }
        if options.sinceSeconds != nil, options.sinceTime != nil {
            errors.append(.forbidden("", "at most one of `sinceTime` or `sinceSeconds` may be specified"))
        } else if let seconds = options.sinceSeconds, seconds < 1 {
            errors.append(.invalid("sinceSeconds", JSON(seconds), "must be greater than 0"))
        }
        guard errors.isEmpty else {
            throw StatusError.invalid(GroupVersionKind("", "v1", "PodLogOptions"), target.name, errors)
        }
        return options
    }

    /// The container meant: the one named, or the only one.
    static func container(_ name: String, of pod: JSON) throws -> String {
        func names(_ key: String) -> [String] {
            pod["spec", key]?.array?.compactMap { $0["name"]?.string } ?? []
        }
        let containers = names("containers")
        let initial = names("initContainers")
        if name.isEmpty {
            if containers.count == 1, let only = containers.first { return only }
            var message =
                "a container name must be specified for pod \(pod.name), choose one of: [\(containers.joined(separator: " "))]"
            if !initial.isEmpty { message += " or one of the init containers: [\(initial.joined(separator: " "))]" }
            throw StatusError.badRequest(message)
        }
        guard (containers + initial + names("ephemeralContainers")).contains(name) else {
            throw StatusError.badRequest("container \(name) is not valid for pod \(pod.name)")
        }
        return name
    }
}
