internal import ClusterNetwork
internal import Controllers
internal import JSON
internal import Kube
internal import Logging
internal import Synchronization

/// Gives each LoadBalancer Service an address of this machine in each of its families, its ports open there: a loopback
/// address of its own, or, for IPv6 on a machine that has no block for it, the ::1 that all share.
actor HostAddresses: LoadBalancerAddresses {
    /// The addresses that are given away: 127.0.10.1 and up, and as many of IPv6's block.
    static let count = 2048
    /// Added to a port that may not be bound, as Envoy Gateway does inside the pod.
    static let fallback = 10000

    struct Opened: Sendable, Hashable {
        var address: String
        var port: Int
        var transport: Transport
        /// What would let the port itself be had, where another one is used.
        var remedy: String?
        /// The port of the host; another one where the Service's own may not be bound.
        var hostPort: Int
    }

    private struct Place {
        var addresses: [IPAddress]
        /// The Service has named them: they are not its own to keep.
        var areAskedFor = false
        /// Whose proxies are behind it: `NAMESPACE/NAME` of a Gateway, or a GatewayClass; empty for other Services.
        var gateway: String
        var openings: [Key: Opening] = [:]
        var warnings: [LoadBalancerAnswer.Warning] = []
    }

    private struct Opening {
        var exposure: Exposure
        /// Why the port itself could not be had.
        var refusal: (any Error)?
    }

    private struct Key: Hashable {
        var address: IPAddress
        var port: Int
        var transport: Transport
    }

    private let network: ClusterNetwork
    /// Those of the cluster: a Service may still name more, from when it had them.
    private let families: [AddressFamily]
    private let logger: Logger
    private var places: [ObjectName: Place] = [:]
    private var claims: [IPAddress: AddressClaim] = [:]

    init(network: ClusterNetwork, families: [AddressFamily], logger: Logger) {
        self.network = network
        self.families = families
        self.logger = logger
    }

    func open(_ service: JSON, wanted: [String]) async -> LoadBalancerAnswer {
        let name = service.objectName
        let ports = (service["spec", "ports"]?.array ?? []).map { port in
            (number: port["port"]?.int ?? 0, transport: port["protocol"]?.string == "UDP" ? Transport.udp : .tcp)
        }
        var place = places[name] ?? Place(addresses: [], gateway: Self.gateway(of: service))
        place.warnings = []
        let former = place.addresses
        let asked = wanted.compactMap { IPAddress($0) }
        if !asked.isEmpty {
            place.areAskedFor = true
            place.addresses = asked.filter { $0.addressClass == .loopback }
            for address in place.addresses where claims[address] == nil && address != .loopbackV6 {
                claims[address] = AddressClaim(address.description)
            }
        } else {
            let before = (service["status", "loadBalancer", "ingress"]?.array ?? []).compactMap { $0["ip"]?.string }
            let families = (service["spec", "ipFamilies"]?.array ?? ["IPv4"]).map {
                $0 == "IPv6" ? AddressFamily.v6Only : .v4Only
            }.filter(self.families.contains)
            let given = before.compactMap { IPAddress($0) }
            place.addresses = await addresses(
                of: families, instead: place.areAskedFor ? [] : former,
                before: place.areAskedFor ? given.filter { !former.contains($0) } : given, port: ports.first?.number ?? 80)
            place.areAskedFor = false
        }
        // From here on the place is ours; another call for the same Service waits for nothing.
        places[name] = place

        let serviceName = ServiceName(namespace: name.namespace, name: name.name)
        var keys: Set<Key> = []
        for address in place.addresses {
            for port in ports {
                let key = Key(address: address, port: port.number, transport: port.transport)
                keys.insert(key)
                if place.openings[key] == nil {
                    place.openings[key] = await expose(key, to: .service(serviceName, port: port.number), &place.warnings)
                }
                if let opening = place.openings[key], opening.exposure.hostAddress.port != port.number {
                    place.warnings.append(Self.warning(key, opening))
                }
            }
        }
        for (key, opening) in place.openings where !keys.contains(key) {
            await opening.exposure.close()
            place.openings[key] = nil
        }
        places[name] = place
        for address in former { releaseUnlessUsed(address) }
        return LoadBalancerAnswer(addresses: place.addresses.map(\.description), warnings: place.warnings)
    }

    func close(_ service: ObjectName) async {
        guard let place = places.removeValue(forKey: service) else { return }
        for opening in place.openings.values { await opening.exposure.close() }
        for address in place.addresses { releaseUnlessUsed(address) }
    }

    /// Services may have asked for one address: it is given back when the last of them has left it.
    private func releaseUnlessUsed(_ address: IPAddress) {
        if places.values.contains(where: { $0.addresses.contains(address) }) { return }
        claims.removeValue(forKey: address)?.release()
    }

    func closeAll() async {
        for name in places.keys { await close(name) }
    }

    /// Where each Service can be reached, for `postern status`.
    var opened: [ObjectName: (addresses: [String], gateway: String, ports: [Opened])] {
        places.mapValues { place in
            (
                place.addresses.map(\.description), place.gateway,
                place.openings.map { key, opening in
                    let hostPort = opening.exposure.hostAddress.port
                    return Opened(
                        address: key.address.description, port: key.port, transport: key.transport,
                        remedy: hostPort == key.port ? nil : Self.remedy(key, opening.refusal), hostPort: hostPort)
                }.sorted { ($0.port, $0.address) < ($1.port, $1.address) }
            )
        }
    }

    /// An address of each family, in their order. Those that are there stay.
    private func addresses(
        of families: [AddressFamily], instead present: [IPAddress], before: [IPAddress], port: Int
    ) async -> [IPAddress] {
        var addresses: [IPAddress] = []
        for family in families {
            if let kept = present.first(where: family.admits) {
                addresses.append(kept)
            } else if let chosen = await choose(family, before: before.filter(family.admits), port: port) {
                addresses.append(chosen)
            }
        }
        return addresses
    }

    private static func gateway(of service: JSON) -> String {
        let (labels, prefix) = (service.labels, "gateway.envoyproxy.io/owning-")
        if let name = labels[prefix + "gateway-name"] { return "\(labels[prefix + "gateway-namespace"] ?? "")/\(name)" }
        return labels[prefix + "gatewayclass"] ?? ""
    }

    private static func address(_ index: Int) -> IPAddress {
        IPAddress(127, 0, UInt8(10 + index / 254), UInt8(1 + index % 254))
    }

    /// The first address of the block that nobody, another sandbox included, uses on the port.
    private func choose(_ family: AddressFamily, before: [IPAddress], port: Int) async -> IPAddress? {
        let isV6 = family == .v6Only
        if isV6, !HostIPv6.hasBlock { return .loopbackV6 }
        let block = (0..<Self.count).map(isV6 ? HostIPv6.address : Self.address)
        let candidates = before.filter { $0 != .loopbackV6 } + block
        for candidate in candidates where claims[candidate] == nil {
            guard let claim = AddressClaim(candidate.description) else { continue }
            claims[candidate] = claim
            if await isFree(candidate, port) { return candidate }
            claims.removeValue(forKey: candidate)?.release()
        }
        return isV6 ? .loopbackV6 : nil
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

    /// Opens the port, or another one in its place.
    private func expose(
        _ key: Key, to target: ExposureTarget, _ warnings: inout [LoadBalancerAnswer.Warning]
    ) async -> Opening? {
        var refusal: (any Error)?
        for port in [key.port, key.port + Self.fallback, 0] where port < 65536 {
            do {
                let exposure = try await network.expose(
                    VirtualAddress(key.address, port), transport: key.transport, to: target)
                if port != key.port {
                    logger.warning("\(VirtualAddress(key.address, key.port)) is open as port \(exposure.hostAddress.port)")
                }
                return Opening(exposure: exposure, refusal: refusal)
            } catch {
                refusal = refusal ?? error
            }
        }
        warnings.append(
            .init(reason: "PortUnavailable", message: "port \(key.port) of \(key.address): \(refusal.map { "\($0)" } ?? "unavailable")"))
        return nil
    }

    /// Another Service, or another program, has the port of the one IPv6 address that there is for all.
    private static func isShared(_ key: Key, _ refusal: (any Error)?) -> Bool {
        guard key.address == .loopbackV6, case .addressInUse? = refusal as? ExposureError else { return false }
        return true
    }

    private static func remedy(_ key: Key, _ refusal: (any Error)?) -> String? {
        if isShared(key, refusal) { return HostIPv6.remedy }
        return key.port < 1024 ? "sudo sysctl net.ipv4.ip_unprivileged_port_start=\(key.port)" : nil
    }

    private static func warning(_ key: Key, _ opening: Opening) -> LoadBalancerAnswer.Warning {
        let (port, remedy) = (opening.exposure.hostAddress.port, remedy(key, opening.refusal))
        let message: String
        if isShared(key, opening.refusal) {
            message =
                "port \(key.port) of ::1, which all Services share, is taken; it is open as port \(port)"
                + "; to give each Service an IPv6 address of its own: \(HostIPv6.remedy), then restart the sandbox"
        } else {
            message =
                "port \(key.port) of \(key.address) may not be bound on this machine; it is open as port \(port)"
                + (remedy.map { "; to use port \(key.port) itself: \($0), then restart the sandbox" } ?? "")
        }
        return .init(reason: "PortUnavailable", message: message)
    }
}
