package import NIOCore

/// The DNS wire format (RFC 1035), as far as a server of addresses needs it.
package struct DNSMessage: Sendable, Hashable {
    package enum Kind {
        package static let a: UInt16 = 1
        package static let ns: UInt16 = 2
        package static let cname: UInt16 = 5
        package static let soa: UInt16 = 6
        package static let ptr: UInt16 = 12
        package static let txt: UInt16 = 16
        package static let aaaa: UInt16 = 28
        package static let srv: UInt16 = 33
        package static let opt: UInt16 = 41
        package static let any: UInt16 = 255
    }

    package enum Code: UInt8, Sendable {
        case noError = 0, formatError, serverFailure, nameError, notImplemented, refused
    }

    package struct Question: Sendable, Hashable {
        /// As the client spells it, without the trailing dot.
        package var name: String
        package var kind: UInt16
        package var group: UInt16

        package init(name: String, kind: UInt16, group: UInt16 = 1) {
            self.name = name
            self.kind = kind
            self.group = group
        }
    }

    package enum Data: Sendable, Hashable {
        case address(IPAddress)
        case name(kind: UInt16, String)
        case service(priority: Int, weight: Int, port: Int, target: String)
        case text([String])
        case authority(server: String, mailbox: String, serial: UInt32, minimumSeconds: UInt32)
    }

    package struct Record: Sendable, Hashable {
        package var name: String
        package var ttlSeconds: Int
        package var data: Data

        package init(name: String, ttlSeconds: Int, data: Data) {
            self.name = name
            self.ttlSeconds = ttlSeconds
            self.data = data
        }
    }

    package var id: UInt16
    package var isResponse = false
    package var operation: UInt8 = 0
    package var isAuthoritative = false
    package var isTruncated = false
    package var wantsRecursion = false
    package var offersRecursion = false
    package var code = Code.noError
    package var question: Question?
    package var answers: [Record] = []
    package var authorities: [Record] = []
    package var additions: [Record] = []
    /// The payload size the client's EDNS record offers; nil without one.
    package var udpPayloadBytes: Int?

    package init(id: UInt16, question: Question?) {
        self.id = id
        self.question = question
    }

    /// An answer to this query, empty as yet.
    package func reply(_ code: Code = .noError) -> DNSMessage {
        var reply = DNSMessage(id: id, question: question)
        reply.isResponse = true
        reply.operation = operation
        reply.wantsRecursion = wantsRecursion
        reply.code = code
        reply.udpPayloadBytes = udpPayloadBytes
        return reply
    }
}

// Reading.
extension DNSMessage {
    package init?(parsing bytes: ByteBuffer) {
        let message = bytes.slice()
        var rest = message
        guard let id: UInt16 = rest.readInteger(), let flags: UInt16 = rest.readInteger(),
            let (questions, answers, authorities, more) = rest.readMultipleIntegers(
                as: (UInt16, UInt16, UInt16, UInt16).self)
        else { return nil }
        self.init(id: id, question: nil)
        isResponse = flags & 0x8000 != 0
        operation = UInt8(flags >> 11 & 15)
        isAuthoritative = flags & 0x0400 != 0
        isTruncated = flags & 0x0200 != 0
        wantsRecursion = flags & 0x0100 != 0
        offersRecursion = flags & 0x0080 != 0
        code = Code(rawValue: UInt8(flags & 15)) ?? .serverFailure
        guard questions <= 1 else { return nil }
        if questions == 1 {
            guard let name = Self.readName(&rest, of: message), let kind: UInt16 = rest.readInteger(),
                let group: UInt16 = rest.readInteger()
            else { return nil }
            question = Question(name: name, kind: kind, group: group)
        }
        for index in 0..<(Int(answers) + Int(authorities) + Int(more)) {
            guard let name = Self.readName(&rest, of: message), let kind: UInt16 = rest.readInteger(),
                let group: UInt16 = rest.readInteger(), let ttl: UInt32 = rest.readInteger(),
                let length: UInt16 = rest.readInteger(), rest.readableBytes >= Int(length)
            else { return nil }
            var body = message
            body.moveReaderIndex(to: rest.readerIndex)
            rest.moveReaderIndex(forwardBy: Int(length))
            if kind == Kind.opt {
                udpPayloadBytes = Int(group)
            } else if let data = Self.readData(kind, length: Int(length), &body, of: message) {
                let record = Record(name: name, ttlSeconds: Int(ttl), data: data)
                if index < Int(answers) {
                    self.answers.append(record)
                } else if index < Int(answers) + Int(authorities) {
                    self.authorities.append(record)
                } else {
                    self.additions.append(record)
                }
            }
        }
    }

    /// Names may end in pointers to earlier ones; each must point further back, so that there is an end.
    private static func readName(_ rest: inout ByteBuffer, of message: ByteBuffer) -> String? {
        var labels: [String] = []
        var length = 0
        var cursor = rest
        var hasJumped = false
        var limit = message.writerIndex
        while let size: UInt8 = cursor.readInteger() {
            if size == 0 {
                if !hasJumped { rest = cursor }
                return labels.joined(separator: ".")
            }
            switch size & 0xC0 {
            case 0:
                guard let label = cursor.readString(length: Int(size)) else { return nil }
                length += Int(size) + 1
                guard length <= 254 else { return nil }
                labels.append(label)
            case 0xC0:
                guard let low: UInt8 = cursor.readInteger() else { return nil }
                if !hasJumped { rest = cursor }
                hasJumped = true
                let target = message.readerIndex + Int(size & 0x3F) << 8 + Int(low)
                guard target < limit, target < message.writerIndex else { return nil }
                limit = target
                cursor = message
                cursor.moveReaderIndex(to: target)
            default: return nil
            }
        }
        return nil
    }

    private static func readData(
        _ kind: UInt16, length: Int, _ body: inout ByteBuffer, of message: ByteBuffer
    ) -> Data? {
        switch kind {
        case Kind.a, Kind.aaaa: return body.readBytes(length: length).flatMap { IPAddress(bytes: $0) }.map(Data.address)
        case Kind.cname, Kind.ns, Kind.ptr: return readName(&body, of: message).map { .name(kind: kind, $0) }
        case Kind.srv:
            guard let (priority, weight, port) = body.readMultipleIntegers(as: (UInt16, UInt16, UInt16).self),
                let target = readName(&body, of: message)
            else { return nil }
            return .service(priority: Int(priority), weight: Int(weight), port: Int(port), target: target)
        default: return nil
        }
    }
}

// Writing.
extension DNSMessage {
    /// - Parameter limit: Records that do not fit any more are left out, and the message says so.
    package func serialized(limit: Int = 65_535) -> ByteBuffer {
        let whole = write([answers, authorities, additions], isTruncated: isTruncated)
        return whole.readableBytes <= limit ? whole : write([[], [], []], isTruncated: true)
    }

    /// - Parameter sections: Answers, authorities, additions.
    private func write(_ sections: [[Record]], isTruncated: Bool) -> ByteBuffer {
        var output = ByteBuffer()
        var flags = UInt16(operation) << 11 | UInt16(code.rawValue)
        if isResponse { flags |= 0x8000 }
        if isAuthoritative { flags |= 0x0400 }
        if isTruncated { flags |= 0x0200 }
        if wantsRecursion { flags |= 0x0100 }
        if offersRecursion { flags |= 0x0080 }
        output.writeMultipleIntegers(
            id, flags, UInt16(question == nil ? 0 : 1), UInt16(clamping: sections[0].count),
            UInt16(clamping: sections[1].count),
            UInt16(clamping: sections[2].count + (udpPayloadBytes == nil ? 0 : 1)))
        var known: [String: Int] = [:]
        if let question {
            Self.writeName(question.name, to: &output, &known)
            output.writeMultipleIntegers(question.kind, question.group)
        }
        for record in sections.joined() { Self.write(record, to: &output, &known) }
        if udpPayloadBytes != nil {
            output.writeMultipleIntegers(UInt8(0), Kind.opt, UInt16(1232), UInt32(0), UInt16(0))
        }
        return output
    }

    private static func write(_ record: Record, to output: inout ByteBuffer, _ known: inout [String: Int]) {
        writeName(record.name, to: &output, &known)
        let kind: UInt16 =
            switch record.data {
            case .address(let ip): ip.isV4 ? Kind.a : Kind.aaaa
            case .name(let kind, _): kind
            case .service: Kind.srv
            case .text: Kind.txt
            case .authority: Kind.soa
            }
        output.writeMultipleIntegers(kind, UInt16(1), UInt32(clamping: record.ttlSeconds), UInt16(0))
        let start = output.writerIndex
        switch record.data {
        case .address(let ip): output.writeBytes(ip.bytes)
        case .name(_, let name): writeName(name, to: &output, &known)
        case .service(let priority, let weight, let port, let target):
            output.writeMultipleIntegers(UInt16(clamping: priority), UInt16(clamping: weight), UInt16(clamping: port))
            var none: [String: Int] = [:]  // RFC 2782: targets are not compressed.
            writeName(target, to: &output, &none)
        case .text(let texts):
            for text in texts {
                let bytes = Array(text.utf8.prefix(255))
                output.writeInteger(UInt8(bytes.count))
                output.writeBytes(bytes)
            }
        case .authority(let server, let mailbox, let serial, let minimum):
            writeName(server, to: &output, &known)
            writeName(mailbox, to: &output, &known)
            output.writeMultipleIntegers(serial, UInt32(7200), UInt32(1800), UInt32(86_400), minimum)
        }
        output.setInteger(UInt16(clamping: output.writerIndex - start), at: start - 2)
    }

    private static func writeName(_ name: String, to output: inout ByteBuffer, _ known: inout [String: Int]) {
        var rest = name[...]
        if rest.hasSuffix(".") { rest = rest.dropLast() }
        while !rest.isEmpty {
            let key = rest.lowercased()
            if let position = known[key] {
                output.writeInteger(UInt16(0xC000 | position))
                return
            }
            let position = output.writerIndex - output.readerIndex
            if position < 0x4000 { known[key] = position }
            let label = rest.prefix { $0 != "." }
            let bytes = Array(label.utf8.prefix(63))
            output.writeInteger(UInt8(bytes.count))
            output.writeBytes(bytes)
            rest = rest.dropFirst(label.count).dropFirst()
        }
        output.writeInteger(UInt8(0))
    }
}
