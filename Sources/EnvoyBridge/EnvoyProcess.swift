import Foundation
import JSON
package import XDS

/// A real Envoy that runs on the configuration the in-process engine would run on.
package actor EnvoyProcess {
    private let process: ChildProcess
    private var folder: ConfigFolder
    private let map: AddressMap
    private let admin: AdminClient
    private let logFile: String
    private var ended = false

    /// Starts Envoy on a first snapshot and waits until it is ready.
    ///
    /// - Parameters:
    ///   - directory: takes the configuration, and Envoy's output: `envoy.log` is its own log, `stdout.log` what access
    ///     logs write to `/dev/stdout`. It has to exist, and is the caller's to remove.
    ///   - concurrency: worker threads.
    package static func start(
        _ binary: EnvoyBinary, snapshot: Snapshot, directory: String, map: AddressMap, concurrency: Int = 1,
        logLevel: String = "warning"
    ) async throws -> EnvoyProcess {
        var folder = try ConfigFolder(path: directory + "/config")
        try folder.writeBootstrap(nodeID: "postern", clusterName: "postern")
        try folder.write(snapshot, map: map)
        let addressFile = directory + "/admin-address"
        let logFile = directory + "/envoy.log"
        let output = directory + "/stdout.log"
        let process = try ChildProcess(
            path: binary.path,
            arguments: [
                "--config-path", folder.path + "/bootstrap.json", "--admin-address-path", addressFile,
                "--disable-hot-restart", "--concurrency", String(concurrency), "--log-level", logLevel,
                "--log-path", logFile,
            ], output: output)
        let envoy: EnvoyProcess
        do {
            let port = try await adminPort(addressFile, of: process, log: logFile)
            envoy = EnvoyProcess(process, folder: folder, map: map, admin: AdminClient(port: port), log: logFile)
        } catch {
            process.send(SIGKILL)
            throw error
        }
        do {
            try await envoy.waitUntilReady()
        } catch {
            await envoy.stop()
            throw error
        }
        return envoy
    }

    private init(
        _ process: ChildProcess, folder: ConfigFolder, map: AddressMap, admin: AdminClient, log: String
    ) {
        self.process = process
        self.folder = folder
        self.map = map
        self.admin = admin
        logFile = log
    }

    /// Hands Envoy another snapshot and waits until it has read it. What Envoy refuses is thrown, in its words.
    package func update(_ snapshot: Snapshot) async throws {
        let versions = try folder.write(snapshot, map: map)
        let wanted = [
            ("cluster_manager.cds", versions.clusters), ("listener_manager.lds", versions.listeners),
        ]
        try await poll(for: Limits.updateSeconds, "Envoy did not read its new configuration") {
            let page = try await self.admin.get("/stats?filter=(cds|lds)%5C.(version_text|update_rejected)")
            let text = String(decoding: page.body, as: UTF8.self)
            return wanted.allSatisfy { text.contains("\($0).version_text: \"\($1)\"") }
        }
    }

    /// Where the listeners really are, by name: ports the system chose included.
    package func listenerAddresses() async throws -> [String: RealAddress] {
        let page = try await admin.get("/listeners?format=json")
        let json = try JSON(parsing: page.body)
        var addresses: [String: RealAddress] = [:]
        for listener in json["listener_statuses"]?.array ?? [] {
            guard let name = listener["name"]?.string,
                let address = listener["local_address"]?["socket_address"],
                let host = address["address"]?.string, let port = address["port_value"]?.int
            else { continue }
            addresses[name] = RealAddress(host: host, port: port)
        }
        return addresses
    }

    /// A page of the admin server.
    package func adminPage(_ target: String) async throws -> String {
        String(decoding: try await admin.get(target).body, as: UTF8.self)
    }

    package var log: String {
        (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? ""
    }

    /// Ends Envoy: politely, then not.
    package func stop() async {
        guard !hasEnded else { return }
        process.send(SIGTERM)
        let deadline = ContinuousClock.now + .seconds(Limits.stopSeconds)
        while !hasEnded, ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(Limits.pollMilliseconds))
        }
        if !hasEnded { process.send(SIGKILL) }
        while !hasEnded { try? await Task.sleep(for: .milliseconds(Limits.pollMilliseconds)) }
    }

    /// Looks whether the process has ended; a process id is asked after only until then.
    private var hasEnded: Bool {
        if !ended { ended = !process.isRunning }
        return ended
    }

    private func waitUntilReady() async throws {
        try await poll(for: Limits.startSeconds, "Envoy did not become ready") {
            let page = try await self.admin.get("/ready")
            return page.status == 200
        }
    }

    private func poll(for seconds: Double, _ complaint: String, _ isDone: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var last = ""
        while ContinuousClock.now < deadline {
            do {
                if try await isDone() { return }
            } catch {
                last = ": \(error)"
            }
            if hasEnded { throw EnvoyProblem(message: "Envoy ended: \(log.suffix(2000))") }
            try await Task.sleep(for: .milliseconds(Limits.pollMilliseconds))
        }
        throw EnvoyProblem(message: "\(complaint)\(last)\n\(log.suffix(2000))")
    }

    /// The admin port that the system chose, from the file Envoy writes it to.
    private static func adminPort(_ file: String, of process: ChildProcess, log: String) async throws -> Int {
        let deadline = ContinuousClock.now + .seconds(Limits.startSeconds)
        while ContinuousClock.now < deadline, process.isRunning {
            if let text = try? String(contentsOfFile: file, encoding: .utf8), let colon = text.lastIndex(of: ":"),
                let port = Int(text[text.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines))
            {
                return port
            }
            try await Task.sleep(for: .milliseconds(Limits.pollMilliseconds))
        }
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        throw EnvoyProblem(message: "Envoy did not start: \(text.suffix(2000))")
    }
}
