/// What a TLS client says before the handshake (Envoy's `tls_inspector`).
struct ClientHello: Equatable {
    /// Lower case.
    var serverName: String?
    var applicationProtocols: [String] = []

    enum Outcome: Equatable {
        case needMore
        case notTLS
        case hello(ClientHello)
    }

    /// Reads a ClientHello, which may be spread over several records.
    static func inspect(_ bytes: Bytes) -> Outcome {
        var message: [UInt8] = []
        var at = 0
        while true {
            if at < bytes.count, bytes[at] != 22 { return .notTLS }
            if at + 1 < bytes.count, bytes[at + 1] != 3 { return .notTLS }
            guard at + 5 <= bytes.count else { return .needMore }
            let length = Int(bytes[at + 3]) << 8 | Int(bytes[at + 4])
            guard length > 0, length <= 16_384 else { return .notTLS }
            let available = min(length, bytes.count - at - 5)
            message.append(contentsOf: bytes.part(at + 5..<at + 5 + available))
            if message.count >= 1, message[0] != 1 { return .notTLS }
            if message.count >= 4 {
                let size = Int(message[1]) << 16 | Int(message[2]) << 8 | Int(message[3])
                guard size <= Limits.clientHelloBytes else { return .notTLS }
                if message.count >= 4 + size { return parse(Array(message[4..<4 + size])) }
            }
            if available < length { return .needMore }
            at += 5 + length
        }
    }

    private static func parse(_ body: [UInt8]) -> Outcome {
        var reader = Reader(bytes: body[...])
        var hello = ClientHello()
        guard reader.skip(2 + 32), let session = reader.byte(), reader.skip(session), let suites = reader.short(),
            reader.skip(suites), let methods = reader.byte(), reader.skip(methods)
        else { return .notTLS }
        guard let total = reader.short(), var extensions = reader.part(total) else { return .hello(hello) }
        while let kind = extensions.short(), let length = extensions.short(), var content = extensions.part(length) {
            switch kind {
            case 0: hello.serverName = serverName(&content)
            case 16: hello.applicationProtocols = protocols(&content)
            default: break
            }
        }
        return .hello(hello)
    }

    private static func serverName(_ content: inout Reader) -> String? {
        guard let total = content.short(), var list = content.part(total) else { return nil }
        while let kind = list.byte(), let length = list.short(), let name = list.part(length) {
            if kind == 0 { return String(decoding: lowercased(Array(name.bytes)), as: UTF8.self) }
        }
        return nil
    }

    private static func protocols(_ content: inout Reader) -> [String] {
        guard let total = content.short(), var list = content.part(total) else { return [] }
        var names: [String] = []
        while let length = list.byte(), let name = list.part(length) {
            names.append(String(decoding: name.bytes, as: UTF8.self))
        }
        return names
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        mutating func byte() -> Int? { bytes.popFirst().map(Int.init) }

        mutating func short() -> Int? {
            guard bytes.count >= 2, let high = byte(), let low = byte() else { return nil }
            return high << 8 | low
        }

        mutating func skip(_ count: Int) -> Bool {
            guard bytes.count >= count else { return false }
            bytes = bytes.dropFirst(count)
            return true
        }

        mutating func part(_ count: Int) -> Reader? {
            guard bytes.count >= count else { return nil }
            defer { bytes = bytes.dropFirst(count) }
            return Reader(bytes: bytes.prefix(count))
        }
    }
}
