extension RE2 {
    /// Names of groups as every RE2 reads them: `(?<name>…)`, which later ones take too, as `(?P<name>…)`.
    static func oldSpelling(_ pattern: String) -> String {
        guard pattern.contains("(?<") else { return pattern }
        var output: [UInt8] = []
        let bytes = Array(pattern.utf8)
        var isInClass = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            output.append(byte)
            index += 1
            switch byte {
            case UInt8(ascii: "\\"):
                if index < bytes.count {
                    output.append(bytes[index])
                    index += 1
                }
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "("):
                let rest = bytes[index...]
                // `(?<=` and `(?<!` look behind, which no RE2 does.
                guard !isInClass, rest.starts(with: "?<".utf8), let name = rest.dropFirst(2).first,
                    name != UInt8(ascii: "="), name != UInt8(ascii: "!")
                else { continue }
                output += "?P".utf8
                index += 1
            default: break
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
