import Kube

/// Kubernetes' libraries: URLs, quantities, addresses, versions, sets.
enum CELLibraries {
    static func function(_ name: String, _ arguments: [CELValue]) throws(CELError) -> CELValue? {
        if name.hasPrefix("sets."), arguments.count == 2 { return sets(name, arguments) }
        if name.hasPrefix("format.") {
            if name == "format.named", case .string(let format)? = arguments.first {
                return .optional(CELFormat.names.contains(format) ? .format(format) : nil)
            }
            return .format(String(name.dropFirst("format.".count)))
        }
        if name.hasPrefix("math.") { return try math(name, arguments) }
        guard case .string(let text)? = arguments.first else {
            if case .ip(let address)? = arguments.first, name == "ip.isCanonical" { return .bool(!address.isMapped) }
            return nil
        }
        var flag = false
        if case .bool(let value)? = arguments.dropFirst().first { flag = value }
        switch name {
        case "url":
            guard let url = RequestURI(text) else {
                throw CELError(
                    "URL parse error during conversion from string: parse \(text.goQuoted): invalid URI for request")
            }
            return .url(url)
        case "isURL": return .bool(RequestURI(text) != nil)
        case "quantity":
            do throws(Quantity.Malformed) {
                return .quantity(try Quantity(parsing: text))
            } catch {
                throw CELError(error.description)
            }
        case "isQuantity": return .bool((try? Quantity(parsing: text)) != nil)
        case "ip": return .ip(try address(text))
        case "isIP": return .bool((try? address(text)) != nil)
        case "ip.isCanonical": return .bool(try address(text).canonical == text)
        case "cidr": return .cidr(try block(text))
        case "isCIDR": return .bool((try? block(text)) != nil)
        case "semver":
            guard let version = CELSemver(text, normalizing: flag) else {
                throw CELError("invalid semver \(text.goQuoted)")
            }
            return .semver(version)
        case "isSemver": return .bool(CELSemver(text, normalizing: flag) != nil)
        default: return nil
        }
    }

    private static func address(_ text: String) throws(CELError) -> IPAddress {
        guard let address = IPAddress(text) else {
            throw CELError(
                "IP Address \(text.goQuoted) parse error during conversion from string: ParseAddr(\(text.goQuoted)): unable to parse IP"
            )
        }
        if address.isMapped { throw CELError("IPv4-mapped IPv6 address \(text.goQuoted) is not allowed") }
        return address
    }

    private static func block(_ text: String) throws(CELError) -> CIDRBlock {
        guard let block = CIDRBlock(text) else {
            throw CELError(
                "network address parse error during conversion from string: network address \(text.goQuoted) is not valid"
            )
        }
        if block.address.isMapped {
            throw CELError("IPv4-mapped IPv6 address \(block.address.canonical.goQuoted) is not allowed")
        }
        return block
    }

    private static func sets(_ name: String, _ arguments: [CELValue]) -> CELValue? {
        guard case .list(let a) = arguments[0], case .list(let b) = arguments[1] else { return nil }
        func has(_ list: [CELValue], _ value: CELValue) -> Bool { list.contains { CELOperators.equal($0, value) } }
        let (left, right) = (a.values, b.values)
        switch name {
        case "sets.contains": return .bool(right.allSatisfy { has(left, $0) })
        case "sets.equivalent":
            return .bool(right.allSatisfy { has(left, $0) } && left.allSatisfy { has(right, $0) })
        case "sets.intersects": return .bool(right.contains { has(left, $0) })
        default: return nil
        }
    }

    private static func math(_ name: String, _ arguments: [CELValue]) throws(CELError) -> CELValue? {
        var values = arguments
        if values.count == 1, case .list(let list) = values[0] { values = list.values }
        guard var best = values.first else { return nil }
        for value in values.dropFirst() {
            guard let order = try CELOperators.order(value, best) else { continue }
            if name == "math.greatest" ? order > 0 : order < 0 { best = value }
        }
        return best
    }

    static func quantityMethod(_ name: String, _ quantity: Quantity, _ arguments: [CELValue]) throws(CELError)
        -> CELValue?
    {
        let zero = Quantity(0)
        switch name {
        case "isInteger": return .bool(quantity.isWhole)
        case "asInteger":
            guard quantity.isWhole else { throw CELError("cannot convert value to integer") }
            return .int(quantity.int)
        case "asApproximateFloat": return .double(quantity.double)
        case "sign": return .int(quantity == zero ? 0 : quantity < zero ? -1 : 1)
        default: break
        }
        let other: Quantity
        switch arguments.first {
        case .quantity(let value)?: other = value
        case .int(let value)? where name == "add" || name == "sub": other = Quantity(value)
        default: return nil
        }
        switch name {
        case "add": return .quantity(quantity + other)
        case "sub": return .quantity(quantity - other)
        case "isGreaterThan": return .bool(other < quantity)
        case "isLessThan": return .bool(quantity < other)
        case "compareTo": return .int(quantity == other ? 0 : quantity < other ? -1 : 1)
        default: return nil
        }
    }

    static func ipMethod(_ name: String, _ address: IPAddress) -> CELValue? {
        switch name {
        case "family": .int(address.is4 ? 4 : 6)
        case "isUnspecified": .bool(address.isUnspecified)
        case "isLoopback": .bool(address.isLoopback)
        case "isLinkLocalMulticast": .bool(address.isLinkLocalMulticast)
        case "isLinkLocalUnicast": .bool(address.isLinkLocalUnicast)
        case "isGlobalUnicast": .bool(address.isGlobalUnicast)
        default: nil
        }
    }

    static func cidrMethod(_ name: String, _ block: CIDRBlock, _ arguments: [CELValue]) throws(CELError) -> CELValue? {
        switch (name, arguments.first) {
        case ("containsIP", .ip(let address)?): return .bool(block.contains(address))
        case ("containsIP", .string(let text)?): return .bool(block.contains(try address(text)))
        case ("containsCIDR", .cidr(let other)?): return .bool(block.contains(other))
        case ("containsCIDR", .string(let text)?): return .bool(block.contains(try self.block(text)))
        case ("ip", nil): return .ip(block.address)
        case ("masked", nil): return .cidr(block.masked)
        case ("prefixLength", nil): return .int(Int64(block.length))
        default: return nil
        }
    }

    static func urlMethod(_ name: String, _ url: RequestURI) -> CELValue? {
        switch name {
        case "getScheme": .string(url.scheme)
        case "getHost": .string(url.host)
        case "getHostname": .string(url.hostname)
        case "getPort": .string(url.port)
        case "getEscapedPath": .string(url.escapedPath)
        case "getQuery":
            .map(
                CELMap(
                    Dictionary(
                        url.queryValues.map {
                            (CELKey.string($0.key), CELValue.list(CELList($0.value.map(CELValue.string))))
                        }
                    ) { $1 }))
        default: nil
        }
    }

    static func semverMethod(_ name: String, _ version: CELSemver, _ arguments: [CELValue]) -> CELValue? {
        switch (name, arguments.first) {
        case ("major", nil): .int(Int64(clamping: version.numbers[0]))
        case ("minor", nil): .int(Int64(clamping: version.numbers[1]))
        case ("patch", nil): .int(Int64(clamping: version.numbers[2]))
        case ("isGreaterThan", .semver(let other)?): .bool(version.compare(other) > 0)
        case ("isLessThan", .semver(let other)?): .bool(version.compare(other) < 0)
        case ("compareTo", .semver(let other)?): .int(Int64(version.compare(other)))
        default: nil
        }
    }
}
