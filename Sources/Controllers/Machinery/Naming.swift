/// Name suffixes as Kubernetes makes them: letters and digits that spell no words.
package enum Naming {
    private static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")

    /// The random end of a generated name: `xfq2p`.
    package static func randomSuffix(_ length: Int = 5) -> String {
        String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices)] })
    }

    /// The short, stable name of a value's bytes: the `pod-template-hash`.
    package static func hash(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return String(String(hash).utf8.map { alphabet[Int($0) % alphabet.count] })
    }

    /// `base` with a random end, cut so that the whole stays within 63 characters.
    package static func generated(_ base: String) -> String {
        base.prefix(63 - 5) + randomSuffix()
    }
}
