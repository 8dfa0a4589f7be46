internal import Images
import Synchronization
final class TempImages: ImageRegistry {
    let p = Mutex<[String: any ImageProgram]>([:])
    func register(_ n: String, _ x: any ImageProgram) { p.withLock { $0[n] = x } }
    func program(for reference: String) -> (any ImageProgram)? { p.withLock { $0.first { reference.contains($0.key) }?.value } }
}
