/// Why a header block is refused.
enum HPACKFailure: Error, Equatable {
    /// The connection's tables can no longer be trusted.
    case compression
    /// The message is malformed; the tables are in order.
    case malformed
    case tooLarge
    case underscore
    /// The body is not as long as announced.
    case length
}

/// Reads header blocks of one direction of a connection.
struct HPACKDecoder {
    private var table = HPACKTable()
    /// What we told the peer it may use.
    private let limit: Int
    private let names = HeaderNameTable.shared
    private let nameBytes = CharacterTable.name.bytes
    private let valueBytes = CharacterTable.value.bytes

    init(limit: Int) {
        self.limit = limit
        table.resize(limit)
    }

    struct Rules {
        var maximumBytes: Int
        var maximumHeaders: Int
        var isRequest: Bool
        var isTrailers = false
        var underscores = HTTP1Options.Underscores.allow
    }

    /// Reads a whole block into a map. A block that is malformed as a message is read to its end all the same, for the
    /// tables' sake, and refused then.
    mutating func decode(_ block: Bytes, into map: HeaderMap, _ rules: Rules) throws(HPACKFailure) {
        map.reset()
        if rules.isRequest { map.pseudoOrder = 0 }
        var reader = Reader(bytes: block, at: 0)
        var failure: HPACKFailure?
        var total = 0
        var hasFields = false
        while reader.at < block.count {
            let first = block[reader.at]
            if first & 0xE0 == 0x20 {
                let size = try reader.integer(prefix: 5)
                guard size <= limit, !hasFields else { throw .compression }
                table.resize(size)
                continue
            }
            hasFields = true
            let start = map.byteCount
            let (name, value) = try field(&reader, map)
            total += Int(name.count + value.count) + 32
            if failure == nil {
                if total > rules.maximumBytes || map.fieldCount >= rules.maximumHeaders {
                    failure = .tooLarge
                } else {
                    failure = keep(name, value, map, rules)
                }
            } else {
                // One byte of a block may stand for thousands: what is refused is not kept.
                map.rewind(to: start)
            }
        }
        if let crumbs {
            let value = map.store(crumbs)
            map.appendField(name: map.store("cookie"), value: value, id: .cookie)
        }
        crumbs = nil
        if let failure { throw failure }
    }

    /// A cookie may come in crumbs; it goes on whole, after everything else.
    private var crumbs: [UInt8]?

    private mutating func field(_ reader: inout Reader, _ map: HeaderMap) throws(HPACKFailure) -> (ByteRange, ByteRange) {
        let first = reader.bytes[reader.at]
        if first & 0x80 != 0 {
            let index = try reader.integer(prefix: 7)
            return (try name(index, map), try value(index, map))
        }
        let isIndexed = first & 0x40 != 0
        let index = try reader.integer(prefix: isIndexed ? 6 : 4)
        let name = index == 0 ? try reader.string(into: map) : try self.name(index, map)
        let value = try reader.string(into: map)
        if isIndexed { table.insert(map[name], map[value]) }
        return (name, value)
    }

    private func name(_ index: Int, _ map: HeaderMap) throws(HPACKFailure) -> ByteRange {
        if index == 0 { throw .compression }
        if index <= HPACKTable.fixed.count { return map.store(HPACKTable.fixed[index - 1].name) }
        guard let entry = table.entry(index) else { throw .compression }
        return map.store(entry.name)
    }

    private func value(_ index: Int, _ map: HeaderMap) throws(HPACKFailure) -> ByteRange {
        if index <= HPACKTable.fixed.count { return map.store(HPACKTable.fixed[index - 1].value) }
        guard let entry = table.entry(index) else { throw .compression }
        return map.store(entry.value)
    }

    // MARK: Messages

    private mutating func keep(_ name: ByteRange, _ value: ByteRange, _ map: HeaderMap, _ rules: Rules) -> HPACKFailure? {
        let text = map[name]
        guard text.count > 0 else { return .malformed }
        for byte in map[value] where valueBytes[Int(byte)] != 1 { return .malformed }
        if text[0] == UInt8(ascii: ":") { return keepPseudo(text, value, map, rules) }
        var hasUnderscore = false
        for byte in text {
            if nameBytes[Int(byte)] != byte || byte == 0 { return .malformed }
            if byte == UInt8(ascii: "_") { hasUnderscore = true }
        }
        if hasUnderscore, rules.isRequest {
            switch rules.underscores {
            case .allow: break
            case .reject: return .underscore
            case .drop: return nil
            }
        }
        guard let start = text.baseAddress else { return .malformed }
        let id = names.id(start, text.count)
        switch id {
        case .connection, .keepAlive, .proxyConnection, .transferEncoding, .upgrade: return .malformed
        case .te: if !map[value].equals("trailers") { return .malformed }
        case .host where rules.isRequest:
            if map.authority.isNone {
                map.authority = value
                note(.authority, map)
            }
            return nil
        case .cookie where rules.isRequest:
            crumbs = (crumbs.map { $0 + Array("; ".utf8) } ?? []) + Array(map[value])
            return nil
        case .contentLength: if map.contains(.contentLength) || map[value].decimal == nil { return .malformed }
        default:
            if id.isJoined, map.contains(id) {
                map.join(id, map[value])
                return nil
            }
        }
        map.appendField(name: name, value: value, id: id)
        return nil
    }

    private func keepPseudo(_ name: Bytes, _ value: ByteRange, _ map: HeaderMap, _ rules: Rules) -> HPACKFailure? {
        // They stand before all others, once each, and only where they mean something.
        if map.fieldCount > 0 || rules.isTrailers { return .malformed }
        if !rules.isRequest {
            guard name.equals(":status"), map.status == 0, let status = map[value].decimal, (100...999).contains(status)
            else { return .malformed }
            map.status = status
            return nil
        }
        if name.equals(":method") {
            if !map.method.isNone || value.count == 0 { return .malformed }
            for byte in map[value] where nameBytes[Int(byte)] == 0 { return .malformed }
            map.method = value
            note(.method, map)
        } else if name.equals(":path") {
            if !map.path.isNone || value.count == 0 { return .malformed }
            for byte in map[value] where byte < 0x21 || byte == 0x7F { return .malformed }
            map.path = value
            note(.path, map)
        } else if name.equals(":scheme") {
            if !map.scheme.isNone || value.count == 0 { return .malformed }
            map.scheme = value
            note(.scheme, map)
        } else if name.equals(":authority") {
            if !map.authority.isNone || value.count == 0 { return .malformed }
            for byte in map[value] where !isAuthorityByte(byte) || byte == UInt8(ascii: "@") { return .malformed }
            map.authority = value
            note(.authority, map)
        } else if name.equals(":protocol") {
            if !map.connectProtocol.isNone { return .malformed }
            map.connectProtocol = value
        } else {
            return .malformed
        }
        return nil
    }

    /// Each comes once at most, so that all have room.
    private func note(_ pseudo: PseudoHeader, _ map: HeaderMap) {
        var shift: UInt32 = 0
        while map.pseudoOrder >> shift != 0 { shift += 4 }
        map.pseudoOrder |= UInt32(pseudo.rawValue + 1) << shift
    }

    // MARK: Primitives

    struct Reader {
        let bytes: Bytes
        var at: Int

        mutating func integer(prefix: UInt8) throws(HPACKFailure) -> Int {
            guard at < bytes.count else { throw .compression }
            let mask = UInt8(truncatingIfNeeded: (1 << UInt32(prefix)) - 1)
            var value = Int(bytes[at] & mask)
            at += 1
            if value < Int(mask) { return value }
            var shift = 0
            while true {
                guard at < bytes.count, shift <= 28 else { throw .compression }
                let byte = bytes[at]
                at += 1
                value += Int(byte & 0x7F) << shift
                if byte & 0x80 == 0 { return value }
                shift += 7
            }
        }

        mutating func string(into map: HeaderMap) throws(HPACKFailure) -> ByteRange {
            guard at < bytes.count else { throw .compression }
            let isHuffman = bytes[at] & 0x80 != 0
            let length = try integer(prefix: 7)
            guard length <= bytes.count - at else { throw .compression }
            let part = bytes.part(at..<at + length)
            at += length
            if !isHuffman { return map.store(part) }
            let room = map.reserve(length * 8 / 5 + 1)
            guard let count = Huffman.shared.decode(part, to: room) else { throw .compression }
            return map.commit(count)
        }
    }
}
