#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Bytes that somebody else owns; valid only within the call they are handed to.
typealias Bytes = UnsafeBufferPointer<UInt8>

@inline(__always)
func equalBytes(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    memcmp(left, right, count) == 0
}

@inline(__always)
func copyBytes(_ target: UnsafeMutablePointer<UInt8>, _ source: UnsafePointer<UInt8>, _ count: Int) {
    memcpy(target, source, count)
}

extension UnsafeBufferPointer where Element == UInt8 {
    static var empty: Bytes { Bytes(start: nil, count: 0) }

    @inline(__always)
    init(_ literal: StaticString) {
        self.init(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }

    @inline(__always)
    func equals(_ other: Bytes) -> Bool {
        guard count == other.count else { return false }
        guard count > 0, let left = baseAddress, let right = other.baseAddress else { return true }
        return equalBytes(left, right, count)
    }

    @inline(__always)
    func equals(_ literal: StaticString) -> Bool { equals(Bytes(literal)) }

    func equals(_ other: [UInt8]) -> Bool { other.withUnsafeBufferPointer { equals($0) } }

    /// ASCII letters compare without regard to case.
    func equalsIgnoringCase(_ other: Bytes) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where lowercaseASCII(self[index]) != lowercaseASCII(other[index]) { return false }
        return true
    }

    func equalsIgnoringCase(_ literal: StaticString) -> Bool { equalsIgnoringCase(Bytes(literal)) }

    func starts(with prefix: Bytes) -> Bool { count >= prefix.count && self.prefix(count: prefix.count).equals(prefix) }
    func starts(with prefix: [UInt8]) -> Bool { prefix.withUnsafeBufferPointer { starts(with: $0) } }
    func ends(with suffix: Bytes) -> Bool {
        count >= suffix.count && self.suffix(from: count - suffix.count).equals(suffix)
    }

    @inline(__always)
    func prefix(count: Int) -> Bytes { Bytes(start: baseAddress, count: Swift.min(count, self.count)) }

    @inline(__always)
    func suffix(from index: Int) -> Bytes {
        guard let baseAddress, index < count else { return .empty }
        return Bytes(start: baseAddress + index, count: count - index)
    }

    @inline(__always)
    func part(_ range: Range<Int>) -> Bytes {
        guard let baseAddress else { return .empty }
        return Bytes(start: baseAddress + range.lowerBound, count: range.count)
    }

    /// The first place of a byte at or after `start`.
    @inline(__always)
    func find(_ byte: UInt8, from start: Int = 0) -> Int? {
        guard let baseAddress, start < count else { return nil }
        guard let found = memchr(baseAddress + start, Int32(byte), count - start) else { return nil }
        return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - baseAddress
    }

    func findLast(_ byte: UInt8) -> Int? {
        var index = count - 1
        while index >= 0 {
            if self[index] == byte { return index }
            index -= 1
        }
        return nil
    }

    func contains(_ other: Bytes) -> Bool {
        guard other.count > 0 else { return true }
        var from = 0
        while let at = find(other[0], from: from), at + other.count <= count {
            if part(at..<at + other.count).equals(other) { return true }
            from = at + 1
        }
        return false
    }

    /// Without spaces and tabs at both ends.
    func trimmed() -> Bytes {
        var start = 0
        var end = count
        while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
        return part(start..<end)
    }

    /// A decimal number without sign or blank; nil when it is none or does not fit.
    var decimal: Int? {
        guard count > 0, count <= 19 else { return nil }
        var value = 0
        for byte in self {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            let (sum, tooLarge) = product.addingReportingOverflow(Int(byte - 0x30))
            if tooLarge { return nil }
            value = sum
        }
        return value
    }

    var string: String { String(decoding: self, as: UTF8.self) }

    /// Calls back with each element of a comma-separated list, trimmed; empty ones are left out.
    @inline(__always)
    func forEachListElement(_ body: (Bytes) -> Void) {
        var start = 0
        while start <= count {
            let end = find(UInt8(ascii: ","), from: start) ?? count
            let element = part(start..<end).trimmed()
            if element.count > 0 { body(element) }
            start = end + 1
        }
    }

    /// Whether a comma-separated list has an element, ASCII case aside.
    func listContains(_ literal: StaticString) -> Bool {
        var found = false
        forEachListElement { if $0.equalsIgnoringCase(literal) { found = true } }
        return found
    }
}

/// Bytes that live as long as this object, for constants of compiled configuration.
final class OwnedBytes: @unchecked Sendable {
    let bytes: Bytes

    init(_ source: [UInt8]) {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, source.count))
        source.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { copyBytes(copy, start, source.count) }
        }
        bytes = Bytes(start: copy, count: source.count)
    }

    convenience init(_ source: String) { self.init(Array(source.utf8)) }

    deinit { bytes.baseAddress.map { UnsafeMutablePointer(mutating: $0).deallocate() } }
}

@inline(__always)
func lowercaseASCII(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
}

/// FNV-1a: short keys, no set-up.
@inline(__always)
func hashBytes(_ bytes: Bytes) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
}
