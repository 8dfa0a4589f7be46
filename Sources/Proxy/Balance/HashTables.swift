/// Where a hash leads.
enum HashTable {
    case ring(HashRing)
    case maglev(MaglevTable)

    func host(_ hash: UInt64, attempt: Int) -> Host? {
        switch self {
        case .ring(let ring): ring.host(hash, attempt: attempt)
        case .maglev(let table): table.host(hash, attempt: attempt)
        }
    }
}

/// Envoy's ring hash (ketama): each host stands on the ring in proportion to its weight, at the hashes of
/// `<address>_<n>`.
struct HashRing {
    private var ring: [(hash: UInt64, host: Host)] = []

    init(_ hosts: [Host], _ minimum: Int, _ maximum: Int, _ usesHostname: Bool) {
        let total = hosts.reduce(0.0) { $0 + Double($1.weight) }
        guard total > 0 else { return }
        let weights = hosts.map { Double($0.weight) / total }
        let smallest = weights.min() ?? 1
        let scale = min((smallest * Double(minimum)).rounded(.up) / smallest, Double(maximum))
        var target = 0.0
        var placed = 0.0
        for (host, weight) in zip(hosts, weights) {
            let key = hashKey(host, usesHostname)
            target += scale * weight
            var index = 0
            while placed < target {
                ring.append((XXHash.hash("\(key)_\(index)"), host))
                placed += 1
                index += 1
            }
        }
        ring.sort { $0.hash < $1.hash }
    }

    func host(_ hash: UInt64, attempt: Int) -> Host? {
        if ring.isEmpty { return nil }
        var low = 0
        var high = ring.count
        while low < high {
            let middle = (low + high) / 2
            if ring[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        return ring[(low + attempt) % ring.count].host
    }
}

/// Envoy's Maglev table.
struct MaglevTable {
    private var table: [Int32] = []
    private let hosts: [Host]

    init(_ hosts: [Host], _ size: Int, _ usesHostname: Bool) {
        let sorted = hosts.sorted { hashKey($0, usesHostname) < hashKey($1, usesHostname) }
        self.hosts = sorted
        guard let maximum = sorted.map(\.weight).max(), size > 1 else { return }
        struct Entry {
            var offset: Int
            var skip: Int
            var weight: Double
            var target = 0.0
            var next = 0
        }
        var entries = sorted.map { host in
            let key = hashKey(host, usesHostname)
            return Entry(
                offset: Int(XXHash.hash(key) % UInt64(size)), skip: Int(XXHash.hash(key, seed: 1) % UInt64(size - 1)) + 1,
                weight: Double(host.weight))
        }
        table = Array(repeating: -1, count: size)
        var filled = 0
        var iteration = 1
        while filled < size {
            for index in entries.indices where filled < size {
                // A host lighter than the heaviest sits out rounds in proportion.
                if Double(iteration) * entries[index].weight < entries[index].target { continue }
                entries[index].target += Double(maximum)
                var slot = (entries[index].offset + entries[index].skip * entries[index].next) % size
                while table[slot] >= 0 {
                    entries[index].next += 1
                    slot = (entries[index].offset + entries[index].skip * entries[index].next) % size
                }
                table[slot] = Int32(index)
                entries[index].next += 1
                filled += 1
            }
            iteration += 1
        }
    }

    func host(_ hash: UInt64, attempt: Int) -> Host? {
        if table.isEmpty { return nil }
        // A retry hashes with its number mixed in, so that it may land elsewhere.
        let mixed = attempt == 0 ? hash : hash ^ ~UInt64(attempt) &+ 1
        return hosts[Int(table[Int(mixed % UInt64(table.count))])]
    }
}

private func hashKey(_ host: Host, _ usesHostname: Bool) -> String {
    usesHostname && !host.hostname.isEmpty ? host.hostname : host.text.text
}
