import Synchronization

/// The sets behind `\p{…}` and `[[:…:]]`.
enum UnicodeClass {
    private static let cache = Mutex<[String: ScalarSet]>([:])

    static func posix(_ name: String) -> ScalarSet? {
        switch name {
        case "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
        case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
        case "ascii": ScalarSet([0...0x7F])
        case "blank": ScalarSet([0x09...0x09, 0x20...0x20])
        case "cntrl": ScalarSet([0...0x1F, 0x7F...0x7F])
        case "digit": .digits
        case "graph": ScalarSet([0x21...0x7E])
        case "lower": ScalarSet([0x61...0x7A])
        case "print": ScalarSet([0x20...0x7E])
        case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
        case "space": ScalarSet([0x09...0x0D, 0x20...0x20])
        case "upper": ScalarSet([0x41...0x5A])
        case "word": .word
        case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
        default: nil
        }
    }

    /// General categories (`L`, `Lu`) and a few scripts.
    static func named(_ name: String) -> ScalarSet? {
        if let set = cache.withLock({ $0[name] }) { return set }
        let set: ScalarSet
        switch name {
        case "Any": set = .all
        case "Greek":
            set = ScalarSet([
                0x370...0x373, 0x375...0x377, 0x37A...0x37D, 0x37F...0x37F, 0x384...0x3E1, 0x3F0...0x3FF,
                0x1F00...0x1FFE,
            ])
        case "Latin":
            set = ScalarSet([
                0x41...0x5A, 0x61...0x7A, 0xAA...0xAA, 0xBA...0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2B8,
                0x1E00...0x1EFF,
                0x2C60...0x2C7F, 0xA722...0xA787,
            ])
        case "Cyrillic":
            set = ScalarSet([0x400...0x484, 0x487...0x52F, 0x1C80...0x1C88, 0x2DE0...0x2DFF, 0xA640...0xA69F])
        case "Han":
            set = ScalarSet([
                0x2E80...0x2FD5, 0x3005...0x3005, 0x3007...0x3007, 0x3021...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF,
                0xF900...0xFAD9, 0x20000...0x323AF,
            ])
        default:
            guard let found = category(name) else { return nil }
            set = found
        }
        cache.withLock { $0[name] = set }
        return set
    }

    /// A pass over all scalars: milliseconds, once for a category that some pattern names.
    private static func category(_ name: String) -> ScalarSet? {
        guard let first = name.first, "LMNPSZC".contains(first), name.count <= 2 else { return nil }
        var ranges: [ClosedRange<UInt32>] = []
        var start: UInt32?
        for value in 0...(ScalarSet.maximum + 1) {
            let isMember =
                Unicode.Scalar(value).map {
                    let short = shortName($0.properties.generalCategory)
                    return name.count == 1 ? short.first == first : short == name
                } ?? false
            if isMember {
                start = start ?? value
            } else if let begin = start {
                ranges.append(begin...(value - 1))
                start = nil
            }
        }
        return ranges.isEmpty ? nil : ScalarSet(ranges)
    }

    private static func shortName(_ category: Unicode.GeneralCategory) -> String {
        switch category {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
