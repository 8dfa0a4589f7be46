import RE2
import XDS

/// How a route changes the path of what it forwards or redirects.
enum PathRewrite: Sendable {
    case prefix(OwnedBytes)
    case regex(RE2, [UInt8])
    case whole(OwnedBytes)

    init?(_ action: RouteAction) throws {
        if let rewrite = action.regexRewrite {
            self = try PathRewrite(rewrite)
        } else if !action.prefixRewrite.isEmpty {
            self = .prefix(OwnedBytes(action.prefixRewrite))
        } else if !action.pathRewrite.isEmpty {
            self = .whole(OwnedBytes(action.pathRewrite))
        } else {
            return nil
        }
    }

    init(_ rewrite: RegexMatchAndSubstitute) throws {
        let regex = try compileRegex(rewrite.pattern ?? RegexMatcher())
        if let error = regex.substitutionError(rewrite.substitution) { throw ConfigurationError(error) }
        self = .regex(regex, Array(rewrite.substitution.utf8))
    }

    /// The new path; the query stays as it was.
    func apply(_ full: Bytes, matchedLength: (Bytes) -> Int) -> [UInt8] {
        let end = full.find(UInt8(ascii: "?")) ?? full.count
        let path = full.prefix(count: end)
        var output: [UInt8]
        switch self {
        case .prefix(let prefix):
            output = Array(prefix.bytes)
            output.append(contentsOf: path.suffix(from: matchedLength(path)))
        case .regex(let regex, let substitution): output = regex.replacingAll(in: path, with: substitution)
        case .whole(let whole): output = Array(whole.bytes)
        }
        output.append(contentsOf: full.suffix(from: end))
        return output
    }
}
