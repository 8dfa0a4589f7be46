import ClusterNetwork
import XDS

/// Envoy's rewriting of a request's headers on arrival, before routes and filters see them.
enum RequestHeaders {
    /// Hop-by-hop headers; an upgrade keeps Connection and Upgrade.
    static func sanitize(_ headers: HeaderMap, isUpgrade: Bool) {
        if !isUpgrade { headers.remove(.connection) }
        if !isUpgrade { headers.remove(.upgrade) }
        headers.remove(.keepAlive)
        headers.remove(.proxyConnection)
        headers.remove(.transferEncoding)
        if let te = headers[.te], !te.equals("trailers") {
            if te.listContains("trailers") { headers.set(.te, "trailers") } else { headers.remove(.te) }
        }
    }

    /// Weighs who the client is, and writes the headers that tell the upstream. Returns the client's address where
    /// headers name another than the connection.
    static func mutate(
        _ headers: HeaderMap, manager: ConnectionManager, connection: ConnectionInfo, worker: Worker
    ) -> SocketText? {
        let rules = manager.client
        var client: SocketText?
        if rules.usesRemoteAddress {
            if rules.trustedHops > 0 { client = forwarded(headers, hop: rules.trustedHops - 1) }
            if !rules.skipsAppend { appendForwardedFor(headers, connection, worker) }
            let trustsProto = rules.trustedHops > 0 && headers.contains(.forwardedProto)
            if !trustsProto { headers.set(.forwardedProto, connection.isSecure ? "https" : "http") }
        } else {
            client = detect(headers, rules, connection, worker)
            if !headers.contains(.forwardedProto) {
                headers.set(.forwardedProto, connection.isSecure ? "https" : "http")
            }
        }
        if manager.appendsForwardedPort, !headers.contains(.forwardedPort) {
            headers.set(.forwardedPort, headers.store(String(connection.local.port)))
        }
        setScheme(headers, manager, connection)
        let address = client ?? connection.remote
        let isInternal = isInternal(address, headers, rules)
        let isEdge = !isInternal && rules.usesRemoteAddress
        if isInternal {
            headers.set(.envoyInternal, "true")
        } else {
            for id in HeaderID.droppedFromOutside where headers.contains(id) { headers.remove(id) }
            if isEdge { for id in HeaderID.droppedAtEdge where headers.contains(id) { headers.remove(id) } }
        }
        if !manager.via.isEmpty { appendVia(manager.via, to: headers) }
        if isEdge { headers.set(.envoyExternalAddress, address.ip) }
        requestID(headers, manager.requestID, isEdge: isEdge, worker)
        clientCertificate(headers, manager.clientCertificate, connection)
        return client
    }

    private static func setScheme(_ headers: HeaderMap, _ manager: ConnectionManager, _ connection: ConnectionInfo) {
        if let scheme = manager.schemeOverwrite {
            headers.scheme = headers.store(scheme)
            headers.set(.forwardedProto, headers.scheme)
        } else if let proto = headers[.forwardedProto], proto.equals("http") || proto.equals("https") {
            headers.scheme = headers.store(proto)
        } else {
            headers.scheme = headers.store(connection.isSecure ? "https" : "http")
        }
    }

    /// Adds to `via` as Envoy does, with a blank after the comma.
    static func appendVia(_ via: String, to headers: HeaderMap) {
        let old = headers[.via].map { Array($0) + Array(", ".utf8) } ?? []
        headers.set(.via, headers.store(old + Array(via.utf8)))
    }

    private static func appendForwardedFor(_ headers: HeaderMap, _ connection: ConnectionInfo, _ worker: Worker) {
        // A loopback peer tells an upstream nothing: Envoy writes its own address instead.
        let peer = IPAddress(connection.remote.ip)
        let own = peer.flatMap { $0.addressClass == .loopback ? worker.shared.configuration.podIP(like: $0) : nil }
        var ip = own?.description ?? connection.remote.ip
        ip.withUTF8 { headers.join(.forwardedFor, $0) }
    }

    /// The address `hop` places from the right of X-Forwarded-For.
    static func forwarded(_ headers: HeaderMap, hop: Int) -> SocketText? {
        guard let list = headers[.forwardedFor] else { return nil }
        var end = list.count
        var remaining = hop
        while true {
            let comma = list.prefix(count: end).findLast(UInt8(ascii: ","))
            if remaining == 0 || comma == nil {
                if remaining > 0 { return nil }
                let text = list.part((comma.map { $0 + 1 } ?? 0)..<end).trimmed().string
                return IPAddress(text).map { SocketText(ip: $0.description, port: 0) }
            }
            end = comma ?? 0
            remaining -= 1
        }
    }

    private static func detect(
        _ headers: HeaderMap, _ rules: ClientAddressRules, _ connection: ConnectionInfo, _ worker: Worker
    ) -> SocketText? {
        if rules.detections.isEmpty {
            return forwarded(headers, hop: rules.trustedHops)
        }
        for detection in rules.detections {
            switch detection {
            case .forwardedFor(let hops, let trusted, let skips):
                let found = trusted.isEmpty ? forwarded(headers, hop: hops) : firstUntrusted(headers, trusted, connection)
                if !skips { appendForwardedFor(headers, connection, worker) }
                if let found { return found }
            case .header(let name, _):
                let text = headers.withFirstValue(of: name) { $0?.trimmed().string }
                if let text, let address = IPAddress(text) { return SocketText(ip: address.description, port: 0) }
            }
        }
        return nil
    }

    /// The rightmost address that no trusted proxy has, starting from the peer itself.
    private static func firstUntrusted(
        _ headers: HeaderMap, _ trusted: [CIDR], _ connection: ConnectionInfo
    ) -> SocketText? {
        func isTrusted(_ address: IPAddress) -> Bool { trusted.contains { $0.contains(address) } }
        guard let peer = IPAddress(connection.remote.ip), isTrusted(peer), let list = headers[.forwardedFor] else {
            return nil
        }
        var addresses: [IPAddress?] = []
        list.forEachListElement { addresses.append(IPAddress($0.string)) }
        var last: IPAddress?
        for address in addresses.reversed() {
            guard let address else { break }
            last = address
            if !isTrusted(address) { break }
        }
        return last.map { SocketText(ip: $0.description, port: 0) }
    }

    /// Only addresses that the listener's configuration names are internal, and only without a longer history.
    private static func isInternal(_ address: SocketText, _ headers: HeaderMap, _ rules: ClientAddressRules) -> Bool {
        guard !rules.internalRanges.isEmpty, let ip = IPAddress(address.ip) else { return false }
        if let list = headers[.forwardedFor], list.find(UInt8(ascii: ",")) != nil { return false }
        return rules.internalRanges.contains { $0.contains(ip) }
    }

    private static func requestID(_ headers: HeaderMap, _ rules: RequestIDRules, isEdge: Bool, _ worker: Worker) {
        guard rules.generates else { return }
        if headers.contains(.requestID), !isEdge || rules.keepsExternal { return }
        worker.random.writeUUID(to: headers.reserve(36))
        headers.set(.requestID, headers.commit(36))
    }

    private static func clientCertificate(
        _ headers: HeaderMap, _ rules: ClientCertificateHeader, _ connection: ConnectionInfo
    ) {
        let peer = connection.tls.flatMap { $0.isPresented ? $0 : nil }
        switch rules.action {
        case .alwaysForwardOnly: return
        case .forwardOnly: if peer != nil { return }
        case .sanitize, .appendForward, .sanitizeSet: break
        }
        if rules.action == .sanitize || peer == nil || rules.action == .forwardOnly {
            headers.remove(.forwardedClientCertificate)
            return
        }
        guard let peer else { return }
        var text = ""
        func add(_ part: String) { text += text.isEmpty ? part : ";\(part)" }
        if let hash = peer.sha256 { add("Hash=\(hash)") }
        if let details = rules.details {
            if details.cert, let pem = peer.pem { add("Cert=\"\(pem)\"") }
            if details.chain, let pem = peer.pem { add("Chain=\"\(pem)\"") }
            if details.subject == true { add("Subject=\"\(peer.subject ?? "")\"") }
            if details.uri { for name in peer.uriNames { add("URI=\(name)") } }
            if details.dns { for name in peer.dnsNames { add("DNS=\(name)") } }
        }
        if rules.action == .appendForward, headers.contains(.forwardedClientCertificate) {
            text.withUTF8 { headers.join(.forwardedClientCertificate, $0) }
        } else {
            headers.set(.forwardedClientCertificate, text)
        }
    }
}
