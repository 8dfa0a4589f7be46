import NIOCore

/// A downstream connection that speaks HTTP/2. The last handler of its pipeline.
final class HTTP2Server: ChannelDuplexHandler, HTTP2SessionOwner, DrainableConnection {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    fileprivate let worker: Worker
    fileprivate let manager: ConnectionManager
    private let chain: FilterChainRuntime
    fileprivate let info: ConnectionInfo
    private let counters: Counters<HTTPCounter>
    fileprivate let session: HTTP2Session
    private var streams: [Int: HTTP2ServerStream] = [:]
    private var context: ChannelHandlerContext?
    fileprivate var isReading = false
    private var isDraining = false
    private var isEnding = false
    private var isGone = false
    private var streamCount = 0
    private var idleSince: UInt64 = 0
    private lazy var idleTimer = WheelTimer { [unowned self] in idleTimerFired() }
    private lazy var drainTimer = WheelTimer { [unowned self] in drainTimerFired() }
    private lazy var durationTimer = WheelTimer { [unowned self] in drain() }

    init(worker: Worker, manager: ConnectionManager, chain: FilterChainRuntime, info: ConnectionInfo) {
        self.worker = worker
        self.manager = manager
        self.chain = chain
        self.info = info
        counters = worker.http(manager.statPrefix)
        session = HTTP2Session(
            isServer: true, options: manager.http2,
            rules: HPACKDecoder.Rules(
                maximumBytes: manager.http1.maximumHeadBytes, maximumHeaders: manager.http1.maximumHeaders,
                isRequest: true, underscores: manager.http1.underscores))
        session.owner = self
    }

    var isCurrent: Bool { chain.isCurrent }
    fileprivate var isChannelWritable: Bool { context?.channel.isWritable ?? false }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        worker.register(self)
        counters.add(.cxTotal)
        counters.add(.cxActive)
        counters.add(.cxHTTP2Total)
        counters.add(.cxHTTP2Active)
        if info.isSecure {
            counters.add(.cxSSLTotal)
            counters.add(.cxSSLActive)
        }
        idleSince = worker.clock()
        if manager.idleTimeout > 0 { worker.timers.set(idleTimer, after: manager.idleTimeout, now: worker.now) }
        if manager.maximumConnectionDuration > 0 {
            worker.timers.set(durationTimer, after: manager.maximumConnectionDuration, now: worker.now)
        }
        flush()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        gone()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        counters.add(.cxDestroy)
        counters.add(isEnding ? .cxDestroyLocal : .cxDestroyRemote)
        if !streams.isEmpty {
            counters.add(.cxDestroyActive)
            counters.add(.cxDestroyRemoteActive)
        }
        gone()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func gone() {
        if isGone { return }
        isGone = true
        worker.unregister(self)
        counters.add(.cxActive, -1)
        counters.add(.cxHTTP2Active, -1)
        if info.isSecure { counters.add(.cxSSLActive, -1) }
        for timer in [idleTimer, drainTimer, durationTimer] { worker.timers.cancel(timer) }
        let ended = Array(streams.values)
        streams = [:]
        for stream in ended { stream.exchange.downstreamGone() }
    }

    // MARK: Bytes

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let data = unwrapInboundIn(data)
        worker.clock()
        counters.add(.rxBytes, data.readableBytes)
        isReading = true
        session.receive(data) { context.write(self.wrapOutboundOut($0), promise: nil) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        for stream in streams.values where stream.isTouched {
            stream.isTouched = false
            stream.exchange.requestReadComplete()
        }
        flush()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let isWritable = context.channel.isWritable
        for stream in Array(streams.values) { stream.exchange.downstreamWritabilityChanged(isWritable && stream.isWritable) }
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

    fileprivate func send(_ data: ByteBuffer, _ id: Int, isEnd: Bool) {
        guard let context else { return }
        session.send(data: data, id, isEnd: isEnd) { context.write(self.wrapOutboundOut($0), promise: nil) }
    }

    // MARK: HTTP2SessionOwner

    func headTarget(_ id: Int) -> HeaderMap? {
        if isDraining || isEnding { return nil }
        let stream = HTTP2ServerStream(server: self, id: id, exchange: worker.takeExchange())
        streams[id] = stream
        streamCount += 1
        stream.exchange.begin(stream, manager: manager, connection: info)
        return stream.exchange.request
    }

    func received(head id: Int, isEnd: Bool) {
        guard let stream = streams[id] else { return }
        stream.isTouched = true
        var shape = RequestShape()
        shape.isEnd = isEnd
        shape.expectsContinue = stream.exchange.request[.expect]?.equalsIgnoringCase("100-continue") == true
        stream.exchange.requestHeaders(shape)
        if manager.maximumRequests > 0, streamCount >= manager.maximumRequests, !isDraining {
            counters.add(.cxMaxRequests)
            drain()
        }
    }

    func received(data: ByteBuffer, _ id: Int, isEnd: Bool) {
        guard let stream = streams[id] else { return }
        stream.isTouched = true
        stream.exchange.requestData(data, isEnd: isEnd)
    }

    func received(trailers: HeaderMap, _ id: Int) {
        guard let stream = streams[id] else { return }
        stream.isTouched = true
        stream.exchange.requestTrailers(trailers)
    }

    func received(reset code: UInt32, _ id: Int) {
        guard let stream = streams.removeValue(forKey: id) else { return }
        stream.exchange.downstreamGone(.downstreamRemoteReset, details: "http2.remote_reset")
        checkEnd()
    }

    func received(malformed failure: HPACKFailure, _ id: Int) {
        counters.add(.cxProtocolError)
        guard let stream = streams.removeValue(forKey: id) else { return }
        if failure != .length { stream.exchange.request.reset() }
        switch failure {
        case .underscore: stream.exchange.downstreamGone(.downstreamRemoteReset, details: "http2.unexpected_underscore")
        case .tooLarge: stream.exchange.downstreamGone(.downstreamRemoteReset, details: "http2.too_many_headers")
        case .malformed, .compression:
            stream.exchange.downstreamGone(.downstreamProtocolError, details: "http2.invalid.header.field")
        case .length:
            stream.exchange.downstreamGone(.downstreamProtocolError, details: "http2.violation.of.messaging.rule")
        }
    }

    func received(goAway code: UInt32, lastStream: Int) {}

    func drained(_ id: Int) {
        guard let stream = streams[id] else { return }
        stream.exchange.downstreamWritabilityChanged(stream.isWritable)
    }

    func received(settings session: HTTP2Session) {}

    func failed(_ error: HTTP2Error) {
        counters.add(.cxProtocolError)
        flush()
        isEnding = true
        let ended = Array(streams.values)
        streams = [:]
        for stream in ended { stream.exchange.downstreamGone(.downstreamProtocolError, details: "http2.protocol_error") }
        closeWritten()
    }

    fileprivate func finished(_ stream: HTTP2ServerStream) {
        if streams.removeValue(forKey: stream.id) != nil, !stream.hasEnded {
            // The answer came before the request was whole.
            session.resetWhenSent(stream.id)
        }
        idleSince = worker.now
        checkEnd()
    }

    // MARK: Ending

    private func checkEnd() {
        guard streams.isEmpty, isDraining, session.hasSentGoAway, !isEnding else { return }
        isEnding = true
        worker.later { [self] in
            flush()
            closeWritten()
        }
    }

    /// Closes once what was written is out.
    private func closeWritten() {
        guard let context else { return }
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    }

    /// Says so first, so that requests under way to us are still served, then takes no more.
    func drain() {
        if isDraining || isEnding { return }
        counters.add(.cxDrainClose)
        session.goAway(.none, lastStream: 0x7FFF_FFFF)
        flush()
        worker.timers.set(drainTimer, after: min(manager.drainTimeout, Limits.idleDrainNanoseconds), now: worker.clock())
    }

    private func drainTimerFired() {
        isDraining = true
        session.goAway(.none)
        flush()
        checkEnd()
    }

    func close() {
        isEnding = true
        context?.close(promise: nil)
    }

    private func idleTimerFired() {
        let now = worker.clock()
        if streams.isEmpty, now >= idleSince + manager.idleTimeout {
            counters.add(.cxIdleTimeout)
            isDraining = true
            session.goAway(.none)
            flush()
            checkEnd()
        } else {
            let due = streams.isEmpty ? idleSince + manager.idleTimeout : now + manager.idleTimeout
            worker.timers.set(idleTimer, after: due - now, now: now)
        }
    }
}

/// One request of an `HTTP2Server`.
final class HTTP2ServerStream: ResponseWriter {
    private weak var server: HTTP2Server?
    let id: Int
    let exchange: Exchange
    /// Something came for it in the present read.
    var isTouched = false
    fileprivate var hasEnded: Bool { exchange.requestEnded }

    init(server: HTTP2Server, id: Int, exchange: Exchange) {
        self.server = server
        self.id = id
        self.exchange = exchange
    }

    var version: HTTPVersion { .http2 }
    var isReading: Bool { server?.isReading ?? false }

    var isWritable: Bool {
        guard let server else { return false }
        return server.isChannelWritable && server.session.waitingBytes(id) < Limits.streamBufferBytes
    }

    func sendInformational(_ headers: HeaderMap) { server?.session.sendResponse(headers, id, isEnd: false) }
    func sendHeaders(_ headers: HeaderMap, isEnd: Bool) { server?.session.sendResponse(headers, id, isEnd: isEnd) }
    func sendData(_ data: ByteBuffer, isEnd: Bool) { server?.send(data, id, isEnd: isEnd) }
    func sendTrailers(_ trailers: HeaderMap) { server?.session.send(trailers: trailers, id) }
    func flush() { server?.flush() }

    func abort() {
        server?.session.reset(id, .internalError)
        server?.flush()
    }

    func pauseRequest() { server?.session.pause(id) }

    func resumeRequest() {
        server?.session.resume(id)
        if server?.isReading == false { server?.flush() }
    }

    func exchangeFinished() {
        server?.finished(self)
        let exchange = self.exchange
        // The exchange is still being cleared; it can be used again after.
        exchange.worker.later { exchange.worker.giveBack(exchange) }
    }
}
