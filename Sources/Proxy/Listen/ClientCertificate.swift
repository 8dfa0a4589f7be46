import NIOSSL
import XDS

/// A client's certificate in the forms that logs and headers need.
enum ClientCertificate {
    static func describe(_ certificate: NIOSSLCertificate, in peer: inout TLSPeer) {
        let der = (try? certificate.toDERBytes()) ?? []
        peer.sha256 = SHA256.hex(der)
        peer.serial = certificate.serialNumber.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
        for name in CertificateNames(certificate).names {
            switch name.kind {
            case .uri: peer.uriNames.append(name.text)
            case .dns: peer.dnsNames.append(name.text)
            default: break
            }
        }
        peer.subject = DistinguishedName.subject(der)
        peer.issuer = DistinguishedName.issuer(der)
        peer.pem = pemForHeader(der)
    }

    /// PEM, URL-encoded, as `x-forwarded-client-cert` carries it.
    private static func pemForHeader(_ der: [UInt8]) -> String {
        let base64 = Base64.encode(der)
        var text = "-----BEGIN CERTIFICATE-----\n"
        var rest = Substring(base64)
        while !rest.isEmpty {
            text += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        text += "-----END CERTIFICATE-----\n"
        var encoded = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if isDigit(byte) || lowercaseASCII(byte) &- 0x61 < 26 || byte == UInt8(ascii: "-") {
                encoded.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return encoded
    }
}

/// Subject and issuer of a DER certificate, in RFC 2253 order as Envoy writes them (`CN=x,O=y`).
enum DistinguishedName {
    static func subject(_ der: [UInt8]) -> String? { name(der, isSubject: true) }
    static func issuer(_ der: [UInt8]) -> String? { name(der, isSubject: false) }

    private static func name(_ der: [UInt8], isSubject: Bool) -> String? {
        var outer = DERReader(der[...])
        guard var certificate = outer.enter(0x30), var fields = certificate.enter(0x30) else { return nil }
        if fields.peek == 0xA0 { _ = fields.next() }
        // serial, signature, issuer, validity, subject
        guard fields.next() != nil, fields.next() != nil, let issuer = fields.next(), fields.next() != nil,
            let subject = fields.next()
        else { return nil }
        var parts: [String] = []
        var names = DERReader((isSubject ? subject : issuer).content)
        while var set = names.enter(0x31) {
            while var pair = set.enter(0x30) {
                guard let type = pair.next(), let value = pair.next() else { break }
                parts.append("\(label(Array(type.content)))=\(escape(String(decoding: value.content, as: UTF8.self)))")
            }
        }
        return parts.reversed().joined(separator: ",")
    }

    private static func label(_ oid: [UInt8]) -> String {
        switch oid {
        case [0x55, 4, 3]: "CN"
        case [0x55, 4, 6]: "C"
        case [0x55, 4, 7]: "L"
        case [0x55, 4, 8]: "ST"
        case [0x55, 4, 10]: "O"
        case [0x55, 4, 11]: "OU"
        case [0x55, 4, 5]: "serialNumber"
        case [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 1]: "emailAddress"
        default: oid.map(String.init).joined(separator: ".")
        }
    }

    private static func escape(_ text: String) -> String {
        var output = ""
        for character in text {
            if ",+\"\\<>;".contains(character) { output.append("\\") }
            output.append(character)
        }
        return output
    }
}

/// Walks DER by tag and length.
private struct DERReader {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var peek: UInt8? { bytes.first }

    mutating func next() -> (tag: UInt8, content: ArraySlice<UInt8>)? {
        guard let tag = bytes.popFirst(), let first = bytes.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            let count = Int(first & 0x7F)
            guard count <= 4, bytes.count >= count else { return nil }
            length = 0
            for _ in 0..<count { length = length << 8 | Int(bytes.popFirst() ?? 0) }
        }
        guard bytes.count >= length else { return nil }
        defer { bytes = bytes.dropFirst(length) }
        return (tag, bytes.prefix(length))
    }

    mutating func enter(_ tag: UInt8) -> DERReader? {
        guard bytes.first == tag, let element = next() else { return nil }
        return DERReader(element.content)
    }
}
