import GatewayAPI
import JSON
import Kube

@testable import Translate

/// A translation in lines that a reader can check: conditions first, then what the proxies do.
enum Summary {
    static func text(_ offline: OfflineTranslation) -> String {
        let statuses = offline.translation.statuses.sorted { ($0.kind, $0.name) < ($1.kind, $1.name) }
            .flatMap { change in lines(change.status, "\(change.kind) \(change.name)") }
        let proxies = offline.translation.fleets.sorted { $0.key < $1.key }.flatMap { key, fleet in
            ["proxies \(key) (\(fleet.infra.namespace)/\(fleet.infra.objectName))"] + lines(fleet.model).map { "  \($0)" }
        }
        let notices = offline.translation.notices.map { "notice \($0.kind) \($0.name) \($0.reason): \($0.message)" }
        return (statuses + proxies + notices.sorted()).joined(separator: "\n") + "\n"
    }

    private static func lines(_ status: JSON, _ object: String) -> [String] {
        var lines = conditions(status["conditions"], object)
        for address in status["addresses"]?.array ?? [] {
            lines.append("\(object) address \(address["type"]?.string ?? "") \(address["value"]?.string ?? "")")
        }
        if let count = status["attachedListenerSets"]?.int { lines.append("\(object) attachedListenerSets \(count)") }
        for listener in status["listeners"]?.array ?? [] {
            let kinds = (listener["supportedKinds"]?.array ?? []).compactMap { $0["kind"]?.string }
            let name = "\(object) [\(listener["name"]?.string ?? "")]"
            lines.append(
                "\(name) attachedRoutes \(listener["attachedRoutes"]?.int ?? -1), \(kinds.joined(separator: " "))")
            lines += conditions(listener["conditions"], name)
        }
        for (key, reference) in [("parents", "parentRef"), ("ancestors", "ancestorRef")] {
            for entry in status[key]?.array ?? [] {
                let target = ParentReference(json: entry[reference] ?? [:])
                let section = target.sectionName.map { "#\($0)" } ?? ""
                lines += conditions(
                    entry["conditions"], "\(object) <\(target.kind ?? "Gateway") \(target.name)\(section)>")
            }
        }
        return lines
    }

    private static func conditions(_ list: JSON?, _ object: String) -> [String] {
        (list?.array ?? []).map { condition in
            func text(_ key: String) -> String { condition[key]?.string ?? "?" }
            return "\(object) \(text("type"))=\(text("status"))/\(text("reason")): \(text("message"))"
        }
    }

    private static func lines(_ model: Model.Proxies) -> [String] {
        let http = model.http.flatMap { listener in
            ["http \(listener.core.name) \(listener.core.address):\(listener.core.port) \(listener.hostnames)"]
                + listener.routes.map { "  \($0.name) -> \(text($0.action))" }
        }
        let tcp = model.tcp.flatMap { listener in
            ["tcp \(listener.core.name) :\(listener.core.port)"]
                + listener.routes.map { route in
                    "  \(route.name) \(route.serverNames ?? []) -> \(route.destination.map(text) ?? "nothing")"
                }
        }
        let udp = model.udp.map { listener in
            "udp \(listener.core.name) :\(listener.core.port) -> \(listener.route?.destination.map(text) ?? "nothing")"
        }
        return http + tcp + udp
    }

    private static func text(_ action: Model.Action) -> String {
        switch action {
        case .none: "nothing"
        case .forward(let destination): text(destination)
        case .respond(let response): "\(response.status)"
        case .redirect(let redirect): "redirect \(redirect.status) \(redirect.scheme ?? "") \(redirect.port ?? 0)"
        }
    }

    private static func text(_ destination: Model.Destination) -> String {
        let settings = destination.settings.map { setting in
            let what =
                setting.isInvalid
                ? "invalid" : setting.isDynamicResolver
                    ? "dynamic" : setting.endpoints.map { "\($0.host):\($0.port)" }.joined(separator: ",")
            let tls = setting.tls.map { " tls \($0.sni ?? "")" } ?? ""
            let priority = setting.priority.map { " priority \($0)" } ?? ""
            return "\(setting.weight ?? 0)x \(what)\(tls)\(priority)"
        }
        return "\(destination.name) [\(settings.joined(separator: "; "))]"
    }
}
