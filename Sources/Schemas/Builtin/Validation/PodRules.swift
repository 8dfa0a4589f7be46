import JSON
import Kube

/// Pods and pod templates.
enum PodRules {
    @Sendable static func checkPod(_ check: inout ObjectCheck) {
        // An update of a pod may change so little that the strategy for updates says all there is to say.
        guard check.old == nil else { return }
        checkSpec(&check, check["spec"], "spec")
    }

    static func checkTemplate(_ check: inout ObjectCheck, _ path: String) {
        let template = check.object[path: path.split(separator: ".").map(String.init)]
        check.errors += ObjectMetaRules.labels(template?.labels ?? [:], "\(path).metadata.labels")
        check.errors += ObjectMetaRules.annotations(template?.annotations ?? [:], "\(path).metadata.annotations")
        checkSpec(&check, template?["spec"], "\(path).spec")
    }

    static func checkSpec(_ check: inout ObjectCheck, _ spec: JSON?, _ path: String) {
        let volumes = checkVolumes(&check, spec?["volumes"]?.array ?? [], "\(path).volumes")
        let usesHostNetwork = spec?["hostNetwork"]?.bool == true
        var containers = ContainerRules(volumes: volumes, usesHostNetwork: usesHostNetwork)
        let ordinary = spec?["containers"]?.array ?? []
        if ordinary.isEmpty { check.required("\(path).containers") }
        containers.check(&check, ordinary, "\(path).containers")
        containers.check(&check, spec?["initContainers"]?.array ?? [], "\(path).initContainers", areInit: true)
        if spec?["restartPolicy"] == nil { check.required("\(path).restartPolicy") }
        check.nonnegative("\(path).terminationGracePeriodSeconds", spec?["terminationGracePeriodSeconds"])
        if let deadline = spec?["activeDeadlineSeconds"]?.int, deadline < 1 || deadline > Int(Int32.max) {
            check.invalid(
                "\(path).activeDeadlineSeconds", JSON(deadline), "must be between 1 and 2147483647, inclusive")
        }
        for (key, value) in (spec?["nodeSelector"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            check.rule("\(path).nodeSelector", key, NameRules.qualifiedName(key))
            check.rule("\(path).nodeSelector", value.string ?? "", NameRules.labelValue(value.string ?? ""))
        }
        for key in ["serviceAccountName", "nodeName", "priorityClassName"] {
            if let name = spec?[key]?.string, !name.isEmpty {
                check.rule("\(path).\(key)", name, NameRules.dnsSubdomain(name))
            }
        }
        for key in ["hostname", "subdomain"] {
            if let name = spec?[key]?.string, !name.isEmpty {
                check.rule("\(path).\(key)", name, NameRules.dnsLabel(name))
            }
        }
        checkTolerations(&check, spec?["tolerations"]?.array ?? [], "\(path).tolerations")
    }

    private static func checkTolerations(_ check: inout ObjectCheck, _ tolerations: [JSON], _ path: String) {
        for (index, toleration) in tolerations.enumerated() {
            let place = "\(path)[\(index)]"
            let key = toleration["key"]?.string ?? ""
            let kind = toleration["operator"]?.string ?? ""
            if !key.isEmpty { check.rule("\(place).key", key, NameRules.qualifiedName(key)) }
            if key.isEmpty, kind != "Exists" {
                check.invalid(
                    "\(place).operator", .string(kind),
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\"")
            }
            if toleration["tolerationSeconds"] != nil, toleration["effect"]?.string != "NoExecute" {
                check.invalid(
                    "\(place).effect", toleration["effect"] ?? "",
                    "effect must be 'NoExecute' when `tolerationSeconds` is set")
            }
            if kind == "Exists", let value = toleration["value"]?.string, !value.isEmpty {
                check.invalid("\(place).operator", toleration, "value must be empty when `operator` is 'Exists'")
            }
        }
    }

    /// The names of the volumes.
    private static func checkVolumes(_ check: inout ObjectCheck, _ volumes: [JSON], _ path: String) -> Set<String> {
        var names: Set<String> = []
        for (index, volume) in volumes.enumerated() {
            let place = "\(path)[\(index)]"
            let name = volume["name"]?.string ?? ""
            if name.isEmpty {
                check.required("\(place).name")
            } else {
                check.rule("\(place).name", name, NameRules.dnsLabel(name))
                if !names.insert(name).inserted { check.add(.duplicate("\(place).name", .string(name))) }
            }
            let sources = (volume.object ?? [:]).keys.filter { $0 != "name" }.sorted()
            if sources.isEmpty { check.required(place, "must specify a volume type") }
            for extra in sources.dropFirst() {
                check.forbidden("\(place).\(extra)", "may not specify more than 1 volume type")
            }
            if volume["secret"] != nil, (volume["secret", "secretName"]?.string ?? "").isEmpty {
                check.required("\(place).secret.secretName")
            }
            if volume["configMap"] != nil, (volume["configMap", "name"]?.string ?? "").isEmpty {
                check.required("\(place).configMap.name")
            }
            if volume["persistentVolumeClaim"] != nil,
                (volume["persistentVolumeClaim", "claimName"]?.string ?? "").isEmpty
            {
                check.required("\(place).persistentVolumeClaim.claimName")
            }
            if volume["hostPath"] != nil, (volume["hostPath", "path"]?.string ?? "").isEmpty {
                check.required("\(place).hostPath.path")
            }
        }
        return names
    }
}

/// The containers of a pod, whose names and host ports must differ.
private struct ContainerRules {
    let volumes: Set<String>
    let usesHostNetwork: Bool
    private var names: Set<String> = []
    private var hostPorts: Set<String> = []

    init(volumes: Set<String>, usesHostNetwork: Bool) {
        self.volumes = volumes
        self.usesHostNetwork = usesHostNetwork
    }

    mutating func check(_ check: inout ObjectCheck, _ containers: [JSON], _ path: String, areInit: Bool = false) {
        for (index, container) in containers.enumerated() {
            let place = "\(path)[\(index)]"
            let name = container["name"]?.string ?? ""
            if name.isEmpty {
                check.required("\(place).name")
            } else {
                check.rule("\(place).name", name, NameRules.dnsLabel(name))
                if !names.insert(name).inserted { check.add(.duplicate("\(place).name", .string(name))) }
            }
            let image = container["image"]?.string ?? ""
            if image.isEmpty {
                check.required("\(place).image")
            } else if image.first == " " || image.last == " " {
                check.invalid("\(place).image", .string(image), "must not have leading or trailing whitespace")
            }
            checkPorts(&check, container["ports"]?.array ?? [], "\(place).ports")
            checkEnvironment(&check, container, place)
            checkMounts(&check, container["volumeMounts"]?.array ?? [], "\(place).volumeMounts")
            let isSidecar = container["restartPolicy"]?.string == "Always"
            for probe in ["livenessProbe", "readinessProbe", "startupProbe"] {
                guard let value = container[probe] else { continue }
                if areInit, !isSidecar {
                    check.forbidden(
                        "\(place).\(probe)", "may not be set for init containers without restartPolicy=Always")
                } else {
                    checkProbe(&check, value, "\(place).\(probe)", needsOneSuccess: probe != "readinessProbe")
                }
            }
            checkResources(&check, container["resources"], "\(place).resources")
        }
    }

    private mutating func checkPorts(_ check: inout ObjectCheck, _ ports: [JSON], _ path: String) {
        var names: Set<String> = []
        for (index, port) in ports.enumerated() {
            let place = "\(path)[\(index)]"
            if let name = port["name"]?.string, !name.isEmpty {
                let messages = NameRules.portName(name)
                check.rule("\(place).name", name, messages)
                if messages.isEmpty, !names.insert(name).inserted {
                    check.add(.duplicate("\(place).name", .string(name)))
                }
            }
            let number = port["containerPort"]?.int ?? 0
            if number == 0 {
                check.required("\(place).containerPort")
            } else {
                check.portNumber("\(place).containerPort", JSON(number))
            }
            guard let host = port["hostPort"]?.int, host != 0 else { continue }
            check.portNumber("\(place).hostPort", JSON(host))
            if usesHostNetwork, host != number {
                check.invalid(
                    "\(place).containerPort", JSON(number), "must match `hostPort` when `hostNetwork` is true")
            }
            let key = "\(port["protocol"]?.string ?? "TCP")/\(port["hostIP"]?.string ?? "")/\(host)"
            if !hostPorts.insert(key).inserted { check.add(.duplicate("\(place).hostPort", .string(key))) }
        }
    }

    private func checkEnvironment(_ check: inout ObjectCheck, _ container: JSON, _ path: String) {
        for (index, variable) in (container["env"]?.array ?? []).enumerated() {
            let place = "\(path).env[\(index)]"
            let name = variable["name"]?.string ?? ""
            if name.isEmpty {
                check.required("\(place).name")
            } else if !name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "=") }) {
                check.invalid(
                    "\(place).name", .string(name),
                    "a valid environment variable name must consist only of printable ASCII characters other than '='")
            }
            guard let source = variable["valueFrom"] else { continue }
            let count = (source.object ?? [:]).count
            if count == 0 {
                check.invalid(
                    "\(place).valueFrom", "",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"
                )
            } else if !(variable["value"]?.string ?? "").isEmpty {
                check.invalid("\(place).valueFrom", "", "may not be specified when `value` is not empty")
            } else if count > 1 {
                check.invalid("\(place).valueFrom", "", "may not have more than one field specified at a time")
            }
        }
    }

    private func checkMounts(_ check: inout ObjectCheck, _ mounts: [JSON], _ path: String) {
        var paths: Set<String> = []
        for (index, mount) in mounts.enumerated() {
            let place = "\(path)[\(index)]"
            let name = mount["name"]?.string ?? ""
            if name.isEmpty {
                check.required("\(place).name")
            } else if !volumes.contains(name) {
                check.add(.notFound("\(place).name", .string(name)))
            }
            let target = mount["mountPath"]?.string ?? ""
            if target.isEmpty { check.required("\(place).mountPath") }
            if !paths.insert(target).inserted { check.invalid("\(place).mountPath", .string(target), "must be unique") }
        }
    }

    private func checkProbe(_ check: inout ObjectCheck, _ probe: JSON, _ path: String, needsOneSuccess: Bool) {
        let handlers = ["exec", "httpGet", "tcpSocket", "grpc"].filter { probe[$0] != nil }
        if handlers.isEmpty { check.required(path, "must specify a handler type") }
        for extra in handlers.dropFirst() {
            check.forbidden("\(path).\(extra)", "may not specify more than 1 handler type")
        }
        if let get = probe["httpGet"] {
            if (get["path"]?.string ?? "").isEmpty { check.required("\(path).httpGet.path") }
            check.portOrName("\(path).httpGet.port", get["port"])
        }
        if let socket = probe["tcpSocket"] { check.portOrName("\(path).tcpSocket.port", socket["port"]) }
        if let grpc = probe["grpc"] { check.portNumber("\(path).grpc.port", grpc["port"]) }
        for key in ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] {
            check.nonnegative("\(path).\(key)", probe[key])
        }
        if needsOneSuccess, let threshold = probe["successThreshold"]?.int, threshold != 1 {
            check.invalid("\(path).successThreshold", JSON(threshold), "must be 1")
        }
    }

    private func checkResources(_ check: inout ObjectCheck, _ resources: JSON?, _ path: String) {
        func quantity(_ value: JSON?) -> Quantity? { value?.string.flatMap { try? Quantity(parsing: $0) } }
        let limits = resources?["limits"]?.object ?? [:]
        let requests = resources?["requests"]?.object ?? [:]
        for (list, kind) in [(requests, "requests"), (limits, "limits")] {
            for (name, value) in list.sorted(by: { $0.key < $1.key }) {
                guard let amount = quantity(value) else { continue }
                if amount < Quantity(0) {
                    check.invalid("\(path).\(kind)[\(name)]", value, "must be greater than or equal to 0")
                }
                guard kind == "requests", let limit = limits[name], let most = quantity(limit), most < amount else {
                    continue
                }
                check.invalid(
                    "\(path).requests", value, "must be less than or equal to \(name) limit of \(limit.string ?? "")")
            }
        }
    }
}
