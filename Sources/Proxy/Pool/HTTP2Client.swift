import NIOCore
import NIOSSL

/// A connection to an upstream that speaks HTTP/2: many requests at a time. The last handler of its pipeline.
final class HTTP2Client: ChannelDuplexHandler, HTTP2SessionOwner {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let pool: ConnectionPool
    fileprivate let session: HTTP2Session
    private let counters: Counters<ClusterCounter>
    fileprivate let local: SocketText?
    private let isSecure: Bool
    private var context: ChannelHandlerContext?
    private var streams: [Int: HTTP2ClientStream] = [:]
    private var isClosed = false
    private var mayOpen = true
    private var requestCount = 0
    fileprivate var isReading = false
    private var idleSince: UInt64 = 0
    private lazy var idleTimer = WheelTimer { [unowned self] in idleTimerFired() }

    init(pool: ConnectionPool, local: SocketText?) {
        self.pool = pool
        self.local = local
        counters = pool.cluster.counters
        isSecure = if case .plain = pool.cluster.transport(of: pool.host) { false } else { true }
        session = HTTP2Session(
            isServer: false, options: pool.cluster.compiled.http2,
            rules: HPACKDecoder.Rules(
                maximumBytes: Limits.responseHeadBytes, maximumHeaders: Limits.responseHeaderCount, isRequest: false))
        session.owner = self
    }

    /// It takes another request.
    var hasRoom: Bool {
        guard mayOpen, !isClosed, session.hasRoom else { return false }
        let limit = pool.cluster.compiled.maximumRequestsPerConnection
        return limit == 0 || requestCount < limit
    }

    var isIdle: Bool { streams.isEmpty }
    fileprivate var isChannelWritable: Bool { context?.channel.isWritable ?? false }

    func open(_ receiver: UpstreamReceiver) -> UpstreamStream {
        requestCount += 1
        let stream = HTTP2ClientStream(client: self, id: session.open(), pool: pool)
        streams[stream.id] = stream
        stream.receiver = receiver
        receiver.attach(stream)
        return stream
    }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        idleSince = pool.worker.now
        let limit = pool.cluster.compiled.idleTimeout
        if limit > 0 { pool.worker.timers.set(idleTimer, after: limit, now: pool.worker.now) }
        flush()
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelInactive(context: ChannelHandlerContext) {
        context.fireChannelInactive()
        ended(.init(.connectionTermination), isRemote: true)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case NIOSSLError.uncleanShutdown = error {
            context.close(promise: nil)
            return
        }
        ended(.init(.connectionTermination), isRemote: true)
        context.close(promise: nil)
    }

    private func ended(_ reset: UpstreamReset, isRemote: Bool) {
        if isClosed { return }
        isClosed = true
        pool.worker.timers.cancel(idleTimer)
        counters.add(.cxDestroy)
        counters.add(isRemote ? .cxDestroyRemote : .cxDestroyLocal)
        if !streams.isEmpty { counters.add(.cxDestroyWithActive) }
        let open = streams.values.sorted { $0.id < $1.id }
        streams = [:]
        for stream in open {
            pool.streamClosed(self)
            stream.end(reset)
        }
        pool.closed(self)
    }

    func close() {
        guard !isClosed else { return }
        session.goAway(.none)
        flush()
        ended(.init(.localReset), isRemote: false)
        context?.close(promise: nil)
    }

    private func idleTimerFired() {
        let worker = pool.worker
        let limit = pool.cluster.compiled.idleTimeout
        let now = worker.clock()
        guard limit > 0 else { return }
        if streams.isEmpty, now >= idleSince + limit {
            counters.add(.cxIdleTimeout)
            close()
        } else {
            let due = streams.isEmpty ? idleSince + limit : now + limit
            worker.timers.set(idleTimer, after: due - now, now: now)
        }
    }

    // MARK: Bytes

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let data = unwrapInboundIn(data)
        pool.worker.clock()
        counters.add(.rxBytes, data.readableBytes)
        isReading = true
        session.receive(data) { context.write(self.wrapOutboundOut($0), promise: nil) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        for stream in streams.values where stream.isTouched {
            stream.isTouched = false
            stream.receiver?.upstreamReadComplete()
        }
        flush()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let isWritable = context.channel.isWritable
        for stream in Array(streams.values) { stream.receiver?.upstreamWritabilityChanged(isWritable && stream.isWritable) }
        context.fireChannelWritabilityChanged()
    }

    fileprivate func flush() {
        guard let context else { return }
        let count = session.output.flush { context.write(self.wrapOutboundOut($0), promise: nil) }
        guard count > 0 else { return }
        counters.add(.txBytes, count)
        context.flush()
        if context.channel.isWritable { session.outputTaken() }
    }

    fileprivate func send(_ headers: HeaderMap, _ id: Int, isEnd: Bool) {
        let own = Bytes(isSecure ? "https" : "http")
        session.sendRequest(headers, scheme: headers.scheme.isNone ? own : headers[headers.scheme], id, isEnd: isEnd)
    }

    /// Upgrades become extended CONNECTs (RFC 8441), where both sides know of them.
    fileprivate var allowsUpgrades: Bool {
        pool.cluster.compiled.http2.allowsConnect && session.peerAllowsExtendedConnect
    }

    fileprivate func later(_ body: @escaping () -> Void) { pool.worker.later(body) }

    fileprivate func send(_ data: ByteBuffer, _ id: Int, isEnd: Bool) {
        guard let context else { return }
        session.send(data: data, id, isEnd: isEnd) { context.write(self.wrapOutboundOut($0), promise: nil) }
    }

    /// A stream is over: by its end, or given up.
    fileprivate func remove(_ stream: HTTP2ClientStream, resets error: HTTP2Error?) {
        guard streams.removeValue(forKey: stream.id) != nil else { return }
        if let error { session.reset(stream.id, error) }
        idleSince = pool.worker.now
        pool.streamClosed(self)
        if !mayOpen, streams.isEmpty { close() }
    }

    // MARK: HTTP2SessionOwner

    func headTarget(_ id: Int) -> HeaderMap? { streams[id]?.receiver?.response }

    func received(head id: Int, isEnd: Bool) {
        guard let stream = streams[id], let receiver = stream.receiver else { return }
        stream.isTouched = true
        if receiver.response.status < 200 {
            receiver.upstreamInformational()
            return
        }
        stream.hasResponse = true
        if receiver.isUpgradeRequest, receiver.response.status == 200 { stream.accepted(receiver.response) }
        if isEnd { stream.finish() }
        receiver.upstreamHeaders(isEnd: isEnd)
        if isEnd { receiver.upstreamReadComplete() }
    }

    func received(data: ByteBuffer, _ id: Int, isEnd: Bool) {
        guard let stream = streams[id], let receiver = stream.receiver else { return }
        stream.isTouched = true
        if isEnd { stream.finish() }
        receiver.upstreamData(data, isEnd: isEnd)
        if isEnd { receiver.upstreamReadComplete() }
    }

    func received(trailers: HeaderMap, _ id: Int) {
        guard let stream = streams[id], let receiver = stream.receiver else { return }
        stream.finish()
        receiver.upstreamTrailers(trailers)
        receiver.upstreamReadComplete()
    }

    func received(reset code: UInt32, _ id: Int) {
        guard let stream = streams.removeValue(forKey: id) else { return }
        pool.streamClosed(self)
        let isRefused = code == HTTP2Error.refusedStream.rawValue
        stream.end(.init(isRefused ? .remoteRefusedStream : .remoteReset))
    }

    func received(malformed failure: HPACKFailure, _ id: Int) {
        counters.add(.cxProtocolError)
        guard let stream = streams.removeValue(forKey: id) else { return }
        pool.streamClosed(self)
        stream.end(.init(.protocolError))
    }

    func received(goAway code: UInt32, lastStream: Int) {
        mayOpen = false
        for stream in streams.values.filter({ $0.id > lastStream }) {
            streams[stream.id] = nil
            pool.streamClosed(self)
            stream.end(.init(.remoteRefusedStream))
        }
        if streams.isEmpty { pool.worker.later { [self] in close() } }
    }

    func drained(_ id: Int) {
        guard let stream = streams[id] else { return }
        stream.receiver?.upstreamWritabilityChanged(stream.isWritable)
    }

    func received(settings session: HTTP2Session) {}

    func failed(_ error: HTTP2Error) {
        counters.add(.cxProtocolError)
        flush()
        ended(.init(.protocolError), isRemote: false)
        context?.close(promise: nil)
    }
}

/// One request of an `HTTP2Client`.
final class HTTP2ClientStream: UpstreamStream {
    private weak var client: HTTP2Client?
    let id: Int
    var isTouched = false
    var hasResponse = false
    private var hasEnded = false
    private var sentEnd = false
    private var upgrade: [UInt8] = []

    init(client: HTTP2Client, id: Int, pool: ConnectionPool) {
        self.client = client
        self.id = id
        super.init(host: pool.host, cluster: pool.cluster)
    }

    override var version: HTTPVersion { .http2 }
    override var local: SocketText? { client?.local }

    override var isWritable: Bool {
        guard let client else { return false }
        return client.isChannelWritable && client.session.waitingBytes(id) < Limits.streamBufferBytes
    }

    override func send(_ headers: HeaderMap, isEnd: Bool) {
        if receiver?.isUpgradeRequest == true {
            guard client?.allowsUpgrades == true else { return refuse() }
            upgrade = headers[.upgrade].map { Array($0) } ?? []
            headers.remove(.upgrade)
            headers.remove(.connection)
            headers.connectProtocol = headers.store(upgrade)
            headers.method = headers.store("CONNECT")
        }
        if isEnd { sentEnd = true }
        client?.send(headers, id, isEnd: isEnd)
    }

    override func send(_ data: ByteBuffer, isEnd: Bool) {
        if isEnd { sentEnd = true }
        client?.send(data, id, isEnd: isEnd)
    }

    /// The upstream has no way to upgrade.
    private func refuse() {
        client?.later { [self] in
            guard receiver != nil else { return }
            client?.session.forget(id)
            client?.remove(self, resets: nil)
            end(.init(.protocolError))
        }
    }

    /// The answer to an extended CONNECT as HTTP/1 has it.
    fileprivate func accepted(_ response: HeaderMap) {
        response.status = 101
        response.add(.upgrade, response.store(upgrade))
        response.add(.connection, "upgrade")
    }

    override func send(trailers: HeaderMap) {
        sentEnd = true
        client?.session.send(trailers: trailers, id)
    }

    override func flush() {
        if client?.isReading == false { client?.flush() }
    }

    override func reset() {
        receiver?.attach(nil)
        receiver = nil
        client?.remove(self, resets: .cancel)
        if client?.isReading == false { client?.flush() }
    }

    /// The response is whole.
    fileprivate func finish() {
        receiver?.attach(nil)
        receiver = nil
        client?.remove(self, resets: sentEnd ? nil : HTTP2Error.none)
    }

    /// The stream broke.
    fileprivate func end(_ reset: UpstreamReset) {
        guard let receiver else { return }
        self.receiver = nil
        receiver.attach(nil)
        receiver.upstreamReset(reset)
        receiver.upstreamReadComplete()
    }

    override func pauseReading() { client?.session.pause(id) }

    override func resumeReading() {
        client?.session.resume(id)
        if client?.isReading == false { client?.flush() }
    }
}
