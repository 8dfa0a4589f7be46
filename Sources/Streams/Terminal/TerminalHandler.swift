import JSON
import NIOCore

/// The last handler of an exec or attach connection (`channel.k8s.io`, versions 1 to 5): waits for the client's streams
/// and joins them to the command.
final class TerminalHandler: ChannelDuplexHandler {
    typealias InboundIn = StreamEvent
    typealias OutboundIn = Never
    typealias OutboundOut = StreamCommand

    private let pods: any PodConnector
    private let command: PodCommand
    /// Of the negotiated protocol. Resizing came with 3, statuses with 4.
    private let version: Int
    private var context: ChannelHandlerContext?
    private var streams: [String: UInt32] = [:]
    private var task: Task<Void, Never>?
    private var input: InputQueue?
    private let sizes: AsyncStream<TerminalSize>
    private let sizesContinuation: AsyncStream<TerminalSize>.Continuation
    private var resizeText = ByteBuffer()
    private var holdsRead = false

    init(pods: any PodConnector, command: PodCommand, version: Int) {
        self.pods = pods
        self.command = command
        self.version = version
        (sizes, sizesContinuation) = AsyncStream.makeStream(of: TerminalSize.self, bufferingPolicy: .bufferingNewest(1))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let queue = InputQueue { [loop = context.eventLoop] in loop.execute { bound.value.resumeReading() } }
        input = queue
        if !command.stdin { queue.finish() }
        context.eventLoop.scheduleTask(in: StreamLimits.streamCreationTime) {
            let handler = bound.value
            if handler.task == nil { handler.context?.close(promise: nil) }
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .opened(let id, let headers): opened(id, headers["streamtype"] ?? "", context)
        case .data(let id, let bytes): received(id, bytes)
        case .finished(let id):
            if streams["stdin"] == id { input?.finish() }
        case .reset(let id):
            if streams["stdin"] == id { input?.finish() }
            if streams["error"] == id { context.close(promise: nil) }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
    }

    func read(context: ChannelHandlerContext) {
        if input?.isFull == true { holdsRead = true } else { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            context.writeAndFlush(wrapOutboundOut(.close), promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private var expected: Set<String> {
        var names: Set = ["error"]
        if command.stdin { names.insert("stdin") }
        if command.stdout { names.insert("stdout") }
        if command.stderr, !command.tty { names.insert("stderr") }
        if command.tty, version >= 3 { names.insert("resize") }
        return names
    }

    private func opened(_ id: UInt32, _ name: String, _ context: ChannelHandlerContext) {
        guard ["error", "stdin", "stdout", "stderr", "resize"].contains(name), streams[name] == nil else {
            return context.write(wrapOutboundOut(.refuse(id)), promise: nil)
        }
        context.write(wrapOutboundOut(.accept(id)), promise: nil)
        streams[name] = id
        if task == nil, expected.isSubset(of: streams.keys) { run(context) }
    }

    private func received(_ id: UInt32, _ bytes: ByteBuffer) {
        if streams["stdin"] == id {
            input?.append(Array(bytes.readableBytesView))
        } else if streams["resize"] == id {
            resize(bytes)
        }
    }

    /// One JSON document a size, back to back: `{"Width":80,"Height":24}`.
    private func resize(_ bytes: ByteBuffer) {
        var bytes = bytes
        resizeText.writeBuffer(&bytes)
        while let end = resizeText.readableBytesView.firstIndex(of: UInt8(ascii: "}")) {
            let length = end - resizeText.readerIndex + 1
            guard let text = resizeText.readBytes(length: length), let size = try? JSON(parsing: text),
                let width = size["Width"]?.int, let height = size["Height"]?.int
            else { continue }
            sizesContinuation.yield(TerminalSize(columns: width, rows: height))
        }
        if resizeText.readableBytes > 1024 { resizeText.clear() }
        resizeText.discardReadBytes()
    }

    private func run(_ context: ChannelHandlerContext) {
        guard let input else { return }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let ends = PodCommandStreams(
            readInput: { await input.next() },
            write: { output, bytes in
                let taken = loop.makePromise(of: Void.self)
                loop.execute { bound.value.write(output, bytes, taken) }
                try await taken.futureResult.get()
            },
            sizes: sizes)
        task = Task { [pods, command] in
            let outcome = await pods.run(command, ends)
            loop.execute { bound.value.ended(outcome) }
        }
    }

    private func write(_ output: PodCommandStreams.Output, _ bytes: [UInt8], _ taken: EventLoopPromise<Void>) {
        guard let context else { return taken.fail(ChannelError.ioOnClosedChannel) }
        // A terminal has one output: what a program writes to stderr is on it as well.
        let name = output == .stderr && !command.tty ? "stderr" : "stdout"
        guard let id = streams[name], !bytes.isEmpty else { return taken.succeed() }
        context.writeAndFlush(wrapOutboundOut(.data(id, ByteBuffer(bytes: bytes))), promise: taken)
    }

    private func ended(_ outcome: PodCommandOutcome) {
        guard let context, let error = streams["error"] else { return }
        let status = CommandStatus.bytes(outcome, of: command, isStatus: version >= 4)
        if !status.isEmpty {
            context.write(wrapOutboundOut(.data(error, ByteBuffer(bytes: status))), promise: nil)
        }
        for name in ["stdout", "stderr", "error"] {
            if let id = streams[name] { context.write(wrapOutboundOut(.finish(id)), promise: nil) }
        }
        context.flush()
        context.write(wrapOutboundOut(.close), promise: nil)
        context.flush()
    }

    private func resumeReading() {
        guard holdsRead, input?.isFull != true else { return }
        holdsRead = false
        context?.read()
    }

    private func leave() {
        task?.cancel()
        input?.finish()
        sizesContinuation.finish()
    }
}
