import XDS

/// Headers to take away and to add, compiled (`request_headers_to_add` and its kin).
struct HeaderMutations: Sendable {
    struct Addition: Sendable {
        let name: HeaderName
        let constant: OwnedBytes?
        let format: Format
        let action: HeaderValueOption.AppendAction
        let keepsEmpty: Bool

        fileprivate var overwrites: Bool { action == .overwriteIfExists || action == .overwriteIfExistsOrAdd }
    }

    private(set) var removals: [HeaderName] = []
    private(set) var additions: [Addition] = []
    private var isConstant = true

    init() {}

    init(add: [HeaderValueOption], remove: [String]) throws {
        for name in remove {
            if name.isEmpty || name.hasPrefix(":") || name.lowercased() == "host" {
                throw ConfigurationError(":-prefixed or host headers may not be removed")
            }
            removals.append(HeaderName(name))
        }
        for option in add {
            let header = option.header ?? HeaderValue()
            let text = header.rawValue.bytes.isEmpty ? header.value : String(decoding: header.rawValue.bytes, as: UTF8.self)
            if header.key.hasPrefix(":") && header.key != ":path" && header.key != ":authority" {
                throw ConfigurationError(":-prefixed headers may not be modified")
            }
            let format = try Format(text)
            var action = option.appendAction
            if let append = option.append { action = append ? .appendIfExistsOrAdd : .overwriteIfExistsOrAdd }
            additions.append(
                Addition(
                    name: HeaderName(header.key), constant: format.constant.map { OwnedBytes($0) }, format: format,
                    action: action, keepsEmpty: option.keepEmptyValue))
        }
        // What overwrites comes before what adds.
        additions = additions.filter(\.overwrites) + additions.filter { !$0.overwrites }
        isConstant = additions.allSatisfy { $0.constant != nil }
    }

    var isEmpty: Bool { removals.isEmpty && additions.isEmpty }

    func apply(to headers: HeaderMap, _ context: @autoclosure () -> FormatContext) {
        for name in removals { headers.remove(name) }
        if additions.isEmpty { return }
        if isConstant {
            for addition in additions { if let constant = addition.constant { addition.apply(constant.bytes, to: headers) } }
            return
        }
        // All values are worked out before any is set.
        let context = context()
        let values = additions.map { addition -> [UInt8] in
            if let constant = addition.constant { return Array(constant.bytes) }
            var value: [UInt8] = []
            addition.format.write(context, to: &value, absent: "")
            return value
        }
        for (addition, value) in zip(additions, values) {
            value.withUnsafeBufferPointer { addition.apply($0, to: headers) }
        }
    }
}

extension HeaderMutations.Addition {
    fileprivate func apply(_ value: Bytes, to headers: HeaderMap) {
        if value.count == 0, !keepsEmpty { return }
        if let pseudo = name.pseudo {
            let range = headers.store(value)
            switch pseudo {
            case .path: headers.path = range
            case .authority: headers.authority = range
            default: break
            }
            return
        }
        switch action {
        case .appendIfExistsOrAdd: headers.add(name, headers.store(value))
        case .addIfAbsent: if !headers.contains(name) { headers.add(name, headers.store(value)) }
        case .overwriteIfExistsOrAdd: replace(value, in: headers)
        case .overwriteIfExists: if headers.contains(name) { replace(value, in: headers) }
        }
    }

    /// The new header stands where one that is added would.
    private func replace(_ value: Bytes, in headers: HeaderMap) {
        let stored = headers.store(value)
        headers.remove(name)
        headers.add(name, stored)
    }
}

/// Mutations of several levels, applied one after the other: by default the most specific level first, so that the
/// least specific has the last word.
struct LayeredMutations: Sendable {
    private var layers: [HeaderMutations] = []

    init() {}

    /// - Parameter layers: Route first, then virtual host, then route configuration.
    init(_ layers: [HeaderMutations], mostSpecificWins: Bool) {
        self.layers = (mostSpecificWins ? layers.reversed() : layers).filter { !$0.isEmpty }
    }

    var isEmpty: Bool { layers.isEmpty }

    func prepending(_ first: HeaderMutations, mostSpecificWins: Bool) -> LayeredMutations {
        if first.isEmpty { return self }
        var copy = self
        if mostSpecificWins { copy.layers.append(first) } else { copy.layers.insert(first, at: 0) }
        return copy
    }

    @inline(__always)
    func apply(to headers: HeaderMap, _ context: @autoclosure () -> FormatContext) {
        if layers.isEmpty { return }
        for layer in layers { layer.apply(to: headers, context()) }
    }
}
