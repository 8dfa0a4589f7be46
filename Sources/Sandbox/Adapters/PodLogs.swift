internal import API
internal import Controllers
internal import Kube
internal import JSON
internal import Synchronization

/// `pods/log`: the lines that a container wrote, cut as the query asks.
final class PodLogs: PodRuntime {
    /// Set once the controllers are there; the API server comes first.
    private let source = Mutex<ClusterControllers?>(nil)

    func attach(_ controllers: ClusterControllers) { source.withLock { $0 = controllers } }

    func logs(namespace: String, pod: String, container: String, options: LogOptions) async throws -> ByteStream {
        let name = ObjectName(namespace: namespace, name: pod)
        guard let controllers = source.withLock({ $0 }),
            let uid = controllers.informers[.pods]?[name]?.uid,
            let log = controllers.logs.log(uid: uid, container: container, isPrevious: options.previous)
        else {
            let words =
                options.previous
                ? "previous terminated container \"\(container)\" in pod \"\(pod)\" not found"
                : "container \"\(container)\" in pod \"\(pod)\" is waiting to start: ContainerCreating"
            throw StatusError(code: 400, reason: "BadRequest", message: words)
        }
        let since = options.sinceTime.flatMap(Now.parse) ?? options.sinceSeconds.flatMap { seconds in Now.parse(Now.micros).map { $0 - Double(seconds) } }
        let (lines, more) = log.follow()
        var shown = lines.filter { line in since.map { (Now.parse(line.time) ?? 0) >= $0 } ?? true }
        if let tail = options.tailLines { shown = Array(shown.suffix(max(0, tail))) }
        let reader = LogReader(
            lines: shown, more: options.follow ? more : nil, timestamps: options.timestamps, limit: options.limitBytes)
        return ByteStream { await reader.next() }
    }
}

/// Hands out a log's lines in chunks.
private actor LogReader {
    private static let chunkLines = 256

    private var lines: ArraySlice<ContainerLog.Line>
    private var more: AsyncStream<ContainerLog.Line>.Iterator?
    private let timestamps: Bool
    private var left: Int?

    init(lines: [ContainerLog.Line], more: AsyncStream<ContainerLog.Line>?, timestamps: Bool, limit: Int?) {
        self.lines = lines[...]
        self.more = more?.makeAsyncIterator()
        self.timestamps = timestamps
        left = limit
    }

    func next() async -> [UInt8]? {
        if left == 0 { return nil }
        var bytes: [UInt8] = []
        if lines.isEmpty {
            guard var iterator = more, let line = await iterator.next(isolation: self) else { return nil }
            more = iterator
            append(line, to: &bytes)
        } else {
            for line in lines.prefix(Self.chunkLines) { append(line, to: &bytes) }
            lines = lines.dropFirst(Self.chunkLines)
        }
        if let limit = left {
            bytes = Array(bytes.prefix(limit))
            left = limit - bytes.count
        }
        return bytes
    }

    private func append(_ line: ContainerLog.Line, to bytes: inout [UInt8]) {
        if timestamps { bytes.append(contentsOf: (line.time + " ").utf8) }
        bytes.append(contentsOf: line.bytes)
        bytes.append(UInt8(ascii: "\n"))
    }
}
