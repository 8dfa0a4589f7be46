import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A lock file beside the store. The kernel lets go of it when this process ends, however it ends.
final class FileLock: Sendable {
    private let held: Mutex<Int32?>

    init(path: String) throws(StoreError) {
        let descriptor = open("\(path)-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unreadable(path: path, why: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            _ = close(descriptor)
            throw .inUse(path: path)
        }
        // The store holds secrets. SQLite gives its other files the mode of this one.
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let why = String(cString: strerror(errno))
            _ = close(descriptor)
            throw .unreadable(path: path, why: why)
        }
        _ = close(file)
        held = Mutex(descriptor)
    }

    func release() {
        held.withLock { held in
            if let descriptor = held { _ = close(descriptor) }
            held = nil
        }
    }

    deinit { release() }
}
