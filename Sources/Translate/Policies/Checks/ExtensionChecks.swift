import GatewayAPI
import JSON
import Kube

/// What Envoy Gateway finds wrong with an EnvoyExtensionPolicy, and whether its routes go on without it.
struct ExtensionProblems {
    var problems = SettingProblems()
    /// Something failed that may not be left out.
    var isClosed = false
}

extension Pass {
    func problems(
        ofExtensions policy: Policy, on gateways: [GatewayState], wasmFirst: Bool
    ) -> ExtensionProblems {
        var found = ExtensionProblems()
        if wasmFirst { checkWasm(policy, &found) }
        for gateway in gateways {
            if wasmFirst {
                checkLua(policy, &found)
                checkProcessors(policy, gateway, &found)
            } else {
                checkProcessors(policy, gateway, &found)
                checkWasm(policy, &found)
                checkLua(policy, &found)
            }
            checkModules(policy, gateway, &found)
        }
        return found
    }

    private func checkProcessors(_ policy: Policy, _ gateway: GatewayState, _ found: inout ExtensionProblems) {
        var problems: [String] = []
        for processor in policy.spec["extProc"]?.array ?? [] {
            do throws(SettingError) {
                try checkServices(processor["backendRefs"]?.array ?? [], of: policy.owner(of: "extProc"), on: gateway)
                try ClusterSettingsChecks.check(processor["backendSettings"])
                if let text = processor["messageTimeout"]?.string, GoDuration.parse(text) == nil {
                    throw SettingError("invalid ExtProc MessageTimeout value \(text)")
                }
            } catch {
                problems.append(error.message)
                if processor["failOpen"]?.bool != true { found.isClosed = true }
            }
        }
        if !problems.isEmpty { found.problems.add("ExtProc: \(problems.joined(separator: "\n"))") }
    }

    private func checkWasm(_ policy: Policy, _ found: inout ExtensionProblems) {
        var problems: [String] = []
        for wasm in policy.spec["wasm"]?.array ?? [] {
            do throws(SettingError) { try checkWasm(wasm["code"] ?? [:], policy.owner(of: "wasm")) } catch {
                problems.append(error.message)
                if wasm["failOpen"]?.bool != true { found.isClosed = true }
            }
        }
        if !problems.isEmpty { found.problems.add("Wasm: \(problems.joined(separator: "\n"))") }
    }

    /// Modules are not fetched; what they refer to in the cluster is looked for.
    private func checkWasm(_ code: JSON, _ policy: Policy) throws(SettingError) {
        let isImage = code["type"]?.string == "Image"
        guard let source = code[isImage ? "image" : "http"], !source.isNull else {
            throw SettingError("missing \(isImage ? "Image" : "HTTP") field in Wasm code source")
        }
        if let reference: ObjectReference = source["tls"]?.value("caCertificateRef") {
            _ = try data(reference, keys: ["ca.crt"], of: policy)
        }
        guard isImage, let reference: ObjectReference = source.value("pullSecretRef") else { return }
        let secret = try secret(reference, of: policy)
        if secret.data[".dockerconfigjson"] == nil {
            throw SettingError("missing .dockerconfigjson key in secret \(secret.objectName)")
        }
    }

    private func checkLua(_ policy: Policy, _ found: inout ExtensionProblems) {
        let scripts = policy.spec["lua"]?.array ?? []
        if scripts.isEmpty { return }
        do throws(SettingError) {
            guard configuration.enablesLua else {
                throw SettingError("Skipping Lua EnvoyExtensionPolicy as feature is disabled in the Gateway")
            }
            for (index, script) in scripts.enumerated() { try check(lua: script, index, policy.owner(of: "lua")) }
        } catch {
            found.problems.add("Lua: \(error.message)")
            found.isClosed = true
        }
    }

    private func check(lua script: JSON, _ index: Int, _ policy: Policy) throws(SettingError) {
        let namespace = policy.metadata.namespace
        var code = script.text("inline")
        if script["type"]?.string == "ValueRef" {
            let name = script["valueRef", "name"]?.string ?? ""
            guard let configMap = world.configMap(ObjectName(namespace: namespace, name: name)) else {
                throw SettingError("can't find the referenced configmap \(name) in namespace \(namespace)")
            }
            guard let text = configMap.data["lua"] ?? configMap.data.min(by: { $0.key < $1.key })?.value else {
                throw SettingError("can't find the key lua in the referenced configmap \(name)")
            }
            code = text
        }
        // Scripts are not run here; that they define what Envoy calls can be seen.
        if !code.contains("envoy_on_request"), !code.contains("envoy_on_response") {
            throw SettingError(
                "validation failed for lua body in policy with name envoyextensionpolicy/\(policy.objectName)/lua/"
                    + "\(index): expected one of envoy_on_request() or envoy_on_response() to be defined")
        }
    }

    private func checkModules(_ policy: Policy, _ gateway: GatewayState, _ found: inout ExtensionProblems) {
        var registry: [String: JSON] = [:]
        for entry in gateway.envoyProxy?.spec["dynamicModules"]?.array ?? [] { registry[entry.text("name")] = entry }
        let problems = (policy.spec["dynamicModule"]?.array ?? []).compactMap { module -> String? in
            let name = module.text("name")
            let prefix = "dynamic module \(name.goQuoted)"
            guard let entry = registry[name] else {
                return "\(prefix) is not registered in the EnvoyProxy dynamicModules allowlist"
            }
            guard entry["source", "type"]?.string == "Remote" else {
                return entry["source", "local"]?.object == nil ? "\(prefix) has no local source configured" : nil
            }
            guard let remote = entry["source", "remote"], !remote.isNull else {
                return "\(prefix) has no remote source configured"
            }
            if remote.text("url").isEmpty { return "\(prefix) has no remote source URL configured" }
            return remote.text("sha256").isEmpty ? "\(prefix) has no remote source SHA256 configured" : nil
        }
        if problems.isEmpty { return }
        found.problems.add("DynamicModule: \(problems.joined(separator: "\n"))")
        found.isClosed = true
    }
}
