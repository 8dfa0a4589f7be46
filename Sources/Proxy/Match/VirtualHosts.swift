/// Which virtual host serves an authority: exact names before suffix wildcards (`*.example.com`, longest first) before
/// prefix wildcards (`www.*`, longest first) before `*`; case does not matter.
struct VirtualHostIndex: Sendable {
    private var exact = ByteMap()
    /// By length of the fixed part, longest first.
    private var suffixes: [(length: Int, hosts: ByteMap)] = []
    private var prefixes: [(length: Int, hosts: ByteMap)] = []
    private(set) var fallback: Int?
    private let ignoresPort: Bool

    /// `domains` of each virtual host in order; a domain that stands twice is refused as Envoy refuses it.
    init(domains: [[String]], ignoresPort: Bool, name: String) throws {
        self.ignoresPort = ignoresPort
        var suffixes: [Int: ByteMap] = [:]
        var prefixes: [Int: ByteMap] = [:]
        exact = ByteMap(minimumCapacity: domains.count)
        for (index, names) in domains.enumerated() {
            for domain in names {
                let key = lowercased(Array(domain.utf8))
                let isNew: Bool
                if key == Array("*".utf8) {
                    if fallback != nil {
                        throw ConfigurationError("Only a single wildcard domain is permitted in route \(name)")
                    }
                    fallback = index
                    continue
                } else if key.first == UInt8(ascii: "*") {
                    isNew = suffixes[key.count - 1, default: ByteMap()].insert(Array(key.dropFirst()), index)
                } else if key.last == UInt8(ascii: "*") {
                    isNew = prefixes[key.count - 1, default: ByteMap()].insert(Array(key.dropLast()), index)
                } else {
                    isNew = exact.insert(key, index)
                }
                if !isNew {
                    throw ConfigurationError(
                        "Only unique values for domains are permitted. Duplicate entry of domain \(domain) in route \(name)")
                }
            }
        }
        self.suffixes = suffixes.map { ($0.key, $0.value) }.sorted { $0.0 > $1.0 }
        self.prefixes = prefixes.map { ($0.key, $0.value) }.sorted { $0.0 > $1.0 }
    }

    func find(_ authority: Bytes) -> Int? {
        if exact.count == 0, suffixes.isEmpty, prefixes.isEmpty { return fallback }
        let host = ignoresPort ? withoutPort(authority) : authority
        for byte in host where byte &- 0x41 < 26 {
            return lowercased(Array(host)).withUnsafeBufferPointer { findLowercase($0) }
        }
        return findLowercase(host)
    }

    @inline(__always)
    private func findLowercase(_ host: Bytes) -> Int? {
        if let index = exact.find(host) { return index }
        for (length, hosts) in suffixes where length < host.count {
            if let index = hosts.find(host.suffix(from: host.count - length)) { return index }
        }
        for (length, hosts) in prefixes where length < host.count {
            if let index = hosts.find(host.prefix(count: length)) { return index }
        }
        return fallback
    }
}

/// The authority without `:port`.
func withoutPort(_ authority: Bytes) -> Bytes {
    guard let colon = portStart(authority) else { return authority }
    return authority.prefix(count: colon)
}

/// The last colon outside brackets, whatever follows it: what Envoy takes for the beginning of a port.
func portStart(_ authority: Bytes) -> Int? {
    guard let colon = authority.findLast(UInt8(ascii: ":")) else { return nil }
    if let bracket = authority.findLast(UInt8(ascii: "]")), bracket > colon { return nil }
    return colon
}

/// Where `:port` starts.
func portSeparator(_ authority: Bytes) -> Int? {
    guard let colon = authority.findLast(UInt8(ascii: ":")), colon + 1 < authority.count else { return nil }
    if let bracket = authority.findLast(UInt8(ascii: "]")) {
        if bracket > colon { return nil }
    } else if let first = authority.find(UInt8(ascii: ":")), first != colon {
        return nil
    }
    for byte in authority.suffix(from: colon + 1) where !isDigit(byte) { return nil }
    return colon
}
