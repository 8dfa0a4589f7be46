package import NIOCore

/// The frames of SPDY/3.1 (draft-mbelshe-httpbis-spdy-00 with session windows).
package enum SPDYFrame: Sendable, Equatable {
    case synStream(SPDYStreamID, headers: SPDYHeaders, isFinal: Bool, isUnidirectional: Bool, priority: UInt8)
    case synReply(SPDYStreamID, headers: SPDYHeaders, isFinal: Bool)
    case headers(SPDYStreamID, headers: SPDYHeaders, isFinal: Bool)
    /// Long frames come in several pieces, of which the last carries the frame's own flag.
    case data(SPDYStreamID, ByteBuffer, isFinal: Bool)
    case reset(SPDYStreamID, SPDYResetStatus)
    case settings([SPDYSetting])
    case ping(UInt32)
    case goAway(lastGood: SPDYStreamID, SPDYGoAwayStatus)
    case windowUpdate(SPDYStreamID, delta: UInt32)
}

/// 31 bits; a client's are odd.
package typealias SPDYStreamID = UInt32

/// Names are lower case; the values of one name are joined by NUL on the wire.
package struct SPDYHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    package var fields: [(name: String, value: String)]

    package init(_ fields: [(name: String, value: String)] = []) {
        self.fields = fields
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { (name: $0.0, value: $0.1) }
    }

    package subscript(name: String) -> String? {
        fields.first { $0.name == name }.map { String($0.value.prefix { $0 != "\0" }) }
    }

    package static func == (a: SPDYHeaders, b: SPDYHeaders) -> Bool {
        a.fields.elementsEqual(b.fields) { $0 == $1 }
    }
}

package struct SPDYSetting: Sendable, Equatable {
    package var flags: UInt8
    package var id: UInt32
    package var value: UInt32

    static let initialWindowSize: UInt32 = 7
}

package enum SPDYResetStatus: UInt32, Sendable, Equatable {
    case protocolError = 1
    case invalidStream
    case refusedStream
    case unsupportedVersion
    case cancel
    case internalError
    case flowControlError
    case streamInUse
    case streamAlreadyClosed
    case invalidCredentials
    case frameTooLarge
}

package enum SPDYGoAwayStatus: UInt32, Sendable, Equatable {
    case ok = 0
    case protocolError
    case internalError
}

enum SPDYFrameType {
    static let synStream: UInt16 = 1
    static let synReply: UInt16 = 2
    static let reset: UInt16 = 3
    static let settings: UInt16 = 4
    static let ping: UInt16 = 6
    static let goAway: UInt16 = 7
    static let headers: UInt16 = 8
    static let windowUpdate: UInt16 = 9

    static let version: UInt16 = 3
    static let final: UInt8 = 1
    static let unidirectional: UInt8 = 2
}

/// What ends a whole connection: the peer's bytes are not SPDY/3.1.
package struct SPDYError: Error, Sendable, Equatable, CustomStringConvertible {
    package var description: String

    init(_ description: String) { self.description = description }
}
