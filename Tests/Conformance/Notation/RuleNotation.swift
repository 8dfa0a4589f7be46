import JSON

/// Rules as words: `match | match -> backend, backend`; or a mapping in which `on` holds the matches, `to` the backends,
/// and filters are single members: `requestHeaders`, `responseHeaders`, `redirect`, `rewrite`, `mirror`, `cors`.
///
/// A match is words: `PUT` a method, `/v2` a prefix, `=/v2` a path, `name=value` a header, `?name=value` a parameter.
enum RuleNotation {
    static func expand(_ rule: JSON) -> JSON {
        var result = rule
        if let text = rule.string {
            let sides = text.split(separator: "->", omittingEmptySubsequences: false).map { $0.trimmed }
            result = [:]
            if !sides[0].isEmpty { result["on"] = .string(sides[0]) }
            if sides.count > 1, !sides[1].isEmpty { result["to"] = .string(sides[1]) }
        }
        if let matches = result["on"]?.string {
            result["on"] = .none
            result["matches"] = .array(matches.split(separator: "|").map { match($0.trimmed) })
        }
        if let backends = result["to"]?.string {
            result["to"] = .none
            result["backendRefs"] = .array(backends.split(separator: ",").map { ReferenceNotation.backend($0.trimmed) })
        }
        if let backends = result["backendRefs"]?.array { result["backendRefs"] = .array(backends.map(backend)) }
        if let filters = result["filters"]?.array { result["filters"] = .array(filters.map(filter)) }
        return result
    }

    private static func backend(_ reference: JSON) -> JSON {
        if let text = reference.string { return ReferenceNotation.backend(text) }
        var result = reference
        if let text = result["to"]?.string {
            result["to"] = .none
            for (name, value) in ReferenceNotation.backend(text).object ?? [:] { result[name] = value }
        }
        if let filters = result["filters"]?.array { result["filters"] = .array(filters.map(filter)) }
        return result
    }

    private static func match(_ text: String) -> JSON {
        var match: JSON = [:]
        for word in text.split(separator: " ").map(String.init) {
            if word.hasPrefix("=") {
                match["path"] = ["type": "Exact", "value": .string(String(word.dropFirst()))]
            } else if word.hasPrefix("/") {
                match["path"] = ["type": "PathPrefix", "value": .string(word)]
            } else if let mark = word.firstIndex(of: "=") {
                let list = word.hasPrefix("?") ? "queryParams" : "headers"
                let name = word[..<mark].drop { $0 == "?" }
                let pair: JSON = ["name": .string(String(name)), "value": .string(String(word[word.index(after: mark)...]))]
                match[list] = .array((match[list]?.array ?? []) + [pair])
            } else {
                match["method"] = .string(word)
            }
        }
        return match
    }

    private static func filter(_ filter: JSON) -> JSON {
        guard let (name, value) = filter.object?.first, filter["type"] == nil else { return filter }
        switch name {
        case "requestHeaders": return ["type": "RequestHeaderModifier", "requestHeaderModifier": headers(value)]
        case "responseHeaders": return ["type": "ResponseHeaderModifier", "responseHeaderModifier": headers(value)]
        case "redirect": return ["type": "RequestRedirect", "requestRedirect": path(value)]
        case "rewrite": return ["type": "URLRewrite", "urlRewrite": path(value)]
        case "mirror":
            var mirror = value.string == nil ? value : [:]
            mirror["to"] = .none
            mirror["backendRef"] = ReferenceNotation.backend(value.string ?? value["to"]?.string ?? "")
            return ["type": "RequestMirror", "requestMirror": mirror]
        case "cors": return ["type": "CORS", "cors": value]
        default: return filter
        }
    }

    private static func headers(_ value: JSON) -> JSON {
        var result = value
        for list in ["set", "add"] {
            guard let pairs = value[list]?.object else { continue }
            result[list] = .array(pairs.sorted { $0.key < $1.key }.map { ["name": .string($0.key), "value": $0.value] })
        }
        return result
    }

    /// `path: prefix:/x` and `path: full:/x`.
    private static func path(_ value: JSON) -> JSON {
        guard let text = value["path"]?.string else { return value }
        var result = value
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        result["path"] =
            parts[0] == "full"
            ? ["type": "ReplaceFullPath", "replaceFullPath": .string(parts[1])]
            : ["type": "ReplacePrefixMatch", "replacePrefixMatch": .string(parts[1])]
        return result
    }
}

extension StringProtocol {
    /// Without the spaces around it.
    var trimmed: String {
        let start = drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return String(start[...last])
    }
}
