import XDS

/// The compiled virtual hosts of a route configuration, and the way from an authority to one. A host keeps its number
/// while there is one of its name, wherever it stands in the configuration.
struct HostTable: Sendable {
    private var hosts: [CompiledVirtualHost?]
    private var free: [Int] = []
    private var index: VirtualHostIndex

    /// - Parameter index: One without domains.
    init(_ index: VirtualHostIndex, _ hosts: [CompiledVirtualHost]) throws {
        self.index = index
        self.hosts = hosts
        for (number, host) in hosts.enumerated() { try self.index.insert(host.source.domains, number) }
    }

    @inline(__always)
    func find(_ authority: Bytes) -> CompiledVirtualHost? { index.find(authority).flatMap { hosts[$0] } }

    /// Compiles what is new and returns the numbers of all hosts in their new order.
    mutating func apply(
        _ change: HostChange, compile: (VirtualHost, _ same: CompiledVirtualHost?) throws -> CompiledVirtualHost
    ) throws -> [Int] {
        for number in change.gone {
            if let host = hosts[number] { index.remove(host.source.domains) }
            hosts[number] = nil
            free.append(number)
        }
        // A domain may go from one host to another: all leave before any comes.
        var arrivals: [(host: CompiledVirtualHost, number: Int)] = []
        var numbers = change.numbers
        for edit in change.edits.reversed() {
            let placed = try edit.come.map { come in
                let same = come.number.flatMap { hosts[$0] }
                let host = try compile(come.host, same)
                let number = come.number ?? free.popLast() ?? hosts.count
                if number == hosts.count { hosts.append(host) } else { hosts[number] = host }
                if same?.source.domains != host.source.domains {
                    if let same { index.remove(same.source.domains) }
                    arrivals.append((host, number))
                }
                return number
            }
            numbers.replaceSubrange(edit.old, with: placed)
        }
        for (host, number) in arrivals { try index.insert(host.source.domains, number) }
        return numbers
    }
}

/// How a list of virtual hosts became another.
struct HostChange {
    /// The numbers of the hosts as they stood.
    let numbers: [Int]
    /// Those of which no other of the same name comes.
    private(set) var gone: [Int] = []
    private(set) var edits: [(old: Range<Int>, come: [(host: VirtualHost, number: Int?)])] = []

    /// Nil when names do not tell the hosts apart.
    init?(from old: [VirtualHost], _ numbers: [Int], to new: [VirtualHost]) {
        self.numbers = numbers
        let edits = ListEdits(old, new).edits
        var known: [String: Int] = [:]
        for place in edits.lazy.flatMap(\.old) {
            guard known.updateValue(numbers[place], forKey: old[place].name) == nil else { return nil }
        }
        self.edits = edits.map { edit in (edit.old, new[edit.new].map { ($0, known.removeValue(forKey: $0.name)) }) }
        gone = Array(known.values)
    }
}
