/// A listener's rules for bringing paths into one form before routes see them (Envoy's HCM options `normalize_path`,
/// `merge_slashes`, `path_with_escaped_slashes_action`).
struct PathNormalization: Sendable, Equatable {
    enum EscapedSlashes: Sendable { case keep, reject, redirect, forward }

    var normalizes = false
    var mergesSlashes = false
    var escapedSlashes = EscapedSlashes.keep

    enum Outcome: Equatable {
        case unchanged
        case changed([UInt8])
        /// With the path as it stood when it was refused, where that is another.
        case reject([UInt8]?)
        /// 307 to the form without escaped slashes.
        case redirect([UInt8])
    }

    /// Judges a request's `:path`, query included.
    func apply(_ path: Bytes) -> Outcome {
        if !needsWork(path) { return .unchanged }
        if path.find(UInt8(ascii: "#")) != nil { return .reject(nil) }
        let queryStart = path.find(UInt8(ascii: "?")) ?? path.count
        let query = path.suffix(from: queryStart)
        var text = Array(path.prefix(count: queryStart))
        var redirects = false
        if escapedSlashes != .keep, PathNormalization.unescapeSlashes(&text) {
            switch escapedSlashes {
            case .reject: return .reject(text + Array(query))
            case .redirect: redirects = true
            case .keep, .forward: break
            }
        }
        if normalizes {
            guard let canonical = PathNormalization.canonical(text) else { return .reject(nil) }
            text = canonical
        }
        if mergesSlashes { text = PathNormalization.mergingSlashes(text) }
        text.append(contentsOf: query)
        if redirects { return .redirect(text) }
        return text.withUnsafeBufferPointer { $0.equals(path) } ? .unchanged : .changed(text)
    }

    /// Most paths are plain: nothing escaped, no dot segment, no double slash.
    @inline(__always)
    private func needsWork(_ path: Bytes) -> Bool {
        guard normalizes || mergesSlashes || escapedSlashes != .keep else {
            return path.find(UInt8(ascii: "#")) != nil
        }
        let table = PathNormalization.plain.bytes
        var previous: UInt8 = 0
        for byte in path {
            let kind = table[Int(byte)]
            if kind != 0 {
                if kind == 1 { return true }
                if kind == 2 {
                    // Of the query, only a fragment matters.
                    return path.find(UInt8(ascii: "#")) != nil
                }
                if previous == UInt8(ascii: "/") { return true }
            }
            previous = byte
        }
        return false
    }

    private static let plain = ByteTable { byte in
        switch byte {
        case UInt8(ascii: "?"): 2
        case UInt8(ascii: "/"), UInt8(ascii: "."): 3
        case UInt8(ascii: "%"), UInt8(ascii: "\\"), UInt8(ascii: "#"): 1
        case 0x21...0x7E: "\"<>`{}|^".utf8.contains(byte) ? 1 : 0
        default: 1
        }
    }

    /// `%2F` and `%5C` as what they stand for; says whether there was one.
    private static func unescapeSlashes(_ path: inout [UInt8]) -> Bool {
        var output: [UInt8] = []
        output.reserveCapacity(path.count)
        var changed = false
        var at = 0
        while at < path.count {
            if path[at] == UInt8(ascii: "%"), at + 2 < path.count, let high = hexValue(path[at + 1]),
                let low = hexValue(path[at + 2]), high << 4 | low == 0x2F || high << 4 | low == 0x5C
            {
                output.append(high << 4 | low)
                changed = true
                at += 3
            } else {
                output.append(path[at])
                at += 1
            }
        }
        path = output
        return changed
    }

    private static func mergingSlashes(_ path: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        guard path.indices.dropFirst().contains(where: { path[$0] == slash && path[$0 - 1] == slash }) else {
            return path
        }
        var output: [UInt8] = path.first == slash ? [slash] : []
        let parts = path.split(separator: slash, omittingEmptySubsequences: true)
        for (index, part) in parts.enumerated() {
            if index > 0 { output.append(slash) }
            output.append(contentsOf: part)
        }
        if path.last == slash { output.append(slash) }
        return output
    }

    /// The path as the URL library of Chromium, which Envoy uses, writes it: dot segments resolved (also where their
    /// dots are escaped or a parameter follows), unreserved bytes unescaped, unsafe ones escaped, back slashes turned.
    /// Nil for an escaped NUL.
    static func canonical(_ path: [UInt8]) -> [UInt8]? {
        let slash = UInt8(ascii: "/")
        let path = strippingDotParameters(path)
        guard path.first == slash || path.first == UInt8(ascii: "\\") else { return nil }
        var output: [UInt8] = [slash]
        output.reserveCapacity(path.count + 8)
        var at = 1
        while true {
            let start = output.count
            while at < path.count, path[at] != slash, path[at] != UInt8(ascii: "\\") {
                guard append(path, &at, to: &output) else { return nil }
            }
            let segment = output[start...]
            let isLast = at >= path.count
            if segment.elementsEqual(".".utf8) {
                output.removeLast(1)
            } else if segment.elementsEqual("..".utf8) {
                output.removeLast(2)
                if output.count > 1 {
                    output.removeLast()
                    while output.last != slash { output.removeLast() }
                }
            } else if !isLast {
                output.append(slash)
            }
            if isLast { return output }
            at += 1
        }
    }

    private static func append(_ path: [UInt8], _ at: inout Int, to output: inout [UInt8]) -> Bool {
        let byte = path[at]
        if byte == UInt8(ascii: "%"), at + 2 < path.count, let high = hexValue(path[at + 1]),
            let low = hexValue(path[at + 2])
        {
            let value = high << 4 | low
            if value == 0 { return false }
            if isUnreserved(value) {
                output.append(value)
            } else {
                output.append(contentsOf: path[at...at + 2])
            }
            at += 3
            return true
        }
        at += 1
        if byte != UInt8(ascii: "%"), plain.bytes[Int(byte)] == 1 {
            let digits: StaticString = "0123456789ABCDEF"
            output.append(UInt8(ascii: "%"))
            output.append(digits.utf8Start[Int(byte >> 4)])
            output.append(digits.utf8Start[Int(byte & 15)])
        } else {
            output.append(byte)
        }
        return true
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        isDigit(byte) || lowercaseASCII(byte) &- 0x61 < 26 || "-._~".utf8.contains(byte)
    }

    /// `/..;x/` counts as `/../`.
    private static func strippingDotParameters(_ path: [UInt8]) -> [UInt8] {
        let semicolon = UInt8(ascii: ";")
        guard path.contains(semicolon) else { return path }
        var output: [UInt8] = []
        for (index, part) in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).enumerated() {
            if index > 0 { output.append(UInt8(ascii: "/")) }
            if let end = part.firstIndex(of: semicolon), part[..<end].elementsEqual(".".utf8)
                || part[..<end].elementsEqual("..".utf8)
            {
                output.append(contentsOf: part[..<end])
            } else {
                output.append(contentsOf: part)
            }
        }
        return output
    }
}
