import NIOCore

/// What exchanges answer, as bytes; and what happens when an answer is out.
extension HTTP1Server {
    func sendInformational(_ headers: HeaderMap) {
        output.write { HTTP1Writer.response(headers, isHTTP10: false, framing: .asIs, to: &$0) }
    }

    func sendHeaders(_ headers: HeaderMap, isEnd: Bool) {
        var framing = HTTP1Writer.Framing.asIs
        let status = headers.status
        if status == 101 {
            counters.add(.cxUpgradesTotal)
        } else if !headers.contains(.contentLength), status >= 200, status != 204, status != 304 {
            if isEnd, !exchange.isHead {
                framing = .empty
            } else if isHTTP10 {
                exchange.closesAfter = true
            } else {
                // To HEAD, too, as if a body were to come.
                framing = .chunked
                sendsChunks = !isEnd
            }
        }
        output.write { HTTP1Writer.response(headers, isHTTP10: isHTTP10, framing: framing, to: &$0) }
    }

    func sendData(_ data: ByteBuffer, isEnd: Bool) {
        guard let context else { return }
        if data.readableBytes > 0, !exchange.isHead {
            if sendsChunks { output.write { HTTP1Writer.chunkStart(data.readableBytes, to: &$0) } }
            output.write(data) { context.write(self.wrapOutboundOut($0), promise: nil) }
            if sendsChunks { output.write { $0.writeStaticString("\r\n") } }
        }
        if isEnd, sendsChunks, !exchange.isHead { output.write { HTTP1Writer.lastChunk(trailers: nil, to: &$0) } }
    }

    func sendTrailers(_ trailers: HeaderMap) {
        if sendsChunks {
            output.write { HTTP1Writer.lastChunk(trailers: manager.sendsTrailers ? trailers : nil, to: &$0) }
        }
    }

    func flush() {
        guard let context else { return }
        let count = output.flush { context.write(self.wrapOutboundOut($0), promise: nil) }
        if count > 0 {
            counters.add(.txBytes, count)
            context.flush()
        }
    }

    func abort() {
        flush()
        isEnding = true
        isActive = false
        reading = .ignoring
        context?.close(promise: nil)
    }

    func exchangeFinished() {
        isActive = false
        if isGone { return }
        if isEnding { return }
        let wasWhole: Bool
        switch reading {
        case .waiting: wasWhole = true
        default: wasWhole = false
        }
        if exchange.closesAfter || !wasWhole {
            end(isWhole: wasWhole && !exchange.refuses)
            return
        }
        reading = .head
        idleSince = worker.now
        if isPaused, pending == nil { resumeRequest() }
        if !isProcessing, let data = pending {
            pending = nil
            // Its turn comes after whoever reported the end of this response has finished.
            worker.later { [self] in next(data) }
        } else if isPaused {
            resumeRequest()
        }
    }

    /// Closes after what was written is out. A client still sending is given time to read it before.
    func end(isWhole: Bool) {
        isEnding = true
        reading = .ignoring
        pending = nil
        flush()
        guard let context else { return }
        if isWhole || manager.delayedClose == 0 {
            let written = context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
        } else {
            worker.timers.set(closeTimer, after: manager.delayedClose, now: worker.clock())
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if isActive { exchange.downstreamWritabilityChanged(context.channel.isWritable) }
        context.fireChannelWritabilityChanged()
    }
}
