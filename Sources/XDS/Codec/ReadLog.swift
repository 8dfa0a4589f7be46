package import JSON

/// What was odd about JSON that was read as a message. Reading never stops at the first oddity.
package struct ReadIssue: Sendable, Hashable, CustomStringConvertible {
    package enum Kind: Sendable, Hashable {
        /// A field outside the subset spoken here, or no field of Envoy's at all.
        case unknownField
        /// An extension (`@type`) outside the subset; its JSON is kept as it was.
        case unknownExtension
        case invalid
        case missing
    }

    package var kind: Kind
    /// `virtual_hosts[0].routes[2].match`
    package var path: String
    package var message: String

    package var description: String { "\(path): \(message)" }
}

/// Collects issues and knows the place that is being read.
package final class ReadLog {
    package private(set) var issues: [ReadIssue] = []
    private var path: [String] = []

    package init() {}

    func descend(_ step: String, _ body: () -> Void) {
        path.append(step)
        body()
        path.removeLast()
    }

    package func add(_ kind: ReadIssue.Kind, _ message: String) {
        var place = ""
        for step in path {
            if !place.isEmpty, !step.hasPrefix("[") { place += "." }
            place += step
        }
        issues.append(ReadIssue(kind: kind, path: place, message: message))
    }

    func refuse(_ json: JSON, wanted: String) {
        add(.invalid, "expected \(wanted), got \(json.text.prefix(60))")
    }
}

extension ProtoValue {
    /// Reads a value and everything that was odd about it.
    package static func read(_ json: JSON) -> (value: Self?, issues: [ReadIssue]) {
        let log = ReadLog()
        let value = read(json, log)
        return (value, log.issues)
    }
}
