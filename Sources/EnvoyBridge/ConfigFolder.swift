import Foundation
import JSON
package import XDS

/// The folder from which a real Envoy reads its configuration. Files are replaced by moving, which Envoy watches for.
package struct ConfigFolder: Sendable {
    package let path: String
    private var written: [String: [UInt8]] = [:]
    private var version = 0

    package init(path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Writes what Envoy is started with; its admin server takes a port that the system chooses.
    package mutating func writeBootstrap(nodeID: String, clusterName: String) throws {
        func watched(_ file: String) -> JSON {
            ["path_config_source": ["path": .string("\(path)/\(file)")], "resource_api_version": "V3"]
        }
        let bootstrap: JSON = [
            "node": ["id": .string(nodeID), "cluster": .string(clusterName)],
            "admin": ["address": ["socket_address": ["address": "127.0.0.1", "port_value": 0]]],
            "dynamic_resources": ["lds_config": watched("lds.json"), "cds_config": watched("cds.json")],
        ]
        try write(bootstrap.bytes, to: "bootstrap.json")
    }

    /// Writes the files that changed and returns the version that Envoy will show for clusters and listeners.
    ///
    /// What is pointed to comes before what points: first secrets, endpoints and clusters, then routes, then listeners.
    @discardableResult
    package mutating func write(_ snapshot: Snapshot, map: AddressMap) throws -> Versions {
        version += 1
        let files = FileResources(snapshot, folder: path, map: map).files
        for (name, content) in files.sorted(by: { Self.order($0.key) < Self.order($1.key) }) {
            let bytes = content.bytes
            if written[name] == bytes { continue }
            written[name] = bytes
            var versioned = content
            versioned["version_info"] = .string(String(version))
            try write(versioned.bytes, to: name)
            if name == "cds.json" { versions.clusters = version }
            if name == "lds.json" { versions.listeners = version }
        }
        for name in written.keys where files[name] == nil {
            written[name] = nil
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
        return versions
    }

    /// The versions of the files that stand in the folder.
    package struct Versions: Sendable, Hashable {
        package var clusters = 0
        package var listeners = 0
    }

    private var versions = Versions()

    private static func order(_ file: String) -> Int {
        ["sds", "eds", "cds", "rds", "lds"].firstIndex { file.hasPrefix($0) } ?? 0
    }

    private func write(_ bytes: [UInt8], to name: String) throws {
        let target = "\(path)/\(name)"
        let draft = "\(path)/.\(name).draft"
        try Data(bytes).write(to: URL(fileURLWithPath: draft))
        guard rename(draft, target) == 0 else {
            throw EnvoyProblem(message: "cannot move \(draft): \(String(cString: strerror(errno)))")
        }
    }
}

package struct EnvoyProblem: Error, Sendable, CustomStringConvertible {
    package var message: String
    package var description: String { message }
}
