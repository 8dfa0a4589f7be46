import JSON

extension BuiltinTables {
    static let workloads: [String: TableDefinition] = [
        "pods": TableDefinition("Name,Ready,Status,Restarts,Age|IP,Node,Nominated Node,Readiness Gates", PodRow.cells),
        "podtemplates": TableDefinition("Name,Containers,Images,Pod Labels") {
            [.string($0.name)] + $0.containers("template", "spec", "containers") + [
                $0.labels("template", "metadata", "labels")
            ]
        },
        "replicationcontrollers": TableDefinition("Name,Desired#,Current#,Ready#,Age|Containers,Images,Selector") {
            replicas($0) + $0.containers("spec", "template", "spec", "containers") + [$0.labels("spec", "selector")]
        },
        "replicasets.apps": TableDefinition("Name,Desired#,Current#,Ready#,Age|Containers,Images,Selector") {
            replicas($0) + $0.containers("spec", "template", "spec", "containers") + [$0.selector("spec", "selector")]
        },
        "deployments.apps": TableDefinition("Name,Ready,Up-to-date#,Available#,Age|Containers,Images,Selector") {
            [
                .string($0.name), ready($0), $0.number("status", "updatedReplicas"),
                $0.number("status", "availableReplicas"),
            ]
                + [.string($0.age)] + $0.containers("spec", "template", "spec", "containers") + [
                    $0.selector("spec", "selector")
                ]
        },
        "statefulsets.apps": TableDefinition("Name,Ready,Age|Containers,Images") {
            [.string($0.name), ready($0), .string($0.age)] + $0.containers("spec", "template", "spec", "containers")
        },
        "daemonsets.apps": TableDefinition(
            "Name,Desired#,Current#,Ready#,Up-to-date#,Available#,Node Selector,Age|Containers,Images,Selector"
        ) {
            [
                .string($0.name), $0.number("status", "desiredNumberScheduled"),
                $0.number("status", "currentNumberScheduled"), $0.number("status", "numberReady"),
                $0.number("status", "updatedNumberScheduled"), $0.number("status", "numberAvailable"),
                $0.labels("spec", "template", "spec", "nodeSelector"), .string($0.age),
            ] + $0.containers("spec", "template", "spec", "containers") + [$0.selector("spec", "selector")]
        },
        "controllerrevisions.apps": TableDefinition("Name,Controller,Revision#,Age") { row in
            let owner = row["metadata", "ownerReferences"]?.array?.first { $0["controller"]?.bool == true }
            let group = (owner?["apiVersion"]?.string ?? "").split(separator: "/").dropLast().joined()
            let kind = (owner?["kind"]?.string ?? "").lowercased()
            let resource = group.isEmpty ? kind : "\(kind).\(group)"
            let shown = owner == nil ? "<none>" : "\(resource)/\(owner?["name"]?.string ?? "")"
            return [.string(row.name), .string(shown), row.number("revision"), .string(row.age)]
        },
        "jobs.batch": TableDefinition("Name,Status,Completions,Duration,Age|Containers,Images,Selector", job),
        "cronjobs.batch": TableDefinition(
            "Name,Schedule,Timezone,Suspend?,Active#,Last Schedule,Age|Containers,Images,Selector"
        ) { row in
            let last = row["status", "lastScheduleTime"]
            return [
                .string(row.name), row.text("spec", "schedule"), row.text("spec", "timeZone", or: "<none>"),
                row.boolean("spec", "suspend"), JSON(row.count("status", "active")),
                .string(last == nil ? "<none>" : Ages.since(last, row.now)), .string(row.age),
            ] + row.containers("spec", "jobTemplate", "spec", "template", "spec", "containers")
                + [row.selector("spec", "jobTemplate", "spec", "selector")]
        },
        "poddisruptionbudgets.policy": TableDefinition("Name,Min Available,Max Unavailable,Allowed Disruptions#,Age") {
            [
                .string($0.name), scalar($0["spec", "minAvailable"]), scalar($0["spec", "maxUnavailable"]),
                $0.number("status", "disruptionsAllowed"), .string($0.age),
            ]
        },
        "horizontalpodautoscalers.autoscaling": TableDefinition(
            "Name,Reference,Targets,MinPods,MaxPods#,Replicas#,Age", AutoscalerRow.cells),
    ]

    private static func replicas(_ row: Row) -> [JSON] {
        [
            .string(row.name), row.number("spec", "replicas"), row.number("status", "replicas"),
            row.number("status", "readyReplicas"), .string(row.age),
        ]
    }

    private static func ready(_ row: Row) -> JSON {
        .string("\(row["status", "readyReplicas"]?.int ?? 0)/\(row["spec", "replicas"]?.int ?? 0)")
    }

    private static func scalar(_ value: JSON?) -> JSON {
        .string(value.map { $0.string ?? $0.text } ?? "N/A")
    }

    @Sendable private static func job(_ row: Row) -> [JSON] {
        let succeeded = row["status", "succeeded"]?.int ?? 0
        let parallelism = row["spec", "parallelism"]?.int ?? 0
        let completions =
            if let wanted = row["spec", "completions"]?.int {
                "\(succeeded)/\(wanted)"
            } else {
                parallelism > 1 ? "\(succeeded)/1 of \(parallelism)" : "\(succeeded)/1"
            }
        var duration = ""
        if let start = row["status", "startTime"]?.string.flatMap({ DateFormats.seconds($0) }) {
            let end = row["status", "completionTime"]?.string.flatMap { DateFormats.seconds($0) } ?? row.now
            duration = Ages.text(seconds: end - start)
        }
        let status =
            row.holds("Complete")
            ? "Complete"
            : row.holds("Failed")
                ? "Failed"
                : row["metadata", "deletionTimestamp"] != nil
                    ? "Terminating"
                    : row.holds("Suspended") ? "Suspended" : row.holds("FailureTarget") ? "FailureTarget" : "Running"
        return [.string(row.name), .string(status), .string(completions), .string(duration), .string(row.age)]
            + row.containers("spec", "template", "spec", "containers") + [row.selector("spec", "selector")]
    }
}

/// HorizontalPodAutoscaler's targets: `cpu: 12%/80%`.
private enum AutoscalerRow {
    @Sendable static func cells(_ row: Row) -> [JSON] {
        let reference = row["spec", "scaleTargetRef"]
        let target = "\(reference?["kind"]?.string ?? "")/\(reference?["name"]?.string ?? "")"
        let minimum = row["spec", "minReplicas"]?.int.map { String($0) } ?? "<unset>"
        return [
            .string(row.name), .string(target), .string(targets(row)), .string(minimum),
            row.number("spec", "maxReplicas"),
            row.number("status", "currentReplicas"), .string(row.age),
        ]
    }

    private static func targets(_ row: Row) -> String {
        let current = row["status", "currentMetrics"]?.array ?? []
        var shown: [String] = []
        for (index, metric) in (row["spec", "metrics"]?.array ?? []).enumerated() {
            let source = (metric["type"]?.string ?? "").replacingFirstLowercased
            let spec = metric[source]
            let status = index < current.count ? current[index][source]?["current"] : nil
            let name = source == "resource" || source == "containerResource" ? "\(spec?["name"]?.string ?? ""): " : ""
            let target = spec?["target"]
            if let wanted = target?["averageUtilization"]?.int {
                let now = status?["averageUtilization"]?.int.map { "\($0)%" } ?? "<unknown>"
                shown.append("\(name)\(now)/\(wanted)%")
            } else if let wanted = target?["averageValue"]?.string {
                shown.append(
                    "\(name)\(status?["averageValue"]?.string ?? "<unknown>")/\(wanted)\(source == "external" ? " (avg)" : "")"
                )
            } else {
                shown.append(
                    "\(name)\(status?["value"]?.string ?? "<unknown>")/\(target?["value"]?.string ?? "<auto>")")
            }
        }
        if shown.isEmpty { return "<none>" }
        return shown.count > 2
            ? shown.prefix(2).joined(separator: ", ") + " + \(shown.count - 2) more..." : shown.joined(separator: ", ")
    }
}

extension String {
    fileprivate var replacingFirstLowercased: String { prefix(1).lowercased() + dropFirst() }
}
