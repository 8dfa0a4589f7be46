import GatewayAPI
import SwiftASN1
import X509

/// Several trust anchors in one PEM text, of which those that have run out are left aside.
enum TrustBundle {
    /// Why none of them can be used; nil when one can.
    static func problem(_ bytes: [UInt8], now: Int) -> String? {
        if bytes.isEmpty { return "no certificate data provided" }
        var problems: [String] = []
        for block in PEM.blocks(bytes) {
            guard let certificate = try? Certificate(derEncoded: block.bytes) else {
                problems.append(CertificateText.parseError(block.bytes))
                continue
            }
            guard let problem = CertificateText.timeProblem(certificate, now: now) else { return nil }
            problems.append(problem)
        }
        return problems.isEmpty ? "unable to decode pem data for certificate" : problems.joined(separator: "\n")
    }
}

/// A certificate revocation list (RFC 5280, section 5), of which only the times are read.
enum RevocationList {
    static func problem(_ bytes: [UInt8], now: Int) -> String? {
        guard let block = PEM.blocks(bytes).first else { return "unable to decode pem data for CRL" }
        guard let times = times(block.bytes) else { return "failed to parse CRL: x509: malformed crl" }
        if let next = times.next, now > next { return "CRL is expired (next update was due at \(Time.goText(next)))" }
        if now < times.this { return "CRL is not yet valid (this update starts at \(Time.goText(times.this)))" }
        return nil
    }

    private static func times(_ bytes: [UInt8]) -> (this: Int, next: Int?)? {
        var outer = DER(bytes[...])
        guard var list = outer.next().flatMap({ $0.tag == 0x30 ? DER($0.content) : nil }),
            var fields = list.next().flatMap({ $0.tag == 0x30 ? DER($0.content) : nil })
        else { return nil }
        var found: [Int] = []
        while let field = fields.next() {
            // UTCTime and GeneralizedTime.
            guard field.tag == 0x17 || field.tag == 0x18 else {
                if !found.isEmpty { break }
                continue
            }
            guard let seconds = seconds(field) else { return nil }
            found.append(seconds)
        }
        return found.first.map { ($0, found.dropFirst().first) }
    }

    /// `YYMMDDhhmmssZ`, `YYYYMMDDhhmmssZ`.
    private static func seconds(_ field: DER.Element) -> Int? {
        var digits = String(decoding: field.content, as: UTF8.self)
        guard digits.hasSuffix("Z") else { return nil }
        digits.removeLast()
        if field.tag == 0x17 { digits = ((digits.prefix(2) >= "50") ? "19" : "20") + digits }
        guard digits.count == 14 else { return nil }
        let parts = Array(digits)
        func text(_ range: Range<Int>) -> String { String(parts[range]) }
        return Time.seconds(
            rfc3339: "\(text(0..<4))-\(text(4..<6))-\(text(6..<8))T\(text(8..<10)):\(text(10..<12)):\(text(12..<14))Z")
    }
}

/// Elements of DER, one after the other.
private struct DER {
    struct Element {
        var tag: UInt8
        var content: ArraySlice<UInt8>
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func next() -> Element? {
        guard let tag = rest.popFirst(), let first = rest.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            guard first & 0x7F <= 4 else { return nil }
            length = 0
            for _ in 0..<(first & 0x7F) {
                guard let byte = rest.popFirst() else { return nil }
                length = length << 8 | Int(byte)
            }
        }
        guard length <= rest.count else { return nil }
        let content = rest.prefix(length)
        rest = rest.dropFirst(length)
        return Element(tag: tag, content: content)
    }
}
