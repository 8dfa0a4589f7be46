import NIOCore
import XDS

/// What a codec says of a request beside its headers.
struct RequestShape {
    var isEnd = false
    var isUpgrade = false
    var expectsContinue = false
    /// The client wants the connection closed after this.
    var closes = false
}

extension Exchange {
    /// The head is in `request`.
    func requestHeaders(_ shape: RequestShape) {
        hasRequest = true
        requestEnded = shape.isEnd
        isUpgrade = shape.isUpgrade
        closesAfter = shape.closes
        isHead = request[request.method].equals("HEAD")
        isGRPCRequest = isGRPC(request)
        if requestEnded { info.requestEnd = worker.now }
        startTimers()
        if shape.expectsContinue, !manager.passesContinue { answerExpectation() }
        guard acceptHead() else { return }
        RequestHeaders.sanitize(request, isUpgrade: isUpgrade)
        if let connection = info.connection {
            info.clientAddress = RequestHeaders.mutate(
                request, manager: manager, connection: connection, worker: worker)
        }
        guard findRoute() else { return }
        guard checkUpgrade() else { return }
        for filter in manager.filters {
            if let instance = filter.instance(for: route) { filters.append(instance) }
        }
        if filters.isEmpty { act() } else { runFilters(from: 0) }
    }

    private func answerExpectation() {
        request.remove(.expect)
        response.reset()
        response.status = 100
        info.responseCode = 100
        writer?.sendInformational(response)
        writer?.flush()
    }

    /// Host and path in the form the listener wants them; false when that ended the request.
    private func acceptHead() -> Bool {
        if request.authority.isNone {
            if writer?.version == .http10, !manager.defaultHost.isEmpty {
                request.authority = request.store(manager.defaultHost)
            } else {
                reply(400, "", details: "missing_host_header", closes: true)
                return false
            }
        }
        if !request.path.isNone, request[request.path].count == 0 || request[request.path][0] != UInt8(ascii: "/") {
            counters.add(.rqNonRelativePath)
            reply(404, "", details: "absolute_path_rejected")
            return false
        }
        if !request.path.isNone {
            switch manager.path.apply(request[request.path]) {
            case .unchanged: break
            case .changed(let path): request.path = request.store(path)
            case .reject(let seen):
                counters.add(.rqFailedPathNormalization)
                if let seen { request.path = request.store(seen) }
                reply(400, "", details: "path_normalization_failed", closes: true)
                return false
            case .redirect(let path):
                counters.add(.rqRedirectedNormalized)
                request.path = request.store(path)
                reply(307, "", details: "path_normalization_failed", headers: [(.location, path)])
                return false
            }
        }
        normalizeHost()
        if request[request.method].equals("QUERY"), !request.contains(.contentType) {
            reply(400, "", details: "query_missing_content_type", closes: true)
            return false
        }
        return true
    }

    private func normalizeHost() {
        if manager.stripsPort == .none, !manager.stripsTrailingDot { return }
        var host = request[request.authority]
        if manager.stripsTrailingDot {
            let end = portSeparator(host) ?? host.count
            if end > 0, host[end - 1] == UInt8(ascii: ".") {
                let changed = Array(host.prefix(count: end - 1)) + Array(host.suffix(from: end))
                request.authority = request.store(changed)
                host = request[request.authority]
            }
        }
        guard let colon = portStart(host), let port = host.suffix(from: colon + 1).decimal else { return }
        let matches = port == info.connection?.local.port
        if manager.stripsPort == .any || manager.stripsPort == .matching && matches {
            request.authority = ByteRange(start: request.authority.start, count: UInt32(colon))
        }
    }

    /// False when that ended the request.
    private func findRoute() -> Bool {
        switch manager.table(worker)?.find(request, random: random) {
        case .route(let found):
            setRoute(found)
        case .redirectToTLS:
            var location = Array("https://".utf8)
            location.append(contentsOf: withoutPort(request[request.authority]))
            location.append(contentsOf: request[request.path])
            reply(301, "", details: "direct_response", headers: [(.location, location)])
            return false
        case nil, .some(.none): route = nil
        }
        return true
    }

    func setRoute(_ found: CompiledRoute) {
        route = found
        info.routeName = found.name
        if case .forward(let action) = found.action {
            routeIdleTimeoutApplies()
            if let limit = action.maximumDuration {
                worker.timers.cancel(durationTimer)
                if limit > 0 { worker.timers.set(durationTimer, after: limit, now: worker.now) }
            }
            chooseCluster(action)
        }
    }

    /// A filter changed what routes look at.
    func refreshRoute() {
        forward.cluster = nil
        _ = findRoute()
    }

    private func checkUpgrade() -> Bool {
        guard isUpgrade, let route else { return true }
        let type = lowercased(Array(request[.upgrade] ?? .empty))
        let name = String(decoding: type, as: UTF8.self)
        var isAllowed = manager.upgrades[name] ?? false
        if case .forward(let action) = route.action, let own = action.upgrades[name] { isAllowed = own }
        if isAllowed { return true }
        counters.add(.rqWebSocketRefused)
        reply(403, [], details: "upgrade_failed", closes: true, contentType: "text/plain", mutations: route.response)
        return false
    }

    // MARK: Filters

    private func runFilters(from start: Int) {
        var index = start
        while index < filters.count {
            let verdict = filters[index].requestHeaders(self, isEnd: requestEnded)
            if responseStarted || isOver { return }
            if verdict == .wait {
                waitingFilter = index
                return
            }
            index += 1
        }
        waitingFilter = nil
        act()
    }

    /// The filter that made the request wait lets it go on.
    func resumeRequest() {
        guard let index = waitingFilter, !responseStarted, !isOver else { return }
        waitingFilter = nil
        runFilters(from: index + 1)
        settle()
        upstream?.flush()
    }

    /// Filters are through: does what the route says.
    private func act() {
        guard let route else {
            counters.add(.noRoute)
            info.flags.insert(.noRouteFound)
            reply(404, "", details: "route_not_found")
            return
        }
        counters.add(.routerTotal)
        switch route.action {
        case .forward(let action): forward(action, route)
        case .redirect(let redirect):
            counters.add(.routerRedirect)
            let location = redirect.location(request, matcher: route.matcher)
            if let path = redirect.rewritten(request, matcher: route.matcher) {
                if !manager.suppressesEnvoyHeaders { request.set(.envoyOriginalPath, request.path) }
                request.path = request.store(path)
            }
            replyDirectly(redirect.status, [], location: location, route)
        case .direct(let direct):
            counters.add(.routerDirectResponse)
            var body = direct.body
            if let format = direct.format {
                body = []
                format.write(formatContext, to: &body)
            }
            replyDirectly(direct.status, body, contentType: direct.contentType, route)
        case .none:
            info.flags.insert(.noRouteFound)
            reply(404, "", details: "route_not_found")
        }
    }

    // MARK: Body

    func requestData(_ data: ByteBuffer, isEnd: Bool) {
        info.bytesReceived += data.readableBytes
        if isEnd { markRequestEnd() }
        if responseEnded { return finishIfDone() }
        touched()
        var data = data
        for filter in filters where filter.changesRequestBody {
            let present = generation
            filter.requestPiece(self, &data, isEnd: isEnd)
            if generation != present || responseStarted || isOver { return }
        }
        if let index = waitingFilter, filters[index].readsRequestBody {
            filterData(index, data, isEnd: isEnd)
            return
        }
        pass(data, isEnd: isEnd)
    }

    private func pass(_ data: ByteBuffer, isEnd: Bool) {
        if let upstream, forward.isSending {
            if forward.keepsBody { keep(data) }
            if !forward.mirrors.isEmpty { for mirror in forward.mirrors { mirror.send(data, isEnd: isEnd) } }
            upstream.send(data, isEnd: isEnd)
            if isEnd { requestSent() }
        } else if data.readableBytes > 0 {
            retained.append(data)
            if retained.count > forward.bufferLimit { writer?.pauseRequest() }
        }
    }

    /// Collects the body for the filter that waits for it.
    private func filterData(_ index: Int, _ data: ByteBuffer, isEnd: Bool) {
        retained.append(data)
        var whole = retained.joined
        let verdict = filters[index].requestData(self, &whole, isEnd: isEnd)
        if responseStarted || isOver { return }
        retained.replace(whole)
        if verdict == .proceed { resumeRequest() }
    }

    func requestTrailers(_ trailers: HeaderMap) {
        markRequestEnd()
        if responseEnded { return finishIfDone() }
        touched()
        if !forward.isSending || forward.keepsBody {
            let copy = HeaderMap()
            copy.copy(trailers)
            forward.requestTrailers = copy
        }
        if let upstream, forward.isSending {
            for mirror in forward.mirrors { mirror.send(ByteBuffer(), isEnd: true) }
            upstream.send(trailers: trailers)
            requestSent()
        }
    }

    private func markRequestEnd() {
        requestEnded = true
        info.requestEnd = worker.now
        if requestTimer.isSet { worker.timers.cancel(requestTimer) }
        if forward.attempts > 0 {
            startRouteTimerIfSent()
            startTryTimerIfSent()
        }
    }

    /// All that one downstream read brought has been handed over.
    func requestReadComplete() { upstream?.flush() }

    func downstreamWritabilityChanged(_ isWritable: Bool) {
        if isWritable { upstream?.resumeReading() } else { upstream?.pauseReading() }
    }
}
