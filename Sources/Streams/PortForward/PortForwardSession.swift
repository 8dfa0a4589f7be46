import NIOCore

/// The port-forward protocol (`portforward.k8s.io`) as a value: a forwarded connection is a pair of streams with one
/// request id, `data` for the bytes and `error` for what the node says when it cannot connect.
struct PortForwardSession {
    enum Action: Equatable {
        case command(StreamCommand)
        case connect(Key, port: Int)
        /// Both streams have to be there in time.
        case startTimer(Key)
        case podWrite(Key, ByteBuffer)
        /// No more from the client: the pod reads end of file and may go on sending.
        case podFinish(Key)
        case podClose(Key)
    }

    typealias Key = String

    private struct Pair {
        var port: Int
        var error: UInt32?
        var data: UInt32?
        var pod = Pod.waiting
        var clientFinished = false
    }

    private enum Pod {
        case waiting
        case connecting(pending: ByteBuffer)
        case open
        /// The pod has sent its last byte; it may still read.
        case finished
    }

    private let sandbox: String
    private var pairs: [Key: Pair] = [:]
    private var keys: [UInt32: Key] = [:]
    private var pendingBytes = 0

    init(sandbox: String) {
        self.sandbox = sandbox
    }

    /// Whether so much waits for pods being connected to that the client should not be read from.
    var isFull: Bool { pendingBytes >= StreamLimits.pendingConnectBytes }

    mutating func received(_ event: StreamEvent) -> [Action] {
        switch event {
        case .opened(let id, let headers): return opened(id, headers)
        case .data(let id, let bytes): return clientData(id, bytes)
        case .finished(let id): return clientFinished(id)
        case .reset(let id):
            guard let key = keys.removeValue(forKey: id), let pair = pairs[key], pair.data == id else { return [] }
            let errorEnds = isEnded(pair) ? [] : pair.error.map { [Action.command(.finish($0))] } ?? []
            forget(key)
            return [.podClose(key)] + errorEnds
        }
    }

    private mutating func opened(_ id: UInt32, _ headers: [String: String]) -> [Action] {
        guard let port = headers["port"].flatMap({ UInt16($0) }), port > 0 else { return [.command(.refuse(id))] }
        let isData = headers["streamtype"] == "data"
        guard isData || headers["streamtype"] == "error" else { return [.command(.refuse(id))] }
        // Clients of old number the streams of a pair one after the other instead of naming the request.
        let key: Key =
            if let named = headers["requestid"], !named.isEmpty { named } else { "\(isData ? Int(id) - 2 : Int(id))" }
        var actions = [Action.command(.accept(id))]
        if pairs[key] == nil { actions.append(.startTimer(key)) }
        var pair = pairs[key] ?? Pair(port: Int(port))
        if isData ? pair.data != nil : pair.error != nil {
            let what = isData ? "data" : "error"
            let text = "error processing stream for request \(key): \(what) stream already assigned"
            let report = pair.error.map { [Action.command(.data($0, ByteBuffer(string: text)))] } ?? []
            return actions + [.command(.reset(id))] + report
        }
        if isData {
            pair.data = id
            pair.port = Int(port)
        } else {
            pair.error = id
        }
        keys[id] = key
        if pair.data != nil, pair.error != nil {
            pair.pod = .connecting(pending: ByteBuffer())
            actions.append(.connect(key, port: pair.port))
        }
        pairs[key] = pair
        return actions
    }

    private mutating func clientData(_ id: UInt32, _ bytes: ByteBuffer) -> [Action] {
        guard let key = keys[id], var pair = pairs[key], pair.data == id else { return [] }
        switch pair.pod {
        case .open, .finished: return [.podWrite(key, bytes)]
        case .connecting(var pending):
            var bytes = bytes
            pendingBytes += bytes.readableBytes
            pending.writeBuffer(&bytes)
            pair.pod = .connecting(pending: pending)
            pairs[key] = pair
            return []
        case .waiting: return []
        }
    }

    private mutating func clientFinished(_ id: UInt32) -> [Action] {
        guard let key = keys[id], var pair = pairs[key], pair.data == id else { return [] }
        pair.clientFinished = true
        pairs[key] = pair
        switch pair.pod {
        case .waiting, .connecting: return []
        case .open: return [.podFinish(key)]
        case .finished:
            forget(key)
            return [.podClose(key)]
        }
    }

    mutating func podConnected(_ key: Key) -> [Action] {
        guard var pair = pairs[key], case .connecting(let pending) = pair.pod else { return [.podClose(key)] }
        pendingBytes -= pending.readableBytes
        pair.pod = .open
        pairs[key] = pair
        return (pending.readableBytes > 0 ? [.podWrite(key, pending)] : [])
            + (pair.clientFinished ? [.podFinish(key)] : [])
    }

    mutating func podFailed(_ key: Key, _ reason: String) -> [Action] {
        guard let pair = pairs[key] else { return [] }
        let text = "error forwarding port \(pair.port) to pod \(sandbox), uid : \(reason)"
        forget(key)
        guard let error = pair.error else { return [] }
        return [.command(.data(error, ByteBuffer(string: text))), .command(.finish(error))]
            + (pair.data.map { [.command(.finish($0))] } ?? [])
    }

    /// The pod was there when the client came, and is no more.
    mutating func podGone(_ key: Key) -> [Action] {
        podFailed(key, PodConnectError.noSuchPod(sandbox).description)
    }

    func podData(_ key: Key, _ bytes: ByteBuffer) -> [Action] {
        guard let pair = pairs[key], case .open = pair.pod, let id = pair.data else { return [] }
        return [.command(.data(id, bytes))]
    }

    /// The pod's end of file. The error stream ends with the data: kubectl closes the local connection only then.
    mutating func podFinished(_ key: Key) -> [Action] {
        guard var pair = pairs[key], case .open = pair.pod else { return [] }
        pair.pod = .finished
        pairs[key] = pair
        let ends = endStreams(pair)
        guard pair.clientFinished else { return ends }
        forget(key)
        return ends + [.podClose(key)]
    }

    /// The pod's connection is gone altogether.
    mutating func podClosed(_ key: Key) -> [Action] {
        guard let pair = pairs[key] else { return [] }
        forget(key)
        return isEnded(pair) ? [] : endStreams(pair)
    }

    mutating func timedOut(_ key: Key) -> [Action] {
        guard let pair = pairs[key], case .waiting = pair.pod else { return [] }
        forget(key)
        guard let error = pair.error else { return pair.data.map { [.command(.reset($0))] } ?? [] }
        let text = "(conn=\(sandbox), request=\(key)) timed out waiting for streams"
        return [.command(.data(error, ByteBuffer(string: text))), .command(.finish(error))]
    }

    /// The client has gone: whose pods are to be let go.
    mutating func clientClosed() -> [Action] {
        let open = pairs.keys.sorted()
        pairs.removeAll()
        keys.removeAll()
        pendingBytes = 0
        return open.map { .podClose($0) }
    }

    private func endStreams(_ pair: Pair) -> [Action] {
        [pair.data, pair.error].compactMap { $0.map { .command(.finish($0)) } }
    }

    private func isEnded(_ pair: Pair) -> Bool {
        if case .finished = pair.pod { true } else { false }
    }

    private mutating func forget(_ key: Key) {
        guard let pair = pairs.removeValue(forKey: key) else { return }
        if case .connecting(let pending) = pair.pod { pendingBytes -= pending.readableBytes }
        for id in [pair.error, pair.data].compactMap({ $0 }) { keys[id] = nil }
    }
}
