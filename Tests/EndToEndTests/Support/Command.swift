import Foundation

/// A program that was run to its end.
struct Command: Sendable {
    var status: Int32
    var out: String
    var err: String

    struct TimedOut: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a program; ends it when it takes longer than the timeout.
    static func run(
        _ program: String, _ arguments: [String] = [], input: String? = nil, environment: [String: String] = [:],
        timeout: Duration = .seconds(60)
    ) async throws -> Command {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // Files, not pipes: a child that outlives the program must not keep us waiting.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("postern-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (out, err) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
        for file in [out, err] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        var files = [try FileHandle(forWritingTo: out), try FileHandle(forWritingTo: err)]
        process.standardOutput = files[0]
        process.standardError = files[1]
        if let input {
            let file = folder.appendingPathComponent("in")
            try input.write(to: file, atomically: true, encoding: .utf8)
            let handle = try FileHandle(forReadingFrom: file)
            files.append(handle)
            process.standardInput = handle
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        let (ends, ended) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            ended.yield(process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus)
            ended.finish()
        }
        // A Process that has ended is kept by Foundation for a while, and its files would be, too.
        defer { for file in files { try? file.close() } }
        try process.run()
        let pid = process.processIdentifier
        let watchdog = Task {
            try await Task.sleep(for: timeout)
            kill(pid, SIGKILL)
            ended.yield(-1)
            ended.finish()
        }
        var status: Int32 = -1
        for await end in ends {
            status = end
            break
        }
        watchdog.cancel()
        let result = Command(
            status: status, out: try String(contentsOf: out, encoding: .utf8),
            err: try String(contentsOf: err, encoding: .utf8))
        if status == -1 {
            throw TimedOut(
                description: "\(program) \(arguments.joined(separator: " ")) took longer than \(timeout)\n\(result.out)\(result.err)")
        }
        return result
    }

    static func has(_ program: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
}
