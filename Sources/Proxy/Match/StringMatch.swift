import RE2
import XDS

/// Why a resource cannot be used, in Envoy's words where Envoy has words for it.
struct ConfigurationError: Error, CustomStringConvertible {
    var message: String
    init(_ message: String) { self.message = message }
    var description: String { message }
}

/// A compiled `StringMatcher`.
struct StringMatch: Sendable {
    private enum Kind: Sendable {
        case exact(OwnedBytes)
        case prefix(OwnedBytes)
        case suffix(OwnedBytes)
        case contains(OwnedBytes)
        case regex(RE2)
    }

    private let kind: Kind
    private let ignoresCase: Bool

    init(_ matcher: StringMatcher) throws {
        ignoresCase = matcher.ignoreCase
        func text(_ text: String) -> OwnedBytes {
            OwnedBytes(matcher.ignoreCase ? lowercased(Array(text.utf8)) : Array(text.utf8))
        }
        switch matcher.pattern {
        case .exact(let value): kind = .exact(text(value))
        case .prefix(let value): kind = .prefix(text(value))
        case .suffix(let value): kind = .suffix(text(value))
        case .contains(let value): kind = .contains(text(value))
        case .safeRegex(let regex): kind = .regex(try compileRegex(regex))
        case nil: throw ConfigurationError("Configuration does not have a StringMatcher pattern set")
        }
    }

    init(exact: String) {
        kind = .exact(OwnedBytes(exact))
        ignoresCase = false
    }

    init(regex: RE2) {
        kind = .regex(regex)
        ignoresCase = false
    }

    init(prefix: String) {
        kind = .prefix(OwnedBytes(prefix))
        ignoresCase = false
    }

    init(suffix: String) {
        kind = .suffix(OwnedBytes(suffix))
        ignoresCase = false
    }

    init(contains: String) {
        kind = .contains(OwnedBytes(contains))
        ignoresCase = false
    }

    func matches(_ text: Bytes) -> Bool {
        if ignoresCase, !isRegex {
            return lowercased(Array(text)).withUnsafeBufferPointer { matchesAsIs($0) }
        }
        return matchesAsIs(text)
    }

    func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }

    private var isRegex: Bool { if case .regex = kind { true } else { false } }

    @inline(__always)
    private func matchesAsIs(_ text: Bytes) -> Bool {
        switch kind {
        case .exact(let value): text.equals(value.bytes)
        case .prefix(let value): text.starts(with: value.bytes)
        case .suffix(let value): text.ends(with: value.bytes)
        case .contains(let value): text.contains(value.bytes)
        case .regex(let regex): regex.matchesAll(of: text)
        }
    }

    /// The text of an exact matcher.
    var exactText: Bytes? {
        if case .exact(let value) = kind, !ignoresCase { value.bytes } else { nil }
    }
}

func lowercased(_ bytes: [UInt8]) -> [UInt8] { bytes.map { lowercaseASCII($0) } }

func compileRegex(_ matcher: RegexMatcher) throws -> RE2 {
    do {
        return try RE2(matcher.regex)
    } catch {
        throw ConfigurationError(error.argument.isEmpty ? error.reason : error.reason)
    }
}
