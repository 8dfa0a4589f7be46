internal import JSON
internal import Synchronization
internal import Translate

/// The proxies that run, by the fleet they belong to.
final class EngineDirectory: Sendable {
    private struct Entry {
        var pod: String
        var configDump: @Sendable () -> JSON
    }

    private let engines = Mutex<[FleetKey: [Entry]]>([:])

    func add(_ key: FleetKey, pod: String, configDump: @escaping @Sendable () -> JSON) {
        engines.withLock { $0[key, default: []].append(Entry(pod: pod, configDump: configDump)) }
    }

    func remove(_ key: FleetKey, pod: String) {
        engines.withLock { engines in
            engines[key]?.removeAll { $0.pod == pod }
            if engines[key]?.isEmpty == true { engines[key] = nil }
        }
    }

    var keys: [FleetKey] { engines.withLock { $0.keys.sorted() } }

    func configDump(of key: FleetKey) -> JSON? { engines.withLock { $0[key]?.last }?.configDump() }
}
