/// A hash table from byte strings to indices, read without making a String of the key.
struct ByteMap: Sendable {
    private var slots: [Int32]
    private var keys: [OwnedBytes] = []
    private var values: [Int] = []
    private var mask: Int

    init(minimumCapacity: Int = 0) {
        var size = 8
        while size < minimumCapacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
    }

    var count: Int { keys.count }

    /// Keeps the first value of a key; says whether this was it.
    @discardableResult
    mutating func insert(_ key: [UInt8], _ value: Int) -> Bool {
        if (keys.count + 1) * 2 > slots.count { rehash() }
        let owned = OwnedBytes(key)
        var slot = Int(truncatingIfNeeded: hashBytes(owned.bytes)) & mask
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])].bytes.equals(owned.bytes) { return false }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(keys.count)
        keys.append(owned)
        values.append(value)
        return true
    }

    @inline(__always)
    func find(_ key: Bytes) -> Int? {
        if keys.isEmpty { return nil }
        var slot = Int(truncatingIfNeeded: hashBytes(key)) & mask
        while true {
            let index = Int(slots[slot])
            if index < 0 { return nil }
            if keys[index].bytes.equals(key) { return values[index] }
            slot = (slot + 1) & mask
        }
    }

    private mutating func rehash() {
        slots = Array(repeating: -1, count: slots.count * 2)
        mask = slots.count - 1
        for (index, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: hashBytes(key.bytes)) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }
}
