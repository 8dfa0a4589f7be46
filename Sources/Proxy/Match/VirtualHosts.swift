/// Which virtual host serves an authority: exact names before suffix wildcards (`*.example.com`, longest first) before
/// prefix wildcards (`www.*`, longest first) before `*`; case does not matter.
struct VirtualHostIndex: Sendable {
    private var exact: ByteMap
    private var suffixes = PartMaps()
    private var prefixes = PartMaps()
    private(set) var fallback: Int?
    private let ignoresPort: Bool
    /// Of the route configuration, for what is said of it.
    private let name: String

    init(ignoresPort: Bool, name: String, minimumCapacity: Int = 0) {
        self.ignoresPort = ignoresPort
        self.name = name
        exact = ByteMap(minimumCapacity: minimumCapacity)
    }

    /// A domain that stands twice is refused as Envoy refuses it.
    mutating func insert(_ domains: [String], _ host: Int) throws {
        for domain in domains {
            let isNew: Bool
            switch Domain(domain) {
            case .any:
                if fallback != nil { throw ConfigurationError("Only a single wildcard domain is permitted in route \(name)") }
                fallback = host
                isNew = true
            case .suffix(let part): isNew = suffixes.insert(part, host)
            case .prefix(let part): isNew = prefixes.insert(part, host)
            case .exact(let name): isNew = exact.insert(name, host)
            }
            if !isNew {
                throw ConfigurationError(
                    "Only unique values for domains are permitted. Duplicate entry of domain \(domain) in route \(name)")
            }
        }
    }

    /// Takes away what was inserted.
    mutating func remove(_ domains: [String]) {
        for domain in domains {
            switch Domain(domain) {
            case .any: fallback = nil
            case .suffix(let part): suffixes.remove(part)
            case .prefix(let part): prefixes.remove(part)
            case .exact(let name): exact.remove(name)
            }
        }
    }

    func find(_ authority: Bytes) -> Int? {
        if exact.count == 0, suffixes.maps.isEmpty, prefixes.maps.isEmpty { return fallback }
        let host = ignoresPort ? withoutPort(authority) : authority
        for byte in host where byte &- 0x41 < 26 {
            return lowercased(Array(host)).withUnsafeBufferPointer { findLowercase($0) }
        }
        return findLowercase(host)
    }

    @inline(__always)
    private func findLowercase(_ host: Bytes) -> Int? {
        if let index = exact.find(host) { return index }
        for (length, hosts) in suffixes.maps where length < host.count {
            if let index = hosts.find(host.suffix(from: host.count - length)) { return index }
        }
        for (length, hosts) in prefixes.maps where length < host.count {
            if let index = hosts.find(host.prefix(count: length)) { return index }
        }
        return fallback
    }
}

/// A domain of a virtual host, in lower case and without its star.
private enum Domain {
    case any
    case exact([UInt8])
    case suffix([UInt8])
    case prefix([UInt8])

    init(_ text: String) {
        let key = lowercased(Array(text.utf8))
        let star = UInt8(ascii: "*")
        if key == [star] {
            self = .any
        } else if key.first == star {
            self = .suffix(Array(key.dropFirst()))
        } else if key.last == star {
            self = .prefix(Array(key.dropLast()))
        } else {
            self = .exact(key)
        }
    }
}

/// Fixed parts of wildcards by their length, longest first.
private struct PartMaps: Sendable {
    private(set) var maps: [(length: Int, hosts: ByteMap)] = []

    mutating func insert(_ part: [UInt8], _ host: Int) -> Bool {
        let place = maps.firstIndex { $0.length <= part.count } ?? maps.endIndex
        if place == maps.endIndex || maps[place].length != part.count { maps.insert((part.count, ByteMap()), at: place) }
        return maps[place].hosts.insert(part, host)
    }

    mutating func remove(_ part: [UInt8]) {
        guard let place = maps.firstIndex(where: { $0.length == part.count }) else { return }
        maps[place].hosts.remove(part)
        if maps[place].hosts.count == 0 { maps.remove(at: place) }
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
