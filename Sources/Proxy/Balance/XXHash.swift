/// xxHash64, the hash Envoy's consistent hashing uses: the same keys fall on the same endpoints here.
enum XXHash {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    static func hash(_ text: String, seed: UInt64 = 0) -> UInt64 {
        var text = text
        return text.withUTF8 { hash($0, seed: seed) }
    }

    static func hash(_ bytes: Bytes, seed: UInt64 = 0) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var at = 0
        var hash: UInt64
        if raw.count >= 32 {
            var lanes = (
                seed &+ prime1 &+ prime2, seed &+ prime2, seed, seed &- prime1
            )
            while at + 32 <= raw.count {
                lanes.0 = round(lanes.0, word(raw, at))
                lanes.1 = round(lanes.1, word(raw, at + 8))
                lanes.2 = round(lanes.2, word(raw, at + 16))
                lanes.3 = round(lanes.3, word(raw, at + 24))
                at += 32
            }
            hash = turn(lanes.0, 1) &+ turn(lanes.1, 7) &+ turn(lanes.2, 12) &+ turn(lanes.3, 18)
            hash = merge(hash, lanes.0)
            hash = merge(hash, lanes.1)
            hash = merge(hash, lanes.2)
            hash = merge(hash, lanes.3)
        } else {
            hash = seed &+ prime5
        }
        hash = hash &+ UInt64(raw.count)
        while at + 8 <= raw.count {
            hash = turn(hash ^ round(0, word(raw, at)), 27) &* prime1 &+ prime4
            at += 8
        }
        if at + 4 <= raw.count {
            let half = UInt64(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
            hash = turn(hash ^ (half &* prime1), 23) &* prime2 &+ prime3
            at += 4
        }
        while at < raw.count {
            hash = turn(hash ^ (UInt64(raw[at]) &* prime5), 11) &* prime1
            at += 1
        }
        hash = (hash ^ (hash >> 33)) &* prime2
        hash = (hash ^ (hash >> 29)) &* prime3
        return hash ^ (hash >> 32)
    }

    private static func word(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private static func turn(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }

    private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
        turn(lane &+ input &* prime2, 31) &* prime1
    }

    private static func merge(_ hash: UInt64, _ lane: UInt64) -> UInt64 {
        (hash ^ round(0, lane)) &* prime1 &+ prime4
    }
}
