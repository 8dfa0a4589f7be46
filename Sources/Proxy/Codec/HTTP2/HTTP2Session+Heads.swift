import NIOCore

/// Header blocks: requests, responses, trailers.
extension HTTP2Session {
    func headers(_ header: HTTP2FrameHeader, _ payload: inout ByteBuffer) throws(HTTP2Error) {
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

    func continuation(_ header: HTTP2FrameHeader, _ payload: ByteBuffer) throws(HTTP2Error) {
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
    func finish(_ id: Int, _ bytes: ByteBuffer, isEnd: Bool) throws(HTTP2Error) {
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
        let stream = HTTP2StreamState(id: id, sendWindow: peerWindow, receiveWindow: options.streamWindow)
        streams[id] = stream
        try decodeHead(stream, bytes, isEnd: isEnd)
    }

    func discard(_ bytes: ByteBuffer) throws(HTTP2Error) {
        if try decode(bytes, into: scratch, rules) == .compression { throw .compression }
    }

    func decode(
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

    func decodeHead(_ stream: HTTP2StreamState, _ bytes: ByteBuffer, isEnd: Bool) throws(HTTP2Error) {
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
    func refuse(_ stream: HTTP2StreamState, _ failure: HPACKFailure) throws(HTTP2Error) {
        guard failure == .underscore || failure == .tooLarge else {
            owner?.received(malformed: failure, stream.id)
            isSilent = true
            throw .protocolError
        }
        reset(stream.id, .internalError)
        owner?.received(malformed: failure, stream.id)
    }

    func isWellFormed(_ map: HeaderMap) -> Bool {
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

    func finishTrailers(_ stream: HTTP2StreamState, _ bytes: ByteBuffer, isEnd: Bool) throws(HTTP2Error) {
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
}
