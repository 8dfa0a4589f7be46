import JSON
import Kube
import Store

/// The LimitRanger admission plugin: defaults and bounds for what containers may use.
enum LimitRanger {
    private static let resource = GroupResource("", "limitranges")
    private static let annotation = "kubernetes.io/limit-ranger"

    static func admit(_ pod: inout JSON, _ scene: Scene) throws {
        let ranges = try ranges(scene)
        guard !ranges.isEmpty else { return }
        var notes: [String] = []
        for range in ranges { applyDefaults(&pod, range, &notes) }
        if !notes.isEmpty {
            pod["metadata", "annotations", annotation] = .string("LimitRanger plugin set: " + notes.joined(separator: "; "))
        }
        var errors: [String] = []
        for range in ranges { errors += violations(pod, range) }
        guard !errors.isEmpty else { return }
        let message = errors.count == 1 ? errors[0] : "[\(errors.joined(separator: ", "))]"
        throw StatusError.forbidden(PodStrategy.resource, scene.target.name, message)
    }

    private static func ranges(_ scene: Scene) throws -> [JSON] {
        guard scene.server.store.count(resource, namespace: scene.target.namespace) > 0 else { return [] }
        return try scene.server.store.list(resource, namespace: scene.target.namespace).records.map {
            try scene.server.parsed($0.bytes)
        }
    }

    private static func items(_ range: JSON, _ type: String) -> [JSON] {
        (range["spec", "limits"]?.array ?? []).filter { $0["type"]?.string == type }
    }

    private static func applyDefaults(_ pod: inout JSON, _ range: JSON, _ notes: inout [String]) {
        var limits: [String: JSON] = [:]
        var requests: [String: JSON] = [:]
        for item in items(range, "Container") {
            for (name, value) in item["default"]?.object ?? [:] { limits[name] = value }
            for (name, value) in item["defaultRequest"]?.object ?? [:] { requests[name] = value }
        }
        for (list, word) in [("containers", "container"), ("initContainers", "init container")] {
            guard case .array(var containers)? = pod["spec", list] else { continue }
            for index in containers.indices {
                let name = containers[index]["name"]?.string ?? ""
                for (part, defaults, noun) in [("requests", requests, "request"), ("limits", limits, "limit")] {
                    let present = containers[index]["resources", part]?.object ?? [:]
                    let added = defaults.keys.filter { present[$0] == nil }.sorted()
                    guard !added.isEmpty else { continue }
                    for key in added { containers[index]["resources", part, key] = defaults[key] }
                    notes.append("\(added.joined(separator: ", ")) \(noun) for \(word) \(name)")
                }
            }
            pod["spec", list] = .array(containers)
        }
    }

    private static func violations(_ pod: JSON, _ range: JSON) -> [String] {
        var errors: [String] = []
        let containers = (pod["spec", "containers"]?.array ?? []) + (pod["spec", "initContainers"]?.array ?? [])
        for item in items(range, "Container") {
            for container in containers { errors += check(item, container["resources"] ?? [:], "Container") }
        }
        for item in items(range, "Pod") { errors += check(item, total(pod), "Pod") }
        return errors
    }

    /// Requests and limits of all containers together.
    private static func total(_ pod: JSON) -> JSON {
        var sums: JSON = [:]
        for part in ["requests", "limits"] {
            for container in pod["spec", "containers"]?.array ?? [] {
                for (name, value) in container["resources", part]?.object ?? [:] {
                    guard let amount = quantity(value) else { continue }
                    let present = quantity(sums[part, name])
                    sums[part, name] = .string((present.map { $0 + amount } ?? amount).description)
                }
            }
        }
        return sums
    }

    private static func quantity(_ value: JSON?) -> Quantity? {
        guard let text = value?.string else { return nil }
        return try? Quantity(parsing: text)
    }

    private static func check(_ item: JSON, _ resources: JSON, _ type: String) -> [String] {
        var errors: [String] = []
        for (name, value) in (item["min"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let minimum = quantity(value) else { continue }
            guard let request = quantity(resources["requests", name]) else {
                errors.append("minimum \(name) usage per \(type) is \(minimum).  No request is specified")
                continue
            }
            if request < minimum {
                errors.append("minimum \(name) usage per \(type) is \(minimum), but request is \(request)")
            } else if let limit = quantity(resources["limits", name]), limit < minimum {
                errors.append("minimum \(name) usage per \(type) is \(minimum), but limit is \(limit)")
            }
        }
        for (name, value) in (item["max"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let maximum = quantity(value) else { continue }
            guard let limit = quantity(resources["limits", name]) else {
                errors.append("maximum \(name) usage per \(type) is \(maximum).  No limit is specified")
                continue
            }
            if maximum < limit {
                errors.append("maximum \(name) usage per \(type) is \(maximum), but limit is \(limit)")
            } else if let request = quantity(resources["requests", name]), maximum < request {
                errors.append("maximum \(name) usage per \(type) is \(maximum), but request is \(request)")
            }
        }
        for (name, value) in (item["maxLimitRequestRatio"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let allowed = quantity(value) else { continue }
            guard let request = quantity(resources["requests", name]), let limit = quantity(resources["limits", name]),
                request.double > 0
            else {
                errors.append("\(name) max limit to request ratio per \(type) is \(allowed), but no request is specified or request is 0")
                continue
            }
            let ratio = limit.double / request.double
            if ratio > allowed.double {
                errors.append(
                    "\(name) max limit to request ratio per \(type) is \(allowed), but provided ratio is \(GoFloat.fixed6(ratio))")
            }
        }
        return errors
    }
}

enum GoFloat {
    /// As Go's `%f`.
    static func fixed6(_ value: Double) -> String {
        var whole = value.rounded(.down)
        var millionths = Int(((value - whole) * 1_000_000).rounded())
        if millionths == 1_000_000 { (whole, millionths) = (whole + 1, 0) }
        let fraction = String(millionths)
        guard let shown = Int128(exactly: whole) else { return "\(value)" }
        return "\(shown)." + String(repeating: "0", count: 6 - fraction.count) + fraction
    }
}
