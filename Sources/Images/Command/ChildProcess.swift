#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import Synchronization

/// A child process in a group of its own, its output and error in one pipe, nothing on its input.
final class ChildProcess: Sendable {
    struct SpawnError: Error, CustomStringConvertible {
        let errno: Int32
        var description: String { String(cString: strerror(errno)) }
    }

    private struct State {
        var status: ExitStatus?
        var callbacks: [@Sendable (ExitStatus) -> Void] = []
    }

    let id: pid_t
    /// The reading end of what the child writes; the caller's to close.
    let output: CInt
    private let state = Mutex(State())

    private init(id: pid_t, output: CInt) {
        self.id = id
        self.output = output
    }

    /// What a container gets from this machine: enough to find and run programs, nothing of the user's secrets.
    static var inheritedEnvironment: [String: String] {
        var inherited: [String: String] = [:]
        for name in ["PATH", "HOME", "LANG", "TMPDIR", "USER"] {
            if let value = getenv(name) { inherited[name] = String(cString: value) }
        }
        return inherited
    }

    static func spawn(
        _ arguments: [String], environment: [String: String], directory: String?
    ) throws(SpawnError) -> ChildProcess {
        // `posix_spawn` itself cannot change the directory everywhere.
        let arguments =
            directory.map { ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", $0] + arguments } ?? arguments
        guard let program = arguments.first else { throw SpawnError(errno: ENOENT) }
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SpawnError(errno: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigfillset(&defaults)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var id: pid_t = 0
        let result = withStringArray(arguments) { arguments in
            withStringArray(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawnp(&id, program, &actions, &attributes, arguments, environment)
            }
        }
        guard result == 0 else {
            close(ends[0])
            throw SpawnError(errno: result)
        }
        let process = ChildProcess(id: id, output: ends[0])
        process.watch()
        return process
    }

    /// Sends a signal to the child and those it has started.
    func signal(_ signal: CInt) {
        kill(-id, signal)
    }

    func whenEnded(_ body: @escaping @Sendable (ExitStatus) -> Void) {
        let status = state.withLock { state in
            if state.status == nil { state.callbacks.append(body) }
            return state.status
        }
        if let status { body(status) }
    }

    /// Waits for the end on a thread of its own: the system tells it no other way that leaves signals alone.
    private func watch() {
        var thread = pthread_t()
        let reference = Unmanaged.passRetained(self).toOpaque()
        let result = pthread_create(&thread, nil, { argument in
            guard let argument else { return nil }
            Unmanaged<ChildProcess>.fromOpaque(argument).takeRetainedValue().wait()
            return nil
        }, reference)
        if result == 0 {
            pthread_detach(thread)
        } else {
            Unmanaged<ChildProcess>.fromOpaque(reference).release()
            kill(-id, SIGKILL)
            wait()
        }
    }

    private func wait() {
        var raw: CInt = 0
        while waitpid(id, &raw, 0) < 0, errno == EINTR {}
        let signal = Int(raw & 0x7F)
        let code = signal == 0 ? Int(raw >> 8 & 0xFF) : 128 + signal
        let status = ExitStatus(code: code)
        let callbacks = state.withLock { state in
            state.status = status
            defer { state.callbacks = [] }
            return state.callbacks
        }
        for callback in callbacks { callback(status) }
    }
}

/// The null-terminated array of C strings that `exec` takes.
private func withStringArray<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
}
