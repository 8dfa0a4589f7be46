import JSON
import Testing

/// A Gateway as clients see it.
struct Front: Sendable {
    let cluster: Cluster
    let address: String

    /// Sends the requests until all have been answered as they ask, and then all of them once more.
    func answers(_ asks: [Ask], port: Int? = nil, tls: ClientTLS? = nil, version: HTTPCall.Version = .http1) async throws {
        let scheme = tls == nil ? "http" : "https"
        let standard = tls == nil ? 80 : 443
        let port = port ?? standard
        let place = try await cluster.place(address, port)
        let asks = asks.map { ask in
            var ask = ask
            ask.call.version = version
            if ask.call.host.isEmpty { ask.call.host = port == standard ? address : "\(address):\(port)" }
            return ask
        }
        var open = asks
        var complaints: [String] = []
        let clock = ContinuousClock()
        let deadline = clock.now + Eventually.patience
        repeat {
            if !complaints.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
            complaints = []
            var failed: [Ask] = []
            for ask in open {
                guard let complaint = await Self.complaint(ask, place, tls, scheme) else { continue }
                complaints.append("\(ask): \(complaint)")
                failed.append(ask)
            }
            open = failed
        } while !open.isEmpty && clock.now < deadline
        for ask in asks where open.isEmpty {
            if let complaint = await Self.complaint(ask, place, tls, scheme) { complaints.append("\(ask): \(complaint), the second time") }
        }
        if !complaints.isEmpty { throw Unmet(complaints.joined(separator: "\n")) }
    }

    private static func complaint(_ ask: Ask, _ place: Place, _ tls: ClientTLS?, _ scheme: String) async -> String? {
        do {
            return ask.complaint(try await ask.call.send(to: place, tls: tls), scheme: scheme)
        } catch {
            return "\(error)"
        }
    }

    /// How often each name came back from so many calls, ten at a time.
    static func count(_ total: Int, _ call: @escaping @Sendable () async throws -> String) async throws -> [String: Int] {
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<10 { group.addTask(operation: call) }
            var started = 10
            var counts: [String: Int] = [:]
            while let name = try await group.next() {
                counts[name, default: 0] += 1
                if started < total {
                    started += 1
                    group.addTask(operation: call)
                }
            }
            return counts
        }
    }

    /// Each name's share of the calls is what its weight says, give or take what chance allows.
    static func expectShares(
        _ weights: [String: Double], of total: Int = 400, sourceLocation: SourceLocation = #_sourceLocation,
        _ call: @escaping @Sendable () async throws -> String
    ) async throws {
        let counts = try await count(total, call)
        for (name, weight) in weights {
            let expected = Double(total) * weight
            let margin = 5 * (expected * (1 - weight)).squareRoot()
            let actual = Double(counts[name] ?? 0)
            #expect(abs(actual - expected) <= margin, "\(name) of \(counts)", sourceLocation: sourceLocation)
        }
        #expect(Set(counts.keys).isSubset(of: weights.keys), "\(counts)", sourceLocation: sourceLocation)
    }
}
