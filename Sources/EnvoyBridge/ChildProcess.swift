import Foundation

/// A child process with nothing inherited but what it is given: Foundation's own would pass on the signals that the
/// starting thread has blocked, and a child that cannot be told to end stays.
final class ChildProcess: Sendable {
    let id: pid_t

    /// - Parameter output: the file that takes both of the child's output streams.
    init(path: String, arguments: [String], output: String) throws {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&files, 1, 2)

        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child: pid_t = 0
        let result = posix_spawn(&child, path, &files, &attributes, words, environ)
        guard result == 0 else {
            throw EnvoyProblem(message: "cannot start \(path): \(String(cString: strerror(result)))")
        }
        id = child
    }

    /// False once the child has ended; it is then reaped.
    var isRunning: Bool {
        var status: Int32 = 0
        return waitpid(id, &status, WNOHANG) == 0
    }

    func send(_ signal: Int32) { kill(id, signal) }
}
