import NIOCore

/// A copy of a request for another cluster; the answer is read and thrown away.
final class MirrorRequest: UpstreamReceiver {
    private let request = HeaderMap()
    private let worker: Worker
    private let isHead: Bool
    private var waiting: [ByteBuffer] = []
    private var waitingBytes = 0
    private var hasEnded = false
    private var isSending = false
    private var isOver = false
    private lazy var timer = WheelTimer { [unowned self] in abandon() }

    init(_ original: HeaderMap, keepsHost: Bool, isHead: Bool, hasEnded: Bool, worker: Worker) {
        self.worker = worker
        self.isHead = isHead
        self.hasEnded = hasEnded
        request.copy(original)
        if !keepsHost {
            let host = request[request.authority]
            let colon = portSeparator(host) ?? host.count
            let shadow = Array(host.prefix(count: colon)) + Array("-shadow".utf8) + Array(host.suffix(from: colon))
            request.authority = request.store(shadow)
        }
    }

    override var isHeadRequest: Bool { isHead }

    func start(_ cluster: ClusterRuntime, timeout: UInt64) {
        guard let host = cluster.choose(BalanceRequest(random: worker.random.next())) else { return }
        if timeout > 0 { worker.timers.set(timer, after: timeout, now: worker.now) }
        cluster.pool(for: host, request: request, downstream: nil, isHighPriority: false).request(self)
    }

    func send(_ data: ByteBuffer, isEnd: Bool) {
        if isOver { return }
        if isEnd { hasEnded = true }
        if isSending {
            upstream?.send(data, isEnd: isEnd)
            upstream?.flush()
        } else if waitingBytes + data.readableBytes <= Limits.mirroredBytes {
            waiting.append(data)
            waitingBytes += data.readableBytes
        } else {
            abandon()
        }
    }

    override func upstreamReady(_ stream: UpstreamStream) {
        isSending = true
        let isEnd = hasEnded && waiting.isEmpty
        stream.send(request, isEnd: isEnd)
        for piece in waiting { stream.send(piece, isEnd: false) }
        if hasEnded, !isEnd { stream.send(ByteBuffer(), isEnd: true) }
        waiting = []
        stream.flush()
    }

    override func upstreamHeaders(isEnd: Bool) { if isEnd { finish() } }
    override func upstreamData(_ data: ByteBuffer, isEnd: Bool) { if isEnd { finish() } }
    override func upstreamTrailers(_ trailers: HeaderMap) { finish() }
    override func upstreamReset(_ reset: UpstreamReset) { finish() }
    override func upstreamFailed(_ reset: UpstreamReset, host: Host) { finish() }

    /// The client is gone before its request was whole: so is the copy. One that is whole goes its own way.
    func abandon() {
        if isOver || hasEnded, isSending { return }
        waitingIn?.cancel(self)
        upstream?.reset()
        finish()
    }

    private func finish() {
        isOver = true
        waiting = []
        worker.timers.cancel(timer)
    }
}

extension Exchange {
    func startMirrors(_ action: ForwardAction) {
        for rule in action.mirrors where rule.includes(worker.random.next() >> 11) {
            let id =
                rule.cluster?.id
                ?? rule.clusterHeader.map { name in
                    worker.shared.clusterNames.id(request.withFirstValue(of: name) { $0?.string } ?? "")
                }
            guard let id, let cluster = worker.cluster(id) else { continue }
            let mirror = MirrorRequest(
                request, keepsHost: rule.keepsHost, isHead: isHead, hasEnded: requestEnded, worker: worker)
            retained.pieces.forEach { mirror.send($0, isEnd: false) }
            mirror.start(cluster, timeout: action.timeout)
            if !requestEnded { forward.mirrors.append(mirror) }
        }
    }
}
