import NIOCore
import NIOSSL
import NIOTLS

/// A connection to an upstream that speaks HTTP/1.1, one request at a time; the last handler of its pipeline.
final class HTTP1Client: UpstreamStream, ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase { case connecting, idle, busy, tunnel, closed }

    private enum Reading {
        case head
        case fixed(Int)
        case chunked(ChunkedDecoder)
        case untilClose
    }

    private let pool: ConnectionPool
    private let parser = HTTP1HeadParser()
    private let counters: Counters<ClusterCounter>
    private var context: ChannelHandlerContext?
    private var phase = Phase.connecting
    private var reading = Reading.head
    private var headEnd = HeadEnd()
    private var pending: ByteBuffer?
    private var closesAfterResponse = false
    private var hasResponse = false
    private var requestEnded = false
    private var sendsChunks = false
    private var requestCount = 0
    private var output = OutputBuffer()
    private var isPaused = false
    private var hasPendingRead = false
    private var idleSince: UInt64 = 0
    private var idleTimer: WheelTimer?
    private var trailers: HeaderMap?
    private let localAddress: SocketText?

    init(pool: ConnectionPool, local: SocketText?) {
        self.pool = pool
        counters = pool.cluster.counters
        localAddress = local
        super.init(host: pool.host, cluster: pool.cluster)
    }

    override var local: SocketText? { localAddress }
    override var isWritable: Bool { context?.channel.isWritable ?? false }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    /// The connection is up, its handshake done.
    func becomeReady() {
        phase = .idle
        counters.add(.cxHTTP1)
    }

    func channelInactive(context: ChannelHandlerContext) {
        context.fireChannelInactive()
        ended(.init(.connectionTermination), isRemote: true)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A peer that goes without TLS's farewell closes the connection all the same.
        if case NIOSSLError.uncleanShutdown = error {
            context.close(promise: nil)
            return
        }
        ended(.init(.connectionTermination), isRemote: true)
        context.close(promise: nil)
    }

    /// Tells whoever the connection was for that it is gone, once.
    private func ended(_ reset: UpstreamReset, isRemote: Bool) {
        let was = phase
        if was == .closed { return }
        phase = .closed
        if let idleTimer { pool.worker.timers.cancel(idleTimer) }
        counters.add(.cxDestroy)
        counters.add(isRemote ? .cxDestroyRemote : .cxDestroyLocal)
        switch was {
        case .idle: pool.closedIdle(self)
        case .busy, .tunnel:
            counters.add(.cxDestroyWithActive)
            let receiver = self.receiver
            self.receiver = nil
            receiver?.attach(nil)
            pool.closedBusy(self)
            if was == .tunnel {
                receiver?.upstreamData(ByteBuffer(), isEnd: true)
            } else if case .untilClose = reading, isRemote {
                receiver?.upstreamData(ByteBuffer(), isEnd: true)
            } else {
                receiver?.upstreamReset(hasResponse && reset.kind == .connectionTermination ? .init(.protocolError) : reset)
            }
            receiver?.upstreamReadComplete()
        case .connecting, .closed: break
        }
    }

    func close() {
        ended(.init(.localReset), isRemote: false)
        context?.close(promise: nil)
    }

    // MARK: Requests

    /// Gives the connection to a request.
    func begin(_ receiver: UpstreamReceiver) {
        phase = .busy
        reading = .head
        hasResponse = false
        requestEnded = false
        sendsChunks = false
        closesAfterResponse = false
        requestCount += 1
        self.receiver = receiver
        receiver.attach(self)
    }

    override func send(_ headers: HeaderMap, isEnd: Bool) {
        guard let receiver else { return }
        var framing = HTTP1Writer.Framing.asIs
        if receiver.isUpgradeRequest {
            sendsChunks = false
        } else if isEnd {
            if !headers.contains(.contentLength), !HTTP1Client.hasNoBody(headers[headers.method]) { framing = .empty }
        } else if !headers.contains(.contentLength) {
            framing = .chunked
            sendsChunks = true
        }
        output.write { HTTP1Writer.request(headers, framing: framing, to: &$0) }
        if isEnd { requestEnded = true }
    }

    /// Methods whose requests are sent without `content-length: 0` when they have no body.
    private static func hasNoBody(_ method: Bytes) -> Bool {
        method.equals("GET") || method.equals("HEAD") || method.equals("DELETE") || method.equals("CONNECT")
            || method.equals("TRACE")
    }

    override func send(_ data: ByteBuffer, isEnd: Bool) {
        guard let context else { return }
        if data.readableBytes > 0 {
            if sendsChunks { output.write { HTTP1Writer.chunkStart(data.readableBytes, to: &$0) } }
            output.write(data) { context.write(self.wrapOutboundOut($0), promise: nil) }
            if sendsChunks { output.write { $0.writeStaticString("\r\n") } }
        }
        if isEnd { endRequest(trailers: nil) }
    }

    override func send(trailers: HeaderMap) {
        endRequest(trailers: cluster.compiled.http1.sendsTrailers ? trailers : nil)
    }

    private func endRequest(trailers: HeaderMap?) {
        requestEnded = true
        if sendsChunks { output.write { HTTP1Writer.lastChunk(trailers: trailers, to: &$0) } }
        if phase == .tunnel {
            flush()
            context?.close(mode: .output, promise: nil)
        }
    }

    override func flush() {
        guard let context else { return }
        let count = output.flush { context.write(self.wrapOutboundOut($0), promise: nil) }
        if count > 0 {
            counters.add(.txBytes, count)
            context.flush()
        }
    }

    override func reset() {
        receiver?.attach(nil)
        receiver = nil
        close()
    }

    // MARK: Responses

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var data = unwrapInboundIn(data)
        pool.worker.clock()
        counters.add(.rxBytes, data.readableBytes)
        switch phase {
        case .tunnel:
            receiver?.upstreamData(data, isEnd: false)
            return
        case .busy: break
        case .idle:
            // Nobody asked: whatever it is, the connection cannot be trusted with another request.
            counters.add(.cxProtocolError)
            close()
            return
        case .connecting, .closed: return
        }
        if var earlier = pending {
            pending = nil
            earlier.writeBuffer(&data)
            data = earlier
        }
        do throws(HTTP1Failure) {
            try parse(&data)
        } catch {
            counters.add(.cxProtocolError)
            ended(.init(.protocolError), isRemote: false)
            context.close(promise: nil)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        receiver?.upstreamReadComplete()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        receiver?.upstreamWritabilityChanged(context.channel.isWritable)
        context.fireChannelWritabilityChanged()
    }

    private func parse(_ data: inout ByteBuffer) throws(HTTP1Failure) {
        while phase == .busy {
            switch reading {
            case .head:
                guard try parseHead(&data) else { return }
            case .fixed(let remaining):
                let count = min(remaining, data.readableBytes)
                guard count > 0, let part = data.readSlice(length: count) else { return }
                if count == remaining { return completed(part, rest: data) }
                reading = .fixed(remaining - count)
                receiver?.upstreamData(part, isEnd: false)
            case .chunked(var decoder):
                let event = try decoder.next(&data)
                reading = .chunked(decoder)
                switch event {
                case .needMore:
                    if data.readableBytes > 0 { pending = data }
                    return
                case .data(let part): receiver?.upstreamData(part, isEnd: false)
                case .end(let block): return try endedChunks(block, rest: data)
                }
            case .untilClose:
                if data.readableBytes > 0 { receiver?.upstreamData(data, isEnd: false) }
                return
            }
        }
        if phase == .tunnel, data.readableBytes > 0 { receiver?.upstreamData(data, isEnd: false) }
    }

    /// False when more bytes are needed, or there is nothing left to parse for this response.
    private func parseHead(_ data: inout ByteBuffer) throws(HTTP1Failure) -> Bool {
        guard let receiver else { return false }
        let length = data.withUnsafeReadableBytes { headEnd.find(in: $0.bindMemory(to: UInt8.self)) }
        guard let length else {
            if data.readableBytes > Limits.responseHeadBytes { throw .headTooLarge }
            pending = data
            return false
        }
        guard length <= Limits.responseHeadBytes else { throw .headTooLarge }
        let result = data.withUnsafeReadableBytes { raw -> Result<HTTP1Head, HTTP1Failure> in
            let bytes = raw.bindMemory(to: UInt8.self).prefix(count: length)
            do throws(HTTP1Failure) {
                return .success(try parser.response(bytes, into: receiver.response, isReplyToHead: receiver.isHeadRequest))
            } catch {
                return .failure(error)
            }
        }
        let head = try result.get()
        data.moveReaderIndex(forwardBy: length)
        let status = receiver.response.status
        if status == 101, receiver.isUpgradeRequest {
            phase = .tunnel
            hasResponse = true
            receiver.upstreamHeaders(isEnd: false)
            return true
        }
        if status < 200, status != 101 {
            receiver.upstreamInformational()
            return true
        }
        hasResponse = true
        closesAfterResponse = head.closes || status == 101
        switch head.body {
        case .none:
            completed(nil, rest: data)
            return false
        case .fixed(let count): reading = .fixed(count)
        case .chunked: reading = .chunked(ChunkedDecoder())
        case .untilClose: reading = .untilClose
        }
        receiver.upstreamHeaders(isEnd: false)
        return true
    }

    private func endedChunks(_ block: ByteBuffer?, rest: ByteBuffer) throws(HTTP1Failure) {
        guard let block else { return completed(ByteBuffer(), rest: rest) }
        let map = trailers ?? HeaderMap()
        trailers = map
        let result = block.withUnsafeReadableBytes { raw -> Result<Void, HTTP1Failure> in
            do throws(HTTP1Failure) {
                return .success(try parser.trailers(raw.bindMemory(to: UInt8.self), into: map))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
        // Those of a cluster without `enable_trailers` are read, and go no further.
        if cluster.compiled.http1.sendsTrailers {
            completed(nil, rest: rest, trailers: map)
        } else {
            completed(ByteBuffer(), rest: rest)
        }
    }

    /// The response is whole: frees the connection, then hands over the end.
    private func completed(_ last: ByteBuffer?, rest: ByteBuffer, trailers: HeaderMap? = nil) {
        guard let receiver else { return }
        self.receiver = nil
        receiver.attach(nil)
        let limit = cluster.compiled.maximumRequestsPerConnection
        let isWornOut = limit > 0 && requestCount >= limit
        if isWornOut { counters.add(.cxMaxRequests) }
        let isReusable = requestEnded && !closesAfterResponse && !isWornOut && rest.readableBytes == 0 && !pool.isDraining
        let isHeadersOnly = if case .head = reading { true } else { false }
        reading = .head
        if isReusable {
            phase = .idle
            park()
            pool.released(self)
        } else {
            phase = .closed
            counters.add(.cxDestroy)
            counters.add(.cxDestroyLocal)
            pool.closedBusy(self)
            context?.close(promise: nil)
        }
        if isHeadersOnly {
            receiver.upstreamHeaders(isEnd: true)
        } else if let trailers {
            receiver.upstreamTrailers(trailers)
        } else {
            receiver.upstreamData(last ?? ByteBuffer(), isEnd: true)
        }
        receiver.upstreamReadComplete()
    }

    // MARK: Idleness

    /// Waits for the next request, not forever.
    func park() {
        isPaused = false
        let worker = pool.worker
        idleSince = worker.now
        if hasPendingRead {
            hasPendingRead = false
            context?.read()
        }
        let limit = cluster.compiled.idleTimeout
        guard limit > 0 else { return }
        let timer = idleTimer ?? WheelTimer { [unowned self] in idleTimerFired() }
        idleTimer = timer
        if !timer.isSet { worker.timers.set(timer, after: limit, now: idleSince) }
    }

    private func idleTimerFired() {
        let worker = pool.worker
        let limit = cluster.compiled.idleTimeout
        let now = worker.clock()
        guard let timer = idleTimer, limit > 0 else { return }
        if phase == .idle, now >= idleSince + limit {
            counters.add(.cxIdleTimeout)
            close()
        } else {
            // It was used meanwhile; look again when it could be due at the earliest.
            let due = phase == .idle ? idleSince + limit : now + limit
            worker.timers.set(timer, after: due - now, now: now)
        }
    }

    // MARK: Flow

    override func pauseReading() { isPaused = true }

    override func resumeReading() {
        guard isPaused else { return }
        isPaused = false
        if hasPendingRead {
            hasPendingRead = false
            context?.read()
        }
    }

    func read(context: ChannelHandlerContext) {
        if isPaused { hasPendingRead = true } else { context.read() }
    }
}
