import NIOCore

/// What a pool of connections to one host has, and what to do when something happens: a value, without sockets.
///
/// A request takes an idle connection, the one used last first, so that surplus ones grow old and are closed. Without
/// one it waits, and a connection is begun for it. A connection that is ready or free again goes to whoever waits
/// longest. If beginning one fails, all who wait are told: they may try elsewhere.
struct PoolState<Connection: AnyObject, Waiter: AnyObject> {
    private(set) var idle: [Connection] = []
    private(set) var waiting = CircularBuffer<Waiter>()
    private(set) var connecting = 0
    private(set) var busy = 0
    /// Connections begun at a time; one where each takes many requests.
    private let maximumConnecting: Int

    init(maximumConnecting: Int = .max) { self.maximumConnecting = maximumConnecting }

    var isUnused: Bool { idle.isEmpty && waiting.isEmpty && connecting == 0 && busy == 0 }
    var count: Int { idle.count + connecting + busy }

    struct Room {
        var mayConnect: Bool
        var mayWait: Bool
    }

    enum RequestAction {
        case use(Connection)
        case wait(connects: Bool)
        case refuse
    }

    mutating func request(_ waiter: Waiter, room: @autoclosure () -> Room) -> RequestAction {
        if let connection = idle.popLast() {
            busy += 1
            return .use(connection)
        }
        let room = room()
        guard room.mayWait else { return .refuse }
        waiting.append(waiter)
        // One connection is always allowed, or those who wait for this host would wait forever while other hosts of
        // the cluster hold all connections.
        guard room.mayConnect || count == 0, connecting < min(waiting.count, maximumConnecting) else {
            return .wait(connects: false)
        }
        connecting += 1
        return .wait(connects: true)
    }

    /// Whether another connection is wanted for those who still wait.
    mutating func wantsConnection(mayConnect: Bool) -> Bool {
        guard !waiting.isEmpty, connecting < min(waiting.count, maximumConnecting), mayConnect || count == 0 else {
            return false
        }
        connecting += 1
        return true
    }

    enum ReadyAction {
        case serve(Waiter)
        case park
    }

    /// A new connection is up.
    mutating func connected(_ connection: Connection) -> ReadyAction {
        connecting -= 1
        return place(connection)
    }

    /// A connection is up that takes many requests and is kept elsewhere.
    mutating func connectedElsewhere() { connecting -= 1 }

    mutating func takeWaiting() -> Waiter? { waiting.popFirst() }

    /// A connection's request is over and it can take another.
    mutating func released(_ connection: Connection) -> ReadyAction {
        busy -= 1
        return place(connection)
    }

    private mutating func place(_ connection: Connection) -> ReadyAction {
        if let waiter = waiting.popFirst() {
            busy += 1
            return .serve(waiter)
        }
        idle.append(connection)
        return .park
    }

    /// Everyone to be told that no connection could be made.
    mutating func connectFailed() -> [Waiter] {
        connecting -= 1
        let all = Array(waiting)
        waiting.removeAll(keepingCapacity: true)
        return all
    }

    /// A connection is gone while it had a request, or after its last.
    mutating func closedBusy() { busy -= 1 }

    mutating func closedIdle(_ connection: Connection) {
        if let index = idle.lastIndex(where: { $0 === connection }) { idle.remove(at: index) }
    }

    /// False when the waiter was not waiting any more.
    mutating func cancel(_ waiter: Waiter) -> Bool {
        guard let index = waiting.firstIndex(where: { $0 === waiter }) else { return false }
        waiting.remove(at: index)
        return true
    }

    mutating func removeAllIdle() -> [Connection] {
        let all = idle
        idle = []
        return all
    }
}
