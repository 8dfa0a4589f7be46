import NIOCore

/// Writes heads and chunks as Envoy's HTTP/1 codec does: lower-case names, Host first.
enum HTTP1Writer {
    /// How a message's body is announced when its headers do not say.
    enum Framing {
        case asIs
        /// `content-length: 0`
        case empty
        case chunked
    }

    static func request(_ headers: HeaderMap, framing: Framing, to buffer: inout ByteBuffer) {
        let bound = bound(headers) + Int(headers.method.count + headers.path.count + headers.authority.count) + 64
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { raw in
            var cursor = Cursor(raw)
            cursor.put(headers[headers.method])
            cursor.put(0x20)
            cursor.put(headers[headers.path.isNone ? headers.authority : headers.path])
            cursor.put(" HTTP/1.1\r\n")
            if !headers.authority.isNone {
                cursor.put("host: ")
                cursor.put(headers[headers.authority])
                cursor.put("\r\n")
            }
            fields(headers, framing, &cursor)
            return cursor.count
        }
    }

    static func response(
        _ headers: HeaderMap, isHTTP10: Bool, framing: Framing, to buffer: inout ByteBuffer
    ) {
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: bound(headers) + 128) { raw in
            var cursor = Cursor(raw)
            cursor.put(isHTTP10 ? "HTTP/1.0 " : "HTTP/1.1 ")
            cursor.put(decimal: headers.status)
            cursor.put(0x20)
            cursor.put(reasonPhrase(headers.status))
            cursor.put("\r\n")
            fields(headers, framing, &cursor)
            return cursor.count
        }
    }

    static func chunk(_ data: ByteBuffer, to buffer: inout ByteBuffer) {
        chunkStart(data.readableBytes, to: &buffer)
        buffer.writeImmutableBuffer(data)
        buffer.writeStaticString("\r\n")
    }

    static func chunkStart(_ count: Int, to buffer: inout ByteBuffer) {
        let digits: StaticString = "0123456789abcdef"
        var shift = 60
        while shift > 0, count >> shift & 15 == 0 { shift -= 4 }
        while shift >= 0 {
            buffer.writeInteger(digits.utf8Start[count >> shift & 15])
            shift -= 4
        }
        buffer.writeStaticString("\r\n")
    }

    static func lastChunk(trailers: HeaderMap?, to buffer: inout ByteBuffer) {
        buffer.writeStaticString("0\r\n")
        if let trailers {
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: bound(trailers)) { raw in
                var cursor = Cursor(raw)
                trailers.forEach { cursor.put(field: $0, of: trailers) }
                return cursor.count
            }
        }
        buffer.writeStaticString("\r\n")
    }

    private static func bound(_ headers: HeaderMap) -> Int {
        var total = 64
        headers.forEach { total += Int($0.name.count + $0.value.count) + 4 }
        return total
    }

    private static func fields(_ headers: HeaderMap, _ framing: Framing, _ cursor: inout Cursor) {
        headers.forEach { cursor.put(field: $0, of: headers) }
        switch framing {
        case .asIs: break
        case .empty: cursor.put("content-length: 0\r\n")
        case .chunked: cursor.put("transfer-encoding: chunked\r\n")
        }
        cursor.put("\r\n")
    }

    private struct Cursor {
        private let start: UnsafeMutablePointer<UInt8>
        private(set) var count = 0

        init(_ raw: UnsafeMutableRawBufferPointer) {
            start = raw.bindMemory(to: UInt8.self).baseAddress.unsafelyUnwrapped
        }

        @inline(__always)
        mutating func put(_ bytes: Bytes) {
            guard let source = bytes.baseAddress else { return }
            copyBytes(start + count, source, bytes.count)
            count += bytes.count
        }

        @inline(__always)
        mutating func put(_ text: StaticString) { put(Bytes(text)) }

        @inline(__always)
        mutating func put(_ byte: UInt8) {
            start[count] = byte
            count += 1
        }

        @inline(__always)
        mutating func put(field: HeaderMap.Field, of headers: HeaderMap) {
            put(headers[field.name])
            start[count] = UInt8(ascii: ":")
            start[count + 1] = 0x20
            count += 2
            put(headers[field.value])
            start[count] = 0x0D
            start[count + 1] = 0x0A
            count += 2
        }

        mutating func put(decimal value: Int) {
            put(UInt8(truncatingIfNeeded: value / 100 % 10) + 0x30)
            put(UInt8(truncatingIfNeeded: value / 10 % 10) + 0x30)
            put(UInt8(truncatingIfNeeded: value % 10) + 0x30)
        }
    }

    /// Envoy's phrases; a status it has no phrase for is "Unknown".
    static func reasonPhrase(_ status: Int) -> StaticString {
        switch status {
        case 100: "Continue"
        case 101: "Switching Protocols"
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 203: "Non-Authoritative Information"
        case 204: "No Content"
        case 205: "Reset Content"
        case 206: "Partial Content"
        case 207: "Multi-Status"
        case 208: "Already Reported"
        case 226: "IM Used"
        case 300: "Multiple Choices"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 305: "Use Proxy"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 402: "Payment Required"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 407: "Proxy Authentication Required"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 411: "Length Required"
        case 412: "Precondition Failed"
        case 413: "Payload Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 416: "Range Not Satisfiable"
        case 417: "Expectation Failed"
        case 421: "Misdirected Request"
        case 422: "Unprocessable Entity"
        case 423: "Locked"
        case 424: "Failed Dependency"
        case 426: "Upgrade Required"
        case 428: "Precondition Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        case 506: "Variant Also Negotiates"
        case 507: "Insufficient Storage"
        case 508: "Loop Detected"
        case 510: "Not Extended"
        case 511: "Network Authentication Required"
        default: "Unknown"
        }
    }
}
