import NIOCore

/// Closes a connection when a time passes without progress. Moving the deadline on costs a clock reading and no timer:
/// a timer that is already running finds it moved and waits for the rest. Confined to its event loop.
final class IdleDeadline {
    private var deadline: NIODeadline?
    private var timer: Scheduled<Void>?
    private var timerDue = NIODeadline.distantFuture

    func start(in time: TimeAmount, _ context: ChannelHandlerContext) {
        let due = NIODeadline.now() + time
        deadline = due
        if timer != nil, timerDue <= due { return }
        timer?.cancel()
        arm(at: due, context.channel)
    }

    /// Nothing is due until the next start; a running timer is left to run out.
    func stop() {
        deadline = nil
    }

    /// For good.
    func cancel() {
        timer?.cancel()
        timer = nil
        deadline = nil
    }

    private func arm(at due: NIODeadline, _ channel: any Channel) {
        let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
        timerDue = due
        timer = channel.eventLoop.scheduleTask(deadline: due) {
            let idle = bound.value
            idle.timer = nil
            guard let deadline = idle.deadline else { return }
            if deadline > .now() { idle.arm(at: deadline, channel) } else { channel.close(mode: .all, promise: nil) }
        }
    }
}
