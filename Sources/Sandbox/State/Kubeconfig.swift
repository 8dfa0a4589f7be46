internal import Foundation
internal import JSON
internal import PKI
internal import YAML

/// A user's kubeconfig file, changed entry by entry: what is not ours stays as it was.
package struct Kubeconfig: Sendable {
    package struct Entry: Sendable {
        /// Of cluster, user and context alike: `postern-NAME`, as kind names its own.
        package var name: String
        package var server: String
        package var authorityPEM: String
        package var certificatePEM: String
        package var keyPEM: String

        package init(name: String, server: String, credentials: Sandbox.Credentials) {
            self.name = name
            self.server = server
            authorityPEM = credentials.authorityPEM
            certificatePEM = credentials.certificatePEM
            keyPEM = credentials.keyPEM
        }
    }

    package enum Problem: Error, CustomStringConvertible {
        case unreadable(String, String)
        /// The lock that says who writes cannot be made there.
        case unlockable(String, String)

        package var description: String {
            switch self {
            case .unreadable(let path, let reason): "kubeconfig \(path) cannot be read, and was left as it is: \(reason)"
            case .unlockable(let path, let reason): "kubeconfig \(path) cannot be written: open \(path).lock: \(reason)"
            }
        }
    }

    package let path: String

    package init(path: String) { self.path = path }

    /// The file that kubectl would write to: the first of `KUBECONFIG`, or `~/.kube/config`.
    package static func ofUser(environment: [String: String] = ProcessInfo.processInfo.environment) -> Kubeconfig {
        let named = environment["KUBECONFIG"]?.split(separator: ":").first.map(String.init)
        return Kubeconfig(path: named ?? Home.path(environment) + "/.kube/config")
    }

    /// Adds the entry, or replaces the one of its name, and makes it the current context.
    package func add(_ entry: Entry) throws {
        try change { config in
            set(&config, "clusters", entry.name, "cluster", [
                "server": .string(entry.server), "certificate-authority-data": base64(entry.authorityPEM),
            ])
            set(&config, "users", entry.name, "user", [
                "client-certificate-data": base64(entry.certificatePEM), "client-key-data": base64(entry.keyPEM),
            ])
            set(&config, "contexts", entry.name, "context", [
                "cluster": .string(entry.name), "user": .string(entry.name),
            ])
            config["current-context"] = .string(entry.name)
        }
    }

    /// Removes the entries of that name; the current context is unset when it was ours.
    package func remove(_ name: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try change { config in
            for list in ["clusters", "users", "contexts"] {
                let kept = (config[list]?.array ?? []).filter { $0["name"]?.string != name }
                config[list] = .array(kept)
            }
            if config["current-context"]?.string == name { config["current-context"] = "" }
        }
    }

    private func set(_ config: inout JSON, _ list: String, _ name: String, _ key: String, _ value: JSON) {
        var items = config[list]?.array ?? []
        let item: JSON = .object(["name": .string(name), key: value])
        if let index = items.firstIndex(where: { $0["name"]?.string == name }) {
            // A namespace that the user has chosen for the context stays chosen.
            var merged = item
            if let namespace = items[index][key]?["namespace"] { merged[key]?["namespace"] = namespace }
            items[index] = merged
        } else {
            items.append(item)
        }
        config[list] = .array(items)
    }

    private func base64(_ text: String) -> JSON { .string(Data(text.utf8).base64EncodedString()) }

    /// Reads, changes and writes the file under the lock that kubectl takes, too.
    private func change(_ body: (inout JSON) -> Void) throws {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) { try PrivateFile.makeDirectory(folder) }
        try withLock {
            var config: JSON = [:]
            if let data = FileManager.default.contents(atPath: path) {
                do {
                    config = try YAML.document(String(decoding: data, as: UTF8.self))
                } catch {
                    throw Problem.unreadable(path, "\(error)")
                }
                if config.isNull { config = [:] }
                guard config.object != nil else { throw Problem.unreadable(path, "it is not a mapping") }
            }
            if config["apiVersion"] == nil { config["apiVersion"] = "v1" }
            if config["kind"] == nil { config["kind"] = "Config" }
            body(&config)
            let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)).map {
                $0.hasPrefix("/") ? $0 : folder + "/" + $0
            }
            try PrivateFile.write(Array(YAML.text(config).utf8), to: target ?? path)
        }
    }

    private func withLock(_ body: () throws -> Void) throws {
        let lock = path + ".lock"
        let deadline = Date().addingTimeInterval(5)
        while true {
            let descriptor = open(lock, O_CREAT | O_EXCL | O_WRONLY, 0o600)
            if descriptor >= 0 {
                close(descriptor)
                break
            }
            guard errno == EEXIST else { throw Problem.unlockable(path, String(cString: strerror(errno))) }
            // One that was left by a process that died is not waited for longer than this.
            if Date() > deadline { break }
            usleep(20_000)
        }
        defer { unlink(lock) }
        try body()
    }
}
