import JSON

extension BuiltinTables {
    static let policy: [String: TableDefinition] = [
        "roles.rbac.authorization.k8s.io": .standard,
        "clusterroles.rbac.authorization.k8s.io": .standard,
        "rolebindings.rbac.authorization.k8s.io": TableDefinition(
            "Name,Role,Age|Users,Groups,ServiceAccounts", binding),
        "clusterrolebindings.rbac.authorization.k8s.io": TableDefinition(
            "Name,Role,Age|Users,Groups,ServiceAccounts", binding),
        "mutatingwebhookconfigurations.admissionregistration.k8s.io": TableDefinition("Name,Webhooks#,Age") {
            [.string($0.name), JSON($0.count("webhooks")), .string($0.age)]
        },
        "validatingwebhookconfigurations.admissionregistration.k8s.io": TableDefinition("Name,Webhooks#,Age") {
            [.string($0.name), JSON($0.count("webhooks")), .string($0.age)]
        },
        "validatingadmissionpolicies.admissionregistration.k8s.io": TableDefinition("Name,Validations#,ParamKind,Age") {
            [.string($0.name), JSON($0.count("spec", "validations")), .string(paramKind($0)), .string($0.age)]
        },
        "validatingadmissionpolicybindings.admissionregistration.k8s.io": TableDefinition(
            "Name,PolicyName,ParamRef,Age", policyBinding),
        "mutatingadmissionpolicies.admissionregistration.k8s.io": TableDefinition("Name,Mutations#,ParamKind,Age") {
            [.string($0.name), JSON($0.count("spec", "mutations")), .string(paramKind($0)), .string($0.age)]
        },
        "mutatingadmissionpolicybindings.admissionregistration.k8s.io": TableDefinition(
            "Name,PolicyName,ParamRef,Age", policyBinding),
        "flowschemas.flowcontrol.apiserver.k8s.io": TableDefinition(
            "Name,PriorityLevel,MatchingPrecedence#,DistinguisherMethod,Age,MissingPL"
        ) { row in
            let dangling = row.condition("Dangling")?["status"]?.string ?? "?"
            return [
                .string(row.name), row.text("spec", "priorityLevelConfiguration", "name"),
                row.number("spec", "matchingPrecedence"), row.text("spec", "distinguisherMethod", "type", or: "<none>"),
                .string(row.age), .string(dangling),
            ]
        },
        "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io": TableDefinition(
            "Name,Type,NominalConcurrencyShares,Queues,HandSize,QueueLengthLimit,Age"
        ) { row in
            func number(_ path: String...) -> JSON { row.object[path: path].map { .string($0.text) } ?? "<none>" }
            let kind = row["spec", "type"]?.string == "Exempt" ? "exempt" : "limited"
            return [
                .string(row.name), row.text("spec", "type"), number("spec", kind, "nominalConcurrencyShares"),
                number("spec", "limited", "limitResponse", "queuing", "queues"),
                number("spec", "limited", "limitResponse", "queuing", "handSize"),
                number("spec", "limited", "limitResponse", "queuing", "queueLengthLimit"), .string(row.age),
            ]
        },
    ]

    @Sendable private static func binding(_ row: Row) -> [JSON] {
        let subjects = row["subjects"]?.array ?? []
        func names(_ kind: String) -> JSON {
            .string(
                subjects.filter { $0["kind"]?.string == kind }.map { subject in
                    let name = subject["name"]?.string ?? ""
                    return kind == "ServiceAccount" ? "\(subject["namespace"]?.string ?? "")/\(name)" : name
                }.joined(separator: ", "))
        }
        let role = "\(row["roleRef", "kind"]?.string ?? "")/\(row["roleRef", "name"]?.string ?? "")"
        return [
            .string(row.name), .string(role), .string(row.age), names("User"), names("Group"), names("ServiceAccount"),
        ]
    }

    private static func paramKind(_ row: Row) -> String {
        guard let kind = row["spec", "paramKind"] else { return "<unset>" }
        return "\(kind["apiVersion"]?.string ?? "")/\(kind["kind"]?.string ?? "")"
    }

    @Sendable private static func policyBinding(_ row: Row) -> [JSON] {
        var reference = "<unset>"
        if let param = row["spec", "paramRef"] {
            let namespace = param["namespace"]?.string ?? "*"
            let name = param["name"]?.string ?? ""
            reference =
                name.isEmpty ? namespace + "/" + Row.labels(param["selector", "matchLabels"]) : "\(namespace)/\(name)"
        }
        return [.string(row.name), row.text("spec", "policyName"), .string(reference), .string(row.age)]
    }
}
