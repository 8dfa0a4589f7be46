import XDS
import NIOCore

extension Exchange {
    /// A 1xx from the upstream goes no further unless the listener passes such on.
    func informational() {
        guard manager.passesContinue, !responseStarted else { return }
        let copy = HeaderMap()
        copy.copy(response)
        for id in [HeaderID.connection, .keepAlive, .proxyConnection, .transferEncoding, .upgrade] { copy.remove(id) }
        if manager.requestID.returns, let id = request[.requestID] { copy.set(.requestID, id) }
        writer?.sendInformational(copy)
    }

    /// The upstream's head is in `response`.
    func responseHeaders(isEnd: Bool) {
        let now = worker.clock()
        if info.upstreamFirstByteReceived == 0 { info.upstreamFirstByteReceived = now }
        if tryTimer.isSet { worker.timers.cancel(tryTimer) }
        let host = forward.host
        if let host { forward.cluster?.responded(host, status: response.status) }
        if forward.retry != nil, retriesResponse() {
            // With nothing left to read the connection is free already.
            if !isEnd { upstream?.reset() }
            forward.isSending = false
            if scheduleRetry(after: response) { return }
        } else if forward.attempts > 1, response.status < 500 {
            forward.cluster?.counters.add(.rqRetrySuccess)
        }
        releaseRetry()
        info.details = "via_upstream"
        touched()
        if isUpgrade, response.status != 101, isWebSocketSurprise { dropUpgradeBody(isEnd: isEnd) } else {
            passHeaders(isEnd: isEnd, now: now)
        }
    }

    /// A success that is no 101 cannot be the answer to an upgrade.
    private var isWebSocketSurprise: Bool { response.status >= 200 && response.status < 300 }

    private func dropUpgradeBody(isEnd: Bool) {
        if !isEnd { upstream?.reset() }
        info.details = "websocket_handshake_unsuccessful"
        response.remove(.contentLength)
        response.remove(.contentType)
        passHeaders(isEnd: true, now: worker.now)
    }

    private func passHeaders(isEnd: Bool, now: UInt64) {
        removeHopByHop()
        if !manager.suppressesEnvoyHeaders, !(isUpgrade && response.status == 101) {
            let spent = (now - max(info.requestEnd, info.start)) / 1_000_000
            response.set(.envoyUpstreamServiceTime, response.store(decimalBytes(Int(spent))))
        }
        if let route {
            info.responseCode = response.status
            if let weighted = forward.weighted, !weighted.response.isEmpty {
                route.response.prepending(weighted.response, mostSpecificWins: route.mostSpecificWins)
                    .apply(to: response, formatContextWithResponse)
            } else {
                route.response.apply(to: response, formatContextWithResponse)
            }
            if route.includesAttemptCountInResponse {
                response.set(.envoyAttemptCount, response.store(decimalBytes(forward.attempts)))
            }
        }
        if let cookie = forward.affinityCookie { response.add(.setCookie, response.store(cookie)) }
        if isEnd { upstreamDone() }
        sendResponseHeaders(isEnd: isEnd)
    }

    private var formatContextWithResponse: FormatContext {
        FormatContext(
            info: info, request: request, response: response, trailers: nil, environment: worker.shared.environment)
    }

    private func removeHopByHop() {
        if response.status != 101 || !isUpgrade {
            response.remove(.connection)
            response.remove(.upgrade)
        }
        response.remove(.keepAlive)
        response.remove(.proxyConnection)
        response.remove(.transferEncoding)
    }

    private func upstreamDone() {
        info.upstreamLastByteReceived = worker.now
        if routeTimer.isSet { worker.timers.cancel(routeTimer) }
    }

    /// The way out of every response, whoever made it: through the filters, last to first.
    func sendResponseHeaders(isEnd: Bool) {
        info.responseCode = response.status
        holdingFilter = nil
        passResponseHeaders(below: filters.count, isEnd: isEnd)
    }

    private func passResponseHeaders(below end: Int, isEnd: Bool) {
        for index in stride(from: end - 1, through: 0, by: -1) {
            let verdict = filters[index].responseHeaders(self, isEnd: isEnd)
            if isOver { return }
            if verdict == .wait, !isEnd {
                holdingFilter = index
                return
            }
        }
        writeResponseHeaders(isEnd: isEnd)
    }

    private func writeResponseHeaders(isEnd: Bool) {
        if !response.contains(.date) {
            let date = worker.httpDate()
            response.add(.date, response.store(date))
        }
        switch manager.server {
        case .passThrough: break
        case .overwrite: response.set(.server, manager.serverName)
        case .appendIfAbsent: if !response.contains(.server) { response.set(.server, manager.serverName) }
        }
        if manager.requestID.returns, let id = request[.requestID] { response.set(.requestID, id) }
        if !manager.via.isEmpty { RequestHeaders.appendVia(manager.via, to: response) }
        if writer?.version != .http2 {
            if !requestEnded, response.status != 101 {
                closesAfter = true
                counters.add(.rqEarlyResponse)
            }
            if response.status != 101, closesAfter || isUpgrade || worker.isDraining {
                closesAfter = true
                response.set(.connection, "close")
            }
        }
        responseStarted = true
        info.responseCode = response.status
        info.downstreamFirstByteSent = worker.now
        if isEnd { endResponse { $0.sendHeaders(response, isEnd: true) } } else { writer?.sendHeaders(response, isEnd: false) }
    }

    func responseData(_ data: ByteBuffer, isEnd: Bool) {
        if isOver || responseEnded { return }
        if isEnd { upstreamDone() }
        touched()
        if filters.isEmpty { writeResponseData(data, isEnd: isEnd) } else { passResponseData(data, isEnd: isEnd) }
    }

    func passResponseData(_ data: ByteBuffer, isEnd: Bool) {
        var data = data
        for index in stride(from: filters.count - 1, through: 0, by: -1) {
            if filters[index].changesResponseBody { filters[index].responseData(self, &data, isEnd: isEnd) }
            guard index == holdingFilter else { continue }
            guard isEnd else { return }
            let endsWithHeaders = data.readableBytes == 0
            holdingFilter = nil
            passResponseHeaders(below: index, isEnd: endsWithHeaders)
            if endsWithHeaders || isOver { return }
        }
        writeResponseData(data, isEnd: isEnd)
    }

    private func writeResponseData(_ data: ByteBuffer, isEnd: Bool) {
        info.bytesSent += data.readableBytes
        if isEnd {
            endResponse { $0.sendData(data, isEnd: true) }
        } else if data.readableBytes > 0 {
            writer?.sendData(data, isEnd: false)
            if let writer, !writer.isWritable { upstream?.pauseReading() }
        }
    }

    func responseTrailers(_ trailers: HeaderMap) {
        if isOver || responseEnded { return }
        upstreamDone()
        forward.trailers = trailers
        var added = ByteBuffer()
        for index in stride(from: filters.count - 1, through: 0, by: -1) {
            filters[index].responseTrailers(self, trailers, adding: &added)
            guard index == holdingFilter else { continue }
            holdingFilter = nil
            passResponseHeaders(below: index, isEnd: false)
            if isOver { return }
        }
        if trailers.isEmpty, added.readableBytes > 0 {
            writeResponseData(added, isEnd: true)
        } else {
            if added.readableBytes > 0 { writeResponseData(added, isEnd: false) }
            endResponse { $0.sendTrailers(trailers) }
        }
    }

    /// Sends the last of the response. The writer may begin the next request while it is told.
    func endResponse(_ send: (any ResponseWriter) -> Void) {
        guard let writer else { return }
        responseEnded = true
        info.end = worker.clock()
        // An answer before the request's end: what is still to come of it goes nowhere.
        if !requestEnded { abandonUpstream() }
        send(writer)
        if !writer.isReading { writer.flush() }
        finish()
    }
}
