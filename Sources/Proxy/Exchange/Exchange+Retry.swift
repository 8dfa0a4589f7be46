import Synchronization
import NIOCore

extension Exchange {
    /// The present attempt ended without a whole response.
    func attemptFailed(_ reset: UpstreamReset) {
        forward.isSending = false
        if isOver { return }
        if tryTimer.isSet { worker.timers.cancel(tryTimer) }
        let cluster = forward.cluster
        if !reset.failure.isEmpty { info.upstreamFailure = reset.failure.replacingBlanks() }
        if reset.kind == .remoteReset || reset.kind == .remoteRefusedStream { cluster?.counters.add(.rqReceivedReset) }
        if let host = forward.host, !reset.isConnectFailure, reset.kind != .overflow { cluster?.localFailure(host) }
        if !responseStarted, let rules = forward.retry, rules.wantsRetry(reset: reset, requestSent: forward.isSent) {
            // What went wrong is noted before that there is no further try.
            if forward.retriesLeft == 0 { info.flags.insert(reset.flag) }
            if scheduleRetry() { return }
        }
        releaseRetry()
        info.flags.insert(reset.flag)
        if responseStarted {
            counters.add(.rqResetAfterResponse)
            info.details = "upstream_reset_after_response_started{\(reset.text.replacingBlanks())}"
            writer?.abort()
            finish()
            return
        }
        var details = reset.text.replacingBlanks()
        if !reset.failure.isEmpty { details += "|\(reset.failure.replacingBlanks())" }
        info.upstreamLocal = reset.isConnectFailure ? nil : info.upstreamLocal
        reply(
            reset.status,
            "upstream connect error or disconnect/reset before headers. reset reason: \(reset.text)",
            details: "upstream_reset_before_response_started{\(details)}")
    }

    /// Whether the response that came is to be thrown away for another attempt.
    func retriesResponse() -> Bool {
        guard let rules = forward.retry, rules.wantsRetry(response: response) else { return false }
        guard forward.retriesLeft > 0 else {
            info.flags.insert(.upstreamRetryLimitExceeded)
            forward.cluster?.counters.add(.rqRetryLimitExceeded)
            return false
        }
        return true
    }

    /// Arranges for another attempt; false when there is none left.
    func scheduleRetry(after response: HeaderMap? = nil) -> Bool {
        guard let rules = forward.retry, let cluster = forward.cluster else { return false }
        guard forward.retriesLeft > 0 else {
            if forward.attempts > 0 {
                info.flags.insert(.upstreamRetryLimitExceeded)
                cluster.counters.add(.rqRetryLimitExceeded)
            }
            return false
        }
        releaseRetry()
        let limits = forward.isHighPriority ? cluster.compiled.highLimits : cluster.compiled.limits
        guard limits.mayRetry else {
            cluster.counters.add(.rqRetryOverflow)
            info.flags.insert(.upstreamOverflow)
            return false
        }
        limits.use.retries.add(1, ordering: .relaxed)
        forward.holdsRetry = true
        forward.retriesLeft -= 1
        cluster.counters.add(.rqRetry)
        forward.isSent = false
        retained.rewind()
        var delay: UInt64?
        if let response { delay = rateLimitedDelay(rules, response) }
        if delay != nil {
            cluster.counters.add(.rqRetryBackOffRateLimited)
        } else {
            cluster.counters.add(.rqRetryBackOff)
        }
        let wait = delay ?? rules.backOff(attempt: forward.attempts, random: worker.random.next())
        worker.timers.set(backOffTimer, after: wait, now: worker.clock())
        return true
    }

    private func rateLimitedDelay(_ rules: RetryRules, _ response: HeaderMap) -> UInt64? {
        for (name, isTimestamp) in rules.resetHeaders {
            guard let value = response.withFirstValue(of: name, { $0?.decimal }) else { continue }
            let seconds = isTimestamp ? value - Int(worker.wall / 1_000_000_000) : value
            guard seconds > 0, let wait = UInt64(exactly: seconds).map({ $0 * 1_000_000_000 }) else { continue }
            if wait <= rules.maximumRateLimitedBackOff { return wait }
        }
        return nil
    }

    func retryNow() {
        guard !isOver, case .forward(let action)? = route?.action else { return }
        begin(attempt: action)
        settle()
    }

    func releaseRetry() {
        guard forward.holdsRetry, let cluster = forward.cluster else { return }
        forward.holdsRetry = false
        let limits = forward.isHighPriority ? cluster.compiled.highLimits : cluster.compiled.limits
        limits.use.retries.subtract(1, ordering: .relaxed)
    }
}

extension String {
    /// Logs and details are one word.
    func replacingBlanks() -> String {
        utf8.contains(0x20) ? String(decoding: utf8.map { $0 == 0x20 ? UInt8(ascii: "_") : $0 }, as: UTF8.self) : self
    }
}
