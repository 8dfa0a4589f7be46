import NIOCore

/// What an HTTP/2 connection tells its owner. All calls come while bytes are read, or windows open.
protocol HTTP2SessionOwner: AnyObject {
    /// A new stream's head is about to be decoded; where to put it, or nil to refuse the stream.
    func headTarget(_ stream: Int) -> HeaderMap?
    func received(head stream: Int, isEnd: Bool)
    func received(data: ByteBuffer, _ stream: Int, isEnd: Bool)
    func received(trailers: HeaderMap, _ stream: Int)
    func received(reset code: UInt32, _ stream: Int)
    /// A message was malformed; the stream has been reset already.
    func received(malformed failure: HPACKFailure, _ stream: Int)
    func received(goAway code: UInt32, lastStream: Int)
    /// What waited for windows has gone out.
    func drained(_ stream: Int)
    func received(settings session: HTTP2Session)
    /// The connection cannot go on.
    func failed(_ error: HTTP2Error)
}

/// One end of an HTTP/2 connection: frames, header tables, windows, stream states. It does no I/O: bytes come in by
/// `receive`, and what is to be sent gathers in `output`.
final class HTTP2Session {
    final class Stream {
        let id: Int
        var sendWindow: Int
        var receiveWindow: Int
        /// Received, and not yet given back as window.
        var unacknowledged = 0
        var isPaused = false
        var hasHead = false
        var localEnded = false
        var remoteEnded = false
        /// `content-length` of what comes in, and how much came.
        var announced: Int?
        var arrived = 0
        var waiting: [ByteBuffer] = []
        var waitingBytes = 0
        var endsAfterWaiting = false
        var waitingTrailers: HeaderMap?
        var resetsAfterEnd = false

        init(id: Int, sendWindow: Int, receiveWindow: Int) {
            self.id = id
            self.sendWindow = sendWindow
            self.receiveWindow = receiveWindow
        }
    }

    private let isServer: Bool
    private let options: HTTP2Options
    private let rules: HPACKDecoder.Rules
    weak var owner: (any HTTP2SessionOwner)?

    private var decoder: HPACKDecoder
    private var encoder = HPACKEncoder()
    var output = OutputBuffer()
    private var pending: ByteBuffer?
    private var streams: [Int: Stream] = [:]
    private var lastPeerStream = 0
    private var nextOwnStream: Int
    private var needsPreface: Bool

    private var sendWindow = 65_535
    private var receiveWindow: Int
    private var unacknowledged = 0
    private(set) var peerMaximumStreams = 100
    private var peerWindow = 65_535
    private var peerMaximumFrame = 16_384
    private(set) var peerAllowsExtendedConnect = false
    private var hasPeerSettings = false
    private var isFailed = false
    /// Of what its codec library lets pass and Envoy itself refuses, the peer is told nothing.
    private var isSilent = false
    private(set) var hasSentGoAway = false

    /// A header block that continues in further frames.
    private var block: (stream: Int, isEnd: Bool, bytes: ByteBuffer)?
    /// Control frames answered since the output was last taken.
    private var controlFrames = 0
    private var emptyFrames = 0
    private let scratch = HeaderMap()
    private let trailerMap = HeaderMap()

    init(isServer: Bool, options: HTTP2Options, rules: HPACKDecoder.Rules) {
        self.isServer = isServer
        self.options = options
        self.rules = rules
        decoder = HPACKDecoder(limit: options.headerTableSize)
        nextOwnStream = isServer ? 2 : 1
        needsPreface = isServer
        receiveWindow = max(65_535, options.connectionWindow)
        sendPreface()
    }

    var openStreams: Int { streams.count }
    var hasRoom: Bool { streams.count < min(peerMaximumStreams, options.maximumStreams) && nextOwnStream < 0x7FFF_FFF0 }

    // MARK: Sending

    private func sendPreface() {
        output.write { buffer in
            if !isServer { buffer.writeStaticString("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") }
            var settings: [(UInt16, UInt32)] = [
                (HTTP2Setting.maximumStreams, UInt32(clamping: options.maximumStreams)),
                (HTTP2Setting.initialWindow, UInt32(clamping: options.streamWindow)),
            ]
            if options.headerTableSize != 4_096 {
                settings.append((HTTP2Setting.headerTableSize, UInt32(options.headerTableSize)))
            }
            if !isServer { settings.append((HTTP2Setting.enablePush, 0)) }
            if options.allowsConnect, isServer { settings.append((HTTP2Setting.extendedConnect, 1)) }
            HTTP2FrameHeader.write(.settings, stream: 0, length: settings.count * 6, to: &buffer)
            for (id, value) in settings { buffer.writeMultipleIntegers(id, value) }
            if options.connectionWindow > 65_535 {
                HTTP2FrameHeader.write(.windowUpdate, stream: 0, length: 4, to: &buffer)
                buffer.writeInteger(UInt32(options.connectionWindow - 65_535))
            }
        }
    }

    /// Begins a stream of ours.
    func open() -> Int {
        let id = nextOwnStream
        nextOwnStream += 2
        streams[id] = Stream(id: id, sendWindow: peerWindow, receiveWindow: options.streamWindow)
        return id
    }

    func sendRequest(_ headers: HeaderMap, scheme: Bytes, _ id: Int, isEnd: Bool) {
        var block = ByteBuffer()
        encoder.request(headers, scheme: scheme, to: &block)
        send(block: block, id, isEnd: isEnd)
    }

    func sendResponse(_ headers: HeaderMap, _ id: Int, isEnd: Bool) {
        guard streams[id] != nil else { return }
        var block = ByteBuffer()
        encoder.response(headers, to: &block)
        send(block: block, id, isEnd: isEnd)
    }

    func send(trailers: HeaderMap, _ id: Int) {
        guard let stream = streams[id] else { return }
        if !stream.waiting.isEmpty {
            let copy = HeaderMap()
            copy.copy(trailers)
            stream.waitingTrailers = copy
            return
        }
        var block = ByteBuffer()
        encoder.trailers(trailers, to: &block)
        send(block: block, id, isEnd: true)
    }

    private func send(block: ByteBuffer, _ id: Int, isEnd: Bool) {
        var rest = block
        var type = HTTP2FrameType.headers
        repeat {
            let part = rest.readSlice(length: min(rest.readableBytes, peerMaximumFrame)) ?? ByteBuffer()
            var flags: UInt8 = rest.readableBytes == 0 ? 0x4 : 0
            if type == .headers, isEnd { flags |= 0x1 }
            output.write { buffer in
                HTTP2FrameHeader.write(type, flags: flags, stream: id, length: part.readableBytes, to: &buffer)
                buffer.writeImmutableBuffer(part)
            }
            type = .continuation
        } while rest.readableBytes > 0
        if isEnd { endLocal(id) }
    }

    /// Sends data as far as windows allow; the rest waits.
    func send(data: ByteBuffer, _ id: Int, isEnd: Bool, direct: (ByteBuffer) -> Void) {
        guard let stream = streams[id], !stream.localEnded else { return }
        if data.readableBytes > 0 {
            stream.waiting.append(data)
            stream.waitingBytes += data.readableBytes
        }
        if isEnd { stream.endsAfterWaiting = true }
        push(stream, direct: direct)
    }

    /// Bytes of a stream that wait for windows.
    func waitingBytes(_ id: Int) -> Int { streams[id]?.waitingBytes ?? 0 }

    private func push(_ stream: Stream, direct: (ByteBuffer) -> Void) {
        var index = 0
        while index < stream.waiting.count {
            let room = min(stream.sendWindow, sendWindow, peerMaximumFrame)
            guard room > 0 else { break }
            guard let part = stream.waiting[index].readSlice(length: min(room, stream.waiting[index].readableBytes)) else { break }
            if stream.waiting[index].readableBytes == 0 { index += 1 }
            let isLast = index == stream.waiting.count && stream.endsAfterWaiting && stream.waitingTrailers == nil
            stream.sendWindow -= part.readableBytes
            sendWindow -= part.readableBytes
            stream.waitingBytes -= part.readableBytes
            writeData(part, stream.id, isEnd: isLast, direct)
            if isLast { stream.endsAfterWaiting = false }
        }
        stream.waiting.removeFirst(index)
        guard stream.waiting.isEmpty else { return }
        if let trailers = stream.waitingTrailers {
            stream.waitingTrailers = nil
            send(trailers: trailers, stream.id)
        } else if stream.endsAfterWaiting {
            stream.endsAfterWaiting = false
            writeData(ByteBuffer(), stream.id, isEnd: true, direct)
        }
    }

    private func writeData(_ data: ByteBuffer, _ id: Int, isEnd: Bool, _ direct: (ByteBuffer) -> Void) {
        output.write {
            HTTP2FrameHeader.write(.data, flags: isEnd ? 0x1 : 0, stream: id, length: data.readableBytes, to: &$0)
        }
        if data.readableBytes > 0 { output.write(data, send: direct) }
        if isEnd { endLocal(id) }
    }

    private func endLocal(_ id: Int) {
        guard let stream = streams[id] else { return }
        stream.localEnded = true
        if stream.remoteEnded { streams[id] = nil } else if stream.resetsAfterEnd { reset(id, .none) }
    }

    /// What is still to come of a request is not wanted: says so when the answer is out.
    func resetWhenSent(_ id: Int) {
        guard let stream = streams[id] else { return }
        if stream.localEnded { reset(id, .none) } else { stream.resetsAfterEnd = true }
    }

    /// A stream that was opened and never spoken of.
    func forget(_ id: Int) { streams[id] = nil }

    func reset(_ id: Int, _ error: HTTP2Error) {
        guard streams.removeValue(forKey: id) != nil else { return }
        writeReset(id, error)
    }

    private func writeReset(_ id: Int, _ error: HTTP2Error) {
        controlFrames += 1
        output.write {
            HTTP2FrameHeader.write(.reset, stream: id, length: 4, to: &$0)
            $0.writeInteger(error.rawValue)
        }
    }

    func goAway(_ error: HTTP2Error, lastStream: Int? = nil) {
        hasSentGoAway = true
        let last = lastStream ?? lastPeerStream
        output.write {
            HTTP2FrameHeader.write(.goAway, stream: 0, length: 8, to: &$0)
            $0.writeMultipleIntegers(UInt32(last), error.rawValue)
        }
    }

    func ping() {
        output.write {
            HTTP2FrameHeader.write(.ping, stream: 0, length: 8, to: &$0)
            $0.writeInteger(UInt64(0x706F_7374_6572_6E21))
        }
    }

    // MARK: Windows of what comes in

    func pause(_ id: Int) { streams[id]?.isPaused = true }

    func resume(_ id: Int) {
        guard let stream = streams[id], stream.isPaused else { return }
        stream.isPaused = false
        giveBack(stream)
    }

    private func giveBack(_ stream: Stream) {
        guard !stream.isPaused, !stream.remoteEnded, stream.unacknowledged >= options.streamWindow / 2 else { return }
        writeWindow(stream.id, stream.unacknowledged)
        stream.receiveWindow += stream.unacknowledged
        stream.unacknowledged = 0
    }

    private func writeWindow(_ id: Int, _ count: Int) {
        output.write {
            HTTP2FrameHeader.write(.windowUpdate, stream: id, length: 4, to: &$0)
            $0.writeInteger(UInt32(count))
        }
    }

    // MARK: Receiving

    /// The output was taken and written: the peer reads.
    func outputTaken() { controlFrames = 0 }

    func receive(_ buffer: ByteBuffer, direct: (ByteBuffer) -> Void) {
        if isFailed { return }
        var data = buffer
        if var earlier = pending {
            pending = nil
            earlier.writeBuffer(&data)
            data = earlier
        }
        do throws(HTTP2Error) {
            if needsPreface {
                guard try readPreface(&data) else {
                    pending = data
                    return
                }
            }
            while !isFailed, let header = HTTP2FrameHeader(data) {
                guard header.length <= 16_384 else { throw .frameSize }
                guard data.readableBytes >= HTTP2FrameHeader.size + header.length else { break }
                data.moveReaderIndex(forwardBy: HTTP2FrameHeader.size)
                guard let payload = data.readSlice(length: header.length) else { break }
                try handle(header, payload, direct)
                if controlFrames > Limits.controlFrames { throw .enhanceYourCalm }
            }
            if data.readableBytes > 0 { pending = data }
        } catch {
            fail(error)
        }
    }

    private func fail(_ error: HTTP2Error) {
        if isFailed { return }
        isFailed = true
        if !isSilent { goAway(error) }
        owner?.failed(error)
    }

    private func readPreface(_ data: inout ByteBuffer) throws(HTTP2Error) -> Bool {
        let preface = Bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        guard data.readableBytes >= preface.count else { return false }
        let matches = data.withUnsafeReadableBytes {
            $0.bindMemory(to: UInt8.self).prefix(count: preface.count).equals(preface)
        }
        guard matches else { throw .protocolError }
        data.moveReaderIndex(forwardBy: preface.count)
        needsPreface = false
        return true
    }

    private func handle(
        _ header: HTTP2FrameHeader, _ payload: ByteBuffer, _ direct: (ByteBuffer) -> Void
    ) throws(HTTP2Error) {
        guard let type = HTTP2FrameType(rawValue: header.type) else {
            if block != nil { throw .protocolError }
            return
        }
        if block != nil, type != .continuation { throw .protocolError }
        if !hasPeerSettings, type != .settings { throw .protocolError }
        var payload = payload
        switch type {
        case .data: try data(header, &payload)
        case .headers: try headers(header, &payload)
        case .continuation: try continuation(header, payload)
        case .priority:
            guard header.length == 5 else { throw .frameSize }
            guard header.stream != 0 else { throw .protocolError }
            controlFrames += 1
        case .reset: try peerReset(header, &payload)
        case .settings: try settings(header, &payload, direct)
        case .pushPromise: throw silently(.protocolError)
        case .ping: try ping(header, payload)
        case .goAway:
            guard header.stream == 0, header.length >= 8, let last = payload.readInteger(as: UInt32.self),
                let code = payload.readInteger(as: UInt32.self)
            else { throw .protocolError }
            owner?.received(goAway: code, lastStream: Int(last & 0x7FFF_FFFF))
        case .windowUpdate: try windowUpdate(header, &payload, direct)
        }
    }

    private func silently(_ error: HTTP2Error) -> HTTP2Error {
        isSilent = true
        return error
    }

    private func unpad(_ header: HTTP2FrameHeader, _ payload: inout ByteBuffer) throws(HTTP2Error) {
        guard header.isPadded else { return }
        guard let padding = payload.readInteger(as: UInt8.self), Int(padding) <= payload.readableBytes else {
            throw .protocolError
        }
        payload.moveWriterIndex(to: payload.writerIndex - Int(padding))
    }

    private func data(_ header: HTTP2FrameHeader, _ payload: inout ByteBuffer) throws(HTTP2Error) {
        guard header.stream != 0 else { throw .protocolError }
        // Padding counts against the windows, too.
        receiveWindow -= header.length
        if receiveWindow < 0 { throw .flowControl }
        unacknowledged += header.length
        if unacknowledged >= max(65_535, options.connectionWindow) / 2 {
            writeWindow(0, unacknowledged)
            receiveWindow += unacknowledged
            unacknowledged = 0
        }
        try unpad(header, &payload)
        if payload.readableBytes == 0, !header.endsStream {
            emptyFrames += 1
            if emptyFrames > Limits.emptyFrames { throw .enhanceYourCalm }
        } else {
            emptyFrames = 0
        }
        guard let stream = streams[header.stream] else {
            // A stream that is over: what was under way when it ended is dropped.
            if isIdle(header.stream) { throw .protocolError }
            return
        }
        guard stream.hasHead, !stream.remoteEnded else { throw .streamClosed }
        stream.receiveWindow -= header.length
        if stream.receiveWindow < 0 { throw .flowControl }
        stream.unacknowledged += header.length
        stream.arrived += payload.readableBytes
        if let announced = stream.announced, stream.arrived > announced || header.endsStream && stream.arrived != announced {
            reset(stream.id, .protocolError)
            owner?.received(malformed: .length, stream.id)
            return
        }
        if header.endsStream { endRemote(stream) } else { giveBack(stream) }
        if payload.readableBytes > 0 || header.endsStream {
            owner?.received(data: payload, stream.id, isEnd: header.endsStream)
        }
    }

    private func endRemote(_ stream: Stream) {
        stream.remoteEnded = true
        if stream.localEnded { streams[stream.id] = nil }
    }

    private func isIdle(_ id: Int) -> Bool {
        let isOurs = (id % 2 == 0) == isServer
        return isOurs ? id >= nextOwnStream : id > lastPeerStream
    }

    private func headers(_ header: HTTP2FrameHeader, _ payload: inout ByteBuffer) throws(HTTP2Error) {
        guard header.stream != 0 else { throw silently(.protocolError) }
        try unpad(header, &payload)
        if header.hasPriority {
            guard payload.readableBytes >= 5 else { throw .frameSize }
            payload.moveReaderIndex(forwardBy: 5)
        }
        if header.endsHeaders {
            try finish(header.stream, payload, isEnd: header.endsStream)
        } else {
            block = (header.stream, header.endsStream, payload)
        }
    }

    private func continuation(_ header: HTTP2FrameHeader, _ payload: ByteBuffer) throws(HTTP2Error) {
        guard var open = block, open.stream == header.stream else { throw .protocolError }
        var payload = payload
        open.bytes.writeBuffer(&payload)
        // A block may grow to the limit of a message's headers, and a little for its encoding.
        guard open.bytes.readableBytes <= rules.maximumBytes * 2 else { throw .enhanceYourCalm }
        if header.endsHeaders {
            block = nil
            try finish(open.stream, open.bytes, isEnd: open.isEnd)
        } else {
            controlFrames += 1
            block = open
        }
    }

    /// A whole header block is there: a request, a response, or trailers.
    private func finish(_ id: Int, _ bytes: ByteBuffer, isEnd: Bool) throws(HTTP2Error) {
        if let stream = streams[id] {
            if stream.remoteEnded { throw .streamClosed }
            if stream.hasHead { return try finishTrailers(stream, bytes, isEnd: isEnd) }
            try decodeHead(stream, bytes, isEnd: isEnd)
            return
        }
        guard isServer else {
            if isIdle(id) { throw .protocolError }
            try discard(bytes)
            return
        }
        guard id % 2 == 1 else { throw silently(.protocolError) }
        guard id > lastPeerStream else {
            try discard(bytes)
            return
        }
        lastPeerStream = id
        if hasSentGoAway || streams.count >= options.maximumStreams {
            try discard(bytes)
            writeReset(id, .refusedStream)
            return
        }
        let stream = Stream(id: id, sendWindow: peerWindow, receiveWindow: options.streamWindow)
        streams[id] = stream
        try decodeHead(stream, bytes, isEnd: isEnd)
    }

    private func discard(_ bytes: ByteBuffer) throws(HTTP2Error) {
        if try decode(bytes, into: scratch, rules) == .compression { throw .compression }
    }

    private func decode(
        _ bytes: ByteBuffer, into map: HeaderMap, _ rules: HPACKDecoder.Rules
    ) throws(HTTP2Error) -> HPACKFailure? {
        let failure = bytes.withUnsafeReadableBytes { raw -> HPACKFailure? in
            do throws(HPACKFailure) {
                try decoder.decode(raw.bindMemory(to: UInt8.self), into: map, rules)
                return nil
            } catch {
                return error
            }
        }
        if failure == .compression { throw .compression }
        return failure
    }

    private func decodeHead(_ stream: Stream, _ bytes: ByteBuffer, isEnd: Bool) throws(HTTP2Error) {
        let target = owner?.headTarget(stream.id)
        let map = target ?? scratch
        var failure = try decode(bytes, into: map, rules)
        if failure == nil, !isWellFormed(map) { failure = .malformed }
        if let failure {
            try refuse(stream, failure)
            return
        }
        guard target != nil else {
            reset(stream.id, .refusedStream)
            return
        }
        // An interim response is followed by another head.
        if isServer || map.status >= 200 { stream.hasHead = true }
        stream.announced = map[.contentLength]?.decimal
        if isEnd {
            if isServer, let announced = stream.announced, announced > 0 {
                try refuse(stream, .length)
                return
            }
            endRemote(stream)
        }
        owner?.received(head: stream.id, isEnd: isEnd)
    }

    /// Too much of what is well formed costs the stream, anything else the connection.
    private func refuse(_ stream: Stream, _ failure: HPACKFailure) throws(HTTP2Error) {
        guard failure == .underscore || failure == .tooLarge else {
            owner?.received(malformed: failure, stream.id)
            isSilent = true
            throw .protocolError
        }
        reset(stream.id, .internalError)
        owner?.received(malformed: failure, stream.id)
    }

    private func isWellFormed(_ map: HeaderMap) -> Bool {
        if !isServer { return map.status > 0 }
        if map.method.isNone { return false }
        if map[map.method].equals("CONNECT"), map.connectProtocol.isNone {
            return map.path.isNone && map.scheme.isNone && !map.authority.isNone
        }
        guard !map.path.isNone, !map.scheme.isNone, !map.authority.isNone else { return false }
        if !map.connectProtocol.isNone, !options.allowsConnect { return false }
        let path = map[map.path]
        return path[0] == UInt8(ascii: "/") || path.equals("*") && map[map.method].equals("OPTIONS")
    }

    private func finishTrailers(_ stream: Stream, _ bytes: ByteBuffer, isEnd: Bool) throws(HTTP2Error) {
        var rules = rules
        rules.isTrailers = true
        let failure = try decode(bytes, into: trailerMap, rules)
        let isShort = stream.announced.map { $0 != stream.arrived } ?? false
        if failure != nil || !isEnd || isShort {
            try refuse(stream, failure ?? (isShort ? .length : .malformed))
            return
        }
        endRemote(stream)
        owner?.received(trailers: trailerMap, stream.id)
    }

    private func peerReset(_ header: HTTP2FrameHeader, _ payload: inout ByteBuffer) throws(HTTP2Error) {
        guard header.length == 4 else { throw .frameSize }
        if isIdle(header.stream) { throw silently(.protocolError) }
        guard header.stream != 0, let code = payload.readInteger(as: UInt32.self) else {
            throw .protocolError
        }
        controlFrames += 1
        if streams.removeValue(forKey: header.stream) != nil { owner?.received(reset: code, header.stream) }
    }

    private func ping(_ header: HTTP2FrameHeader, _ payload: ByteBuffer) throws(HTTP2Error) {
        guard header.length == 8 else { throw .frameSize }
        guard header.stream == 0 else { throw .protocolError }
        if header.isAcknowledgement { return }
        controlFrames += 1
        output.write {
            HTTP2FrameHeader.write(.ping, flags: 0x1, stream: 0, length: 8, to: &$0)
            $0.writeImmutableBuffer(payload)
        }
    }

    private func settings(
        _ header: HTTP2FrameHeader, _ payload: inout ByteBuffer, _ direct: (ByteBuffer) -> Void
    ) throws(HTTP2Error) {
        guard header.stream == 0 else { throw .protocolError }
        if header.isAcknowledgement {
            if header.length != 0 { throw .frameSize }
            return
        }
        guard header.length % 6 == 0 else { throw .frameSize }
        hasPeerSettings = true
        while let id = payload.readInteger(as: UInt16.self), let value = payload.readInteger(as: UInt32.self) {
            switch id {
            case HTTP2Setting.headerTableSize: encoder.limit(Int(value))
            case HTTP2Setting.enablePush: if value > 1 { throw .protocolError }
            case HTTP2Setting.maximumStreams: peerMaximumStreams = Int(value)
            case HTTP2Setting.initialWindow:
                guard value <= 0x7FFF_FFFF else { throw silently(.flowControl) }
                let change = Int(value) - peerWindow
                peerWindow = Int(value)
                for stream in streams.values { stream.sendWindow += change }
            case HTTP2Setting.maximumFrame:
                guard (16_384...16_777_215).contains(value) else { throw .protocolError }
                peerMaximumFrame = min(Int(value), 65_536)
            case HTTP2Setting.extendedConnect: peerAllowsExtendedConnect = value == 1
            default: break
            }
        }
        controlFrames += 1
        output.write { HTTP2FrameHeader.write(.settings, flags: 0x1, stream: 0, length: 0, to: &$0) }
        pushAll(direct)
        owner?.received(settings: self)
    }

    private func windowUpdate(
        _ header: HTTP2FrameHeader, _ payload: inout ByteBuffer, _ direct: (ByteBuffer) -> Void
    ) throws(HTTP2Error) {
        guard header.length == 4, let value = payload.readInteger(as: UInt32.self) else { throw .frameSize }
        let count = Int(value & 0x7FFF_FFFF)
        if header.stream == 0 {
            guard count > 0 else { throw silently(.protocolError) }
            sendWindow += count
            if sendWindow > 0x7FFF_FFFF { throw .flowControl }
            pushAll(direct)
            return
        }
        guard let stream = streams[header.stream] else {
            if isIdle(header.stream) { throw .protocolError }
            return
        }
        stream.sendWindow += count
        if count == 0 || stream.sendWindow > 0x7FFF_FFFF {
            reset(stream.id, count == 0 ? .protocolError : .flowControl)
            owner?.received(reset: HTTP2Error.flowControl.rawValue, stream.id)
            return
        }
        pushOne(stream, direct)
    }

    private func pushOne(_ stream: Stream, _ direct: (ByteBuffer) -> Void) {
        guard !stream.waiting.isEmpty else { return }
        push(stream, direct: direct)
        if stream.waiting.isEmpty { owner?.drained(stream.id) }
    }

    private func pushAll(_ direct: (ByteBuffer) -> Void) {
        for stream in streams.values.filter({ !$0.waiting.isEmpty }).sorted(by: { $0.id < $1.id }) {
            if sendWindow <= 0 { return }
            pushOne(stream, direct)
        }
    }
}
