/// Reads a complete head into a `HeaderMap`, as lenient and as strict as Envoy's HTTP/1 codec: bare line feeds, extra
/// blanks in the first line and folded values pass; anything else malformed does not.
struct HTTP1HeadParser {
    private let names = HeaderNameTable.shared
    private let nameBytes = CharacterTable.name.bytes
    private let valueBytes = CharacterTable.value.bytes

    // MARK: Requests

    /// `head` ends with the blank line.
    func request(_ head: Bytes, into map: HeaderMap, options: HTTP1Options) throws(HTTP1Failure) -> HTTP1Head {
        map.reset()
        guard head.count <= options.maximumHeadBytes else { throw .headTooLarge }
        let target = map.reserve(head.count)
        if let start = head.baseAddress { copyBytes(target, start, head.count) }
        _ = map.commit(head.count)
        var at = skipBlankLines(map, head.count)
        guard let lineEnd = lineEnd(map, at, head.count) else { throw .codec }
        let line = try requestLine(map, at, lineEnd.text, options)
        at = lineEnd.next
        var framing = Framing()
        try fields(map, from: at, to: head.count, isRequest: true, options: options, &framing)
        return try finishRequest(map, line, framing, options)
    }

    private struct RequestLine {
        var isHTTP10 = false
        var hasAbsoluteAuthority = false
    }

    private func requestLine(
        _ map: HeaderMap, _ start: Int, _ end: Int, _ options: HTTP1Options
    ) throws(HTTP1Failure) -> RequestLine {
        let bytes = map.bytes
        for index in start..<end where bytes[index] < 0x20 && bytes[index] != 0x09 { throw .invalidCharacters }
        var at = start
        if start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { throw .codec }
        let method = token(bytes, &at, end)
        let target = token(bytes, &at, end)
        let version = rest(bytes, &at, end)
        guard method.count > 0, isKnownMethod(map[method]) else { throw .codec }
        var line = RequestLine()
        if version.count == 0, target.count > 0 {
            line.isHTTP10 = true
        } else {
            let text = map[version]
            guard text.count == 8, text.prefix(count: 5).equals("HTTP/"), text[6] == UInt8(ascii: "."),
                isDigit(text[5]), isDigit(text[7])
            else { throw .codec }
            line.isHTTP10 = !(text[5] == UInt8(ascii: "1") && text[7] == UInt8(ascii: "1"))
        }
        map.method = method
        for byte in map[target] where byte < 0x21 || byte > 0x7E { throw .target }
        guard target.count > 0 else { throw .codec }
        if line.isHTTP10, !options.acceptsHTTP10 { throw .lowVersion }
        line.hasAbsoluteAuthority = try requestTarget(map, target, options)
        return line
    }

    /// Sets path and, for an absolute target, scheme and authority; says whether it was one.
    private func requestTarget(
        _ map: HeaderMap, _ target: ByteRange, _ options: HTTP1Options
    ) throws(HTTP1Failure) -> Bool {
        let text = map[target]
        if map[map.method].equals("CONNECT") {
            map.authority = target
            return true
        }
        if text[0] == UInt8(ascii: "/") || text.equals("*") && map[map.method].equals("OPTIONS") {
            map.path = target
            return false
        }
        guard let colon = text.find(UInt8(ascii: ":")), text.count > colon + 3, text[colon + 1] == UInt8(ascii: "/"),
            text[colon + 2] == UInt8(ascii: "/"), colon > 0
        else { throw .target }
        let scheme = text.prefix(count: colon)
        for byte in scheme where !isSchemeByte(byte) { throw .target }
        let isHTTPS = scheme.equalsIgnoringCase("https")
        guard isHTTPS || scheme.equalsIgnoringCase("http") else { throw .scheme }
        if isHTTPS, !options.isSecure { throw .httpsOnPlaintext }
        var end = colon + 3
        while end < text.count, text[end] != UInt8(ascii: "/"), text[end] != UInt8(ascii: "?"),
            text[end] != UInt8(ascii: "#")
        {
            end += 1
        }
        guard end > colon + 3 else { throw .target }
        let start = Int(target.start)
        // Who the user claims to be is nobody's business further on.
        let user = text.part(colon + 3..<end).findLast(UInt8(ascii: "@")).map { $0 + 1 } ?? 0
        map.authority = ByteRange(start + colon + 3 + user, end - colon - 3 - user)
        map.path = end == text.count ? map.store("/") : ByteRange(start + end, text.count - end)
        return true
    }

    private func finishRequest(
        _ map: HeaderMap, _ line: RequestLine, _ framing: Framing, _ options: HTTP1Options
    ) throws(HTTP1Failure) -> HTTP1Head {
        var head = HTTP1Head()
        head.isHTTP10 = line.isHTTP10
        if !framing.host.isNone {
            if !line.hasAbsoluteAuthority { map.authority = framing.host }
        }
        if map.contains(.transferEncoding), !framing.isChunked {
            throw framing.length == nil ? .transferEncoding : .lengthAndChunked
        }
        if !map.authority.isNone {
            for byte in map[map.authority] where !isAuthorityByte(byte) { throw .authority }
        }
        stripH2CUpgrade(map)
        head.closes = closesConnection(map, isHTTP10: line.isHTTP10)
        if let upgrade = map[.upgrade], upgrade.count > 0, map[.connection]?.listContains("upgrade") == true {
            head.isUpgrade = true
        }
        let authority = map.authority
        if !NominatedHeaders.sanitize(map) { throw .nominated }
        if line.hasAbsoluteAuthority { map.authority = authority }
        head.expectsContinue = map[.expect]?.equalsIgnoringCase("100-continue") == true
        if map.contains(.transferEncoding) {
            if framing.length != nil {
                guard options.allowsChunkedLength, !head.isUpgrade else { throw .lengthAndChunked }
                map.remove(.contentLength)
            }
            head.body = .chunked
        } else if let length = framing.length, length > 0 {
            head.body = .fixed(length)
        }
        return head
    }

    /// A client that offers h2c by Upgrade is answered in HTTP/1.1: the offer is dropped, as Envoy does.
    private func stripH2CUpgrade(_ map: HeaderMap) {
        guard let upgrade = map[.upgrade], upgrade.equalsIgnoringCase("h2c") else { return }
        map.remove(.upgrade)
        map.remove(.http2Settings)
        guard let connection = map[.connection] else { return }
        var kept: [UInt8] = []
        connection.forEachListElement { element in
            if element.equalsIgnoringCase("upgrade") || element.equalsIgnoringCase("http2-settings") { return }
            if !kept.isEmpty { kept.append(UInt8(ascii: ",")) }
            kept.append(contentsOf: element)
        }
        if kept.isEmpty { map.remove(.connection) } else { map.set(.connection, map.store(kept)) }
    }

    // MARK: Responses

    func response(
        _ head: Bytes, into map: HeaderMap, isReplyToHead: Bool, isReplyToConnect: Bool = false
    ) throws(HTTP1Failure) -> HTTP1Head {
        map.reset()
        let target = map.reserve(head.count)
        if let start = head.baseAddress { copyBytes(target, start, head.count) }
        _ = map.commit(head.count)
        let at = skipBlankLines(map, head.count)
        guard let line = lineEnd(map, at, head.count) else { throw .codec }
        var result = HTTP1Head()
        let text = Bytes(start: map.bytes + at, count: line.text - at)
        guard text.count >= 12, text.prefix(count: 7).equals("HTTP/1."), isDigit(text[7]), text[8] == 0x20,
            let status = text.part(9..<12).decimal, status >= 100, text.count == 12 || text[12] == 0x20
        else { throw .codec }
        result.isHTTP10 = text[7] == UInt8(ascii: "0")
        map.status = status
        var framing = Framing()
        var options = HTTP1Options()
        options.maximumHeaders = Limits.responseHeaderCount
        try fields(map, from: line.next, to: head.count, isRequest: false, options: options, &framing)
        result.closes = closesConnection(map, isHTTP10: result.isHTTP10)
        if map.contains(.transferEncoding) {
            guard framing.isChunked else { throw .transferEncoding }
            if framing.length != nil { throw .lengthAndChunked }
        }
        if status == 204, let length = framing.length, length > 0 { throw .codec }
        if status < 200 || status == 204 || status == 304 || isReplyToHead {
            result.body = .none
        } else if framing.isChunked {
            result.body = .chunked
        } else if let length = framing.length {
            result.body = length == 0 ? .none : .fixed(length)
        } else {
            result.body = .untilClose
            result.closes = true
        }
        return result
    }

    /// Trailers after the last chunk: lines of fields up to a blank one.
    func trailers(_ block: Bytes, into map: HeaderMap) throws(HTTP1Failure) {
        map.reset()
        let target = map.reserve(block.count)
        if let start = block.baseAddress { copyBytes(target, start, block.count) }
        _ = map.commit(block.count)
        var framing = Framing()
        try fields(map, from: 0, to: block.count, isRequest: false, options: HTTP1Options(), &framing)
    }

    // MARK: Fields

    private struct Framing {
        var length: Int?
        var isChunked = false
        var host = ByteRange.none
    }

    private func fields(
        _ map: HeaderMap, from start: Int, to end: Int, isRequest: Bool, options: HTTP1Options, _ framing: inout Framing
    ) throws(HTTP1Failure) {
        var at = start
        var isFirst = true
        while let line = lineEnd(map, at, end) {
            if line.text == at { return }
            let bytes = map.bytes
            var textEnd = line.text
            var next = line.next
            // A line that starts with a blank continues the value before it; without one before it is malformed.
            if bytes[at] == 0x20 || bytes[at] == 0x09, isFirst { throw .codec }
            while next < end, bytes[next] == 0x20 || bytes[next] == 0x09, let more = lineEnd(map, next, end),
                more.text > next
            {
                textEnd = more.text
                next = more.next
            }
            try field(map, at, textEnd, isRequest, options, &framing)
            isFirst = false
            at = next
        }
    }

    @inline(__always)
    private func field(
        _ map: HeaderMap, _ start: Int, _ end: Int, _ isRequest: Bool, _ options: HTTP1Options,
        _ framing: inout Framing
    ) throws(HTTP1Failure) {
        let bytes = map.bytes
        var at = start
        var hasUnderscore = false
        while at < end {
            let byte = bytes[at]
            if byte == UInt8(ascii: ":") { break }
            let lower = nameBytes[Int(byte)]
            if lower == 0 { throw .codec }
            if byte == UInt8(ascii: "_") { hasUnderscore = true }
            bytes[at] = lower
            at += 1
        }
        guard at < end, at > start else { throw .codec }
        let name = ByteRange(start, at - start)
        at += 1
        let value = try self.value(map, at, end)
        if hasUnderscore, isRequest {
            switch options.underscores {
            case .allow: break
            case .reject: throw .underscore
            case .drop: return
            }
        }
        if map.fieldCount >= options.maximumHeaders { throw .tooManyHeaders }
        let id = names.id(bytes + start, Int(name.count))
        try keep(map, name, value, id, isRequest, &framing)
    }

    /// The value between two places, without blanks around it; carriage returns and line feeds of folded lines go.
    @inline(__always)
    private func value(_ map: HeaderMap, _ from: Int, _ to: Int) throws(HTTP1Failure) -> ByteRange {
        let bytes = map.bytes
        var start = from
        var end = to
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        var hasBreaks = false
        for index in start..<end {
            let kind = valueBytes[Int(bytes[index])]
            if kind == 1 { continue }
            if kind == 0 { throw .invalidCharacters }
            hasBreaks = true
        }
        if hasBreaks {
            var target = start
            for index in start..<end where bytes[index] != 0x0D && bytes[index] != 0x0A {
                bytes[target] = bytes[index]
                target += 1
            }
            end = target
        }
        return ByteRange(start, end - start)
    }

    @inline(__always)
    private func keep(
        _ map: HeaderMap, _ name: ByteRange, _ value: ByteRange, _ id: HeaderID, _ isRequest: Bool,
        _ framing: inout Framing
    ) throws(HTTP1Failure) {
        switch id {
        case .other: break
        case .host where isRequest:
            if framing.host.isNone {
                framing.host = value
            } else {
                framing.host = map.store(Array(map[framing.host]) + [UInt8(ascii: ",")] + Array(map[value]))
            }
            return
        case .contentLength:
            guard framing.length == nil, let length = map[value].decimal else { throw .codec }
            framing.length = length
        case .transferEncoding:
            framing.isChunked = !map.contains(.transferEncoding) && map[value].equalsIgnoringCase("chunked")
        default:
            if id.isJoined, map.contains(id) {
                map.join(id, map[value])
                return
            }
        }
        map.appendField(name: name, value: value, id: id)
    }

    private func closesConnection(_ map: HeaderMap, isHTTP10: Bool) -> Bool {
        if let connection = map[.connection] {
            if connection.listContains("close") { return true }
            if isHTTP10 { return !connection.listContains("keep-alive") }
        } else if isHTTP10 {
            return true
        }
        return map[.proxyConnection]?.listContains("close") == true
    }

    // MARK: Scanning

    @inline(__always)
    private func lineEnd(_ map: HeaderMap, _ start: Int, _ end: Int) -> (text: Int, next: Int)? {
        guard start < end, let newline = Bytes(start: map.bytes, count: end).find(0x0A, from: start) else { return nil }
        let text = newline > start && map.bytes[newline - 1] == 0x0D ? newline - 1 : newline
        return (text, newline + 1)
    }

    private func skipBlankLines(_ map: HeaderMap, _ end: Int) -> Int {
        var at = 0
        while at < end, map.bytes[at] == 0x0D || map.bytes[at] == 0x0A { at += 1 }
        return at
    }

    private func token(_ bytes: UnsafeMutablePointer<UInt8>, _ at: inout Int, _ end: Int) -> ByteRange {
        while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
        let start = at
        while at < end, bytes[at] != 0x20, bytes[at] != 0x09 { at += 1 }
        return ByteRange(start, at - start)
    }

    private func rest(_ bytes: UnsafeMutablePointer<UInt8>, _ at: inout Int, _ end: Int) -> ByteRange {
        while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
        var last = end
        while last > at, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
        return ByteRange(at, last - at)
    }
}
