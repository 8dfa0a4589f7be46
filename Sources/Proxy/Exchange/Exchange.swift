import NIOCore
import XDS

/// One request and its response on their way through: from a downstream codec through the listener's filters and the
/// route to an upstream, and back. Belongs to one event loop and is used over and over.
///
/// The parts, in the order of a request: `+Request` (arrival, normalisation, route), `+Forward` (cluster, host,
/// sending), `+Retry`, `+Response`, `+LocalReply`.
final class Exchange: UpstreamReceiver {
    unowned let worker: Worker
    let request = HeaderMap()
    let info = StreamInfo()

    weak var writer: (any ResponseWriter)?
    var manager: ConnectionManager!
    var counters: Counters<HTTPCounter>!
    var route: CompiledRoute?
    var filters: [HTTPFilter] = []
    /// The filter that made the request wait.
    var waitingFilter: Int?
    /// The filter that keeps the response's headers back until the body has ended.
    var holdingFilter: Int?
    var random: UInt64 = 0

    // What is known of the request.
    var isHead = false
    var isUpgrade = false
    var isGRPCRequest = false
    var hasRequest = false
    var requestEnded = false
    var closesAfter = false
    /// The answer is a refusal that ends the connection; a client may still be sending.
    var refuses = false

    // What is known of the response.
    var responseStarted = false
    var responseEnded = false
    /// From its end until the next begins.
    var isOver = true
    /// Counts uses of this object, so that what was begun for an earlier request leaves a later one alone.
    var generation = 0

    var forward = ForwardState()
    let retained = RetainedBody()

    private(set) lazy var routeTimer = WheelTimer { [unowned self] in routeTimedOut() }
    private(set) lazy var tryTimer = WheelTimer { [unowned self] in tryTimedOut() }
    private(set) lazy var idleTimer = WheelTimer { [unowned self] in idleTimedOut() }
    private(set) lazy var requestTimer = WheelTimer { [unowned self] in requestTimedOut() }
    private(set) lazy var durationTimer = WheelTimer { [unowned self] in durationReached() }
    private(set) lazy var backOffTimer = WheelTimer { [unowned self] in retryNow() }

    init(worker: Worker) { self.worker = worker }

    override var isHeadRequest: Bool { isHead }
    override var isUpgradeRequest: Bool { isUpgrade }

    // MARK: Beginning and end

    /// Makes the exchange ready for a request whose head `request` will hold.
    func begin(_ writer: any ResponseWriter, manager: ConnectionManager, connection: ConnectionInfo) {
        self.writer = writer
        self.manager = manager
        isOver = false
        counters = worker.http(manager.statPrefix)
        generation &+= 1
        info.reset()
        info.connection = connection
        info.version = writer.version
        info.start = worker.clock()
        info.startWall = worker.wall
        random = worker.random.next()
        counters.add(.rqTotal)
        counters.add(.rqActive)
        counters.add(writer.version == .http2 ? .rqHTTP2 : .rqHTTP1)
    }

    /// The downstream will neither send nor take any more.
    func downstreamGone(_ flag: ResponseFlags = .downstreamConnectionTermination, details: String = "downstream_remote_disconnect") {
        if isOver { return }
        if !responseEnded {
            info.flags.insert(flag)
            info.details = details
            counters.add(.rqReceivedReset)
        }
        abandonUpstream()
        finish()
    }

    /// Writes the log, counts, and gives everything back.
    func finish() {
        if isOver { return }
        isOver = true
        let now = worker.clock()
        info.end = now
        cancelTimers()
        for filter in filters { filter.finished(self) }
        counters.add(.rqActive, -1)
        if info.responseCode > 0 {
            counters.add(.rqCompleted)
            counters.add(.response(info.responseCode))
        }
        if !manager.accessLogs.isEmpty { worker.log(manager.accessLogs, formatContext) }
        let writer = self.writer
        self.writer = nil
        writer?.exchangeFinished()
        clear()
    }

    /// Forgets the request; the object can be used for another.
    private func clear() {
        route = nil
        if !filters.isEmpty { filters = [] }
        waitingFilter = nil
        holdingFilter = nil
        isHead = false
        isUpgrade = false
        isGRPCRequest = false
        hasRequest = false
        requestEnded = false
        closesAfter = false
        refuses = false
        responseStarted = false
        responseEnded = false
        forward.clear()
        retained.clear()
        request.reset()
        response.reset()
        info.connection = nil
    }

    var formatContext: FormatContext {
        FormatContext(
            info: info, request: hasRequest ? request : nil, response: responseStarted ? response : nil,
            trailers: forward.trailers, environment: worker.shared.environment)
    }

    func finishIfDone() {
        if responseEnded { finish() }
    }

    private func cancelTimers() {
        worker.timers.cancel(routeTimer)
        worker.timers.cancel(tryTimer)
        worker.timers.cancel(idleTimer)
        worker.timers.cancel(requestTimer)
        worker.timers.cancel(durationTimer)
        worker.timers.cancel(backOffTimer)
    }

    // MARK: Timers

    func startTimers() {
        if manager.streamIdleTimeout > 0 { worker.timers.set(idleTimer, after: manager.streamIdleTimeout, now: worker.now) }
        if manager.requestTimeout > 0, !requestEnded {
            worker.timers.set(requestTimer, after: manager.requestTimeout, now: worker.now)
        }
        let duration = manager.maximumStreamDuration
        if duration > 0 { worker.timers.set(durationTimer, after: duration, now: worker.now) }
    }

    private var idleLimit: UInt64 {
        if case .forward(let action)? = route?.action, let limit = action.idleTimeout { return limit }
        return manager.streamIdleTimeout
    }

    /// Bytes moved: the request is not idle.
    func touched() {
        let limit = idleLimit
        if limit > 0, idleTimer.isSet { worker.timers.set(idleTimer, after: limit, now: worker.now) }
    }

    func routeIdleTimeoutApplies() {
        guard case .forward(let action)? = route?.action, let limit = action.idleTimeout else { return }
        worker.timers.cancel(idleTimer)
        if limit > 0 { worker.timers.set(idleTimer, after: limit, now: worker.now) }
    }

    private func idleTimedOut() {
        counters.add(.rqIdleTimeout)
        info.flags.insert(.streamIdleTimeout)
        abandonUpstream()
        reply(timeoutStatus, "stream timeout", details: "stream_idle_timeout", closes: !requestEnded)
    }

    private func requestTimedOut() {
        counters.add(.rqTimeout)
        abandonUpstream()
        reply(408, "request timeout", details: "request_overall_timeout", closes: true)
    }

    private func durationReached() {
        counters.add(.rqMaxDuration)
        abandonUpstream()
        reply(timeoutStatus, "downstream duration timeout", details: "max_duration_timeout", closes: !requestEnded)
    }

    /// Who keeps whom waiting: the client, or what is behind this proxy.
    private var timeoutStatus: Int { requestEnded ? 504 : 408 }

    // MARK: Upstream events

    override func upstreamReady(_ stream: UpstreamStream) { sendRequest(on: stream) }

    override func upstreamFailed(_ reset: UpstreamReset, host: Host) {
        info.upstreamHost = host.text
        attemptFailed(reset)
        settle()
    }

    override func upstreamInformational() { informational() }
    override func upstreamHeaders(isEnd: Bool) { responseHeaders(isEnd: isEnd) }
    override func upstreamData(_ data: ByteBuffer, isEnd: Bool) { responseData(data, isEnd: isEnd) }
    override func upstreamTrailers(_ trailers: HeaderMap) { responseTrailers(trailers) }

    override func upstreamReset(_ reset: UpstreamReset) {
        attemptFailed(reset)
        settle()
    }

    override func upstreamReadComplete() { writer?.flush() }

    override func upstreamWritabilityChanged(_ isWritable: Bool) {
        if isWritable { writer?.resumeRequest() } else { writer?.pauseRequest() }
    }

    /// Something happened outside a downstream read: what it wrote goes out now.
    func settle() {
        if let writer, !writer.isReading { writer.flush() }
    }
}
