import Foundation
import Sandbox

/// A sandbox's process in the background.
struct Background {
    var options: SandboxOptions
    var start: StartOptions

    /// Starts it and returns when it is ready; throws with the end of its log when it is not.
    func launch(timeout: Duration = .seconds(60)) async throws -> StateDirectory.Run {
        let state = options.state
        try state.make()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.ownPath)
        process.arguments = ["serve"] + start.words(options)
        _ = FileManager.default.createFile(atPath: state.log, contents: nil, attributes: [.posixPermissions: 0o600])
        guard let log = FileHandle(forWritingAtPath: state.log) else { throw Failure("cannot write \(state.log)") }
        process.standardOutput = log
        process.standardError = log
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // Of its own group: a Ctrl-C in this terminal is not for it.
        setpgid(process.processIdentifier, process.processIdentifier)
        let isTerminal = isatty(STDERR_FILENO) == 1
        let clock = ContinuousClock()
        let deadline = clock.now + timeout
        var shown = false
        while clock.now < deadline {
            if let run = state.running(), run.pid == process.processIdentifier, run.isReady {
                if shown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
                return run
            }
            guard process.isRunning else {
                throw Failure("the sandbox did not start:\n\(Self.tail(state.log))")
            }
            if isTerminal, !shown {
                shown = true
                FileHandle.standardError.write(Data("Starting sandbox \(options.name) …".utf8))
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        process.terminate()
        throw Failure("the sandbox was not ready after \(timeout):\n\(Self.tail(state.log))")
    }

    /// Ends a running sandbox; returns false when there is none.
    static func stop(_ state: StateDirectory) async throws -> Bool {
        guard let run = state.running() else { return false }
        kill(run.pid, SIGTERM)
        for attempt in 0..<1500 {
            if kill(run.pid, 0) != 0 { return true }
            if attempt == 1000 { kill(run.pid, SIGKILL) }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Failure("process \(run.pid) does not end")
    }

    static var ownPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
    }

    static func tail(_ path: String, lines: Int = 20) -> String {
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").suffix(lines).map { "  \($0)" }.joined(separator: "\n")
    }
}
