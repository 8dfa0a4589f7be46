import GatewayAPI
import Kube

/// Headers that RequestHeaderModifier and ResponseHeaderModifier add, set and remove.
struct HeaderModifiers {
    private let filter: String
    /// Said after a header that may not be added or set.
    private let hint: String
    private let addVerb: String
    private let nothingValid: String

    static let request = HeaderModifiers(
        filter: "RequestHeaderModifier",
        hint: " To modify the Host header use the URLRewrite or the HTTPRouteFilter filter.", addVerb: "add",
        nothingValid: "add/set/remove any headers")
    static let response = HeaderModifiers(
        filter: "ResponseHeaderModifier", hint: "", addVerb: "set", nothingValid: "add/remove any headers")

    /// Takes over what is good; the error names what is not. The first word on a header holds.
    func apply(_ modifier: RouteFilter.HeaderModifier, _ changes: inout Model.HeaderChanges) throws(RouteError) {
        var problems: [String] = []
        for (headers, verb, mode) in [
            (modifier.add, "add", Model.AddedHeader.Mode.append), (modifier.set, "set", .overwrite),
        ] {
            for header in headers {
                if let problem = problem(header, verb) {
                    problems.append(problem)
                } else if !changes.add.contains(where: { $0.name.lowercased() == header.name.lowercased() }) {
                    changes.add.append(
                        Model.AddedHeader(name: header.name, values: [header.value], mode: mode))
                }
            }
        }
        for name in modifier.remove {
            if name.isEmpty {
                problems.append("\(filter) Filter cannot remove a header with an empty name")
            } else if !Self.isModifiable(name) {
                problems.append(
                    "Header: \(name.goQuoted). The \(filter) filter cannot remove the Host header or headers with a "
                        + "'/' or ':' character in them.")
            } else if !changes.remove.contains(where: { $0.lowercased() == name.lowercased() }) {
                changes.remove.append(name)
            }
        }
        let isEmpty = modifier.add.isEmpty && modifier.set.isEmpty && modifier.remove.isEmpty
        if changes.isEmpty, !isEmpty {
            throw .accepted("\(filter) Filter did not provide valid configuration to \(nothingValid)")
        }
        if !problems.isEmpty { throw .accepted(problems.joined(separator: "\n")) }
    }

    private func problem(_ header: RouteFilter.Header, _ verb: String) -> String? {
        if header.name.isEmpty { return "\(filter) Filter cannot \(verb) a header with an empty name" }
        if !Self.isModifiable(header.name) {
            let shown = verb == "add" ? addVerb : verb
            return "Header: \(header.name.goQuoted). The \(filter) filter cannot \(shown) the Host header or headers "
                + "with a '/' or ':' character in them.\(hint)"
        }
        if !Self.isValue(header.value) {
            return "Header: \(header.name.goQuoted). \(filter) Filter cannot \(verb) a header with an invalid value."
        }
        return nil
    }

    /// Envoy does not let pseudo headers and Host be changed this way.
    private static func isModifiable(_ name: String) -> Bool {
        !name.contains("/") && !name.contains(":") && name.lowercased() != "host"
    }

    /// Visible ASCII, single blanks or tabs between.
    static func isValue(_ value: String) -> Bool {
        let visible = UInt8(0x21)...0x7E
        var wasBlank = true
        for byte in value.utf8 {
            if visible.contains(byte) {
                wasBlank = false
            } else if (byte == 0x20 || byte == 0x09), !wasBlank {
                wasBlank = true
            } else {
                return false
            }
        }
        return !wasBlank
    }
}
