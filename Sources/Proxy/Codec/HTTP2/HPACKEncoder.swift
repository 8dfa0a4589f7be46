import NIOCore

/// Writes header blocks of one direction of a connection.
struct HPACKEncoder {
    private var table = HPACKTable()
    /// The peer allows another size than in use so far: told at the next block's start.
    private var resized: Int?

    /// The size the peer's settings allow.
    mutating func limit(_ size: Int) {
        let size = min(size, 4_096)
        guard size != table.capacity else { return }
        table.resize(size)
        resized = size
    }

    mutating func request(_ headers: HeaderMap, scheme: Bytes, to buffer: inout ByteBuffer) {
        begin(&buffer)
        var order = headers.pseudoOrder
        if !headers.connectProtocol.isNone {
            buffer.writeInteger(UInt8(0))
            string(Bytes(":protocol"), &buffer)
            string(headers[headers.connectProtocol], &buffer)
        }
        while order != 0 {
            switch order & 15 {
            case 1: method(headers, &buffer)
            case 2: path(headers, &buffer)
            case 3: authority(headers, &buffer)
            case 4: if !headers.path.isNone { buffer.writeInteger(UInt8(scheme.equals("https") ? 0x87 : 0x86)) }
            default: break
            }
            order >>= 4
        }
        fields(headers, &buffer)
    }

    private mutating func method(_ headers: HeaderMap, _ buffer: inout ByteBuffer) {
        let method = headers[headers.method]
        if method.equals("GET") {
            buffer.writeInteger(UInt8(0x82))
        } else if method.equals("POST") {
            buffer.writeInteger(UInt8(0x83))
        } else {
            literal(2, method, &buffer)
        }
    }

    private mutating func path(_ headers: HeaderMap, _ buffer: inout ByteBuffer) {
        if headers.path.isNone { return }
        let path = headers[headers.path]
        if path.equals("/") { buffer.writeInteger(UInt8(0x84)) } else { plain(4, path, &buffer) }
    }

    private mutating func authority(_ headers: HeaderMap, _ buffer: inout ByteBuffer) {
        if !headers.authority.isNone { indexed(1, Bytes(":authority"), headers[headers.authority], &buffer) }
    }

    mutating func response(_ headers: HeaderMap, to buffer: inout ByteBuffer) {
        begin(&buffer)
        switch headers.status {
        case 200: buffer.writeInteger(UInt8(0x88))
        case 204: buffer.writeInteger(UInt8(0x89))
        case 206: buffer.writeInteger(UInt8(0x8A))
        case 304: buffer.writeInteger(UInt8(0x8B))
        case 400: buffer.writeInteger(UInt8(0x8C))
        case 404: buffer.writeInteger(UInt8(0x8D))
        case 500: buffer.writeInteger(UInt8(0x8E))
        default: decimalBytes(headers.status).withUnsafeBufferPointer { plain(8, $0, &buffer) }
        }
        fields(headers, &buffer)
    }

    mutating func trailers(_ headers: HeaderMap, to buffer: inout ByteBuffer) {
        begin(&buffer)
        fields(headers, &buffer)
    }

    private mutating func begin(_ buffer: inout ByteBuffer) {
        guard let size = resized else { return }
        resized = nil
        integer(size, prefix: 5, first: 0x20, &buffer)
    }

    private mutating func fields(_ headers: HeaderMap, _ buffer: inout ByteBuffer) {
        for index in 0..<headers.fieldCount {
            let field = headers.fields[index]
            if field.isRemoved { continue }
            let name = headers[field.name]
            let value = headers[field.value]
            switch field.id {
            // Different every time: no place in the table for them.
            case .requestID, .contentLength, .date, .etag, .setCookie, .envoyUpstreamServiceTime, .grpcMessage:
                if let known = HPACKEncoder.fixedName(field.id) {
                    plain(known, value, &buffer)
                } else {
                    buffer.writeInteger(UInt8(0))
                    string(name, &buffer)
                    string(value, &buffer)
                }
            case .authorization, .cookie:
                // Never to be indexed, by anyone.
                integer(HPACKEncoder.fixedName(field.id) ?? 0, prefix: 4, first: 0x10, &buffer)
                string(value, &buffer)
            default: indexed(HPACKEncoder.fixedName(field.id) ?? 0, name, value, &buffer)
            }
        }
    }

    private static func fixedName(_ id: HeaderID) -> Int? {
        switch id {
        case .acceptEncoding: 16
        case .accept: 19
        case .accessControlAllowOrigin: 20
        case .authorization: 23
        case .cacheControl: 24
        case .contentEncoding: 26
        case .contentLength: 28
        case .contentType: 31
        case .cookie: 32
        case .date: 33
        case .etag: 34
        case .expect: 35
        case .location: 46
        case .referer: 51
        case .server: 54
        case .setCookie: 55
        case .userAgent: 58
        case .vary: 59
        case .via: 60
        default: nil
        }
    }

    /// A header worth remembering: by number when it was sent before.
    private mutating func indexed(_ known: Int, _ name: Bytes, _ value: Bytes, _ buffer: inout ByteBuffer) {
        if let number = table.find(name, value) {
            integer(number, prefix: 7, first: 0x80, &buffer)
            return
        }
        if value.count > 1_024 {
            integer(known, prefix: 4, first: 0, &buffer)
        } else {
            integer(known, prefix: 6, first: 0x40, &buffer)
            table.insert(name, value)
        }
        if known == 0 { string(name, &buffer) }
        string(value, &buffer)
    }

    private mutating func literal(_ known: Int, _ value: Bytes, _ buffer: inout ByteBuffer) {
        indexed(known, Bytes(HPACKTable.fixed[known - 1].name), value, &buffer)
    }

    private func plain(_ known: Int, _ value: Bytes, _ buffer: inout ByteBuffer) {
        integer(known, prefix: 4, first: 0, &buffer)
        string(value, &buffer)
    }

    private func string(_ bytes: Bytes, _ buffer: inout ByteBuffer) {
        integer(bytes.count, prefix: 7, first: 0, &buffer)
        buffer.writeBytes(UnsafeRawBufferPointer(bytes))
    }

    private func integer(_ value: Int, prefix: UInt8, first: UInt8, _ buffer: inout ByteBuffer) {
        let mask = (1 << Int(prefix)) - 1
        if value < mask {
            buffer.writeInteger(first | UInt8(value))
            return
        }
        buffer.writeInteger(first | UInt8(mask))
        var rest = value - mask
        while rest >= 0x80 {
            buffer.writeInteger(UInt8(rest & 0x7F | 0x80))
            rest >>= 7
        }
        buffer.writeInteger(UInt8(rest))
    }
}
