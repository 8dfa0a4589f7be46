import JSON
import Kube

/// The Pod Security Standards (Kubernetes 1.36), check by check: each says what is wrong as `reason (detail)`.
enum PodSecurityChecks {
    static func violations(_ pod: JSON, _ level: PodSecurity.Level) -> [String] {
        let pod = View(pod)
        switch level {
        case .privileged: return []
        case .baseline: return baseline.compactMap { $0(pod) }
        case .restricted:
            return (baseline + restricted).compactMap { $0(pod) }.reduce(into: []) { list, violation in
                // The stricter form of a check replaces the weaker one.
                let reason = violation.prefix { $0 != "(" }
                list.removeAll { $0.prefix { $0 != "(" } == reason }
                list.append(violation)
            }
        }
    }

    /// A pod's parts as the checks read them.
    struct View {
        var spec: JSON
        var security: JSON
        var annotations: [String: String]
        var containers: [JSON]

        init(_ pod: JSON) {
            spec = pod["spec"] ?? [:]
            security = spec["securityContext"] ?? [:]
            annotations = pod.annotations
            containers = ["initContainers", "containers", "ephemeralContainers"].flatMap { pod["spec", $0]?.array ?? [] }
        }

        /// Names of the containers of which something holds.
        func names(_ holds: (JSON) -> Bool) -> [String] {
            containers.filter(holds).map { $0["name"]?.string ?? "" }
        }
    }

    private static func quoted(_ values: [String]) -> String { values.map(\.goQuoted).joined(separator: ", ") }

    private static func plural(_ word: String, _ values: [String]) -> String {
        "\(word)\(values.count == 1 ? "" : "s") \(quoted(values))"
    }

    private typealias Check = @Sendable (View) -> String?

    private static let baseline: [Check] = [
        capabilities, hostNamespaces, hostPaths, hostPorts, privileged, procMount, seccompBaseline, sysctls,
    ]

    private static let restricted: [Check] = [
        privilegeEscalation, droppedCapabilities, volumes, nonRoot, user, seccompRestricted,
    ]

    // MARK: Baseline

    private static let defaultCapabilities: Set<String> = [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP",
        "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ]

    private static func added(_ container: JSON, outside allowed: Set<String>) -> [String] {
        (container["securityContext", "capabilities", "add"]?.array?.compactMap(\.string) ?? []).filter { !allowed.contains($0) }
    }

    private static let capabilities: Check = { pod in
        let names = pod.names { !added($0, outside: defaultCapabilities).isEmpty }
        guard !names.isEmpty else { return nil }
        let all = Set(pod.containers.flatMap { added($0, outside: defaultCapabilities) }).sorted()
        return "non-default capabilities (\(plural("container", names)) must not include \(quoted(all)) in securityContext.capabilities.add)"
    }

    private static let hostNamespaces: Check = { pod in
        let set = ["hostNetwork", "hostPID", "hostIPC"].filter { pod.spec[$0]?.bool == true }
        return set.isEmpty ? nil : "host namespaces (\(set.map { "\($0)=true" }.joined(separator: ", ")))"
    }

    private static let hostPaths: Check = { pod in
        let names = (pod.spec["volumes"]?.array ?? []).filter { $0["hostPath"] != nil }.compactMap { $0["name"]?.string }
        return names.isEmpty ? nil : "hostPath volumes (\(plural("volume", names)))"
    }

    private static let hostPorts: Check = { pod in
        func ports(_ container: JSON) -> [Int] {
            (container["ports"]?.array ?? []).compactMap { $0["hostPort"]?.int }.filter { $0 != 0 }
        }
        let names = pod.names { !ports($0).isEmpty }
        guard !names.isEmpty else { return nil }
        let all = Set(pod.containers.flatMap(ports)).sorted().map(String.init)
        return "hostPort (\(plural("container", names)) use\(names.count == 1 ? "s" : "") hostPort\(all.count == 1 ? "" : "s") \(all.joined(separator: ", ")))"
    }

    private static let privileged: Check = { pod in
        let names = pod.names { $0["securityContext", "privileged"]?.bool == true }
        return names.isEmpty ? nil : "privileged (\(plural("container", names)) must not set securityContext.privileged=true)"
    }

    private static let procMount: Check = { pod in
        func mount(_ container: JSON) -> String? {
            container["securityContext", "procMount"]?.string.flatMap { $0 == "Default" ? nil : $0 }
        }
        let names = pod.names { mount($0) != nil }
        let mounts = Set(pod.containers.compactMap(mount)).sorted()
        return names.isEmpty
            ? nil : "procMount (\(plural("container", names)) must not set securityContext.procMount to \(quoted(mounts)))"
    }

    private static let seccompBaseline: Check = { pod in
        var details: [String] = []
        if pod.security["seccompProfile", "type"] == "Unconfined" { details.append("pod") }
        let names = pod.names { $0["securityContext", "seccompProfile", "type"] == "Unconfined" }
        if !names.isEmpty { details.append(plural("container", names)) }
        return details.isEmpty
            ? nil
            : "seccompProfile (\(details.joined(separator: " and ")) must not set securityContext.seccompProfile.type to \"Unconfined\")"
    }

    private static let safeSysctls: Set<String> = [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
        "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem",
        "net.ipv4.tcp_wmem",
    ]

    private static let sysctls: Check = { pod in
        let names = (pod.security["sysctls"]?.array ?? []).compactMap { $0["name"]?.string }.filter { !safeSysctls.contains($0) }
        return names.isEmpty ? nil : "forbidden sysctls (\(names.joined(separator: ", ")))"
    }

    // MARK: Restricted

    private static let privilegeEscalation: Check = { pod in
        let names = pod.names { $0["securityContext", "allowPrivilegeEscalation"]?.bool != false }
        return names.isEmpty
            ? nil
            : "allowPrivilegeEscalation != false (\(plural("container", names)) must set securityContext.allowPrivilegeEscalation=false)"
    }

    private static let droppedCapabilities: Check = { pod in
        var details: [String] = []
        let keeping = pod.names {
            !($0["securityContext", "capabilities", "drop"]?.array ?? []).contains("ALL")
        }
        if !keeping.isEmpty { details.append("\(plural("container", keeping)) must set securityContext.capabilities.drop=[\"ALL\"]") }
        let allowed: Set<String> = ["NET_BIND_SERVICE"]
        let adding = pod.names { !added($0, outside: allowed).isEmpty }
        if !adding.isEmpty {
            let all = Set(pod.containers.flatMap { added($0, outside: allowed) }).sorted()
            details.append("\(plural("container", adding)) must not include \(quoted(all)) in securityContext.capabilities.add")
        }
        return details.isEmpty ? nil : "unrestricted capabilities (\(details.joined(separator: "; ")))"
    }

    private static let allowedVolumes: Set<String> = [
        "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret",
    ]

    private static let volumes: Check = { pod in
        var names: [String] = []
        var types: Set<String> = []
        for volume in pod.spec["volumes"]?.array ?? [] {
            for type in (volume.object ?? [:]).keys where type != "name" && !allowedVolumes.contains(type) {
                names.append(volume["name"]?.string ?? "")
                types.insert(type)
            }
        }
        guard !names.isEmpty else { return nil }
        return "restricted volume types (\(plural("volume", names)) use\(names.count == 1 ? "s" : "") restricted volume type"
            + "\(types.count == 1 ? "" : "s") \(quoted(types.sorted())))"
    }

    private static let nonRoot: Check = { pod in
        var details: [String] = []
        let pods = pod.security["runAsNonRoot"]?.bool
        if pods == false { details.append("pod must not set securityContext.runAsNonRoot=false") }
        let explicit = pod.names { $0["securityContext", "runAsNonRoot"]?.bool == false }
        if !explicit.isEmpty { details.append("\(plural("container", explicit)) must not set securityContext.runAsNonRoot=false") }
        let silent = pod.names { $0["securityContext", "runAsNonRoot"]?.bool == nil }
        if explicit.isEmpty, pods == nil, !silent.isEmpty {
            details.append("pod or \(plural("container", silent)) must set securityContext.runAsNonRoot=true")
        }
        return details.isEmpty ? nil : "runAsNonRoot != true (\(details.joined(separator: "; ")))"
    }

    private static let user: Check = { pod in
        var details: [String] = []
        if pod.security["runAsUser"]?.int == 0 { details.append("pod") }
        let names = pod.names { $0["securityContext", "runAsUser"]?.int == 0 }
        if !names.isEmpty { details.append(plural("container", names)) }
        return details.isEmpty ? nil : "runAsUser=0 (\(details.joined(separator: " and ")) must not set runAsUser=0)"
    }

    private static let seccompRestricted: Check = { pod in
        func isGood(_ type: JSON?) -> Bool { type == "RuntimeDefault" || type == "Localhost" }
        var details: [String] = []
        let own = pod.security["seccompProfile", "type"]
        if let own, !isGood(own) {
            details.append("pod must not set securityContext.seccompProfile.type to \(own.string?.goQuoted ?? "")")
        }
        let bad = pod.names { $0["securityContext", "seccompProfile", "type"].map { !isGood($0) } ?? false }
        if !bad.isEmpty {
            details.append("\(plural("container", bad)) must not set securityContext.seccompProfile.type to \"Unconfined\"")
        }
        let silent = pod.names { $0["securityContext", "seccompProfile", "type"] == nil }
        if own == nil, bad.isEmpty, !silent.isEmpty {
            details.append(
                "pod or \(plural("container", silent)) must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"")
        }
        return details.isEmpty ? nil : "seccompProfile (\(details.joined(separator: "; ")))"
    }
}
