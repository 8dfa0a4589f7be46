import JSON
import Kube
import Store
import Synchronization

/// The addresses and node ports that Services hold. Read from the store when first needed, kept up from then on.
final class ServiceAllocator: Sendable {
    static let ports = 30_000...32_767
    private static let dynamicPorts = 30_086...32_767

    private struct State {
        var addresses: Set<ClusterIP>
        var ports: Set<Int>
    }

    /// The cluster's families, the default one first.
    let families: [ServiceFamily]
    private let store: Store
    private let state = Mutex<State?>(nil)

    init(store: Store, families: [ServiceFamily]) {
        self.store = store
        self.families = families
    }

    private func with<Result: Sendable>(_ body: (inout State) -> sending Result) -> Result {
        state.withLock { state in
            var present = state ?? Self.read(store)
            defer { state = present }
            return body(&present)
        }
    }

    private static func read(_ store: Store) -> State {
        var state = State(addresses: [], ports: [])
        for record in (try? store.list(ServiceStrategy.resource).records) ?? [] {
            guard let spec = (try? JSON(parsing: record.bytes))?["spec"] else { continue }
            state.addresses.formUnion(addresses(of: spec))
            state.ports.formUnion(nodePorts(of: spec))
        }
        return state
    }

    static func addresses(of spec: JSON) -> [ClusterIP] { spec.strings("clusterIPs").compactMap(ClusterIP.init) }

    static func nodePorts(of spec: JSON) -> [Int] {
        ((spec["ports"]?.array ?? []).map { $0["nodePort"] } + [spec["healthCheckNodePort"]])
            .compactMap { $0?.int }.filter { $0 != 0 }
    }

    /// An address that is free now, without taking it.
    func peek(_ family: ServiceFamily) -> ClusterIP? { with { Self.free(family, $0.addresses) } }

    func allocate(_ family: ServiceFamily) -> ClusterIP? {
        with { state in
            guard let address = Self.free(family, state.addresses) else { return nil }
            state.addresses.insert(address)
            return address
        }
    }

    private static func free(_ family: ServiceFamily, _ taken: Set<ClusterIP>) -> ClusterIP? {
        for _ in 0..<64 {
            let address = ClusterIP(family, offset: .random(in: family.dynamicOffsets))
            if !taken.contains(address) { return address }
        }
        return family.offsets.lazy.map { ClusterIP(family, offset: $0) }.first { !taken.contains($0) }
    }

    func reserve(_ address: ClusterIP) -> Bool { with { $0.addresses.insert(address).inserted } }

    func release(_ address: ClusterIP) { with { _ = $0.addresses.remove(address) } }

    func allocatePort() -> Int? {
        with { state in
            let taken = state.ports
            let start = Int.random(in: Self.dynamicPorts)
            let candidates = [start...Self.dynamicPorts.upperBound, Self.dynamicPorts.lowerBound...start, Self.ports]
            guard let port = candidates.lazy.joined().first(where: { !taken.contains($0) }) else { return nil }
            state.ports.insert(port)
            return port
        }
    }

    func reserve(port: Int) -> Bool { with { $0.ports.insert(port).inserted } }

    func release(port: Int) { with { _ = $0.ports.remove(port) } }

    /// Gives back what a Service held and holds no more.
    func moved(from old: JSON?, to new: JSON?) {
        let (before, after) = (old?["spec"] ?? [:], new?["spec"] ?? [:])
        let addresses = Set(Self.addresses(of: before)).subtracting(Self.addresses(of: after))
        let ports = Set(Self.nodePorts(of: before)).subtracting(Self.nodePorts(of: after))
        guard !addresses.isEmpty || !ports.isEmpty else { return }
        with { state in
            state.addresses.subtract(addresses)
            state.ports.subtract(ports)
        }
    }
}
