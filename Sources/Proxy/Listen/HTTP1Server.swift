import XDS
import NIOCore
import NIOSSL

/// A downstream connection that speaks HTTP/1: reads requests, one served at a time, and writes what the exchange
/// answers. The last handler of its pipeline. A client that begins with HTTP/2's preface is handed to `HTTP2Server`.
final class HTTP1Server: ChannelDuplexHandler, RemovableChannelHandler, ResponseWriter, DrainableConnection {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Reading {
        case head
        case fixed(Int)
        case chunked(ChunkedDecoder)
        /// The request is whole; its response is not.
        case waiting
        case tunnel
        /// The connection is ending; what still comes is not read.
        case ignoring
    }

    private let worker: Worker
    private let manager: ConnectionManager
    private let chain: FilterChainRuntime
    private let info: ConnectionInfo
    private let counters: Counters<HTTPCounter>
    private let exchange: Exchange
    private let parser = HTTP1HeadParser()
    private let options: HTTP1Options

    private var context: ChannelHandlerContext?
    private var reading = Reading.head
    private var headEnd = HeadEnd()
    private var pending: ByteBuffer?
    private var output = OutputBuffer()
    private var isFirst = true
    private var isActive = false
    private var isProcessing = false
    private(set) var isReading = false
    private var isPaused = false
    private var hasPendingRead = false
    private var sendsChunks = false
    private var isHTTP10 = false
    private var requestCount = 0
    private var isEnding = false
    private var isDraining = false
    private var idleSince: UInt64 = 0
    private lazy var idleTimer = WheelTimer { [unowned self] in idleTimerFired() }
    private lazy var headTimer = WheelTimer { [unowned self] in headTimedOut() }
    private lazy var closeTimer = WheelTimer { [unowned self] in context?.close(promise: nil) }
    private lazy var durationTimer = WheelTimer { [unowned self] in durationReached() }
    private var trailers: HeaderMap?

    init(worker: Worker, manager: ConnectionManager, chain: FilterChainRuntime, info: ConnectionInfo) {
        self.worker = worker
        self.manager = manager
        self.chain = chain
        self.info = info
        counters = worker.http(manager.statPrefix)
        exchange = worker.takeExchange()
        var options = manager.http1
        options.isSecure = info.isSecure || manager.client.trustedHops > 0 || !manager.client.usesRemoteAddress
        self.options = options
    }

    var version: HTTPVersion { isHTTP10 ? .http10 : .http11 }
    var isWritable: Bool { context?.channel.isWritable ?? false }
    var isCurrent: Bool { chain.isCurrent }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        worker.register(self)
        counters.add(.cxTotal)
        counters.add(.cxActive)
        counters.add(.cxHTTP1Total)
        counters.add(.cxHTTP1Active)
        if info.isSecure {
            counters.add(.cxSSLTotal)
            counters.add(.cxSSLActive)
        }
        idleSince = worker.clock()
        if manager.idleTimeout > 0 { worker.timers.set(idleTimer, after: manager.idleTimeout, now: worker.now) }
        if manager.maximumConnectionDuration > 0 {
            worker.timers.set(durationTimer, after: manager.maximumConnectionDuration, now: worker.now)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        gone()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isActive {
            counters.add(.cxDestroyActive)
            counters.add(.cxDestroyRemoteActive)
            exchange.downstreamGone()
        }
        if !isEnding { counters.add(.cxDestroyRemote) } else { counters.add(.cxDestroyLocal) }
        counters.add(.cxDestroy)
        context.fireChannelInactive()
    }

    private var isGone = false

    private func gone() {
        if isGone { return }
        isGone = true
        worker.unregister(self)
        counters.add(.cxActive, -1)
        counters.add(.cxHTTP1Active, -1)
        if info.isSecure { counters.add(.cxSSLActive, -1) }
        for timer in [idleTimer, headTimer, closeTimer, durationTimer] { worker.timers.cancel(timer) }
        if isActive { exchange.downstreamGone() }
        worker.giveBack(exchange)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var data = unwrapInboundIn(data)
        counters.add(.rxBytes, data.readableBytes)
        isReading = true
        if var earlier = pending {
            pending = nil
            earlier.writeBuffer(&data)
            data = earlier
        }
        if isFirst, beginsHTTP2(&data) { return }
        process(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        exchange.requestReadComplete()
        flush()
        context.fireChannelReadComplete()
    }

    private func process(_ buffer: ByteBuffer) {
        var data = buffer
        isProcessing = true
        defer { isProcessing = false }
        while true {
            do throws(HTTP1Failure) {
                guard try step(&data) else { break }
            } catch {
                refuse(error)
                return
            }
        }
        if data.readableBytes > 0 { stash(data) }
    }

    /// Works on the next piece; false when more bytes, or the end of a response, are needed first.
    private func step(_ data: inout ByteBuffer) throws(HTTP1Failure) -> Bool {
        switch reading {
        case .head: return try readHead(&data)
        case .fixed(let remaining):
            let count = min(remaining, data.readableBytes)
            guard count > 0, let part = data.readSlice(length: count) else { return false }
            let isEnd = count == remaining
            reading = isEnd ? .waiting : .fixed(remaining - count)
            exchange.requestData(part, isEnd: isEnd)
            return true
        case .chunked(var decoder):
            let event = try decoder.next(&data)
            if case .chunked = reading { reading = .chunked(decoder) }
            return try handle(event)
        case .waiting: return false
        case .tunnel:
            guard data.readableBytes > 0 else { return false }
            let part = data
            data = ByteBuffer()
            exchange.requestData(part, isEnd: false)
            return false
        case .ignoring:
            data = ByteBuffer()
            return false
        }
    }

    private func handle(_ event: ChunkedDecoder.Event) throws(HTTP1Failure) -> Bool {
        switch event {
        case .needMore: return false
        case .data(let part):
            exchange.requestData(part, isEnd: false)
            return true
        case .end(let block):
            reading = .waiting
            guard let block else {
                exchange.requestData(ByteBuffer(), isEnd: true)
                return true
            }
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
            if manager.sendsTrailers {
                exchange.requestTrailers(map)
            } else {
                exchange.requestData(ByteBuffer(), isEnd: true)
            }
            return true
        }
    }

    private func readHead(_ data: inout ByteBuffer) throws(HTTP1Failure) -> Bool {
        // Blank lines before a request are left over from the one before, or from bad habits.
        while let byte = data.getInteger(at: data.readerIndex, as: UInt8.self), byte == 0x0D || byte == 0x0A {
            data.moveReaderIndex(forwardBy: 1)
        }
        guard data.readableBytes > 0 else { return false }
        let length = data.withUnsafeReadableBytes { headEnd.find(in: $0.bindMemory(to: UInt8.self)) }
        guard let length else {
            if data.readableBytes > options.maximumHeadBytes { throw .headTooLarge }
            if data.withUnsafeReadableBytes({ HeadEnd.hasBareReturn($0.bindMemory(to: UInt8.self)) }) { throw .codec }
            if manager.headersTimeout > 0, !headTimer.isSet {
                worker.timers.set(headTimer, after: manager.headersTimeout, now: worker.clock())
            }
            return false
        }
        if headTimer.isSet { worker.timers.cancel(headTimer) }
        beginExchange()
        let result = data.withUnsafeReadableBytes { raw -> Result<HTTP1Head, HTTP1Failure> in
            do throws(HTTP1Failure) {
                return .success(
                    try parser.request(
                        raw.bindMemory(to: UInt8.self).prefix(count: length), into: exchange.request, options: options))
            } catch {
                return .failure(error)
            }
        }
        let head = try result.get()
        data.moveReaderIndex(forwardBy: length)
        isHTTP10 = head.isHTTP10
        exchange.info.version = version
        switch head.body {
        case .none: reading = head.isUpgrade || isConnect ? .tunnel : .waiting
        case .fixed(let count): reading = .fixed(count)
        case .chunked: reading = .chunked(ChunkedDecoder())
        case .untilClose: reading = .waiting
        }
        var shape = RequestShape()
        shape.isEnd = if case .waiting = reading { true } else { false }
        shape.isUpgrade = head.isUpgrade
        shape.expectsContinue = head.expectsContinue
        shape.closes = head.closes || isDraining || isWornOut
        exchange.requestHeaders(shape)
        return true
    }

    private var isConnect: Bool { exchange.request[exchange.request.method].equals("CONNECT") }

    private var isWornOut: Bool {
        guard manager.maximumRequests > 0, requestCount >= manager.maximumRequests else { return false }
        counters.add(.cxMaxRequests)
        return true
    }

    private func beginExchange() {
        isActive = true
        requestCount += 1
        isHTTP10 = false
        sendsChunks = false
        exchange.begin(self, manager: manager, connection: info)
    }

    /// Answers what cannot be read as a request; the connection ends with it.
    private func refuse(_ failure: HTTP1Failure) {
        counters.add(.cxProtocolError)
        if !isActive { beginExchange() }
        reading = .ignoring
        exchange.info.flags.insert(.downstreamProtocolError)
        if exchange.hasRequest {
            exchange.abandonUpstream()
        } else {
            exchange.request.reset()
        }
        exchange.info.version = .http11
        exchange.reply(
            failure.status, "\(HTTP1Writer.reasonPhrase(failure.status))", details: failure.details, closes: true)
    }

    /// Keeps what belongs to later; a client that sends much too much of it is not read from for a while.
    private func stash(_ data: ByteBuffer) {
        switch reading {
        case .ignoring: return
        case .waiting where data.readableBytes > Limits.pipelinedBytes: pauseRequest()
        default: break
        }
        pending = data
    }

    /// A client with prior knowledge of HTTP/2 begins with its preface. True when the bytes are HTTP/2's, or too few
    /// to tell.
    private func beginsHTTP2(_ data: inout ByteBuffer) -> Bool {
        guard manager.codec != .http1, let context else {
            isFirst = false
            return false
        }
        let preface = Bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        let count = min(preface.count, data.readableBytes)
        let matches = data.withUnsafeReadableBytes {
            $0.bindMemory(to: UInt8.self).prefix(count: count).equals(preface.prefix(count: count))
        }
        guard matches else {
            isFirst = false
            // What only begins like one is neither.
            let isTold = data.withUnsafeReadableBytes {
                $0.bindMemory(to: UInt8.self).starts(with: Bytes("PRI * HTTP/2"))
            }
            if isTold { context.close(promise: nil) }
            return isTold
        }
        if count < preface.count {
            pending = data
            return true
        }
        isFirst = false
        let server = HTTP2Server(worker: worker, manager: manager, chain: chain, info: info)
        let operations = context.pipeline.syncOperations
        do {
            try operations.addHandler(server, position: .after(self))
            context.fireChannelRead(wrapInboundOut(data))
            operations.removeHandler(context: context, promise: nil)
        } catch {
            context.close(promise: nil)
        }
        return true
    }

    // MARK: ResponseWriter

    func sendInformational(_ headers: HeaderMap) {
        output.write { HTTP1Writer.response(headers, isHTTP10: false, framing: .asIs, to: &$0) }
    }

    func sendHeaders(_ headers: HeaderMap, isEnd: Bool) {
        var framing = HTTP1Writer.Framing.asIs
        let status = headers.status
        if status == 101 {
            counters.add(.cxUpgradesTotal)
        } else if !headers.contains(.contentLength), status >= 200, status != 204, status != 304 {
            if isEnd, !exchange.isHead {
                framing = .empty
            } else if isHTTP10 {
                exchange.closesAfter = true
            } else {
                // To HEAD, too, as if a body were to come.
                framing = .chunked
                sendsChunks = !isEnd
            }
        }
        output.write { HTTP1Writer.response(headers, isHTTP10: isHTTP10, framing: framing, to: &$0) }
    }

    func sendData(_ data: ByteBuffer, isEnd: Bool) {
        guard let context else { return }
        if data.readableBytes > 0, !exchange.isHead {
            if sendsChunks { output.write { HTTP1Writer.chunkStart(data.readableBytes, to: &$0) } }
            output.write(data) { context.write(self.wrapOutboundOut($0), promise: nil) }
            if sendsChunks { output.write { $0.writeStaticString("\r\n") } }
        }
        if isEnd, sendsChunks, !exchange.isHead { output.write { HTTP1Writer.lastChunk(trailers: nil, to: &$0) } }
    }

    func sendTrailers(_ trailers: HeaderMap) {
        if sendsChunks {
            output.write { HTTP1Writer.lastChunk(trailers: manager.sendsTrailers ? trailers : nil, to: &$0) }
        }
    }

    func flush() {
        guard let context else { return }
        let count = output.flush { context.write(self.wrapOutboundOut($0), promise: nil) }
        if count > 0 {
            counters.add(.txBytes, count)
            context.flush()
        }
    }

    func abort() {
        flush()
        isEnding = true
        isActive = false
        reading = .ignoring
        context?.close(promise: nil)
    }

    func exchangeFinished() {
        isActive = false
        if isGone { return }
        if isEnding { return }
        let wasWhole: Bool
        switch reading {
        case .waiting: wasWhole = true
        default: wasWhole = false
        }
        if exchange.closesAfter || !wasWhole {
            end(isWhole: wasWhole && !exchange.refuses)
            return
        }
        reading = .head
        idleSince = worker.now
        if isPaused, pending == nil { resumeRequest() }
        if !isProcessing, let data = pending {
            pending = nil
            // Its turn comes after whoever reported the end of this response has finished.
            worker.later { [self] in next(data) }
        } else if isPaused {
            resumeRequest()
        }
    }

    private func next(_ data: ByteBuffer) {
        if isGone || isEnding { return }
        var data = data
        if var more = pending {
            pending = nil
            data.writeBuffer(&more)
        }
        process(data)
        if isPaused, pending == nil { resumeRequest() }
        if !isReading {
            exchange.requestReadComplete()
            flush()
        }
    }

    /// Closes after what was written is out. A client still sending is given time to read it before.
    private func end(isWhole: Bool) {
        isEnding = true
        reading = .ignoring
        pending = nil
        flush()
        guard let context else { return }
        if isWhole || manager.delayedClose == 0 {
            let written = context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
        } else {
            worker.timers.set(closeTimer, after: manager.delayedClose, now: worker.clock())
        }
    }

    // MARK: Flow

    func pauseRequest() {
        if !isPaused { counters.add(.flowPaused) }
        isPaused = true
    }

    func resumeRequest() {
        guard isPaused else { return }
        isPaused = false
        counters.add(.flowResumed)
        if hasPendingRead {
            hasPendingRead = false
            context?.read()
        }
    }

    func read(context: ChannelHandlerContext) {
        if isPaused { hasPendingRead = true } else { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if isActive { exchange.downstreamWritabilityChanged(context.channel.isWritable) }
        context.fireChannelWritabilityChanged()
    }

    // MARK: Ending

    func drain() {
        isDraining = true
        guard !isActive else {
            exchange.closesAfter = true
            return
        }
        if case .head = reading, pending == nil {
            counters.add(.cxDrainClose)
            // A request may be on its way just now; the connection stays for the drain time and closes after one.
            if !closeTimer.isSet {
                worker.timers.set(closeTimer, after: min(manager.drainTimeout, Limits.idleDrainNanoseconds), now: worker.clock())
            }
        }
    }

    func close() {
        isEnding = true
        context?.close(promise: nil)
    }

    private func idleTimerFired() {
        let now = worker.clock()
        if !isActive, now >= idleSince + manager.idleTimeout {
            counters.add(.cxIdleTimeout)
            isEnding = true
            context?.close(promise: nil)
        } else {
            let due = isActive ? now + manager.idleTimeout : idleSince + manager.idleTimeout
            worker.timers.set(idleTimer, after: due - now, now: now)
        }
    }

    private func headTimedOut() {
        counters.add(.rqHeaderTimeout)
        beginExchange()
        reading = .ignoring
        exchange.reply(408, "request header timeout", details: "request_header_timeout", closes: true)
    }

    private func durationReached() {
        counters.add(.cxMaxDuration)
        drain()
        if !isActive { close() }
    }
}
