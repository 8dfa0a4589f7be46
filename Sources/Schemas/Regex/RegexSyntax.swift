/// A regular expression of RE2's syntax, parsed.
indirect enum RegexNode {
    case empty
    case set(ScalarSet)
    case assertion(RegexAssertion)
    case sequence([RegexNode])
    case alternatives([RegexNode])
    /// `maximum` nil: no limit.
    case repetition(RegexNode, minimum: Int, maximum: Int?, isGreedy: Bool)
    case group(RegexNode, index: Int)
}

enum RegexAssertion: Hashable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
}

/// Why a pattern is no regular expression, as Go's regexp/syntax says it.
struct RegexError: Error, Equatable, CustomStringConvertible {
    var message: String
    var description: String { "error parsing regexp: \(message)" }
}

/// Scalar values in sorted, disjoint ranges.
struct ScalarSet: Hashable {
    private(set) var ranges: [ClosedRange<UInt32>] = []

    static let maximum: UInt32 = 0x10FFFF
    static let all = ScalarSet([0...maximum])
    static let digits = ScalarSet([0x30...0x39])
    static let space = ScalarSet([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
    static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let notNewline = ScalarSet([0x0A...0x0A]).inverted

    init(_ ranges: [ClosedRange<UInt32>]) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound &+ 1 {
                self.ranges[self.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                self.ranges.append(range)
            }
        }
    }

    init(_ scalar: UInt32) { ranges = [scalar...scalar] }

    func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

    var inverted: ScalarSet {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= ScalarSet.maximum { result.append(next...ScalarSet.maximum) }
        return ScalarSet(result)
    }

    /// Both cases of ASCII letters.
    var caseFolded: ScalarSet {
        var added = ranges
        for range in ranges {
            for (letters, offset) in [(UInt32(0x41)...0x5A, 32), (UInt32(0x61)...0x7A, -32)]
            where range.overlaps(letters) {
                let common = range.clamped(to: letters)
                added.append(shifted(common.lowerBound, offset)...shifted(common.upperBound, offset))
            }
        }
        return ScalarSet(added)
    }

    private func shifted(_ scalar: UInt32, _ offset: Int) -> UInt32 { UInt32(Int(scalar) + offset) }

    func contains(_ scalar: UInt32) -> Bool {
        for range in ranges where scalar <= range.upperBound { return scalar >= range.lowerBound }
        return false
    }
}
