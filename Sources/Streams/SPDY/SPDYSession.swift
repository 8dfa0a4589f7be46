import NIOCore

/// The server's end of a SPDY/3.1 connection as a value: frames and commands in, frames and events out.
///
/// Kubernetes' clients (spdystream) know no flow control: they neither send nor heed WINDOW_UPDATE. So our data waits
/// for a window only once the client has shown that it keeps one, while windows for the client are always opened.
struct SPDYSession {
    enum Action: Equatable {
        case write(SPDYFrame)
        case event(StreamEvent)
        /// All that is to be said has been said.
        case close
    }

    private struct Stream {
        var clientFinished = false
        var weFinished = false
        /// Bytes that we may send, by the client's window.
        var sendWindow: Int
        /// Bytes received since the last WINDOW_UPDATE for this stream.
        var unacknowledged = 0
        var queue: [(bytes: ByteBuffer, isFinal: Bool)] = []
    }

    private static let defaultWindow = 64 * 1024
    private static let lastStreamID: SPDYStreamID = 0x7FFF_FFFF

    private var streams: [SPDYStreamID: Stream] = [:]
    private var lastGood: SPDYStreamID = 0
    private var initialWindow = defaultWindow
    private var sessionWindow = defaultWindow
    private var unacknowledged = 0
    private var clientKeepsWindows = false
    private var clientWentAway = false
    private var weWentAway = false
    private var queued = 0

    /// Whether data waits for the client's window.
    var isBlocked: Bool { queued > 0 }

    mutating func received(_ frame: SPDYFrame) -> [Action] {
        switch frame {
        case .synStream(let id, let headers, let isFinal, _, _): return opened(id, headers, isFinal)
        case .data(let id, let bytes, let isFinal): return data(id, bytes, isFinal)
        case .reset(let id, _):
            guard let stream = streams.removeValue(forKey: id) else { return [] }
            queued -= stream.queue.reduce(0) { $0 + $1.bytes.readableBytes }
            return [.event(.reset(id))] + closeIfDone()
        case .settings(let settings): return settled(settings)
        case .ping(let id): return id % 2 == 1 ? [.write(.ping(id))] : []
        case .windowUpdate(let id, let delta): return windowOpened(id, Int(delta))
        case .goAway:
            clientWentAway = true
            return closeIfDone()
        case .synReply, .headers: return []
        }
    }

    private mutating func opened(_ id: SPDYStreamID, _ headers: SPDYHeaders, _ isFinal: Bool) -> [Action] {
        guard !weWentAway else { return [] }
        guard id % 2 == 1, id > lastGood else { return [.write(.reset(id, .protocolError))] }
        lastGood = id
        guard streams.count < StreamLimits.streamsPerConnection else { return [.write(.reset(id, .refusedStream))] }
        streams[id] = Stream(clientFinished: isFinal, sendWindow: initialWindow)
        let fields = Dictionary(
            headers.fields.map { ($0.name, String($0.value.prefix { $0 != "\0" })) }, uniquingKeysWith: { a, _ in a })
        let event = Action.event(.opened(id, headers: fields))
        return isFinal ? [event, .event(.finished(id))] : [event]
    }

    private mutating func data(_ id: SPDYStreamID, _ bytes: ByteBuffer, _ isFinal: Bool) -> [Action] {
        var actions = acknowledge(id, bytes.readableBytes)
        // A stream we have done with may still be written to by a client that does not know it yet.
        guard var stream = streams[id] else { return actions }
        guard !stream.clientFinished else {
            streams[id] = nil
            return actions + [.write(.reset(id, .streamAlreadyClosed)), .event(.reset(id))] + closeIfDone()
        }
        stream.clientFinished = isFinal
        streams[id] = stream
        if bytes.readableBytes > 0 { actions.append(.event(.data(id, bytes))) }
        if isFinal {
            actions.append(.event(.finished(id)))
            actions += removeIfDone(id)
        }
        return actions
    }

    /// Opens the client's windows again when half of one is used.
    private mutating func acknowledge(_ id: SPDYStreamID, _ count: Int) -> [Action] {
        var actions: [Action] = []
        unacknowledged += count
        if unacknowledged >= Self.defaultWindow / 2 {
            actions.append(.write(.windowUpdate(0, delta: UInt32(unacknowledged))))
            unacknowledged = 0
        }
        if var stream = streams[id] {
            stream.unacknowledged += count
            if stream.unacknowledged >= Self.defaultWindow / 2 {
                actions.append(.write(.windowUpdate(id, delta: UInt32(stream.unacknowledged))))
                stream.unacknowledged = 0
            }
            streams[id] = stream
        }
        return actions
    }

    private mutating func settled(_ settings: [SPDYSetting]) -> [Action] {
        for setting in settings where setting.id == SPDYSetting.initialWindowSize && setting.value < 1 << 31 {
            clientKeepsWindows = true
            let change = Int(setting.value) - initialWindow
            initialWindow += change
            for id in streams.keys { streams[id]?.sendWindow += change }
        }
        return drainAll()
    }

    private mutating func windowOpened(_ id: SPDYStreamID, _ delta: Int) -> [Action] {
        clientKeepsWindows = true
        if id == 0 { sessionWindow += delta } else { streams[id]?.sendWindow += delta }
        return drainAll()
    }

    mutating func accept(_ id: SPDYStreamID) -> [Action] {
        streams[id] == nil ? [] : [.write(.synReply(id, headers: [:], isFinal: false))]
    }

    mutating func reset(_ id: SPDYStreamID, _ status: SPDYResetStatus) -> [Action] {
        guard let stream = streams.removeValue(forKey: id) else { return [] }
        queued -= stream.queue.reduce(0) { $0 + $1.bytes.readableBytes }
        return [.write(.reset(id, status))] + closeIfDone()
    }

    mutating func send(_ id: SPDYStreamID, _ bytes: ByteBuffer, isFinal: Bool) -> [Action] {
        guard streams[id]?.weFinished == false else { return [] }
        streams[id]?.weFinished = isFinal
        streams[id]?.queue.append((bytes, isFinal))
        queued += bytes.readableBytes
        return drain(id)
    }

    mutating func goAway(_ status: SPDYGoAwayStatus) -> [Action] {
        guard !weWentAway else { return [.close] }
        weWentAway = true
        return [.write(.goAway(lastGood: lastGood, status)), .close]
    }

    private mutating func drainAll() -> [Action] {
        guard queued > 0 else { return [] }
        return streams.keys.sorted().flatMap { drain($0) }
    }

    private mutating func drain(_ id: SPDYStreamID) -> [Action] {
        guard var stream = streams[id] else { return [] }
        var actions: [Action] = []
        while let entry = stream.queue.first {
            var bytes = entry.bytes
            var allowed = min(bytes.readableBytes, StreamLimits.dataFrameBytes)
            if clientKeepsWindows { allowed = min(allowed, max(0, min(stream.sendWindow, sessionWindow))) }
            if allowed == 0, bytes.readableBytes > 0 { break }
            guard let piece = bytes.readSlice(length: allowed) else { break }
            stream.sendWindow -= allowed
            sessionWindow -= allowed
            queued -= allowed
            let isWhole = bytes.readableBytes == 0
            actions.append(.write(.data(id, piece, isFinal: isWhole && entry.isFinal)))
            if isWhole { stream.queue.removeFirst() } else { stream.queue[0].bytes = bytes }
        }
        streams[id] = stream
        return actions + removeIfDone(id)
    }

    private mutating func removeIfDone(_ id: SPDYStreamID) -> [Action] {
        guard let stream = streams[id], stream.clientFinished, stream.weFinished, stream.queue.isEmpty else { return [] }
        streams[id] = nil
        return closeIfDone()
    }

    private func closeIfDone() -> [Action] {
        clientWentAway && streams.isEmpty ? [.close] : []
    }
}
