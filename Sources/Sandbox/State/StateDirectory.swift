internal import Foundation
internal import JSON
internal import PKI

/// A sandbox's folder: its database, its keys, its log, and a note on the process that runs it.
package struct StateDirectory: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package var database: String { path + "/state.db" }
    package var identities: String { path + "/pki" }
    package var log: String { path + "/postern.log" }
    package var kubeconfig: String { path + "/kubeconfig" }
    package var zone: String { path + "/zone.yaml" }
    private var note: String { path + "/run.json" }

    package func make() throws { try PrivateFile.makeDirectory(path) }

    /// What the running process says of itself.
    package struct Run: Sendable, Equatable {
        package var pid: Int32
        package var apiPort: Int
        package var isReady: Bool
        /// Where the entry of this sandbox stands, for `down` to remove it.
        package var kubeconfig: String?

        package init(pid: Int32, apiPort: Int, isReady: Bool, kubeconfig: String?) {
            self.pid = pid
            self.apiPort = apiPort
            self.isReady = isReady
            self.kubeconfig = kubeconfig
        }
    }

    package func write(_ run: Run) throws {
        var json: JSON = ["pid": .int(Int64(run.pid)), "apiPort": JSON(run.apiPort), "ready": .bool(run.isReady)]
        if let kubeconfig = run.kubeconfig { json["kubeconfig"] = .string(kubeconfig) }
        if let program = Self.program(of: Int(run.pid)) { json["program"] = .string(program) }
        try PrivateFile.write(json.bytes, to: note)
    }

    /// The process that runs the sandbox now; nil when there is none.
    package func running() -> Run? {
        guard let bytes = try? PrivateFile.read(note), let json = try? JSON(parsing: bytes), let pid = json["pid"]?.int,
            kill(pid_t(pid), 0) == 0, runs(json["program"]?.string, pid)
        else { return nil }
        return Run(
            pid: Int32(pid), apiPort: json["apiPort"]?.int ?? 0, isReady: json["ready"]?.bool ?? false,
            kubeconfig: json["kubeconfig"]?.string)
    }

    /// A note whose process is gone: the sandbox was killed.
    package var isStale: Bool { FileManager.default.fileExists(atPath: note) && running() == nil }

    /// The kubeconfig that the last run wrote to, whether it still runs or not.
    package var lastKubeconfig: String? {
        (try? PrivateFile.read(note)).flatMap { try? JSON(parsing: $0) }?["kubeconfig"]?.string
    }

    package func removeNote() { try? FileManager.default.removeItem(atPath: note) }

    /// Process numbers come round again: the one noted must be of the program noted. One that has ended and only waits for its
    /// parent to notice has no program any more.
    private func runs(_ noted: String?, _ pid: Int) -> Bool {
        guard FileManager.default.fileExists(atPath: "/proc/self/exe") else { return true }
        guard let program = Self.program(of: pid) else { return false }
        return noted.map { $0 == program } ?? program.hasSuffix("postern")
    }

    /// Where a process' program lies, or lay: it may have been built anew meanwhile.
    private static func program(of pid: Int) -> String? {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe")
        return path.map { $0.hasSuffix(" (deleted)") ? String($0.dropLast(" (deleted)".count)) : $0 }
    }
}
