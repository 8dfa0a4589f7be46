import NIOCore

/// One check of one host that speaks HTTP: a request of the proxy's own.
final class HTTPHealthProbe: UpstreamReceiver {
    enum Outcome: Equatable {
        case passed
        case failed(HealthState.Failure)
    }

    private let rules: HealthRules
    private let request = HeaderMap()
    private let environment: FormatEnvironment
    private var body: [UInt8] = []
    private var received: [UInt8] = []
    private var status = 0
    private var done: ((Outcome) -> Void)?

    init(_ rules: HealthRules, environment: FormatEnvironment, done: @escaping (Outcome) -> Void) {
        self.rules = rules
        self.environment = environment
        self.done = done
        super.init()
        switch rules.kind {
        case .http(let check): prepare(check)
        case .grpc(let service, let authority): prepare(service: service, authority: authority)
        case .tcp: break
        }
    }

    private func prepare(_ check: HTTPCheck) {
        request.method = request.store(check.method)
        request.authority = request.store(check.host)
        request.path = request.store(check.path)
        request.scheme = request.store("http")
        request.add(.userAgent, "Envoy/HC")
        body = check.send
        if !body.isEmpty { request.add(.contentLength, request.store(decimalBytes(body.count))) }
        check.headers.apply(
            to: request,
            FormatContext(info: StreamInfo(), request: request, response: nil, trailers: nil, environment: environment))
    }

    /// `grpc.health.v1.Health/Check`.
    private func prepare(service: String, authority: String) {
        request.method = request.store("POST")
        request.authority = request.store(authority)
        request.path = request.store("/grpc.health.v1.Health/Check")
        request.scheme = request.store("http")
        request.add(.te, "trailers")
        request.add(.contentType, "application/grpc")
        request.add(.userAgent, "Envoy/HC")
        let name = Array(service.utf8.prefix(127))
        let message = name.isEmpty ? [] : [0x0A, UInt8(name.count)] + name
        body = [0, 0, 0, 0, UInt8(message.count)] + message
    }

    override var isHeadRequest: Bool { request[request.method].equals("HEAD") }

    func start(_ pool: ConnectionPool) { pool.request(self) }

    /// Too late: whatever is under way is given up.
    func timeOut() {
        waitingIn?.cancel(self)
        let stream = upstream
        finish(.failed(.network))
        stream?.reset()
    }

    private func finish(_ outcome: Outcome) {
        let done = self.done
        self.done = nil
        done?(outcome)
    }

    override func upstreamReady(_ stream: UpstreamStream) {
        stream.send(request, isEnd: body.isEmpty)
        if !body.isEmpty { stream.send(ByteBuffer(bytes: body), isEnd: true) }
        stream.flush()
    }

    override func upstreamFailed(_ reset: UpstreamReset, host: Host) { finish(.failed(.network)) }
    override func upstreamReset(_ reset: UpstreamReset) { finish(.failed(.network)) }

    override func upstreamHeaders(isEnd: Bool) {
        status = response.status
        if isEnd { judge(response) }
    }

    override func upstreamData(_ data: ByteBuffer, isEnd: Bool) {
        let room = Limits.healthBodyBytes - received.count
        if room > 0 { received.append(contentsOf: data.readableBytesView.prefix(room)) }
        if isEnd { judge(nil) }
    }

    override func upstreamTrailers(_ trailers: HeaderMap) { judge(trailers) }

    private func judge(_ trailers: HeaderMap?) {
        switch rules.kind {
        case .http(let check):
            switch check.judge(status: status, body: received) {
            case .passed: finish(.passed)
            case .retriable: finish(.failed(.answer(retriable: true)))
            case .failed: finish(.failed(.answer(retriable: false)))
            }
        case .grpc:
            let isServing = status == 200 && trailers?[.grpcStatus]?.decimal == 0 && HTTPHealthProbe.isServing(received)
            finish(isServing ? .passed : .failed(.answer(retriable: false)))
        case .tcp: break
        }
    }

    /// `HealthCheckResponse{status: SERVING}`: field 1, a varint of 1.
    static func isServing(_ frame: [UInt8]) -> Bool {
        guard frame.count >= 7, frame[0] == 0 else { return false }
        return frame[5] == 0x08 && frame[6] == 1
    }
}
