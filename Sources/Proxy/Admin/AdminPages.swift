package import JSON
import RE2

/// The pages of Envoy's admin port that this proxy has.
package struct AdminPages: Sendable {
    package struct Answer: Sendable {
        package var status = 200
        package var contentType = "text/plain; charset=UTF-8"
        package var body: String
    }

    private let engine: Engine
    private let configDump: @Sendable (_ withEndpoints: Bool) -> JSON

    package init(engine: Engine, configDump: @escaping @Sendable (_ withEndpoints: Bool) -> JSON) {
        self.engine = engine
        self.configDump = configDump
    }

    package func answer(_ method: String, _ target: String) async -> Answer {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = AdminQuery(parts.count > 1 ? parts[1] : "")
        guard let page = Page(rawValue: String(parts[0])) else {
            return Answer(status: 404, body: "invalid path. " + AdminPages.help)
        }
        guard method == "GET" || method == "HEAD" else {
            return Answer(status: 405, body: "Method \(method) not allowed, GET required.")
        }
        var filter: RE2?
        if let pattern = query["filter"], !pattern.isEmpty {
            do {
                filter = try RE2(pattern)
            } catch {
                return Answer(status: 400, body: "Invalid re2 regex: \(error)")
            }
        }
        return await answer(page, query, filter)
    }

    private func answer(_ page: Page, _ query: AdminQuery, _ filter: RE2?) async -> Answer {
        switch page {
        case .home, .help: return Answer(body: AdminPages.help)
        case .ready:
            let report = await engine.report()
            let isReady = report.isLive && !report.isDraining
            return Answer(status: isReady ? 200 : 503, body: report.state + "\n")
        case .configDump:
            if query["resource"] != nil || query["mask"] != nil || query["name_regex"] != nil {
                return Answer(status: 400, body: "resource, mask and name_regex are not implemented by this proxy\n")
            }
            return json(configDump(query["include_eds"] != nil))
        case .listeners: return listeners(await engine.report(), query)
        case .clusters:
            let found = await engine.report().clusters.filter { filter?.matchesPart(of: $0.name) ?? true }
            let page = ClustersPage(clusters: found)
            return query["format"] == "json" ? json(page.json) : Answer(body: page.text)
        case .serverInfo: return json(serverInfo(await engine.report()))
        case .stats, .prometheus:
            let statistics = StatisticsPage(
                await engine.report(), filter: filter, usedOnly: query["usedonly"] != nil, type: query["type"] ?? "All")
            switch page == .prometheus ? "prometheus" : query["format"] ?? "text" {
            case "text": return Answer(body: statistics.text)
            case "prometheus": return Answer(body: statistics.prometheus)
            case "json": return Answer(contentType: "application/json", body: statistics.json.text)
            default: return Answer(status: 400, body: "usage: /stats?format=(json|prometheus|text)\n\n")
            }
        }
    }

    private func json(_ json: JSON) -> Answer {
        Answer(contentType: "application/json", body: json.pretty(indent: 1) + "\n")
    }

    private func listeners(_ report: EngineReport, _ query: AdminQuery) -> Answer {
        guard query["format"] == "json" else {
            let lines = report.listeners.map { listener in
                let host = listener.address.contains(":") ? "[\(listener.address)]" : listener.address
                return "\(listener.name)::\(host):\(listener.port)\n"
            }
            return Answer(body: lines.joined())
        }
        let statuses: [JSON] = report.listeners.map { listener in
            [
                "name": .string(listener.name),
                "local_address": [
                    "socket_address": [
                        "address": .string(listener.address), "port_value": .int(Int64(listener.port)),
                    ]
                ],
            ]
        }
        return json(statuses.isEmpty ? [:] : ["listener_statuses": .array(statuses)])
    }

    private func serverInfo(_ report: EngineReport) -> JSON {
        let (configuration, uptime) = (engine.shared.configuration, JSON.string("\(report.uptimeSeconds)s"))
        return [
            "version": .string("postern/\(Engine.emulatedVersion)/Distribution/RELEASE/BoringSSL"),
            "state": .string(report.state), "uptime_current_epoch": uptime, "uptime_all_epochs": uptime,
            "command_line_options": [
                "service_cluster": .string(configuration.nodeCluster), "service_node": .string(configuration.nodeID),
            ],
            "node": [
                "id": .string(configuration.nodeID), "cluster": .string(configuration.nodeCluster),
                "user_agent_name": "envoy",
            ],
        ]
    }

    private enum Page: String, CaseIterable {
        case home = "/"
        case clusters = "/clusters"
        case configDump = "/config_dump"
        case help = "/help"
        case listeners = "/listeners"
        case ready = "/ready"
        case serverInfo = "/server_info"
        case stats = "/stats"
        case prometheus = "/stats/prometheus"

        /// In Envoy's words.
        var purpose: String {
            switch self {
            case .home: "Admin home page"
            case .clusters: "upstream cluster status"
            case .configDump: "dump current Envoy configs"
            case .help: "print out list of admin commands"
            case .listeners: "print listener info"
            case .ready: "print server state, return 200 if LIVE, otherwise return 503"
            case .serverInfo: "print server version/status information"
            case .stats: "print server stats"
            case .prometheus: "print server stats in prometheus format"
            }
        }

        var parameters: [String] {
            switch self {
            case .clusters:
                [
                    "filter: Regular expression (Google re2) for filtering clusters by name",
                    "format: File format to use; One of (text, json)",
                ]
            case .configDump:
                ["include_eds: Dump currently loaded configuration including EDS. See the response definition for more information"]
            case .listeners: ["format: File format to use; One of (text, json)"]
            case .stats:
                Page.prometheus.parameters + [
                    "format: Format to use; One of (text, json, prometheus)",
                    "type: Stat types to include.; One of (All, Counters, Gauges)",
                ]
            case .prometheus:
                [
                    "usedonly: Only include stats that have been written by system since restart",
                    "filter: Regular expression (Google re2) for filtering stats",
                ]
            case .home, .help, .ready, .serverInfo: []
            }
        }
    }

    private static let help: String = {
        var text = "admin commands are:\n"
        for page in Page.allCases {
            text += "  \(page.rawValue): \(page.purpose)\n"
            for parameter in page.parameters { text += "      \(parameter)\n" }
        }
        return text
    }()
}

extension Engine {
    /// The Envoy whose behaviour this is.
    static let emulatedVersion = "1.39.3"
}

extension EngineReport {
    fileprivate var state: String { isDraining ? "DRAINING" : isLive ? "LIVE" : "PRE_INITIALIZING" }
}

/// What follows the question mark.
struct AdminQuery {
    private var values: [String: String] = [:]

    init(_ text: some StringProtocol) {
        for pair in text.split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[AdminQuery.decoded(sides[0])] = sides.count > 1 ? AdminQuery.decoded(sides[1]) : ""
        }
    }

    subscript(_ name: String) -> String? { values[name] }

    private static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                rest.count >= 2
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
