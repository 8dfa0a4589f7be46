import NIOCore

/// What comes in, frame by frame; header blocks stand in `+Heads`.
extension HTTP2Session {
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

    func fail(_ error: HTTP2Error) {
        if isFailed { return }
        isFailed = true
        if !isSilent { goAway(error) }
        owner?.failed(error)
    }

    func readPreface(_ data: inout ByteBuffer) throws(HTTP2Error) -> Bool {
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

    func handle(
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

    func silently(_ error: HTTP2Error) -> HTTP2Error {
        isSilent = true
        return error
    }

    func unpad(_ header: HTTP2FrameHeader, _ payload: inout ByteBuffer) throws(HTTP2Error) {
        guard header.isPadded else { return }
        guard let padding = payload.readInteger(as: UInt8.self), Int(padding) <= payload.readableBytes else {
            throw .protocolError
        }
        payload.moveWriterIndex(to: payload.writerIndex - Int(padding))
    }

    func data(_ header: HTTP2FrameHeader, _ payload: inout ByteBuffer) throws(HTTP2Error) {
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

    func endRemote(_ stream: HTTP2StreamState) {
        stream.remoteEnded = true
        if stream.localEnded { streams[stream.id] = nil }
    }

    func isIdle(_ id: Int) -> Bool {
        let isOurs = (id % 2 == 0) == isServer
        return isOurs ? id >= nextOwnStream : id > lastPeerStream
    }

    func peerReset(_ header: HTTP2FrameHeader, _ payload: inout ByteBuffer) throws(HTTP2Error) {
        guard header.length == 4 else { throw .frameSize }
        if isIdle(header.stream) { throw silently(.protocolError) }
        guard header.stream != 0, let code = payload.readInteger(as: UInt32.self) else {
            throw .protocolError
        }
        controlFrames += 1
        if streams.removeValue(forKey: header.stream) != nil { owner?.received(reset: code, header.stream) }
    }

    func ping(_ header: HTTP2FrameHeader, _ payload: ByteBuffer) throws(HTTP2Error) {
        guard header.length == 8 else { throw .frameSize }
        guard header.stream == 0 else { throw .protocolError }
        if header.isAcknowledgement { return }
        controlFrames += 1
        output.write {
            HTTP2FrameHeader.write(.ping, flags: 0x1, stream: 0, length: 8, to: &$0)
            $0.writeImmutableBuffer(payload)
        }
    }

    func settings(
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

    func windowUpdate(
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

    func pushOne(_ stream: HTTP2StreamState, _ direct: (ByteBuffer) -> Void) {
        guard !stream.waiting.isEmpty else { return }
        push(stream, direct: direct)
        if stream.waiting.isEmpty { owner?.drained(stream.id) }
    }

    func pushAll(_ direct: (ByteBuffer) -> Void) {
        for stream in streams.values.filter({ !$0.waiting.isEmpty }).sorted(by: { $0.id < $1.id }) {
            if sendWindow <= 0 { return }
            pushOne(stream, direct)
        }
    }
}
