/// Names and ids that nobody has to choose.
enum RandomName {
    /// The letters of generated name suffixes: no vowels, so no words.
    private static let letters = Array("bcdfghjklmnpqrstvwxz2456789")

    static func suffix(_ length: Int = 5) -> String {
        String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }

    /// RFC 4122, version 4.
    static func uid() -> String {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
