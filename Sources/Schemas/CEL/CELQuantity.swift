/// A resource quantity to reckon with: in billionths, as long as that fits.
struct CELQuantity: Sendable {
    /// Nil for what is too large; `approximate` has to do then.
    private var nanos: Int128?
    private var approximateValue: Double

    private init(nanos: Int128) {
        self.nanos = nanos
        approximateValue = Double(nanos) / 1e9
    }

    init(_ integer: Int64) { self.init(nanos: Int128(integer) * 1_000_000_000) }

    init?(_ text: String) {
        guard let parsed = QuantityText.parse(text) else { return nil }
        let sign: Double = parsed.isNegative ? -1 : 1
        var approximate = sign * (Double(parsed.digits) ?? 0) * CELQuantity.power(10, parsed.exponent10)
        approximate *= CELQuantity.power(2, parsed.exponent2)
        approximateValue = approximate
        nanos = CELQuantity.exact(parsed)
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<abs(exponent) { result *= base }
        return exponent < 0 ? 1 / result : result
    }

    private static func exact(_ parsed: QuantityText.Parsed) -> Int128? {
        guard var value = Int128(parsed.digits.isEmpty ? "0" : parsed.digits) else { return nil }
        var exponent = parsed.exponent10 + 9
        func multiply(_ factor: Int128) -> Bool {
            let (product, overflow) = value.multipliedReportingOverflow(by: factor)
            value = product
            return !overflow
        }
        if parsed.exponent2 > 0, !multiply(Int128(1) << Int128(parsed.exponent2)) { return nil }
        while exponent > 0 {
            if value != 0, !multiply(10) { return nil }
            exponent -= 1
        }
        while exponent < 0, value != 0 {
            value = (value + 9) / 10
            exponent += 1
        }
        return parsed.isNegative ? -value : value
    }

    func compare(_ other: CELQuantity) -> Int {
        if let a = nanos, let b = other.nanos { return a < b ? -1 : a > b ? 1 : 0 }
        return approximateValue < other.approximateValue ? -1 : approximateValue > other.approximateValue ? 1 : 0
    }

    var sign: Int { approximateValue < 0 ? -1 : approximateValue > 0 ? 1 : 0 }
    var approximate: Double { approximateValue }

    var integer: Int64? {
        guard let nanos, nanos % 1_000_000_000 == 0 else { return nil }
        return Int64(exactly: nanos / 1_000_000_000)
    }

    func adding(_ other: CELQuantity, sign: Int128) throws(CELError) -> CELQuantity {
        guard let a = nanos, let b = other.nanos else { throw CELError("quantity out of range") }
        let (sum, overflow) = a.addingReportingOverflow(b * sign)
        if overflow { throw CELError("quantity out of range") }
        return CELQuantity(nanos: sum)
    }
}

/// A semantic version.
struct CELSemver: Sendable {
    var numbers: [UInt64]
    var prerelease: [String]

    /// `normalizing` lets `v1.2` pass.
    init?(_ text: String, normalizing: Bool = false) {
        var text = text[...]
        if normalizing {
            if text.hasPrefix("v") { text = text.dropFirst() }
            var parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map { part -> String in
                let stripped = part.drop { $0 == "0" }
                return stripped.first.map(\.isNumber) == true ? String(stripped) : "0" + stripped
            }
            if parts.count < 3, parts.last?.contains(where: { $0 == "+" || $0 == "-" }) == true { return nil }
            while parts.count < 3 { parts.append("0") }
            text = parts.joined(separator: ".")[...]
        }
        let build = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        if build.count == 2, !CELSemver.areIdentifiers(build[1]) { return nil }
        let release = build[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let core = release[0].split(separator: ".", omittingEmptySubsequences: false)
        guard core.count == 3 else { return nil }
        numbers = core.compactMap { part in
            part.allSatisfy { ("0"..."9").contains($0) } && (part.count == 1 || part.first != "0") ? UInt64(part) : nil
        }
        guard numbers.count == 3 else { return nil }
        prerelease = []
        if release.count == 2 {
            guard CELSemver.areIdentifiers(release[1]) else { return nil }
            prerelease = release[1].split(separator: ".").map(String.init)
            if prerelease.contains(where: { $0.count > 1 && $0.first == "0" && $0.allSatisfy(\.isNumber) }) { return nil }
        }
    }

    private static func areIdentifiers(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
    }

    func compare(_ other: CELSemver) -> Int {
        for (a, b) in zip(numbers, other.numbers) where a != b { return a < b ? -1 : 1 }
        if prerelease.isEmpty || other.prerelease.isEmpty {
            return prerelease.isEmpty == other.prerelease.isEmpty ? 0 : prerelease.isEmpty ? 1 : -1
        }
        for (a, b) in zip(prerelease, other.prerelease) where a != b {
            switch (UInt64(a), UInt64(b)) {
            case (let x?, let y?): return x < y ? -1 : 1
            case (_?, nil): return -1
            case (nil, _?): return 1
            case (nil, nil): return a < b ? -1 : 1
            }
        }
        let (a, b) = (prerelease.count, other.prerelease.count)
        return a == b ? 0 : a < b ? -1 : 1
    }
}
