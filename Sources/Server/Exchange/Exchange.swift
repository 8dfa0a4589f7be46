import API
import NIOCore
import Streams

/// One request on its way to the API and its answer on the way back. Confined to its event loop.
final class Exchange {
    private let service: Service
    private let connection: Connection
    private let loop: any EventLoop
    /// Nil once the exchange is done: whoever writes after that writes to nobody.
    private var output: (any ResponseOutput)?
    private let acceptsGzip: Bool
    private var phase = Phase.asking

    private enum Phase {
        case asking
        case awaiting(Task<Void, Never>)
        case streaming(Task<Void, Never>)
        case done
    }

    init(
        service: Service, connection: Connection, loop: any EventLoop, output: any ResponseOutput, acceptsGzip: Bool
    ) {
        self.service = service
        self.connection = connection
        self.loop = loop
        self.output = output
        self.acceptsGzip = acceptsGzip
    }

    func start(_ request: APIRequest) {
        connection.began(self)
        if let mount = service.mount(for: request.path) {
            ask { await mount.handle(request) }
        } else if let response = service.api.handleNow(request) {
            deliver(response)
        } else {
            ask { [api = service.api] in await api.handle(request) }
        }
    }

    /// An answer that needs nobody.
    func answer(_ response: APIResponse) {
        connection.began(self)
        deliver(response)
    }

    /// The client has gone, or the stream broke.
    func cancel() {
        switch phase {
        case .awaiting(let task), .streaming(let task): task.cancel()
        case .asking, .done: break
        }
        finish()
    }

    /// Ends a stream as if it had run out; leaves every other answer to finish.
    func endStream() {
        guard case .streaming(let task) = phase else { return }
        task.cancel()
        finish()?.end()
    }

    /// Ends the exchange and returns where the last of it is to be written.
    @discardableResult
    private func finish() -> (any ResponseOutput)? {
        phase = .done
        connection.ended(self)
        defer { output = nil }
        return output
    }

    private func ask(_ question: @escaping @Sendable () async -> APIResponse) {
        let bound = NIOLoopBound(self, eventLoop: loop)
        phase = .awaiting(
            Task { [loop] in
                let response = await question()
                loop.execute { bound.value.deliver(response) }
            })
    }

    private func deliver(_ response: APIResponse) {
        if case .done = phase { return }
        switch response.body {
        case .bytes(let bytes):
            if acceptsGzip, bytes.count >= Limits.gzipThresholdBytes, isCompressible(response) {
                compress(response, bytes)
            } else {
                send(response, bytes)
            }
        case .stream(let stream): pump(stream, response)
        case .connect(let target): finish()?.connect(target, response.headers)
        }
    }

    private func send(_ response: APIResponse, _ bytes: [UInt8]) {
        if case .done = phase { return }
        finish()?.send(
            ResponseHead(status: response.status, headers: response.headers, contentLength: bytes.count), bytes)
    }

    private func isCompressible(_ response: APIResponse) -> Bool {
        response.status == 200
            && !response.headers.contains { $0.name.lowercased() == "content-encoding" }
    }

    /// Compresses away from the loop: a list of megabytes takes long enough to be noticed by the loop's other clients.
    private func compress(_ response: APIResponse, _ bytes: [UInt8]) {
        let bound = NIOLoopBound(self, eventLoop: loop)
        phase = .awaiting(
            Task { [loop] in
                let packed = Gzip.compress(bytes)
                loop.execute {
                    guard let packed else { return bound.value.send(response, bytes) }
                    var response = response
                    response.headers.append(("Content-Encoding", "gzip"))
                    response.headers.append(("Vary", "Accept-Encoding"))
                    bound.value.send(response, packed)
                }
            })
    }

    private func pump(_ stream: ByteStream, _ response: APIResponse) {
        output?.begin(ResponseHead(status: response.status, headers: response.headers, contentLength: nil))
        // Writing may have found the client gone.
        if case .done = phase { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        phase = .streaming(
            Task { [loop] in
                do {
                    for try await chunk in stream {
                        let taken = loop.makePromise(of: Void.self)
                        loop.execute { bound.value.pass(chunk, taken) }
                        try await taken.futureResult.get()
                    }
                    loop.execute { bound.value.streamEnded(whole: true) }
                } catch {
                    loop.execute { bound.value.streamEnded(whole: false) }
                }
            })
        if connection.isQuiescing { endStream() }
    }

    private func pass(_ chunk: [UInt8], _ taken: EventLoopPromise<Void>) {
        guard case .streaming = phase else { return taken.fail(ChannelError.ioOnClosedChannel) }
        if chunk.isEmpty { return taken.succeed() }
        guard let output else { return taken.fail(ChannelError.ioOnClosedChannel) }
        output.chunk(chunk, promise: taken)
    }

    private func streamEnded(whole: Bool) {
        guard case .streaming = phase else { return }
        let output = finish()
        if whole { output?.end() } else { output?.abort() }
    }
}
