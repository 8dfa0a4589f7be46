internal import Foundation
internal import JSON
internal import Kube

/// The files that a container finds under its volume mounts. Read when asked for: a changed ConfigMap or Secret shows.
struct Volumes: Sendable {
    /// Objects of the pod's namespace as they are now.
    struct Sources: Sendable {
        var configMap: @Sendable (String) -> JSON?
        var secret: @Sendable (String) -> JSON?
        /// A fresh token of the pod's ServiceAccount.
        var token: @Sendable (_ audience: String?, _ seconds: Int) -> String?
    }

    var pod: JSON
    var sources: Sources

    /// The first volume that cannot be mounted yet, in kubelet's words.
    var missing: String? {
        for volume in pod["spec", "volumes"]?.array ?? [] {
            guard let name = volume["name"]?.string else { continue }
            if let reason = missing(in: volume) {
                return "MountVolume.SetUp failed for volume \"\(name)\" : \(reason)"
            }
        }
        return nil
    }

    private func missing(in volume: JSON) -> String? {
        if let source = volume["configMap"] {
            return missing(source, name: source["name"]?.string, kind: "configmap", object: sources.configMap)
        }
        if let source = volume["secret"] {
            return missing(source, name: source["secretName"]?.string, kind: "secret", object: sources.secret)
        }
        for source in volume["projected", "sources"]?.array ?? [] {
            for (kind, read) in [("configMap", sources.configMap), ("secret", sources.secret)] {
                guard let inner = source[kind] else { continue }
                if let reason = missing(inner, name: inner["name"]?.string, kind: kind.lowercased(), object: read) {
                    return reason
                }
            }
        }
        return nil
    }

    private func missing(_ source: JSON, name: String?, kind: String, object: (String) -> JSON?) -> String? {
        guard let name, source["optional"]?.bool != true else { return nil }
        guard let object = object(name) else { return "\(kind) \"\(name)\" not found" }
        let keys = Self.files(of: object).keys
        for item in source["items"]?.array ?? [] {
            guard let key = item["key"]?.string, !keys.contains(key) else { continue }
            return "references non-existent \(kind == "secret" ? "secret" : "config") key: \(key)"
        }
        return nil
    }

    /// The bytes of the file at an absolute path inside the container; nil when no volume has it.
    func read(_ path: String, in container: JSON) -> [UInt8]? {
        let mounts = (container["volumeMounts"]?.array ?? []).sorted {
            ($0["mountPath"]?.string?.count ?? 0) > ($1["mountPath"]?.string?.count ?? 0)
        }
        for mount in mounts {
            guard let at = mount["mountPath"]?.string, let name = mount["name"]?.string else { continue }
            let root = at.hasSuffix("/") ? String(at.dropLast()) : at
            let subPath = mount["subPath"]?.string
            let relative: String
            if path == root, let subPath {
                relative = subPath
            } else if path.hasPrefix(root + "/") {
                let rest = String(path.dropFirst(root.count + 1))
                relative = subPath.map { $0 + "/" + rest } ?? rest
            } else {
                continue
            }
            let volume = pod["spec", "volumes"]?.array?.first { $0["name"]?.string == name }
            return volume.flatMap { file(relative, in: $0) }
        }
        return nil
    }

    private func file(_ path: String, in volume: JSON) -> [UInt8]? {
        if let source = volume["configMap"] { return file(path, source, source["name"]?.string.flatMap(sources.configMap)) }
        if let source = volume["secret"] { return file(path, source, source["secretName"]?.string.flatMap(sources.secret)) }
        if let items = volume["downwardAPI", "items"]?.array { return downward(path, items) }
        for source in volume["projected", "sources"]?.array ?? [] {
            if let inner = source["configMap"] {
                if let found = file(path, inner, inner["name"]?.string.flatMap(sources.configMap)) { return found }
            } else if let inner = source["secret"] {
                if let found = file(path, inner, inner["name"]?.string.flatMap(sources.secret)) { return found }
            } else if let items = source["downwardAPI", "items"]?.array {
                if let found = downward(path, items) { return found }
            } else if let inner = source["serviceAccountToken"], inner["path"]?.string == path {
                return sources.token(inner["audience"]?.string, inner["expirationSeconds"]?.amount ?? 3600)
                    .map { Array($0.utf8) }
            }
        }
        return nil
    }

    private func file(_ path: String, _ source: JSON, _ object: JSON?) -> [UInt8]? {
        guard let object else { return nil }
        guard let items = source["items"]?.array else { return Self.files(of: object)[path]?() }
        let item = items.first { $0["path"]?.string == path }
        return item?["key"]?.string.flatMap { Self.files(of: object)[$0]?() }
    }

    private func downward(_ path: String, _ items: [JSON]) -> [UInt8]? {
        let item = items.first { $0["path"]?.string == path }
        let value = item?["fieldRef", "fieldPath"]?.string.flatMap { Environment.field($0, of: pod) }
        return value.map { Array($0.utf8) }
    }

    private static func files(of object: JSON) -> [String: () -> [UInt8]?] {
        var files: [String: () -> [UInt8]?] = [:]
        let isSecret = object.kind == "Secret"
        for (key, value) in object["data"]?.object ?? [:] {
            files[key] = { isSecret ? value.string.flatMap(decode) : value.string.map { Array($0.utf8) } }
        }
        for (key, value) in object["binaryData"]?.object ?? [:] { files[key] = { value.string.flatMap(decode) } }
        return files
    }

    static func decode(_ base64: String) -> [UInt8]? {
        Data(base64Encoded: base64, options: .ignoreUnknownCharacters).map { Array($0) }
    }
}
