import ClusterNetwork
import NIOCore

/// A listener's datagrams (Envoy's `udp_proxy`): each client's go to one endpoint, chosen by its first, until the
/// session has been idle. Belongs to one event loop.
final class UDPProxy {
    unowned let worker: Worker
    let rules: UDPRules
    let counters: Counters<UDPCounter>
    private var sessions: [VirtualAddress: UDPSession] = [:]

    init(worker: Worker, rules: UDPRules) {
        self.worker = worker
        self.rules = rules
        counters = worker.udp(rules.statPrefix)
    }

    func received(_ datagram: Datagram) {
        let count = datagram.payload.readableBytes
        guard let session = session(for: datagram) else { return }
        counters.add(.rxDatagrams)
        counters.add(.rxBytes, count)
        session.forward(datagram)
    }

    /// The session a datagram belongs to: the client's own while its endpoint is there and well, else a new one.
    private func session(for datagram: Datagram) -> UDPSession? {
        guard let cluster = worker.cluster(rules.cluster.id) else {
            counters.add(.noRoute)
            return nil
        }
        let known = sessions[datagram.source]
        if let known, known.stands(in: cluster) { return known }
        var request = BalanceRequest(random: worker.random.next())
        switch rules.hashing {
        case .none: break
        case .sourceIP: request.hash = XXHash.hash(datagram.source.ip.description)
        case .key(let key): request.hash = XXHash.hash(key)
        }
        guard let host = cluster.choose(request) else {
            cluster.counters.add(.cxNoneHealthy)
            return nil
        }
        known?.end()
        guard cluster.compiled.limits.mayConnect else {
            cluster.counters.add(.cxOverflow)
            return nil
        }
        guard let session = UDPSession(proxy: self, datagram: datagram, cluster: cluster, host: host) else { return nil }
        sessions[datagram.source] = session
        return session
    }

    func ended(_ session: UDPSession) { sessions[session.client] = nil }

    /// The listener is gone or has become another.
    func close() {
        for session in Array(sessions.values) { session.end() }
    }
}
