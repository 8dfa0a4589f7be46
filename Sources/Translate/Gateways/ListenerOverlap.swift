import GatewayAPI
import Kube

/// HTTPS listeners of one port that a browser could take for one server: it would reuse an HTTP/2 connection made to
/// one of them for the other. The condition `OverlappingTLSConfig` warns; overlapping certificates turn HTTP/2 off.
extension Pass {
    func findTLSOverlaps() {
        let groups = mergesGateways ? [gateways.flatMap(\.listeners)] : gateways.map(\.listeners)
        for group in groups {
            let https = group.filter { $0.listener.listenerProtocol == "HTTPS" }
            // Certificates come last: where both overlap, they are the reason to name.
            findHostnameOverlaps(https)
            findOpaqueCertificates(https)
            findCertificateOverlaps(https)
        }
    }

    private struct Overlap {
        var own: String
        var other: String
        var peer: ListenerState
    }

    /// Pairs each listener with the first other one it overlaps with; one pair for each listener is enough.
    private func pairs(
        _ listeners: [ListenerState], _ overlap: (ListenerState, ListenerState) -> (String, String)?
    ) -> [(ListenerState, Overlap)] {
        var found: [Overlap?] = Array(repeating: nil, count: listeners.count)
        for i in listeners.indices where found[i] == nil && !listeners[i].hasInvalidCondition {
            for j in listeners.indices.dropFirst(i + 1) {
                guard found[j] == nil, !listeners[j].hasInvalidCondition,
                    listeners[i].listener.port == listeners[j].listener.port,
                    let (a, b) = overlap(listeners[i], listeners[j])
                else { continue }
                found[i] = Overlap(own: a, other: b, peer: listeners[j])
                found[j] = Overlap(own: b, other: a, peer: listeners[i])
            }
        }
        return zip(listeners, found).compactMap { listener, overlap in overlap.map { (listener, $0) } }
    }

    private func place(_ state: ListenerState, _ overlap: Overlap) -> String {
        let peer = overlap.peer
        let gateway = peer.gateway.name == state.gateway.name ? "" : " of gateway \(peer.gateway.name.name)"
        return "in listener \(peer.listener.name)\(gateway)."
    }

    private func findHostnameOverlaps(_ listeners: [ListenerState]) {
        let overlapping = pairs(listeners) { a, b in
            let (a, b) = (a.listener.hostname, b.listener.hostname)
            return Hostnames.overlap(a, b) ? (a ?? "", b ?? "") : nil
        }
        for (state, overlap) in overlapping {
            state.set(
                "OverlappingTLSConfig", true, "OverlappingHostnames",
                "The hostname \(overlap.own) overlaps with the hostname \(overlap.other) \(place(state, overlap))")
        }
    }

    private func findOpaqueCertificates(_ listeners: [ListenerState]) {
        let valid = listeners.filter { !$0.hasInvalidCondition }
        for group in Dictionary(grouping: valid, by: \.listener.port).values where group.count > 1 {
            let opaque = group.filter(\.usesSDS)
            for state in group {
                let isAffected = opaque.contains { sds in
                    sds === state || sds.listener.hostname == nil
                        || state.dnsNames.contains { Hostnames.overlap(sds.listener.hostname, $0) }
                }
                guard isAffected else { continue }
                state.http?.tlsOverlaps = true
                state.set(
                    "OverlappingTLSConfig", true, "SDSCertificateOpaque",
                    "HTTP/2 is disabled by default because one or more HTTPS listeners on this port use an SDS-backed "
                        + "certificate whose DNS names cannot be inspected. Configure ALPN explicitly with "
                        + "ClientTrafficPolicy to override this default.")
            }
        }
    }

    private func findCertificateOverlaps(_ listeners: [ListenerState]) {
        let overlapping = pairs(listeners) { a, b in
            for name in a.dnsNames {
                if let other = b.dnsNames.first(where: { Hostnames.overlap(name, $0) }) { return (name, other) }
            }
            return nil
        }
        for (state, overlap) in overlapping {
            state.http?.tlsOverlaps = true
            state.set(
                "OverlappingTLSConfig", true, "OverlappingCertificates",
                "The certificate SAN \(overlap.own) overlaps with the certificate SAN \(overlap.other) "
                    + "\(place(state, overlap)) ALPN will default to HTTP/1.1 to prevent HTTP/2 connection coalescing, "
                    + "unless explicitly configured via ClientTrafficPolicy")
        }
    }
}
