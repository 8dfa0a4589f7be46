/// Chooses among the protocols a client offers, as kubelet and kube-apiserver do: the first of the client's list that
/// we speak.
package enum StreamNegotiation {
    package enum Decision: Sendable {
        case accepted(StreamTransport, headers: [(name: String, value: String)])
        /// The status, text and headers of the answer.
        case refused(Int, String, headers: [(name: String, value: String)])
    }

    private static let portForward = "portforward.k8s.io"
    private static let commandVersions = ["v4.channel.k8s.io", "v3.channel.k8s.io", "v2.channel.k8s.io", "channel.k8s.io"]

    /// `Upgrade: SPDY/3.1`. `offered` are the values of `X-Stream-Protocol-Version`.
    package static func spdy(offered: [String], _ purpose: StreamPurpose) -> Decision {
        let spoken = if case .portForward = purpose { [portForward] } else { commandVersions }
        let upgrade: [(name: String, value: String)] = [("Connection", "Upgrade"), ("Upgrade", "SPDY/3.1")]
        if offered.isEmpty { return .accepted(.spdy(version: 1), headers: upgrade) }
        guard let chosen = offered.first(where: spoken.contains) else {
            return .refused(
                403,
                "unable to upgrade: unable to negotiate protocol: client supports [\(offered.joined(separator: " "))], "
                    + "server accepts [\(spoken.joined(separator: " "))]\n",
                headers: spoken.map { ("X-Accepted-Stream-Protocol-Versions", $0) })
        }
        return .accepted(
            .spdy(version: chosen == portForward ? 0 : version(chosen)),
            headers: upgrade + [("X-Stream-Protocol-Version", chosen)])
    }

    /// `Upgrade: websocket`. `accept` is the value of `Sec-WebSocket-Accept`.
    package static func webSocket(offered: [String], accept: String, _ purpose: StreamPurpose) -> Decision {
        let transport: StreamTransport?
        let chosen: String?
        if offered.isEmpty {
            (chosen, transport) = (nil, .channels(version: 1, isBase64: false))
        } else {
            let choice = offered.lazy.compactMap { name in
                self.transport(name, purpose).map { (name, $0) }
            }.first
            (chosen, transport) = (choice?.0, choice?.1)
        }
        guard let transport else {
            return .refused(
                403,
                "requested protocol(s) are not supported: [\(offered.joined(separator: " "))]\n", headers: [])
        }
        if case .portForward(_, _, let ports) = purpose, ports.isEmpty, transport != .tunnel {
            return .refused(400, "query parameter \"port\" is required\n", headers: [])
        }
        return .accepted(
            transport,
            headers: [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)]
                + (chosen.map { [("Sec-WebSocket-Protocol", $0)] } ?? []))
    }

    private static func transport(_ name: String, _ purpose: StreamPurpose) -> StreamTransport? {
        switch purpose {
        case .portForward:
            switch name {
            case "SPDY/3.1+portforward.k8s.io": .tunnel
            case "v4.channel.k8s.io": .channels(version: 4, isBase64: false)
            case "v4.base64.channel.k8s.io": .channels(version: 4, isBase64: true)
            default: nil
            }
        case .command:
            switch name {
            case "v5.channel.k8s.io": .channels(version: 5, isBase64: false)
            case "v4.channel.k8s.io": .channels(version: 4, isBase64: false)
            case "v4.base64.channel.k8s.io": .channels(version: 4, isBase64: true)
            case "channel.k8s.io": .channels(version: 1, isBase64: false)
            case "base64.channel.k8s.io": .channels(version: 1, isBase64: true)
            default: nil
            }
        }
    }

    private static func version(_ name: String) -> Int {
        switch name {
        case "v4.channel.k8s.io": 4
        case "v3.channel.k8s.io": 3
        case "v2.channel.k8s.io": 2
        default: 1
        }
    }
}
