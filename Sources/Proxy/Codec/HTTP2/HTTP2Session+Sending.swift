import NIOCore

/// What goes out: frames into `output`, data as far as windows allow.
extension HTTP2Session {
    func sendPreface() {
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

    func send(block: ByteBuffer, _ id: Int, isEnd: Bool) {
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

    func push(_ stream: HTTP2StreamState, direct: (ByteBuffer) -> Void) {
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

    func writeData(_ data: ByteBuffer, _ id: Int, isEnd: Bool, _ direct: (ByteBuffer) -> Void) {
        output.write {
            HTTP2FrameHeader.write(.data, flags: isEnd ? 0x1 : 0, stream: id, length: data.readableBytes, to: &$0)
        }
        if data.readableBytes > 0 { output.write(data, send: direct) }
        if isEnd { endLocal(id) }
    }

    func endLocal(_ id: Int) {
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

    func writeReset(_ id: Int, _ error: HTTP2Error) {
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

    func writeWindow(_ id: Int, _ count: Int) {
        output.write {
            HTTP2FrameHeader.write(.windowUpdate, stream: id, length: 4, to: &$0)
            $0.writeInteger(UInt32(count))
        }
    }
}
