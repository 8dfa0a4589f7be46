import JSON
import Kube

/// ConfigMaps and Secrets.
enum ConfigRules {
    /// Of all values together.
    private static let maximumBytes = 1 << 20

    @Sendable static func checkConfigMap(_ check: inout ObjectCheck) {
        let data = check["data"]?.object ?? [:]
        let binary = check["binaryData"]?.object ?? [:]
        var total = 0
        for (key, value) in data.sorted(by: { $0.key < $1.key }) {
            check.rule("data[\(key)]", key, NameRules.configKey(key))
            if binary[key] != nil {
                check.invalid("data[\(key)]", .string(key), "duplicate of key present in binaryData")
            }
            total += value.string?.utf8.count ?? 0
        }
        for (key, value) in binary.sorted(by: { $0.key < $1.key }) {
            check.rule("binaryData[\(key)]", key, NameRules.configKey(key))
            total += (value.string?.utf8.count ?? 0) / 4 * 3
        }
        if total > maximumBytes { check.add(.tooLong("[]", maximumBytes: maximumBytes)) }
    }

    @Sendable static func checkSecret(_ check: inout ObjectCheck) {
        let data = check["data"]?.object ?? [:]
        var total = 0
        for (key, value) in data.sorted(by: { $0.key < $1.key }) {
            check.rule("data[\(key)]", key, NameRules.configKey(key))
            total += (value.string?.utf8.count ?? 0) / 4 * 3
        }
        if total > maximumBytes { check.add(.tooLong("data", maximumBytes: maximumBytes)) }
        let type = check["type"]?.string ?? ""
        switch type {
        case "kubernetes.io/tls":
            // The type is checked for its keys alone: whether they hold a pair is for their users to see.
            for key in ["tls.crt", "tls.key"] where data[key] == nil { check.required("data[\(key)]") }
        case "kubernetes.io/dockerconfigjson": checkDocker(data, ".dockerconfigjson", &check)
        case "kubernetes.io/dockercfg": checkDocker(data, ".dockercfg", &check)
        case "kubernetes.io/basic-auth":
            if data["username"] == nil, data["password"] == nil {
                check.required("data[username]")
                check.required("data[password]")
            }
        case "kubernetes.io/ssh-auth":
            if (data["ssh-privatekey"]?.string ?? "").isEmpty { check.required("data[ssh-privatekey]") }
        case "kubernetes.io/service-account-token":
            let key = "kubernetes.io/service-account.name"
            if (check["metadata", "annotations", key]?.string ?? "").isEmpty {
                check.required("metadata.annotations[\(key)]")
            }
        default: break
        }
    }

    private static func checkDocker(_ data: [String: JSON], _ key: String, _ check: inout ObjectCheck) {
        guard let text = data[key]?.string, let bytes = Base64.decode(text) else {
            check.required("data[\(key)]")
            return
        }
        do throws(JSONSyntaxError) {
            _ = try JSON(parsing: bytes)
        } catch {
            check.invalid("data[\(key)]", "<secret contents redacted>", error.message)
        }
    }
}
