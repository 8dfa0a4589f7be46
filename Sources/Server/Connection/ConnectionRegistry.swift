import NIOCore
import Synchronization

/// Every open connection, so that shutting down can reach them.
final class ConnectionRegistry: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    var count: Int { channels.withLock(\.count) }

    func add(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        channels.withLock { $0[id] = channel }
        channel.closeFuture.whenComplete { _ in self.remove(id) }
    }

    private func remove(_ id: ObjectIdentifier) {
        channels.withLock { $0[id] = nil }
    }

    /// Asks every connection to end what it does, and returns when all have closed; those that have not after `grace`
    /// are cut.
    func drain(grace: TimeAmount, on loop: any EventLoop) async {
        let open = channels.withLock { Array($0.values) }
        for channel in open { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
        let timer = loop.scheduleTask(in: grace) {
            for channel in open { channel.close(mode: .all, promise: nil) }
        }
        try? await EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: loop).get()
        timer.cancel()
    }
}
