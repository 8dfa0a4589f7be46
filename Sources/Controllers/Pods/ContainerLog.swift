internal import Synchronization

/// What a container wrote, as `kubectl logs` shows it. The oldest lines go when there are too many bytes.
package final class ContainerLog: Sendable {
    package struct Line: Sendable, Equatable {
        /// RFC 3339 with microseconds, UTC.
        package var time: String
        /// Without the newline.
        package var bytes: [UInt8]
    }

    /// Bytes kept of one container's output, as much as kubelet keeps in a file before it rotates.
    static let maximumBytes = 10 << 20
    /// Lines a follower may lag behind; it then misses some, as with a rotated file.
    static let followerLines = 4096

    private struct State {
        var lines: [Line] = []
        var first = 0
        var bytes = 0
        var followers: [Int: AsyncStream<Line>.Continuation] = [:]
        var nextFollower = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    package init() {}

    package func append(_ text: some Sequence<UInt8>) {
        let time = Now.micros
        state.withLock { state in
            for part in Array(text).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                let line = Line(time: time, bytes: Array(part))
                state.lines.append(line)
                state.bytes += line.bytes.count + 64
                for follower in state.followers.values { follower.yield(line) }
            }
            while state.bytes > Self.maximumBytes, state.first < state.lines.count {
                state.bytes -= state.lines[state.first].bytes.count + 64
                state.lines[state.first].bytes = []
                state.first += 1
            }
            if state.first > 1024, state.first > state.lines.count / 2 {
                state.lines.removeFirst(state.first)
                state.first = 0
            }
        }
    }

    package var lines: [Line] { state.withLock { Array($0.lines[$0.first...]) } }

    /// The lines there are and those to come; the stream ends when the container does.
    package func follow() -> ([Line], AsyncStream<Line>) {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Line.self, bufferingPolicy: .bufferingNewest(Self.followerLines))
        let (lines, token) = state.withLock { state -> ([Line], Int?) in
            let lines = Array(state.lines[state.first...])
            if state.isClosed { return (lines, nil) }
            state.nextFollower += 1
            state.followers[state.nextFollower] = continuation
            return (lines, state.nextFollower)
        }
        if let token {
            continuation.onTermination = { [weak self] _ in self?.removeFollower(token) }
        } else {
            continuation.finish()
        }
        return (lines, stream)
    }

    private func removeFollower(_ token: Int) {
        state.withLock { _ = $0.followers.removeValue(forKey: token) }
    }

    /// The container has ended: followers have read everything.
    package func close() {
        let followers = state.withLock { state in
            state.isClosed = true
            defer { state.followers = [:] }
            return Array(state.followers.values)
        }
        for follower in followers { follower.finish() }
    }
}
