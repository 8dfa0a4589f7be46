import JSON
import RE2

/// `/stats` and `/stats/prometheus`.
struct StatisticsPage {
    let statistics: [Statistic]

    init(_ report: EngineReport, filter: RE2? = nil, usedOnly: Bool = false, type: String = "All") {
        statistics = report.statistics.filter { statistic in
            if usedOnly, statistic.value == 0 { return false }
            if type == "Counters", statistic.isGauge { return false }
            if type == "Gauges", !statistic.isGauge { return false }
            return filter?.matchesPart(of: statistic.name) ?? true
        }
    }

    var text: String {
        var text = ""
        for statistic in statistics { text += "\(statistic.name): \(statistic.value)\n" }
        return text
    }

    var json: JSON {
        ["stats": .array(statistics.map { ["name": .string($0.name), "value": .int(Int64($0.value))] })]
    }

    /// Counters first, then gauges, by metric.
    var prometheus: String {
        var lines: [Bool: [String: [String]]] = [:]
        for statistic in statistics {
            let (family, labels) = statistic.metric
            let text = labels.map { "\($0.name)=\"\(StatisticsPage.escaped($0.value))\"" }.joined(separator: ",")
            lines[statistic.isGauge, default: [:]][family, default: []].append("\(family){\(text)} \(statistic.value)\n")
        }
        var text = ""
        for (isGauge, kind) in [(false, "counter"), (true, "gauge")] {
            for (family, values) in (lines[isGauge] ?? [:]).sorted(by: { $0.key < $1.key }) {
                text += "# TYPE \(family) \(kind)\n"
                for line in values { text += line }
            }
        }
        return text
    }

    private static func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == 0x5C || $0 == 0x22 || $0 == 0x0A }) else { return value }
        return value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
