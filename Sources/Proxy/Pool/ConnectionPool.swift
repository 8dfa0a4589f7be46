import Synchronization
import ClusterNetwork
import NIOCore
import NIOSSL

/// One loop's connections to one host of a cluster, for one server name.
final class ConnectionPool {
    /// What tells pools to the same host apart.
    struct Variant: Hashable {
        var serverName = ""
        var expectedName: String?
        var version = CompiledCluster.Version.http1
    }

    let cluster: ClusterRuntime
    let host: Host
    let worker: Worker
    private let variant: Variant
    private var state: PoolState<HTTP1Client, UpstreamReceiver>
    private var multiplexed: [HTTP2Client] = []
    private(set) var isDraining = false
    private let limits: ResourceLimits

    init(cluster: ClusterRuntime, host: Host, variant: Variant, limits: ResourceLimits) {
        self.cluster = cluster
        self.host = host
        self.variant = variant
        self.limits = limits
        worker = cluster.worker
        state = PoolState(maximumConnecting: variant.version == .http1 ? .max : 1)
    }

    // MARK: Requests

    /// Finds a connection for a request: at once, or when one is there; or tells it that there is none.
    func request(_ receiver: UpstreamReceiver) {
        guard limits.mayRequest else {
            cluster.counters.add(.rqPendingOverflow)
            return receiver.upstreamFailed(.init(.overflow), host: host)
        }
        if let connection = multiplexed.last(where: \.hasRoom) {
            serve(receiver, connection)
            return
        }
        let room = PoolState<HTTP1Client, UpstreamReceiver>.Room(
            mayConnect: limits.mayConnect, mayWait: limits.mayWait)
        switch state.request(receiver, room: room) {
        case .use(let connection): serve(receiver, connection)
        case .refuse:
            cluster.counters.add(.rqPendingOverflow)
            receiver.upstreamFailed(.init(.overflow), host: host)
        case .wait(let connects):
            receiver.waitingIn = self
            cluster.counters.add(.rqPendingTotal)
            cluster.counters.add(.rqPendingActive)
            limits.use.pending.add(1, ordering: .relaxed)
            if connects { connect() } else if !limits.mayConnect { cluster.counters.add(.cxOverflow) }
        }
    }

    /// The request has been given up while it waited.
    func cancel(_ receiver: UpstreamReceiver) {
        if state.cancel(receiver) {
            stoppedWaiting(receiver)
            cluster.counters.add(.rqCancelled)
        }
    }

    private func stoppedWaiting(_ receiver: UpstreamReceiver) {
        receiver.waitingIn = nil
        cluster.counters.add(.rqPendingActive, -1)
        limits.use.pending.subtract(1, ordering: .relaxed)
    }

    private func serve(_ receiver: UpstreamReceiver, _ connection: HTTP1Client) {
        countRequest()
        connection.begin(receiver)
        receiver.upstreamReady(connection)
    }

    private func serve(_ receiver: UpstreamReceiver, _ connection: HTTP2Client) {
        countRequest()
        let stream = connection.open(receiver)
        receiver.upstreamReady(stream)
    }

    private func countRequest() {
        cluster.counters.add(.rqTotal)
        cluster.counters.add(.rqActive)
        limits.use.requests.add(1, ordering: .relaxed)
        host.activeRequests.add(1, ordering: .relaxed)
        host.totalRequests.add(1, ordering: .relaxed)
    }

    private func requestOver() {
        cluster.counters.add(.rqActive, -1)
        limits.use.requests.subtract(1, ordering: .relaxed)
        host.activeRequests.subtract(1, ordering: .relaxed)
    }

    // MARK: What connections report

    private func connect() {
        cluster.compiled.shared.hasTraffic.store(true, ordering: .relaxed)
        limits.use.connections.add(1, ordering: .relaxed)
        host.activeConnections.add(1, ordering: .relaxed)
        host.totalConnections.add(1, ordering: .relaxed)
        cluster.counters.add(.cxTotal)
        cluster.counters.add(.cxActive)
        UpstreamConnector(
            pool: self, transport: cluster.transport(of: host), serverName: variant.serverName,
            expectedName: variant.expectedName, version: variant.version
        ).start()
    }

    func connected(_ connection: HTTP1Client) {
        connection.becomeReady()
        if case .serve(let receiver) = state.connected(connection) {
            stoppedWaiting(receiver)
            serve(receiver, connection)
        } else {
            connection.park()
        }
        // A pool that did not know better held the others back until it saw what this one speaks.
        while state.wantsConnection(mayConnect: limits.mayConnect) { connect() }
        if isDraining { closeIdle() }
    }

    func connected(_ connection: HTTP2Client) {
        multiplexed.append(connection)
        cluster.counters.add(.cxHTTP2)
        state.connectedElsewhere()
        serveWaiting(connection)
        if isDraining { closeIdle() }
    }

    private func serveWaiting(_ connection: HTTP2Client) {
        while connection.hasRoom, let receiver = state.takeWaiting() {
            stoppedWaiting(receiver)
            serve(receiver, connection)
        }
    }

    func connectFailed(_ reset: UpstreamReset) {
        connectionGone()
        host.failedConnections.add(1, ordering: .relaxed)
        cluster.counters.add(.cxConnectFail)
        if reset.kind == .connectionTimeout { cluster.counters.add(.cxConnectTimeout) }
        cluster.localFailure(host)
        let waiters = state.connectFailed()
        for receiver in waiters {
            stoppedWaiting(receiver)
            cluster.counters.add(.rqPendingFailureEject)
        }
        for receiver in waiters { receiver.upstreamFailed(reset, host: host) }
    }

    func released(_ connection: HTTP1Client) {
        requestOver()
        if case .serve(let receiver) = state.released(connection) {
            stoppedWaiting(receiver)
            serve(receiver, connection)
        } else if isDraining {
            closeIdle()
        }
    }

    func closedBusy(_ connection: HTTP1Client) {
        requestOver()
        state.closedBusy()
        connectionGone()
        if state.wantsConnection(mayConnect: limits.mayConnect) { connect() }
    }

    func closedIdle(_ connection: HTTP1Client) {
        state.closedIdle(connection)
        connectionGone()
    }

    func streamClosed(_ connection: HTTP2Client) {
        requestOver()
        if connection.hasRoom { serveWaiting(connection) }
        if isDraining, connection.isIdle { connection.close() }
    }

    func closed(_ connection: HTTP2Client) {
        multiplexed.removeAll { $0 === connection }
        connectionGone()
        if state.wantsConnection(mayConnect: limits.mayConnect) { connect() }
    }

    private func connectionGone() {
        limits.use.connections.subtract(1, ordering: .relaxed)
        host.activeConnections.subtract(1, ordering: .relaxed)
        cluster.counters.add(.cxActive, -1)
    }

    // MARK: Ending

    /// Takes no more requests; connections go as they become free.
    func drain() {
        isDraining = true
        closeIdle()
    }

    private func closeIdle() {
        for connection in state.removeAllIdle() { connection.close() }
        for connection in multiplexed where connection.isIdle { connection.close() }
    }

    func closeAll() {
        drain()
        for connection in multiplexed { connection.close() }
    }

    var isUnused: Bool { state.isUnused && multiplexed.isEmpty }
}
