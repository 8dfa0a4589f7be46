import JSON

/// A pod's row: what its containers are up to, in one word.
enum PodRow {
    @Sendable static func cells(_ row: Row) -> [JSON] {
        var summary = Summary(row)
        summary.readInitContainers()
        if !summary.isInitializing || row.holds("Initialized") { summary.readContainers() }
        let isOver = ["Succeeded", "Failed"].contains(row["status", "phase"]?.string ?? "")
        if row["metadata", "deletionTimestamp"] != nil {
            if row["status", "reason"]?.string == "NodeLost" {
                summary.reason = "Unknown"
            } else if !isOver {
                summary.reason = "Terminating"
            }
        }
        return [
            .string(row.name), .string("\(summary.ready)/\(summary.total)"), .string(summary.reason),
            .string(summary.shownRestarts), .string(row.age),
        ] + wide(row)
    }

    private static func wide(_ row: Row) -> [JSON] {
        let gates = row["spec", "readinessGates"]?.array ?? []
        let open = gates.filter { row.holds($0["conditionType"]?.string ?? "") }.count
        let address = row["status", "podIPs"]?[0]?["ip"]?.string ?? ""
        return [
            .string(address.isEmpty ? "<none>" : address), row.text("spec", "nodeName", or: "<none>"),
            row.text("status", "nominatedNodeName", or: "<none>"),
            .string(gates.isEmpty ? "<none>" : "\(open)/\(gates.count)"),
        ]
    }

    private struct Summary {
        let row: Row
        var reason: String
        var total: Int
        var ready = 0
        var isInitializing = false
        private var restarts = 0
        private var sidecarRestarts = 0
        private var lastRestart = 0.0
        private var lastSidecarRestart = 0.0

        init(_ row: Row) {
            self.row = row
            reason = row["status", "reason"]?.string ?? row["status", "phase"]?.string ?? ""
            if row.condition("PodScheduled")?["reason"]?.string == "SchedulingGated" { reason = "SchedulingGated" }
            total = row.count("spec", "containers")
        }

        var shownRestarts: String {
            restarts != 0 && lastRestart > 0
                ? "\(restarts) (\(Ages.text(seconds: row.now - lastRestart)) ago)" : "\(restarts)"
        }

        private static func lastTermination(_ status: JSON) -> Double {
            status["lastState", "terminated", "finishedAt"]?.string.flatMap { DateFormats.seconds($0) } ?? 0
        }

        mutating func readInitContainers() {
            let specs = row["spec", "initContainers"]?.array ?? []
            let sidecars = Set(
                specs.filter { $0["restartPolicy"]?.string == "Always" }.compactMap { $0["name"]?.string })
            total += sidecars.count
            for (index, status) in (row["status", "initContainerStatuses"]?.array ?? []).enumerated() {
                let isSidecar = sidecars.contains(status["name"]?.string ?? "")
                let count = status["restartCount"]?.int ?? 0
                restarts += count
                lastRestart = max(lastRestart, Summary.lastTermination(status))
                if isSidecar {
                    sidecarRestarts += count
                    lastSidecarRestart = max(lastSidecarRestart, Summary.lastTermination(status))
                }
                if let ended = status["state", "terminated"] {
                    if ended["exitCode"]?.int ?? 0 == 0 { continue }
                    reason = "Init:" + Summary.ending(ended)
                } else if isSidecar, status["started"]?.bool == true {
                    if status["ready"]?.bool == true { ready += 1 }
                    continue
                } else if let why = status["state", "waiting", "reason"]?.string, !why.isEmpty, why != "PodInitializing"
                {
                    reason = "Init:" + why
                } else {
                    reason = "Init:\(index)/\(specs.count)"
                }
                isInitializing = true
                break
            }
        }

        private static func ending(_ ended: JSON) -> String {
            if let reason = ended["reason"]?.string, !reason.isEmpty { return reason }
            let signal = ended["signal"]?.int ?? 0
            return signal != 0 ? "Signal:\(signal)" : "ExitCode:\(ended["exitCode"]?.int ?? 0)"
        }

        mutating func readContainers() {
            restarts = sidecarRestarts
            lastRestart = lastSidecarRestart
            var isAnyRunning = false
            for status in (row["status", "containerStatuses"]?.array ?? []).reversed() {
                restarts += status["restartCount"]?.int ?? 0
                lastRestart = max(lastRestart, Summary.lastTermination(status))
                if let why = status["state", "waiting", "reason"]?.string, !why.isEmpty {
                    reason = why
                } else if let ended = status["state", "terminated"] {
                    reason = Summary.ending(ended)
                } else if status["ready"]?.bool == true, status["state", "running"] != nil {
                    isAnyRunning = true
                    ready += 1
                }
            }
            if reason == "Completed", isAnyRunning { reason = row.holds("Ready") ? "Running" : "NotReady" }
        }
    }
}
