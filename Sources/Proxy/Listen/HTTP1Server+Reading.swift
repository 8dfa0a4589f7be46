import NIOCore
import XDS

/// Bytes into requests, one after the other.
extension HTTP1Server {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var data = unwrapInboundIn(data)
        worker.clock()
        counters.add(.rxBytes, data.readableBytes)
        isReading = true
        if var earlier = pending {
            pending = nil
            earlier.writeBuffer(&data)
            data = earlier
        }
        if isFirst, beginsHTTP2(&data) { return }
        process(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        exchange.requestReadComplete()
        flush()
        context.fireChannelReadComplete()
    }

    func process(_ buffer: ByteBuffer) {
        var data = buffer
        isProcessing = true
        defer { isProcessing = false }
        while true {
            do throws(HTTP1Failure) {
                guard try step(&data) else { break }
            } catch {
                refuse(error)
                return
            }
        }
        if data.readableBytes > 0 { stash(data) }
    }

    /// Works on the next piece; false when more bytes, or the end of a response, are needed first.
    func step(_ data: inout ByteBuffer) throws(HTTP1Failure) -> Bool {
        switch reading {
        case .head: return try readHead(&data)
        case .fixed(let remaining):
            let count = min(remaining, data.readableBytes)
            guard count > 0, let part = data.readSlice(length: count) else { return false }
            let isEnd = count == remaining
            reading = isEnd ? .waiting : .fixed(remaining - count)
            exchange.requestData(part, isEnd: isEnd)
            return true
        case .chunked(var decoder):
            let event = try decoder.next(&data)
            if case .chunked = reading { reading = .chunked(decoder) }
            return try handle(event)
        case .waiting: return false
        case .tunnel:
            guard data.readableBytes > 0 else { return false }
            let part = data
            data = ByteBuffer()
            exchange.requestData(part, isEnd: false)
            return false
        case .ignoring:
            data = ByteBuffer()
            return false
        }
    }

    func handle(_ event: ChunkedDecoder.Event) throws(HTTP1Failure) -> Bool {
        switch event {
        case .needMore: return false
        case .data(let part):
            exchange.requestData(part, isEnd: false)
            return true
        case .end(let block):
            reading = .waiting
            guard let block else {
                exchange.requestData(ByteBuffer(), isEnd: true)
                return true
            }
            let map = trailers ?? HeaderMap()
            trailers = map
            let result = block.withUnsafeReadableBytes { raw -> Result<Void, HTTP1Failure> in
                do throws(HTTP1Failure) {
                    return .success(try parser.trailers(raw.bindMemory(to: UInt8.self), into: map))
                } catch {
                    return .failure(error)
                }
            }
            try result.get()
            if manager.sendsTrailers {
                exchange.requestTrailers(map)
            } else {
                exchange.requestData(ByteBuffer(), isEnd: true)
            }
            return true
        }
    }

    func readHead(_ data: inout ByteBuffer) throws(HTTP1Failure) -> Bool {
        // Blank lines before a request are left over from the one before, or from bad habits.
        while let byte = data.getInteger(at: data.readerIndex, as: UInt8.self), byte == 0x0D || byte == 0x0A {
            data.moveReaderIndex(forwardBy: 1)
        }
        guard data.readableBytes > 0 else { return false }
        let length = data.withUnsafeReadableBytes { headEnd.find(in: $0.bindMemory(to: UInt8.self)) }
        guard let length else {
            if data.readableBytes > options.maximumHeadBytes { throw .headTooLarge }
            if data.withUnsafeReadableBytes({ HeadEnd.hasBareReturn($0.bindMemory(to: UInt8.self)) }) { throw .codec }
            if manager.headersTimeout > 0, !headTimer.isSet {
                worker.timers.set(headTimer, after: manager.headersTimeout, now: worker.clock())
            }
            return false
        }
        if headTimer.isSet { worker.timers.cancel(headTimer) }
        beginExchange()
        let result = data.withUnsafeReadableBytes { raw -> Result<HTTP1Head, HTTP1Failure> in
            do throws(HTTP1Failure) {
                return .success(
                    try parser.request(
                        raw.bindMemory(to: UInt8.self).prefix(count: length), into: exchange.request, options: options))
            } catch {
                return .failure(error)
            }
        }
        let head = try result.get()
        data.moveReaderIndex(forwardBy: length)
        isHTTP10 = head.isHTTP10
        exchange.info.version = version
        switch head.body {
        case .none: reading = head.isUpgrade || isConnect ? .tunnel : .waiting
        case .fixed(let count): reading = .fixed(count)
        case .chunked: reading = .chunked(ChunkedDecoder())
        case .untilClose: reading = .waiting
        }
        var shape = RequestShape()
        shape.isEnd = if case .waiting = reading { true } else { false }
        shape.isUpgrade = head.isUpgrade
        shape.expectsContinue = head.expectsContinue
        shape.closes = head.closes || isDraining || isWornOut
        exchange.requestHeaders(shape)
        return true
    }

    var isConnect: Bool { exchange.request[exchange.request.method].equals("CONNECT") }

    var isWornOut: Bool {
        guard manager.maximumRequests > 0, requestCount >= manager.maximumRequests else { return false }
        counters.add(.cxMaxRequests)
        return true
    }

    func beginExchange() {
        isActive = true
        requestCount += 1
        isHTTP10 = false
        sendsChunks = false
        exchange.begin(self, manager: manager, connection: info)
    }

    /// Answers what cannot be read as a request; the connection ends with it.
    func refuse(_ failure: HTTP1Failure) {
        counters.add(.cxProtocolError)
        if !isActive { beginExchange() }
        reading = .ignoring
        exchange.info.flags.insert(.downstreamProtocolError)
        if exchange.hasRequest {
            exchange.abandonUpstream()
        } else {
            exchange.request.reset()
        }
        exchange.info.version = .http11
        exchange.reply(
            failure.status, "\(HTTP1Writer.reasonPhrase(failure.status))", details: failure.details, closes: true)
    }

    /// Keeps what belongs to later; a client that sends much too much of it is not read from for a while.
    func stash(_ data: ByteBuffer) {
        switch reading {
        case .ignoring: return
        case .waiting where data.readableBytes > Limits.pipelinedBytes: pauseRequest()
        default: break
        }
        pending = data
    }

    /// A client with prior knowledge of HTTP/2 begins with its preface. True when the bytes are HTTP/2's, or too few
    /// to tell.
    func beginsHTTP2(_ data: inout ByteBuffer) -> Bool {
        guard manager.codec != .http1, let context else {
            isFirst = false
            return false
        }
        let preface = Bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        let count = min(preface.count, data.readableBytes)
        let matches = data.withUnsafeReadableBytes {
            $0.bindMemory(to: UInt8.self).prefix(count: count).equals(preface.prefix(count: count))
        }
        guard matches else {
            isFirst = false
            // What only begins like one is neither.
            let isTold = data.withUnsafeReadableBytes {
                $0.bindMemory(to: UInt8.self).starts(with: Bytes("PRI * HTTP/2"))
            }
            if isTold { context.close(promise: nil) }
            return isTold
        }
        if count < preface.count {
            pending = data
            return true
        }
        isFirst = false
        let server = HTTP2Server(worker: worker, manager: manager, chain: chain, info: info)
        let operations = context.pipeline.syncOperations
        do {
            try operations.addHandler(server, position: .after(self))
            context.fireChannelRead(wrapInboundOut(data))
            operations.removeHandler(context: context, promise: nil)
        } catch {
            context.close(promise: nil)
        }
        return true
    }

    func next(_ data: ByteBuffer) {
        if isGone || isEnding { return }
        var data = data
        if var more = pending {
            pending = nil
            data.writeBuffer(&more)
        }
        process(data)
        if isPaused, pending == nil { resumeRequest() }
        if !isReading {
            exchange.requestReadComplete()
            flush()
        }
    }

    func pauseRequest() {
        if !isPaused { counters.add(.flowPaused) }
        isPaused = true
    }

    func resumeRequest() {
        guard isPaused else { return }
        isPaused = false
        counters.add(.flowResumed)
        if hasPendingRead {
            hasPendingRead = false
            context?.read()
        }
    }

    func read(context: ChannelHandlerContext) {
        if isPaused { hasPendingRead = true } else { context.read() }
    }
}
