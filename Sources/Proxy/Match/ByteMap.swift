/// A hash table from byte strings to indices, read without making a String of the key. It lies flat in memory: a copy
/// with one more key costs a copy of bytes, whatever the number of keys.
struct ByteMap: Sendable {
    /// Where a slot's key stands among the entries; less than none when the slot is free.
    private var slots: [Int32]
    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    /// Bytes of keys that are gone.
    private var waste = 0
    private var mask: Int

    private struct Entry {
        var start: Int32
        var count: Int32
        var value: Int
    }

    init(minimumCapacity: Int = 0) {
        var size = 8
        while size < minimumCapacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
    }

    var count: Int { entries.count }

    /// Keeps the first value of a key; says whether this was it.
    @discardableResult
    mutating func insert(_ key: [UInt8], _ value: Int) -> Bool {
        if (entries.count + 1) * 2 > slots.count { rehash() }
        let slot = key.withUnsafeBufferPointer { self.slot(of: $0) }
        guard slots[slot] < 0 else { return false }
        slots[slot] = Int32(entries.count)
        entries.append(Entry(start: Int32(bytes.count), count: Int32(key.count), value: value))
        bytes += key
        return true
    }

    /// Does nothing when there is no such key.
    mutating func remove(_ key: [UInt8]) {
        let slot = key.withUnsafeBufferPointer { self.slot(of: $0) }
        guard slots[slot] >= 0 else { return }
        let gone = Int(slots[slot])
        let last = entries.count - 1
        // The last entry takes the place of the one that goes.
        if gone != last {
            slots[withKey(last) { self.slot(of: $0) }] = Int32(gone)
            entries.swapAt(gone, last)
        }
        entries.removeLast()
        waste += key.count
        close(slot)
        if waste > 1024, waste * 2 > bytes.count { tidy() }
    }

    @inline(__always)
    func find(_ key: Bytes) -> Int? {
        if entries.isEmpty { return nil }
        let index = slots[slot(of: key)]
        return index < 0 ? nil : entries[Int(index)].value
    }

    /// The slot that has the key, or the free one that it would take.
    @inline(__always)
    private func slot(of key: Bytes) -> Int {
        var slot = Int(truncatingIfNeeded: hashBytes(key)) & mask
        while true {
            let index = Int(slots[slot])
            if index < 0 || withKey(index, { $0.equals(key) }) { return slot }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private func withKey<Result>(_ index: Int, _ body: (Bytes) -> Result) -> Result {
        let entry = entries[index]
        return bytes.withUnsafeBufferPointer { body($0.suffix(from: Int(entry.start)).prefix(count: Int(entry.count))) }
    }

    /// Frees a slot: those behind it that could stand nearer to where their key leads move up.
    private mutating func close(_ slot: Int) {
        var (free, next) = (slot, slot)
        while true {
            next = (next + 1) & mask
            guard slots[next] >= 0 else { break }
            let wanted = withKey(Int(slots[next])) { Int(truncatingIfNeeded: hashBytes($0)) & mask }
            if (next - wanted) & mask >= (next - free) & mask {
                slots[free] = slots[next]
                free = next
            }
        }
        slots[free] = -1
    }

    private mutating func tidy() {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count - waste)
        for index in entries.indices {
            let start = kept.count
            withKey(index) { kept.append(contentsOf: $0) }
            entries[index].start = Int32(start)
        }
        bytes = kept
        waste = 0
    }

    private mutating func rehash() {
        slots = Array(repeating: -1, count: slots.count * 2)
        mask = slots.count - 1
        for index in entries.indices {
            slots[withKey(index) { self.slot(of: $0) }] = Int32(index)
        }
    }
}
