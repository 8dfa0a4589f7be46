import JSON

extension BuiltinTables {
    static let cluster: [String: TableDefinition] = [
        "namespaces": TableDefinition("Name,Status,Age") {
            [.string($0.name), $0.text("status", "phase"), .string($0.age)]
        },
        "nodes": TableDefinition(
            "Name,Status,Roles,Age,Version|Internal-IP,External-IP,OS-Image,Kernel-Version,Container-Runtime", node),
        "events": TableDefinition(
            "Last Seen,Type,Reason,Object|Subobject,Source|Message|First Seen,Count#,Name", { event($0, isCore: true) }),
        "events.events.k8s.io": TableDefinition(
            "Last Seen,Type,Reason,Object|Subobject,Source|Message|First Seen,Count#,Name", { event($0, isCore: false) }
        ),
        "secrets": TableDefinition("Name,Type,Data,Age") {
            [.string($0.name), $0.text("type"), JSON($0.count("data")), .string($0.age)]
        },
        "configmaps": TableDefinition("Name,Data,Age") {
            [.string($0.name), JSON($0.count("data") + $0.count("binaryData")), .string($0.age)]
        },
        "serviceaccounts": TableDefinition.nameAndAge,
        "leases.coordination.k8s.io": TableDefinition("Name,Holder,Age") {
            [.string($0.name), $0.text("spec", "holderIdentity"), .string($0.age)]
        },
        "resourcequotas": TableDefinition("Name,Request,Limit,Age", quota),
        "priorityclasses.scheduling.k8s.io": TableDefinition("Name,Value#,Global-Default?,Age,PreemptionPolicy") {
            [
                .string($0.name), $0.number("value"), .bool($0["globalDefault"]?.bool ?? false), .string($0.age),
                $0.text("preemptionPolicy"),
            ]
        },
        "runtimeclasses.node.k8s.io": TableDefinition("Name,Handler,Age") {
            [.string($0.name), $0.text("handler"), .string($0.age)]
        },
        "certificatesigningrequests.certificates.k8s.io": TableDefinition(
            "Name,Age,SignerName,Requestor,RequestedDuration,Condition", signingRequest),
        "deviceclasses.resource.k8s.io": TableDefinition.nameAndAge,
        "resourceclaimtemplates.resource.k8s.io": TableDefinition.nameAndAge,
        "resourceclaims.resource.k8s.io": TableDefinition("Name,State,Age") { row in
            var words = row["status", "allocation"] == nil ? ["pending"] : ["allocated"]
            if row.count("status", "reservedFor") > 0 { words.append("reserved") }
            if row["metadata", "deletionTimestamp"] != nil { words = ["deleted"] + words }
            return [.string(row.name), .string(words.joined(separator: ",")), .string(row.age)]
        },
        "resourceslices.resource.k8s.io": TableDefinition("Name,Node,Driver,Pool,Age") {
            [
                .string($0.name), $0.text("spec", "nodeName", or: "<none>"), $0.text("spec", "driver"),
                $0.text("spec", "pool", "name"), .string($0.age),
            ]
        },
        "componentstatuses": TableDefinition("Name,Status,Message,Error") {
            [.string($0.name), "Unknown", "", ""]
        },
        "apiservices.apiregistration.k8s.io": TableDefinition("Name,Service,Available,Age") { row in
            let service = row["spec", "service"]
            let shown =
                service == nil ? "Local" : "\(service?["namespace"]?.string ?? "")/\(service?["name"]?.string ?? "")"
            let condition = row.condition("Available")
            var status = condition?["status"]?.string ?? "Unknown"
            if status != "True", let reason = condition?["reason"]?.string { status += " (\(reason))" }
            return [.string(row.name), .string(shown), .string(status), .string(row.age)]
        },
    ]

    @Sendable private static func node(_ row: Row) -> [JSON] {
        var status = row.holds("Ready") ? ["Ready"] : row.condition("Ready") == nil ? ["Unknown"] : ["NotReady"]
        if row["spec", "unschedulable"]?.bool == true { status.append("SchedulingDisabled") }
        let prefix = "node-role.kubernetes.io/"
        var roles: Set<String> = []
        for (key, value) in row["metadata", "labels"]?.object ?? [:] {
            if key.hasPrefix(prefix), key.count > prefix.count { roles.insert(String(key.dropFirst(prefix.count))) }
            if key == "kubernetes.io/role", let role = value.string, !role.isEmpty { roles.insert(role) }
        }
        func address(_ type: String) -> JSON {
            let found = row["status", "addresses"]?.array?.first { $0["type"]?.string == type }
            return found?["address"] ?? "<none>"
        }
        func info(_ key: String) -> JSON { row.text("status", "nodeInfo", key, or: "<unknown>") }
        return [
            .string(row.name), .string(status.joined(separator: ",")),
            .string(roles.isEmpty ? "<none>" : roles.sorted().joined(separator: ",")), .string(row.age),
            row.text("status", "nodeInfo", "kubeletVersion"), address("InternalIP"), address("ExternalIP"),
            info("osImage"),
            info("kernelVersion"), info("containerRuntimeVersion"),
        ]
    }

    private static func event(_ row: Row, isCore: Bool) -> [JSON] {
        func field(_ core: String, _ new: String) -> JSON? { row[isCore ? core : new] }
        func span(_ time: JSON?) -> String? {
            guard let time, !time.isNull else { return nil }
            return Ages.since(time, row.now)
        }
        let firstTime = span(field("firstTimestamp", "deprecatedFirstTimestamp")) ?? span(row["eventTime"])
        var last = span(field("lastTimestamp", "deprecatedLastTimestamp")) ?? firstTime
        var count = field("count", "deprecatedCount")?.int ?? 0
        if let series = row["series"], !series.isNull {
            count = series["count"]?.int ?? 0
            last = Ages.since(series["lastObservedTime"], row.now)
        } else if count == 0 {
            count = 1
        }
        let about = field("involvedObject", "regarding")
        let kind = (about?["kind"]?.string ?? "").lowercased()
        let target = kind + "/" + (about?["name"]?.string ?? "")
        let source = field("source", "deprecatedSource")
        var component = source?["component"]?.string ?? ""
        var host = source?["host"]?.string ?? ""
        if component.isEmpty { component = field("reportingComponent", "reportingController")?.string ?? "" }
        if host.isEmpty { host = row["reportingInstance"]?.string ?? "" }
        let message = (field("message", "note")?.string ?? "").trimmingSpace
        return [
            .string(last ?? "<unknown>"), row.text("type"), row.text("reason"), .string(target),
            about?["fieldPath"] ?? "", .string(host.isEmpty ? component : "\(component), \(host)"), .string(message),
            .string(firstTime ?? "<unknown>"), JSON(count), .string(row.name),
        ]
    }

    @Sendable private static func quota(_ row: Row) -> [JSON] {
        var requests: [String] = []
        var limits: [String] = []
        for (name, hard) in (row["status", "hard"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            let shown = "\(name): \(row["status", "used", name]?.string ?? "0")/\(hard.string ?? "0")"
            if name.hasPrefix("limits.") { limits.append(shown) } else { requests.append(shown) }
        }
        return [
            .string(row.name), .string(requests.joined(separator: ", ")), .string(limits.joined(separator: ", ")),
            .string(row.age),
        ]
    }

    @Sendable private static func signingRequest(_ row: Row) -> [JSON] {
        let types = (row["status", "conditions"]?.array ?? []).compactMap { $0["type"]?.string }
        var words = types.contains("Denied") ? ["Denied"] : types.contains("Approved") ? ["Approved"] : []
        if words.isEmpty { words = ["Pending"] }
        if types.contains("Failed") { words.append("Failed") }
        if let certificate = row["status", "certificate"]?.string, !certificate.isEmpty { words.append("Issued") }
        let seconds = row["spec", "expirationSeconds"]?.double
        return [
            .string(row.name), .string(row.age), row.text("spec", "signerName", or: "<none>"),
            row.text("spec", "username"),
            .string(seconds.map { Ages.text(seconds: $0) } ?? "<none>"), .string(words.joined(separator: ",")),
        ]
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
