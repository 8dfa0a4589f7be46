internal import JSON
internal import Kube

/// The environment variables of a container, as kubelet resolves them.
enum Environment {
    /// Why a container cannot have its environment: a key or an object is not there.
    struct Missing: Error, Equatable {
        var message: String
    }

    struct Sources: Sendable {
        var configMap: @Sendable (String) -> JSON?
        var secret: @Sendable (String) -> JSON?
    }

    static func resolve(_ container: JSON, pod: JSON, sources: Sources) throws(Missing) -> [String: String] {
        var result: [String: String] = [:]
        for source in container["envFrom"]?.array ?? [] {
            let prefix = source["prefix"]?.string ?? ""
            for (kind, read) in [("configMapRef", sources.configMap), ("secretRef", sources.secret)] {
                guard let reference = source[kind], let name = reference["name"]?.string else { continue }
                guard let object = read(name) else {
                    if reference["optional"]?.bool == true { continue }
                    throw Missing(message: "\(kind == "secretRef" ? "secret" : "configmap") \"\(name)\" not found")
                }
                for (key, value) in values(of: object) { result[prefix + key] = value }
            }
        }
        for variable in container["env"]?.array ?? [] {
            guard let name = variable["name"]?.string else { continue }
            if let source = variable["valueFrom"] {
                if let value = try value(from: source, container: container, pod: pod, sources: sources) {
                    result[name] = value
                }
            } else {
                result[name] = expand(variable["value"]?.string ?? "", result)
            }
        }
        return result
    }

    /// Replaces `$(NAME)` of known variables; `$$` stands for a dollar sign.
    static func expand(_ text: String, _ variables: [String: String]) -> String {
        guard text.contains("$") else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            let next = rest.index(after: dollar)
            guard next < rest.endIndex else {
                result += "$"
                return result
            }
            if rest[next] == "$" {
                result += "$"
                rest = rest[rest.index(after: next)...]
            } else if rest[next] == "(", let end = rest[next...].firstIndex(of: ")") {
                let name = String(rest[rest.index(after: next)..<end])
                result += variables[name] ?? "$(\(name))"
                rest = rest[rest.index(after: end)...]
            } else {
                result += "$"
                rest = rest[next...]
            }
        }
        return result + rest
    }

    private static func values(of object: JSON) -> [String: String] {
        guard object.kind == "Secret" else { return object["data"]?.object?.compactMapValues(\.string) ?? [:] }
        return object["data"]?.object?.compactMapValues { $0.string.flatMap(Volumes.decode) }
            .mapValues { String(decoding: $0, as: UTF8.self) } ?? [:]
    }

    private static func value(
        from source: JSON, container: JSON, pod: JSON, sources: Sources
    ) throws(Missing) -> String? {
        if let path = source["fieldRef", "fieldPath"]?.string { return field(path, of: pod) }
        if let resource = source["resourceFieldRef", "resource"]?.string {
            let parts = resource.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return "0" }
            let quantity = container["resources", parts[0]]?[parts[1]]
            return quantity?.string ?? quantity?.int.map(String.init) ?? "0"
        }
        for (kind, word, read) in [
            ("configMapKeyRef", "configmap", sources.configMap), ("secretKeyRef", "secret", sources.secret),
        ] {
            guard let reference = source[kind], let name = reference["name"]?.string, let key = reference["key"]?.string
            else { continue }
            let isOptional = reference["optional"]?.bool == true
            guard let object = read(name) else {
                if isOptional { return nil }
                throw Missing(message: "\(word) \"\(name)\" not found")
            }
            guard let value = values(of: object)[key] else {
                if isOptional { return nil }
                let owner = word == "secret" ? "Secret" : "ConfigMap"
                throw Missing(message: "couldn't find key \(key) in \(owner) \(pod.namespace)/\(name)")
            }
            return value
        }
        return nil
    }

    static func field(_ path: String, of pod: JSON) -> String? {
        if let bracket = path.firstIndex(of: "["), path.hasSuffix("']") {
            let key = path[bracket...].dropFirst(2).dropLast(2)
            let part = path[..<bracket].split(separator: ".").last ?? ""
            return pod["metadata", String(part)]?[String(key)]?.string ?? ""
        }
        switch path {
        case "status.hostIP": return pod["status", "hostIP"]?.string ?? ""
        case "status.podIP": return pod["status", "podIP"]?.string ?? ""
        case "status.podIPs", "status.hostIPs":
            let list = pod["status"]?[path == "status.podIPs" ? "podIPs" : "hostIPs"]?.array ?? []
            return list.compactMap { $0["ip"]?.string }.joined(separator: ",")
        case "metadata.labels", "metadata.annotations":
            let map = path == "metadata.labels" ? pod.labels : pod.annotations
            return map.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: "\n")
        default: return pod[path: path.split(separator: ".").map(String.init)]?.string
        }
    }
}
