/// The headers that a connection's two ends know by number (RFC 7541): fixed ones, then those that were sent.
struct HPACKTable {
    /// Names and values of the fixed part, from 1.
    static let fixed: [(name: StaticString, value: StaticString)] = [
        (":authority", ""), (":method", "GET"), (":method", "POST"), (":path", "/"), (":path", "/index.html"),
        (":scheme", "http"), (":scheme", "https"), (":status", "200"), (":status", "204"), (":status", "206"),
        (":status", "304"), (":status", "400"), (":status", "404"), (":status", "500"), ("accept-charset", ""),
        ("accept-encoding", "gzip, deflate"), ("accept-language", ""), ("accept-ranges", ""), ("accept", ""),
        ("access-control-allow-origin", ""), ("age", ""), ("allow", ""), ("authorization", ""), ("cache-control", ""),
        ("content-disposition", ""), ("content-encoding", ""), ("content-language", ""), ("content-length", ""),
        ("content-location", ""), ("content-range", ""), ("content-type", ""), ("cookie", ""), ("date", ""),
        ("etag", ""), ("expect", ""), ("expires", ""), ("from", ""), ("host", ""), ("if-match", ""),
        ("if-modified-since", ""), ("if-none-match", ""), ("if-range", ""), ("if-unmodified-since", ""),
        ("last-modified", ""), ("link", ""), ("location", ""), ("max-forwards", ""), ("proxy-authenticate", ""),
        ("proxy-authorization", ""), ("range", ""), ("referer", ""), ("refresh", ""), ("retry-after", ""),
        ("server", ""), ("set-cookie", ""), ("strict-transport-security", ""), ("transfer-encoding", ""),
        ("user-agent", ""), ("vary", ""), ("via", ""), ("www-authenticate", ""),
    ]

    struct Entry {
        var name: [UInt8]
        var value: [UInt8]
        var hash: UInt64
        var size: Int { name.count + value.count + 32 }
    }

    /// Oldest first.
    private var entries: [Entry] = []
    private var start = 0
    private var size = 0
    private(set) var capacity: Int

    init(capacity: Int = 4_096) { self.capacity = capacity }

    var count: Int { entries.count - start }

    mutating func resize(_ capacity: Int) {
        self.capacity = capacity
        evict(for: 0)
    }

    mutating func insert(_ name: Bytes, _ value: Bytes) {
        let needed = name.count + value.count + 32
        evict(for: needed)
        guard needed <= capacity else { return }
        entries.append(Entry(name: Array(name), value: Array(value), hash: hashBytes(name) ^ (hashBytes(value) &* 31)))
        size += needed
    }

    private mutating func evict(for needed: Int) {
        while start < entries.count, size + needed > capacity {
            size -= entries[start].size
            entries[start] = Entry(name: [], value: [], hash: 0)
            start += 1
        }
        if start > 64, start * 2 > entries.count {
            entries.removeFirst(start)
            start = 0
        }
    }

    /// The entry at a number above the fixed part's.
    func entry(_ index: Int) -> Entry? {
        let position = entries.count - 1 - (index - HPACKTable.fixed.count - 1)
        return position >= start && position < entries.count ? entries[position] : nil
    }

    /// The number of a header that was sent before, newest first.
    func find(_ name: Bytes, _ value: Bytes) -> Int? {
        if start == entries.count { return nil }
        let hash = hashBytes(name) ^ (hashBytes(value) &* 31)
        var position = entries.count - 1
        while position >= start {
            let found = entries[position].hash == hash
            if found, value.equals(entries[position].value), name.equals(entries[position].name) {
                return HPACKTable.fixed.count + entries.count - position
            }
            position -= 1
        }
        return nil
    }
}
