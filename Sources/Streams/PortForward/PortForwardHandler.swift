package import NIOCore

/// The last handler of a port-forward connection: joins each pair of streams to a connection of its own to the pod, on
/// the same event loop. Slow pods hold back the client, and a slow client its pods.
package final class PortForwardHandler: ChannelDuplexHandler {
    package typealias InboundIn = StreamEvent
    package typealias OutboundIn = Never
    package typealias OutboundOut = StreamCommand

    private let pods: any PodConnector
    private let namespace: String
    private let pod: String
    private var session: PortForwardSession
    private var context: ChannelHandlerContext?
    private var ends: [PortForwardSession.Key: PodEnd] = [:]
    private var isFlowBlocked = false
    private var holdsRead = false
    private var lastActivity = NIODeadline.now()
    private var idleTimer: Scheduled<Void>?

    package init(pods: any PodConnector, namespace: String, pod: String) {
        self.pods = pods
        self.namespace = namespace
        self.pod = pod
        session = PortForwardSession(sandbox: pods.sandboxID(namespace: namespace, pod: pod))
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        watchIdleness(context)
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        idleTimer?.cancel()
        perform(session.clientClosed())
        self.context = nil
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastActivity = .now()
        perform(session.received(unwrapInboundIn(data)))
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        for end in ends.values { end.flush() }
        context.flush()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        perform(session.clientClosed())
        context.fireChannelInactive()
    }

    package func read(context: ChannelHandlerContext) {
        if mayReadClient { context.read() } else { holdsRead = true }
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        resumePods()
        context.fireChannelWritabilityChanged()
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let flow as StreamFlowEvent:
            isFlowBlocked = flow == .blocked
            resumePods()
        case is ChannelShouldQuiesceEvent:
            context.writeAndFlush(wrapOutboundOut(.close), promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func perform(_ actions: [PortForwardSession.Action]) {
        for action in actions {
            switch action {
            case .command(let command): context?.write(wrapOutboundOut(command), promise: nil)
            case .connect(let key, let port): connect(key, port)
            case .startTimer(let key): startTimer(key)
            case .podWrite(let key, let bytes): ends[key]?.write(bytes)
            case .podFinish(let key): ends[key]?.finish()
            case .podClose(let key): ends.removeValue(forKey: key)?.close()
            }
        }
    }

    private func connect(_ key: PortForwardSession.Key, _ port: Int) {
        guard let context else { return }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        pods.connect(namespace: namespace, pod: pod, port: port, on: context.eventLoop)
            .hop(to: context.eventLoop)
            .whenComplete { result in
                let handler = bound.value
                switch result {
                case .success(let channel): handler.connected(key, channel)
                case .failure(PodConnectError.noSuchPod): handler.perform(handler.session.podGone(key))
                case .failure(let error): handler.perform(handler.session.podFailed(key, "\(error)"))
                }
                handler.context?.flush()
                handler.resumeClient()
            }
    }

    private func connected(_ key: PortForwardSession.Key, _ channel: any Channel) {
        guard context != nil, channel.eventLoop.inEventLoop else { return channel.close(promise: nil) }
        do {
            let end = PodEnd(key: key, owner: self)
            try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
            try channel.pipeline.syncOperations.addHandler(end)
            ends[key] = end
            perform(session.podConnected(key))
            ends[key]?.flush()
            ends[key]?.start()
        } catch {
            channel.close(promise: nil)
            perform(session.podFailed(key, "\(error)"))
        }
    }

    private func startTimer(_ key: PortForwardSession.Key) {
        guard let context else { return }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: StreamLimits.streamCreationTime) {
            let handler = bound.value
            handler.perform(handler.session.timedOut(key))
            handler.context?.flush()
        }
    }

    private func watchIdleness(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        idleTimer = context.eventLoop.scheduleTask(deadline: lastActivity + StreamLimits.idleTime) {
            let handler = bound.value
            guard let context = handler.context else { return }
            if handler.lastActivity + StreamLimits.idleTime > .now() {
                handler.watchIdleness(context)
            } else {
                context.close(promise: nil)
            }
        }
    }

    private var mayReadClient: Bool { !session.isFull && ends.values.allSatisfy(\.isWritable) }

    private func resumePods() {
        guard mayReadPods else { return }
        for end in ends.values { end.readIfHeld() }
    }
}

/// What the pods' ends report.
extension PortForwardHandler {
    var mayReadPods: Bool { !isFlowBlocked && context?.channel.isWritable == true }

    func podData(_ key: PortForwardSession.Key, _ bytes: ByteBuffer) {
        lastActivity = .now()
        perform(session.podData(key, bytes))
    }

    func podReadComplete() {
        context?.flush()
    }

    func podFinished(_ key: PortForwardSession.Key) {
        perform(session.podFinished(key))
        context?.flush()
    }

    func podClosed(_ key: PortForwardSession.Key) {
        ends[key] = nil
        perform(session.podClosed(key))
        context?.flush()
        resumeClient()
    }

    func resumeClient() {
        guard holdsRead, mayReadClient else { return }
        holdsRead = false
        context?.read()
    }
}
