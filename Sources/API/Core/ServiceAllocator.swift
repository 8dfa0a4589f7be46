import JSON
import Kube
import Store
import Synchronization

/// An IPv4 address as a number.
struct IPv4: Sendable, Hashable, Comparable {
    var value: UInt32

    init(value: UInt32) { self.value = value }

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard let byte = UInt8(part), part.count == 1 || part.first != "0" else { return nil }
            value = value << 8 | UInt32(byte)
        }
        self.value = value
    }

    var text: String { "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)" }

    static func < (a: IPv4, b: IPv4) -> Bool { a.value < b.value }
}

/// The addresses and node ports that Services hold. Read from the store when first needed, kept up from then on.
final class ServiceAllocator: Sendable {
    /// 10.96.0.0/16 without the network's own address and the broadcast.
    static let range = IPv4(value: 0x0A60_0001)...IPv4(value: 0x0A60_FFFE)
    /// Addresses up to here are left to those who ask for one by number, as Kubernetes does (the lower band).
    private static let dynamic = IPv4(value: 0x0A60_0101)...range.upperBound
    static let ports = 30_000...32_767
    private static let dynamicPorts = 30_086...32_767

    private struct State {
        var addresses: Set<IPv4>
        var ports: Set<Int>
    }

    private let store: Store
    private let state = Mutex<State?>(nil)

    init(store: Store) { self.store = store }

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

    static func addresses(of spec: JSON) -> [IPv4] { (spec["clusterIPs"]?.array ?? []).compactMap { $0.string.flatMap(IPv4.init) } }

    static func nodePorts(of spec: JSON) -> [Int] {
        ((spec["ports"]?.array ?? []).map { $0["nodePort"] } + [spec["healthCheckNodePort"]])
            .compactMap { $0?.int }.filter { $0 != 0 }
    }

    /// An address that is free now, without taking it.
    func peek() -> IPv4? { with { Self.free($0.addresses) } }

    func allocate() -> IPv4? {
        with { state in
            guard let address = Self.free(state.addresses) else { return nil }
            state.addresses.insert(address)
            return address
        }
    }

    private static func free(_ taken: Set<IPv4>) -> IPv4? {
        for _ in 0..<64 {
            let address = IPv4(value: .random(in: dynamic.lowerBound.value...dynamic.upperBound.value))
            if !taken.contains(address) { return address }
        }
        return (range.lowerBound.value...range.upperBound.value).lazy.map(IPv4.init(value:)).first { !taken.contains($0) }
    }

    func reserve(_ address: IPv4) -> Bool { with { $0.addresses.insert(address).inserted } }

    func release(_ address: IPv4) { with { _ = $0.addresses.remove(address) } }

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
