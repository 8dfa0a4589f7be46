/// What a listener makes of heads that bend the rules.
struct HTTP1Options: Sendable {
    enum Underscores: Sendable { case allow, reject, drop }

    var underscores = Underscores.allow
    var maximumHeadBytes = Limits.requestHeadKibibytes * 1024
    var maximumHeaders = Limits.headerCount
    var acceptsHTTP10 = false
    var allowsChunkedLength = false
    /// The connection is encrypted, or a trusted proxy's: absolute https targets are in place here only.
    var isSecure = false
}

/// How a message's body is delimited.
enum BodyLength: Equatable {
    case none
    case fixed(Int)
    case chunked
    /// Until the connection closes; responses only.
    case untilClose
}

/// What the head of a message says about its framing and its connection; the headers stand in the `HeaderMap`.
struct HTTP1Head: Equatable {
    var isHTTP10 = false
    var body = BodyLength.none
    /// The sender closes, or wants closed, the connection after this message.
    var closes = false
    var expectsContinue = false
    /// `Connection: upgrade` with an Upgrade header.
    var isUpgrade = false
}

/// Why a head or body is refused: Envoy's status, body text and response code details.
enum HTTP1Failure: Error, Equatable {
    case codec, invalidCharacters, underscore, headTooLarge, tooManyHeaders, lengthAndChunked
    case transferEncoding, scheme, httpsOnPlaintext, authority, lowVersion, nominated, target

    var status: Int {
        switch self {
        case .headTooLarge, .tooManyHeaders: 431
        case .transferEncoding: 501
        case .httpsOnPlaintext: 403
        case .lowVersion: 426
        default: 400
        }
    }

    var details: String {
        switch self {
        case .codec: "http1.codec_error"
        case .invalidCharacters: "http1.invalid_characters"
        case .underscore: "http1.unexpected_underscore"
        case .headTooLarge: "http1.headers_too_large"
        case .tooManyHeaders: "http1.too_many_headers"
        case .lengthAndChunked: "http1.content_length_and_chunked_not_allowed"
        case .transferEncoding: "http1.invalid_transfer_encoding"
        case .scheme: "http1.invalid_scheme"
        case .httpsOnPlaintext: "http1.https_url_on_plaintext_connection"
        case .authority: "http.invalid_authority"
        case .lowVersion: "low_version"
        case .target: "http1.invalid_url"
        case .nominated: "http1.connection_header_rejected"
        }
    }
}

/// Finds the end of a head in bytes that arrive in pieces, looking at no byte twice.
struct HeadEnd {
    private var scanned = 0

    /// The length of the head, blank line included, once it is all there.
    mutating func find(in bytes: Bytes) -> Int? {
        var at = scanned
        while let newline = bytes.find(0x0A, from: at) {
            let next = newline + 1
            if next < bytes.count {
                if bytes[next] == 0x0A { return finish(next + 1) }
                if bytes[next] == 0x0D {
                    guard next + 1 < bytes.count else {
                        scanned = newline
                        return nil
                    }
                    if bytes[next + 1] == 0x0A { return finish(next + 2) }
                }
                at = next
            } else {
                scanned = newline
                return nil
            }
        }
        scanned = bytes.count
        return nil
    }

    mutating func reset() { scanned = 0 }

    /// A carriage return in the first line that no line feed follows: no head will ever come of it.
    static func hasBareReturn(_ bytes: Bytes) -> Bool {
        guard let at = bytes.find(0x0D), at + 1 < bytes.count else { return false }
        return bytes[at + 1] != 0x0A && (bytes.find(0x0A) ?? bytes.count) > at
    }

    private mutating func finish(_ length: Int) -> Int {
        scanned = 0
        return length
    }
}
