import Kube

/// A `format` of strings that the validator knows. Others say nothing.
struct Format {
    /// As messages name it: without hyphens where the registry has none.
    let name: String
    let accepts: (String) -> Bool

    static func named(_ shape: Shape) -> Format? {
        guard let format = shape.format, shape.type == .string || shape.type == .any, !shape.isIntOrString else {
            return nil
        }
        return known[format.filter { $0 != "-" }].map { Format(name: format, accepts: $0) }
    }

    /// Whether the format counts at all for the schema's type.
    static func isKnown(_ shape: Shape) -> Bool { named(shape) != nil }

    private static let known: [String: @Sendable (String) -> Bool] = [
        "uri": { RequestURI.isValid($0) },
        "email": isEmail,
        "hostname": isHostname,
        "ipv4": { $0.contains(".") && IPAddress($0, isSloppy: true) != nil },
        "ipv6": { $0.contains(":") && IPAddress($0) != nil },
        "cidr": { CIDRBlock($0, isSloppy: true) != nil },
        "mac": isMAC,
        "uuid": { isUUID($0, version: nil) },
        "uuid3": { isUUID($0, version: "3") },
        "uuid4": { isUUID($0, version: "4") },
        "uuid5": { isUUID($0, version: "5") },
        "byte": { Base64.decode($0) != nil },
        "password": { _ in true },
        "date": { DateFormats.isDate($0) },
        "duration": { Duration(goOrScala: $0) != nil },
        "datetime": { DateFormats.isDateTime($0) },
        "hexcolor": { Format.matches($0, #"^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"#) },
        "rgbcolor": {
            Format.matches(
                $0,
                #"^rgb\(\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*,\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*,\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*\)$"#
            )
        },
        "ssn": { Format.matches($0, #"^\d{3}[- ]?\d{2}[- ]?\d{4}$"#) },
        "bsonobjectid": { Format.matches($0, "^[0-9a-fA-F]{24}$") },
        "isbn": { isISBN10($0) || isISBN13($0) },
        "isbn10": { isISBN10($0) },
        "isbn13": { isISBN13($0) },
        "k8sshortname": { $0.utf8.count <= 63 && Format.matches($0, "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") },
        "k8slongname": {
            $0.utf8.count <= 253
                && Format.matches($0, #"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"#)
        },
    ]

    private static func matches(_ text: String, _ pattern: String) -> Bool {
        (try? RegularExpression(pattern))?.matches(text) ?? false
    }

    private static let hostnamePattern = Pattern(
        #"^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$"#
    )

    @Sendable private static func isHostname(_ text: String) -> Bool {
        text.utf8.count <= 255 && text.split(separator: ".").allSatisfy { $0.utf8.count <= 63 }
            && hostnamePattern.mismatch(text) == nil
    }

    @Sendable private static func isEmail(_ text: String) -> Bool {
        var address = text[...]
        if text.hasSuffix(">"), let open = text.lastIndex(of: "<") {
            address = text[text.index(after: open)...].dropLast()
        }
        guard let mark = address.lastIndex(of: "@") else { return false }
        let local = address[..<mark]
        let domain = address[address.index(after: mark)...]
        return !local.isEmpty && !domain.isEmpty && !local.contains(where: \.isWhitespace)
            && !domain.contains(where: { $0.isWhitespace || $0 == "@" }) && !local.hasPrefix(".")
            && !local.hasSuffix(".")
            && !domain.hasPrefix(".") && !domain.hasSuffix(".") && !local.contains("..") && !domain.contains("..")
    }

    @Sendable private static func isMAC(_ text: String) -> Bool {
        let groups = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" || $0 == "." }
        let isDotted = text.contains(".")
        let bytes = isDotted ? groups.count * 2 : groups.count
        return [6, 8, 20].contains(bytes)
            && groups.allSatisfy { $0.count == (isDotted ? 4 : 2) && $0.allSatisfy(\.isHexDigit) }
            && Set(text.filter { !$0.isHexDigit }).count == 1
    }

    private static func isUUID(_ text: String, version: Character?) -> Bool {
        let digits = text.filter { $0 != "-" }
        guard digits.count == 32, digits.allSatisfy({ $0.isHexDigit && $0.isASCII }) else { return false }
        if let version, digits[digits.index(digits.startIndex, offsetBy: 12)] != version { return false }
        if version == "4" || version == "5" {
            let variant = digits[digits.index(digits.startIndex, offsetBy: 16)]
            guard "89abAB".contains(variant) else { return false }
        }
        let groups = text.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
        return groups == [8, 4, 4, 4, 12] || groups == [32] || (groups.reduce(0, +) == 32 && groups.count < 5)
    }

    private static func isISBN10(_ text: String) -> Bool {
        let digits = text.filter { $0 != "-" && $0 != " " }
        guard digits.count == 10, digits.dropLast().allSatisfy(\.isNumber) else { return false }
        var sum = 0
        for (index, digit) in digits.enumerated() {
            guard let value = digit == "X" ? 10 : digit.wholeNumberValue else { return false }
            sum += (index + 1) * value
        }
        return sum % 11 == 0
    }

    private static func isISBN13(_ text: String) -> Bool {
        let digits = text.filter { $0 != "-" && $0 != " " }.compactMap(\.wholeNumberValue)
        guard digits.count == 13 else { return false }
        let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
        return sum % 10 == 0
    }
}
