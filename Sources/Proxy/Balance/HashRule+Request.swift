import RE2
extension HashRule {
    /// What a request's hash policies make of it; nil when none of them finds anything.
    static func hash(_ rules: [HashRule], _ exchange: Exchange) -> UInt64? {
        var hash: UInt64?
        for rule in rules {
            if let one = rule.hash(exchange) {
                // Rotates the old hash by a bit, as Envoy joins them.
                hash = hash.map { ($0 << 1 | $0 >> 63) ^ one } ?? one
            }
            if rule.isTerminal, hash != nil { break }
        }
        return hash
    }

    private func hash(_ exchange: Exchange) -> UInt64? {
        let request = exchange.request
        switch source {
        case .header(let name, let regex, let substitution):
            return request.withValue(of: name) { value in
                guard let value else { return nil }
                guard let regex else { return XXHash.hash(value) }
                return regex.replacingAll(in: value, with: substitution).withUnsafeBufferPointer { XXHash.hash($0) }
            }
        case .cookie(let rule): return cookieHash(rule, exchange)
        case .sourceAddress:
            guard let address = exchange.info.clientAddress ?? exchange.info.connection?.remote else { return nil }
            return XXHash.hash(address.ip)
        case .query(let name):
            let path = request[request.path]
            guard let mark = path.find(UInt8(ascii: "?")) else { return nil }
            return queryParameter(name.bytes, in: path.suffix(from: mark + 1)).map { XXHash.hash($0) }
        case .none: return nil
        }
    }

    private func cookieHash(_ rule: CookieRule, _ exchange: Exchange) -> UInt64? {
        var name = rule.name
        let known = name.withUTF8 { name in
            withCookie(name, of: exchange.request) { $0.flatMap { $0.count > 0 ? XXHash.hash($0) : nil } }
        }
        if let known { return known }
        guard let lifetime = rule.lifetime, let connection = exchange.info.connection else { return nil }
        let value = hexadecimal(XXHash.hash(connection.remote.text + connection.local.text))
        var cookie = "\(rule.name)=\"\(value)\""
        if lifetime > 0 { cookie += "; Max-Age=\(lifetime)" }
        if !rule.path.isEmpty { cookie += "; Path=\(rule.path)" }
        for (name, value) in rule.attributes { cookie += value.isEmpty ? "; \(name)" : "; \(name)=\(value)" }
        exchange.forward.affinityCookie = Array((cookie + "; HttpOnly").utf8)
        return XXHash.hash(value)
    }

    private func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
