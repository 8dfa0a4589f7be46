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

    /// What every response gets before it leaves, whoever made it.
    func sendResponseHeaders(isEnd: Bool) {
        info.responseCode = response.status
        for filter in filters.reversed() { filter.responseHeaders(self, isEnd: isEnd) }
        if isOver { return }
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
        var data = data
        if !filters.isEmpty {
            for filter in filters.reversed() where filter.readsResponseBody {
                filter.responseData(self, &data, isEnd: isEnd)
            }
        }
        info.bytesSent += data.readableBytes
        touched()
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
        for filter in filters.reversed() { filter.responseTrailers(self, trailers) }
        endResponse { $0.sendTrailers(trailers) }
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
