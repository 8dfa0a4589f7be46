import Kube

/// The records of one resource in order of their keys. A sorted array cut into chunks: copies share the chunks that a
/// write does not touch, so a reader's copy costs a writer one chunk and not the table.
struct Table: Sendable {
    private static let chunkRecords = 128

    /// No chunk is empty.
    private var chunks: [[Record]] = []
    private(set) var count = 0

    /// Where a key stands, or would.
    private struct Position {
        var chunk: Int
        var index: Int
    }

    init() {}

    /// Takes records in any order.
    init(_ records: [Record]) {
        let sorted = records.sorted { $0.key < $1.key }
        count = sorted.count
        chunks = stride(from: 0, to: sorted.count, by: Table.chunkRecords).map {
            Array(sorted[$0..<min($0 + Table.chunkRecords, sorted.count)])
        }
    }

    subscript(_ key: String) -> Record? {
        let position = lowerBound(key)
        guard position.chunk < chunks.count else { return nil }
        let record = chunks[position.chunk][position.index]
        return record.key == key ? record : nil
    }

    mutating func put(_ record: Record) {
        guard !chunks.isEmpty else {
            chunks = [[record]]
            count = 1
            return
        }
        var position = lowerBound(record.key)
        if position.chunk == chunks.count {
            position.chunk -= 1
            position.index = chunks[position.chunk].count
        } else if chunks[position.chunk][position.index].key == record.key {
            chunks[position.chunk][position.index] = record
            return
        }
        chunks[position.chunk].insert(record, at: position.index)
        count += 1
        let size = chunks[position.chunk].count
        if size > Table.chunkRecords {
            // A full last chunk is left full: names often come in order.
            let cut = position.chunk == chunks.count - 1 && position.index == size - 1 ? size - 1 : size / 2
            let upper = Array(chunks[position.chunk][cut...])
            chunks[position.chunk].removeSubrange(cut...)
            chunks.insert(upper, at: position.chunk + 1)
        }
    }

    mutating func remove(_ key: String) {
        let position = lowerBound(key)
        guard position.chunk < chunks.count, chunks[position.chunk][position.index].key == key else { return }
        chunks[position.chunk].remove(at: position.index)
        if chunks[position.chunk].isEmpty { chunks.remove(at: position.chunk) }
        count -= 1
    }

    /// The records of a namespace (empty: all) that stand after the key `after`, at most `limit` of them (0: all), and how
    /// many more there are.
    func page(namespace: String, after: String?, limit: Int) -> (records: [Record], remaining: Int) {
        var start = namespace.isEmpty ? Position(chunk: 0, index: 0) : lowerBound("\(namespace)/")
        // "0" follows "/": the first key behind the namespace's.
        let end = namespace.isEmpty ? Position(chunk: chunks.count, index: 0) : lowerBound("\(namespace)0")
        if let after { start = max(start, lowerBound("\(after)\0")) }
        let total = distance(from: start, to: end)
        let wanted = limit > 0 ? min(limit, total) : total
        var records: [Record] = []
        records.reserveCapacity(wanted)
        var position = start
        while records.count < wanted {
            let chunk = chunks[position.chunk]
            let upper = min(chunk.count, position.index + wanted - records.count)
            records += chunk[position.index..<upper]
            position = Position(chunk: position.chunk + 1, index: 0)
        }
        return (records, total - wanted)
    }

    func count(namespace: String) -> Int {
        if namespace.isEmpty { return count }
        return distance(from: lowerBound("\(namespace)/"), to: lowerBound("\(namespace)0"))
    }

    private func max(_ a: Position, _ b: Position) -> Position {
        (a.chunk, a.index) < (b.chunk, b.index) ? b : a
    }

    private func distance(from start: Position, to end: Position) -> Int {
        if start.chunk == end.chunk { return Swift.max(0, end.index - start.index) }
        if start.chunk > end.chunk { return 0 }
        return chunks[start.chunk..<end.chunk].reduce(-start.index) { $0 + $1.count } + end.index
    }

    /// The first position whose key is not below `key`; one past the last chunk when there is none.
    private func lowerBound(_ key: String) -> Position {
        let chunk = partition(0..<chunks.count) { chunks[$0][chunks[$0].count - 1].key < key }
        guard chunk < chunks.count else { return Position(chunk: chunk, index: 0) }
        let records = chunks[chunk]
        return Position(chunk: chunk, index: partition(0..<records.count) { records[$0].key < key })
    }

    /// The first index for which `isBelow` is false; true ones all come first.
    private func partition(_ range: Range<Int>, _ isBelow: (Int) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if isBelow(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
