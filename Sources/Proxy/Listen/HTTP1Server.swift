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

    enum Reading {
        case head
        case fixed(Int)
        case chunked(ChunkedDecoder)
        /// The request is whole; its response is not.
        case waiting
        case tunnel
        /// The connection is ending; what still comes is not read.
        case ignoring
    }

    let worker: Worker
    let manager: ConnectionManager
    let chain: FilterChainRuntime
    let info: ConnectionInfo
    let counters: Counters<HTTPCounter>
    let exchange: Exchange
    let parser = HTTP1HeadParser()
    let options: HTTP1Options
    var context: ChannelHandlerContext?
    var reading = Reading.head
    var headEnd = HeadEnd()
    var pending: ByteBuffer?
    var output = OutputBuffer()
    var isFirst = true
    var isActive = false
    var isProcessing = false
    var isReading = false
    var isPaused = false
    var hasPendingRead = false
    var sendsChunks = false
    var isHTTP10 = false
    var requestCount = 0
    var isEnding = false
    var isDraining = false
    var idleSince: UInt64 = 0
    lazy var idleTimer = WheelTimer { [unowned self] in idleTimerFired() }
    lazy var headTimer = WheelTimer { [unowned self] in headTimedOut() }
    lazy var closeTimer = WheelTimer { [unowned self] in context?.close(promise: nil) }
    lazy var durationTimer = WheelTimer { [unowned self] in durationReached() }
    var trailers: HeaderMap?

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

    var isGone = false

    func gone() {
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

    func idleTimerFired() {
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

    func headTimedOut() {
        counters.add(.rqHeaderTimeout)
        beginExchange()
        reading = .ignoring
        exchange.reply(408, "request header timeout", details: "request_header_timeout", closes: true)
    }

    func durationReached() {
        counters.add(.cxMaxDuration)
        drain()
        if !isActive { close() }
    }
}
