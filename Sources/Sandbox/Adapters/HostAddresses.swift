internal import ClusterNetwork
internal import Controllers
internal import JSON
internal import Kube
internal import Logging
internal import Synchronization

/// Gives each LoadBalancer Service a loopback address of its own on this machine, its ports open there.
actor HostAddresses: LoadBalancerAddresses {
    /// The block that addresses are taken from: 127.0.10.1 and up.
    static let count = 2048
    /// Added to a port that may not be bound, as Envoy Gateway does inside the pod.
    static let fallback = 10000

    struct Opened: Sendable, Hashable {
        var port: Int
        var transport: Transport
        /// The port of the host; another one where the Service's own may not be bound.
        var hostPort: Int
    }

    private struct Place {
        var addresses: [IPAddress]
        var exposures: [Key: Exposure] = [:]
        var warnings: [LoadBalancerAnswer.Warning] = []
    }

    private struct Key: Hashable {
        var address: IPAddress
        var port: Int
        var transport: Transport
    }

    private let network: ClusterNetwork
    private let logger: Logger
    private var places: [ObjectName: Place] = [:]
    private var claims: [IPAddress: AddressClaim] = [:]

    init(network: ClusterNetwork, logger: Logger) {
        self.network = network
        self.logger = logger
    }

    func open(_ service: JSON, wanted: [String]) async -> LoadBalancerAnswer {
        let name = service.objectName
        let ports = (service["spec", "ports"]?.array ?? []).map { port in
            (number: port["port"]?.int ?? 0, transport: port["protocol"]?.string == "UDP" ? Transport.udp : .tcp)
        }
        var place = places[name] ?? Place(addresses: [])
        place.warnings = []
        let asked = wanted.compactMap { IPAddress($0) }
        if !asked.isEmpty {
            place.addresses = asked.filter { $0.addressClass == .loopback }
        } else if place.addresses.isEmpty {
            let before = (service["status", "loadBalancer", "ingress"]?.array ?? []).compactMap { $0["ip"]?.string }
            if let address = await choose(before: before.compactMap { IPAddress($0) }, port: ports.first?.number) {
                place.addresses = [address]
            }
        }
        for address in place.addresses where claims[address] == nil { claims[address] = AddressClaim(address.description) }
        // From here on the place is ours; another call for the same Service waits for nothing.
        places[name] = place

        let serviceName = ServiceName(namespace: name.namespace, name: name.name)
        var keys: Set<Key> = []
        for address in place.addresses {
            for port in ports {
                let key = Key(address: address, port: port.number, transport: port.transport)
                keys.insert(key)
                if let exposure = place.exposures[key] {
                    if exposure.hostAddress.port != port.number { place.warnings.append(Self.warning(key, exposure)) }
                    continue
                }
                if let exposure = await expose(key, to: .service(serviceName, port: port.number), &place.warnings) {
                    place.exposures[key] = exposure
                }
            }
        }
        for (key, exposure) in place.exposures where !keys.contains(key) {
            await exposure.close()
            place.exposures[key] = nil
        }
        places[name] = place
        return LoadBalancerAnswer(addresses: place.addresses.map(\.description), warnings: place.warnings)
    }

    func close(_ service: ObjectName) async {
        guard let place = places.removeValue(forKey: service) else { return }
        for exposure in place.exposures.values { await exposure.close() }
        for address in place.addresses { claims.removeValue(forKey: address)?.release() }
    }

    func closeAll() async {
        for name in places.keys { await close(name) }
    }

    /// Where each Service can be reached, for `postern status`.
    var opened: [ObjectName: (addresses: [String], ports: [Opened])] {
        places.mapValues { place in
            (
                place.addresses.map(\.description),
                place.exposures.map { Opened(port: $0.key.port, transport: $0.key.transport, hostPort: $0.value.hostAddress.port) }
                    .sorted { $0.port < $1.port }
            )
        }
    }

    private static func address(_ index: Int) -> IPAddress {
        IPAddress(127, 0, UInt8(10 + index / 254), UInt8(1 + index % 254))
    }

    /// The first address of the block that nobody, another sandbox included, uses on the port.
    private func choose(before: [IPAddress], port: Int?) async -> IPAddress? {
        let block = (0..<Self.count).map(Self.address)
        let candidates = before + block
        for candidate in candidates where claims[candidate] == nil {
            guard let claim = AddressClaim(candidate.description) else { continue }
            claims[candidate] = claim
            if await isFree(candidate, port ?? 80) { return candidate }
            claims.removeValue(forKey: candidate)?.release()
        }
        return nil
    }

    private func isFree(_ address: IPAddress, _ port: Int) async -> Bool {
        let trial = VirtualAddress(address, port)
        do {
            let exposure = try await network.expose(trial, to: .address(VirtualAddress(address, port)))
            await exposure.close()
            return true
        } catch ExposureError.addressInUse {
            return false
        } catch {
            return true  // Not ours to bind, but nobody else's either.
        }
    }

    private func expose(
        _ key: Key, to target: ExposureTarget, _ warnings: inout [LoadBalancerAnswer.Warning]
    ) async -> Exposure? {
        var lastError: (any Error)?
        for port in [key.port, key.port + Self.fallback, 0] where port < 65536 {
            do {
                let exposure = try await network.expose(
                    VirtualAddress(key.address, port), transport: key.transport, to: target)
                if port != key.port {
                    warnings.append(Self.warning(key, exposure))
                    logger.warning("\(key.address):\(key.port) is open as port \(exposure.hostAddress.port)")
                }
                return exposure
            } catch {
                lastError = lastError ?? error
            }
        }
        warnings.append(
            .init(reason: "PortUnavailable", message: "port \(key.port) of \(key.address): \(lastError.map { "\($0)" } ?? "unavailable")"))
        return nil
    }

    private static func warning(_ key: Key, _ exposure: Exposure) -> LoadBalancerAnswer.Warning {
        let remedy =
            key.port < 1024
            ? "; to use port \(key.port) itself: sudo sysctl net.ipv4.ip_unprivileged_port_start=\(key.port), then restart the sandbox"
            : ""
        return .init(
            reason: "PortUnavailable",
            message: "port \(key.port) of \(key.address) may not be bound on this machine; it is open as port \(exposure.hostAddress.port)\(remedy)")
    }
}
