/// Names and ids that nobody has to choose.
enum RandomName {
    /// The letters of generated name suffixes: no vowels, so no words.
    private static let letters = Array("bcdfghjklmnpqrstvwxz2456789")

    static func suffix(_ length: Int = 5) -> String {
        String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }

    /// RFC 4122, version 4.
    static func uid() -> String {
        let high = UInt64.random(in: .min ... .max) & ~0xF000 | 0x4000
        let low = UInt64.random(in: .min ... .max) >> 2 | 1 << 63
        return String(unsafeUninitializedCapacity: 36) { text in
            let digits: StaticString = "0123456789abcdef"
            var at = 0
            for index in 0..<32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    text[at] = UInt8(ascii: "-")
                    at += 1
                }
                let word = index < 16 ? high : low
                text[at] = digits.utf8Start[Int(word >> UInt64(60 - index % 16 * 4) & 15)]
                at += 1
            }
            return 36
        }
    }
}
