import ClusterNetwork
import NIOCore

/// One loop's side of a listener.
final class ListenerRuntime {
    let compiled: CompiledListener
    unowned let worker: Worker
    let counters: Counters<ListenerCounter>
    /// The only chain, when nothing need be read to choose it.
    private let immediate: FilterChainRuntime?

    init(_ compiled: CompiledListener, worker: Worker) {
        self.compiled = compiled
        self.worker = worker
        counters = worker.listenerCounters(compiled.statName)
        if compiled.inspects || !compiled.chains.isEmpty {
            immediate = nil
        } else {
            immediate = compiled.fallback.map { FilterChainRuntime($0, listener: compiled.id, worker: worker) }
        }
    }

    /// Sets up a connection that was just accepted; on its loop, before it is active.
    func accept(_ channel: any Channel, local: VirtualAddress, peer: VirtualAddress) throws {
        worker.clock()
        let info = ConnectionInfo(
            id: worker.random.next(), local: SocketText(ip: local.ip.description, port: local.port),
            remote: SocketText(ip: peer.ip.description, port: peer.port))
        let limit = compiled.bufferLimit
        try channel.syncOptions?.setOption(
            .writeBufferWaterMark, value: .init(low: max(1, limit / 2), high: max(2, limit)))
        counters.add(.cxTotal)
        counters.add(.cxActive)
        let counters = NIOLoopBound(self.counters, eventLoop: worker.loop)
        channel.closeFuture.whenComplete { _ in
            counters.value.add(.cxActive, -1)
            counters.value.add(.cxDestroy)
        }
        let operations = channel.pipeline.syncOperations
        if let immediate {
            try immediate.setUp(operations, info: info)
        } else if compiled.inspects {
            try operations.addHandler(FirstBytes(listener: self, info: info))
        } else {
            // Nothing to wait for: the server may be the one who speaks first.
            try setUp(channel, info)
        }
    }

    private func setUp(_ channel: any Channel, _ info: ConnectionInfo) throws {
        let facts = ChainFacts(
            port: info.local.port, localIP: IPAddress(info.local.ip), remoteIP: IPAddress(info.remote.ip),
            directIP: IPAddress(info.direct.ip), remotePort: info.remote.port)
        guard let found = compiled.chain(for: facts) else {
            refused(info)
            channel.closeWithReset()
            return
        }
        try chain(found).setUp(channel.pipeline.syncOperations, info: info)
    }

    /// A connection that no chain takes is counted, and logged by the listener itself.
    func refused(_ info: ConnectionInfo) {
        counters.add(.noFilterChain)
        guard !compiled.accessLogs.isEmpty else { return }
        let stream = StreamInfo()
        stream.connection = info
        stream.flags = .noRouteFound
        stream.details = "filter_chain_not_found"
        stream.start = worker.clock()
        stream.end = stream.start
        stream.startWall = worker.wall
        worker.log(
            compiled.accessLogs,
            FormatContext(
                info: stream, request: nil, response: nil, trailers: nil, environment: worker.shared.environment))
    }

    func chain(_ compiled: CompiledChain) -> FilterChainRuntime {
        FilterChainRuntime(compiled, listener: self.compiled.id, worker: worker)
    }
}

/// A filter chain as a connection holds it: it can tell whether it still stands.
final class FilterChainRuntime {
    let compiled: CompiledChain
    private let listener: Int
    private unowned let worker: Worker

    init(_ compiled: CompiledChain, listener: Int, worker: Worker) {
        self.compiled = compiled
        self.listener = listener
        self.worker = worker
    }

    var isCurrent: Bool { worker.listener(listener)?.compiled.contains(compiled) ?? false }

    /// Adds the handlers of a chain without transport of its own.
    func setUp(_ operations: ChannelPipeline.SynchronousOperations, info: ConnectionInfo) throws {
        switch compiled.terminal {
        case .http(let manager):
            try operations.addHandler(HTTP1Server(worker: worker, manager: manager, chain: self, info: info))
        case .tcp(let rules):
            try operations.addHandler(TCPProxyServer(worker: worker, rules: rules, chain: self, info: info))
        }
    }
}
