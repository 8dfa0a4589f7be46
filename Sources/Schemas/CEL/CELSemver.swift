/// A semantic version.
struct CELSemver: Sendable {
    var numbers: [UInt64]
    var prerelease: [String]

    /// `normalizing` lets `v1.2` pass.
    init?(_ text: String, normalizing: Bool = false) {
        var text = text[...]
        if normalizing {
            if text.hasPrefix("v") { text = text.dropFirst() }
            var parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map {
                part -> String in
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
            if prerelease.contains(where: { $0.count > 1 && $0.first == "0" && $0.allSatisfy(\.isNumber) }) {
                return nil
            }
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
