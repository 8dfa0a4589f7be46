import RE2
import Synchronization
import Logging
import NIOCore
import XDS

extension Exchange {
    /// Settles which cluster the route means for this request, as soon as the route is known: logs name it even when
    /// a filter answers.
    func chooseCluster(_ action: ForwardAction) {
        switch action.target {
        case .cluster(let reference): forward.cluster = worker.cluster(reference.id)
        case .header(let name):
            let text = request.withFirstValue(of: name) { $0?.string } ?? ""
            forward.cluster = worker.cluster(worker.shared.clusterNames.id(text))
        case .weighted(let targets, let total):
            let target = action.weighted(targets, total, random >> 7)
            forward.weighted = target
            forward.cluster = worker.cluster(target.cluster.id)
        }
        info.upstreamCluster = forward.cluster?.compiled.name
    }

    func forward(_ action: ForwardAction, _ route: CompiledRoute) {
        if forward.cluster == nil { chooseCluster(action) }
        guard let cluster = forward.cluster else {
            counters.add(.noCluster)
            info.flags.insert(.noClusterFound)
            reply(action.missingClusterStatus, "", details: "cluster_not_found")
            return
        }
        forward.isHighPriority = action.isHighPriority
        forward.bufferLimit = action.retainedBytes ?? cluster.compiled.bufferLimit
        tellTimeout(action)
        if route.includesAttemptCount { request.set(.envoyAttemptCount, request.store(decimalBytes(1))) }
        finalizeRequest(action, route)
        if let rules = action.retry, rules.maximum > 0, rules.appliesTo(request) {
            forward.retry = rules
            forward.retriesLeft = rules.maximum
        }
        let needsBody = forward.retry != nil
        forward.keepsBody = needsBody && !requestEnded
        retained.isKept = forward.keepsBody
        startMirrors(action)
        startRouteTimerIfSent()
        begin(attempt: action)
    }

    /// Changes the route asks for before the request leaves: headers, then host, then path, in Envoy's order.
    private func finalizeRequest(_ action: ForwardAction, _ route: CompiledRoute) {
        if let weighted = forward.weighted, !weighted.request.isEmpty {
            route.request.prepending(weighted.request, mostSpecificWins: route.mostSpecificWins)
                .apply(to: request, formatContext)
        } else {
            route.request.apply(to: request, formatContext)
        }
        rewriteHost(action)
        if let rewrite = action.path, !request.path.isNone {
            let original = request.path
            let path = rewrite.apply(request[original]) { route.matcher.matchedLength($0) }
            if !manager.suppressesEnvoyHeaders { request.set(.envoyOriginalPath, original) }
            request.path = request.store(path)
        }
    }

    /// How long the upstream has: less with each attempt.
    private func tellTimeout(_ action: ForwardAction) {
        guard !manager.suppressesEnvoyHeaders, action.timeout > 0 else { return }
        let spent = forward.attempts == 0 ? 0 : worker.now - max(info.requestEnd, info.start)
        let left = action.timeout - min(spent, action.timeout)
        request.set(.envoyExpectedTimeout, request.store(decimalBytes(Int(left / 1_000_000))))
    }

    private func rewriteHost(_ action: ForwardAction) {
        if let literal = forward.weighted?.hostRewrite {
            return setAuthority(request.store(literal.bytes), appends: action.appendsForwardedHost, keepsOriginal: false)
        }
        switch action.host {
        case .literal(let text): setAuthority(request.store(text.bytes), appends: action.appendsForwardedHost)
        case .header(let name):
            let value = request.withFirstValue(of: name) { $0.map { Array($0) } }
            if let value, !value.isEmpty { setAuthority(request.store(value), appends: action.appendsForwardedHost) }
        case .pathRegex(let regex, let substitution):
            let full = request[request.path]
            let path = full.prefix(count: full.find(UInt8(ascii: "?")) ?? full.count)
            let host = regex.replacingAll(in: path, with: substitution)
            setAuthority(request.store(host), appends: action.appendsForwardedHost)
        case .formatted(let format):
            var text: [UInt8] = []
            format.write(formatContext, to: &text, absent: "")
            if !text.isEmpty { setAuthority(request.store(text), appends: action.appendsForwardedHost) }
        case .endpoint, nil: break
        }
    }

    private func setAuthority(_ new: ByteRange, appends: Bool, keepsOriginal: Bool = true) {
        if keepsOriginal, !manager.suppressesEnvoyHeaders, !request.authority.isNone, !request.contains(.envoyOriginalHost) {
            request.set(.envoyOriginalHost, request.authority)
        }
        if appends, !request.authority.isNone {
            let old = Array(request[request.authority])
            old.withUnsafeBufferPointer { request.join(.forwardedHost, $0) }
        }
        request.authority = new
    }

    // MARK: Attempts

    func begin(attempt action: ForwardAction) {
        guard let cluster = forward.cluster else { return }
        forward.attempts += 1
        info.attempts = forward.attempts
        if forward.attempts > 1 { tellTimeout(action) }
        if forward.attempts > 1, let route, route.includesAttemptCount {
            request.set(.envoyAttemptCount, request.store(decimalBytes(forward.attempts)))
        }
        if let names = cluster.names { return resolve(names, cluster) }
        var balance = BalanceRequest(random: forward.attempts == 1 ? random >> 17 : worker.random.next())
        let rules = action.hashing.isEmpty ? cluster.compiled.clusterHashing : action.hashing
        if !rules.isEmpty { balance.hash = HashRule.hash(rules, self) }
        if let retry = forward.retry, retry.avoidsTriedHosts, !forward.tried.isEmpty {
            balance.avoided = forward.tried
            balance.attempts = retry.hostAttempts
        }
        guard let host = cluster.choose(balance) else { return noHost(cluster) }
        connect(to: host, cluster)
    }

    private func noHost(_ cluster: ClusterRuntime, details: String = "no_healthy_upstream") {
        cluster.counters.add(.cxNoneHealthy)
        info.flags.insert(.noHealthyUpstream)
        reply(503, "no healthy upstream", details: details)
    }

    private func connect(to host: Host, _ cluster: ClusterRuntime) {
        forward.host = host
        if forward.retry?.avoidsTriedHosts == true { forward.tried.append(host) }
        if case .forward(let action)? = route?.action, case .endpoint? = action.host, !host.hostname.isEmpty {
            setAuthority(request.store(host.hostname), appends: action.appendsForwardedHost && forward.attempts == 1)
        }
        let pool = cluster.pool(
            for: host, request: request, downstream: writer?.version, isHighPriority: forward.isHighPriority)
        pool.request(self)
    }

    private func resolve(_ names: DynamicNames, _ cluster: ClusterRuntime) {
        let expected = generation
        let isTLS = if case .plain = cluster.compiled.transport { false } else { true }
        let authority = request[request.authority].string
        names.find(authority, defaultPort: isTLS ? 443 : 80) { [self] answer in
            guard generation == expected, !isOver, !responseStarted else { return }
            switch answer {
            case .host(let host): connect(to: host, cluster)
            case .failure(let details): noHost(cluster, details: details)
            case .refused(let place, let address):
                worker.shared.log.warning(
                    "refused to forward to \(authority): \(address) is a \(place) address; a real Envoy would have connected to it")
                reply(403, "RBAC: access denied", details: "rbac_access_denied_matched_policy[DENY]")
            }
            settle()
        }
    }

    // MARK: Sending

    func sendRequest(on stream: UpstreamStream) {
        info.upstreamHost = stream.host.text
        info.upstreamHostName = stream.host.hostname
        info.upstreamLocal = stream.local
        info.upstreamVersion = stream.version
        forward.isSending = true
        let hasBody = !(requestEnded && retained.count == 0 && forward.requestTrailers == nil)
        if !forward.hasFirstByte {
            forward.hasFirstByte = true
            info.upstreamFirstByteSent = worker.now
        }
        if manager.matchesUpstreamScheme, let cluster = forward.cluster {
            let isPlain = if case .plain = cluster.transport(of: stream.host) { true } else { false }
            request.scheme = request.store(isPlain ? "http" : "https")
        }
        stream.send(request, isEnd: !hasBody && !isUpgrade)
        startTryTimerIfSent()
        if hasBody {
            // Whether the last piece ends the request is known only after all are out.
            retained.drain { stream.send($0, isEnd: false) }
            if requestEnded {
                if let trailers = forward.requestTrailers {
                    stream.send(trailers: trailers)
                } else {
                    stream.send(ByteBuffer(), isEnd: true)
                }
                requestSent()
            } else {
                writer?.resumeRequest()
            }
        } else if !isUpgrade {
            requestSent()
        }
        if !stream.isWritable { writer?.pauseRequest() }
        if writer?.isReading != true { stream.flush() }
    }

    func requestSent() { forward.isSent = true }

    /// The route's time runs from when the request is complete.
    func startRouteTimerIfSent() {
        guard case .forward(let action)? = route?.action, requestEnded, !isUpgrade, !routeTimer.isSet else { return }
        let limit = routeTimeout(action)
        if limit > 0 { worker.timers.set(routeTimer, after: limit, now: worker.now) }
    }

    /// So does a try's, from when both the request is complete and there is somebody to send it to.
    func startTryTimerIfSent() {
        guard case .forward(let action)? = route?.action, requestEnded, forward.isSending, !isUpgrade,
            let limit = action.retry?.perTryTimeout, limit > 0
        else { return }
        worker.timers.set(tryTimer, after: limit, now: worker.now)
    }

    private func routeTimeout(_ action: ForwardAction) -> UInt64 {
        guard let maximum = action.grpcTimeoutMaximum, isGRPC(request),
            let asked = request[.grpcTimeout].flatMap(grpcTimeout)
        else { return action.timeout }
        return maximum == 0 ? asked : min(asked, maximum)
    }

    /// Keeps a piece of the body for a retry, within the limit.
    func keep(_ data: ByteBuffer) {
        if retained.isOverflown { return }
        if retained.count + data.readableBytes > forward.bufferLimit {
            retained.isOverflown = true
            forward.keepsBody = false
            retained.isKept = false
            retained.drop()
            forward.retry = nil
            forward.cluster?.counters.add(.retryOrShadowAbandoned)
        } else {
            retained.append(data)
            retained.drain { _ in }
        }
    }

    // MARK: Time

    func routeTimedOut() {
        forward.cluster?.counters.add(.rqTimeout)
        forward.host?.timeouts.add(1, ordering: .relaxed)
        if let host = forward.host, forward.isSending { forward.cluster?.localFailure(host) }
        info.flags.insert(.upstreamRequestTimeout)
        abandonUpstream()
        reply(504, "upstream request timeout", details: "response_timeout")
    }

    func tryTimedOut() {
        forward.cluster?.counters.add(.rqPerTryTimeout)
        forward.host?.timeouts.add(1, ordering: .relaxed)
        if let host = forward.host { forward.cluster?.localFailure(host) }
        abandonUpstream()
        if let rules = forward.retry, !responseStarted,
            !rules.conditions.isDisjoint(with: [.serverError, .gatewayError, .reset]), scheduleRetry()
        {
            return
        }
        info.flags.insert(.upstreamRequestTimeout)
        reply(504, "upstream request timeout", details: "upstream_per_try_timeout")
    }

    /// Gives up the present attempt, wherever it is.
    func abandonUpstream() {
        waitingIn?.cancel(self)
        if let stream = upstream {
            stream.cluster.counters.add(.rqSentReset)
            stream.reset()
        }
        forward.isSending = false
        for mirror in forward.mirrors { mirror.abandon() }
        forward.mirrors = []
        releaseRetry()
    }
}

/// `100m`: digits and a unit, in nanoseconds.
func grpcTimeout(_ text: Bytes) -> UInt64? {
    guard text.count > 1, text.count <= 9, let value = text.prefix(count: text.count - 1).decimal else { return nil }
    let unit: UInt64
    switch text[text.count - 1] {
    case UInt8(ascii: "H"): unit = 3_600_000_000_000
    case UInt8(ascii: "M"): unit = 60_000_000_000
    case UInt8(ascii: "S"): unit = 1_000_000_000
    case UInt8(ascii: "m"): unit = 1_000_000
    case UInt8(ascii: "u"): unit = 1_000
    case UInt8(ascii: "n"): unit = 1
    default: return nil
    }
    let (product, overflow) = UInt64(value).multipliedReportingOverflow(by: unit)
    return overflow ? .max : product
}
