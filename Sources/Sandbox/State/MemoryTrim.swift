internal import Foundation

/// Gives memory back to the system once much of it has been let go of: glibc keeps what threads have freed.
enum MemoryTrim {
    /// Looks every few seconds until cancelled; does nothing while the process is small or of one size.
    static func run() async {
        var settled = 0
        while (try? await Task.sleep(for: .seconds(5))) != nil {
            guard let resident = residentBytes, abs(resident - settled) > 32 << 20, resident > 128 << 20 else { continue }
            _ = trim?(0)
            settled = residentBytes ?? resident
        }
    }

    /// `malloc_trim` is in glibc, not in Swift's module of it; nil with another C library.
    private static let trim: (@convention(c) (Int) -> Int32)? = dlsym(nil, "malloc_trim").map {
        unsafeBitCast($0, to: (@convention(c) (Int) -> Int32).self)
    }

    private static var residentBytes: Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) }
    }
}
