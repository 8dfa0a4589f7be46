/// The parts of a request that HTTP/2 writes as headers with a colon.
enum PseudoHeader: UInt8 {
    case method, path, authority, scheme, status, connectProtocol
}

/// A header's name, looked up once, when configuration is compiled.
struct HeaderName: Sendable, Hashable {
    let text: String
    let id: HeaderID
    let pseudo: PseudoHeader?
    private let lowercase: OwnedBytes

    init(_ name: String) {
        var bytes = Array(name.utf8)
        for index in bytes.indices { bytes[index] = lowercaseASCII(bytes[index]) }
        lowercase = OwnedBytes(bytes)
        text = String(decoding: bytes, as: UTF8.self)
        switch text {
        case ":method": pseudo = .method
        case ":path": pseudo = .path
        case ":authority", "host": pseudo = .authority
        case ":scheme": pseudo = .scheme
        case ":status": pseudo = .status
        case ":protocol": pseudo = .connectProtocol
        default: pseudo = nil
        }
        id = bytes.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { HeaderNameTable.shared.id($0, bytes.count) } ?? .other
        }
    }

    @inline(__always)
    var bytes: Bytes { lowercase.bytes }

    static func == (left: HeaderName, right: HeaderName) -> Bool { left.text == right.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension HeaderMap {
    subscript(pseudo: PseudoHeader) -> Bytes? {
        let range: ByteRange =
            switch pseudo {
            case .method: method
            case .path: path
            case .authority: authority
            case .scheme: scheme
            case .connectProtocol: connectProtocol
            case .status: .none
            }
        return range.isNone ? nil : self[range]
    }
}
