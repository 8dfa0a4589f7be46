import JSON
import Kube

/// Why a controller cannot use a configuration. A running one goes on with what it has; one that starts ends.
package struct ConfigurationProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Stage: Sendable {
        /// Logged as `failed to decode config file`, level info.
        case decoding
        /// Logged as `failed to validate EnvoyGateway config`, level error.
        case validation
    }

    package var stage: Stage
    package var message: String

    package init(_ stage: Stage, _ message: String) {
        self.stage = stage
        self.message = message
    }

    package var description: String { message }
}

extension EnvoyGatewayConfiguration {
    static func validate(_ json: JSON) throws(ConfigurationProblem) {
        try checkType(json)
        func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(ConfigurationProblem) {
            if !condition { throw ConfigurationProblem(.validation, message()) }
        }
        if let gateway = json["gateway"], !gateway.isNull {
            try require(!gateway.text("controllerName").isEmpty, "gateway controllerName is unspecified")
        }
        try validate(provider: json["provider"] ?? ["type": "Kubernetes"])
        try validate(logLevels: json["logging"]?.stringMap("level") ?? [:])
        if let rateLimit = json["rateLimit"], !rateLimit.isNull { try validate(rateLimit: rateLimit) }
        try validate(extensions: json)
        try validate(telemetry: json["telemetry"] ?? [:])
        if let apis = json["extensionApis"], let disables = apis["disableLua"]?.bool {
            try require(
                disables != (apis["enableLua"]?.bool ?? false), "disableLua and enableLua must not have the same value")
        }
    }

    private static func checkType(_ json: JSON) throws(ConfigurationProblem) {
        if json.kind.isEmpty {
            throw ConfigurationProblem(.decoding, "Object 'Kind' is missing in '\(json.text)'")
        }
        guard json.apiVersion == "gateway.envoyproxy.io/v1alpha1", json.kind == "EnvoyGateway" else {
            throw ConfigurationProblem(
                .decoding,
                "no kind \(json.kind.goQuoted) is registered for version \(json.apiVersion.goQuoted) in scheme "
                    + #""github.com/envoyproxy/gateway/internal/envoygateway/config/decoder.go:18""#)
        }
        for name in ["enableBackend", "enableEnvoyPatchPolicy", "enableLua", "disableLua", "enableSDSSecretRef"] {
            guard let value = json["extensionApis", name], !value.isNull, value.bool == nil else { continue }
            throw ConfigurationProblem(
                .decoding,
                "json: cannot unmarshal \(typeName(value)) into Go struct field "
                    + "ExtensionAPISettings.extensionApis.\(name) of type bool")
        }
    }

    private static func typeName(_ value: JSON) -> String {
        switch value {
        case .string: "string"
        case .array: "array"
        case .object: "object"
        default: "number"
        }
    }

    private static func validate(provider: JSON) throws(ConfigurationProblem) {
        func refuse(_ message: String) -> ConfigurationProblem { ConfigurationProblem(.validation, message) }
        switch provider.text("type") {
        case "Kubernetes": try validate(watch: provider["kubernetes", "watch"])
        case "Custom":
            guard let custom = provider["custom"], !custom.isNull else { throw refuse("empty custom provider settings") }
            let resource = custom["resource"] ?? [:]
            switch resource.text("type") {
            case "File":
                guard let file = resource["file"], !file.isNull else {
                    throw refuse("field 'file' should be specified when resource type is 'File'")
                }
            case "Kubernetes": try validate(watch: resource["kubernetes", "watch"])
            case let type: throw refuse("unsupported resource provider: \(type)")
            }
            guard let infrastructure = custom["infrastructure"], !infrastructure.isNull else { return }
            switch infrastructure.text("type") {
            case "Host":
                if infrastructure["host"]?.object == nil {
                    throw refuse("field 'host' should be specified when infrastructure type is 'Host'")
                }
            case "Remote":
                if infrastructure["remote"]?.object == nil {
                    throw refuse("field 'remote' should be specified when infrastructure type is 'Remote'")
                }
            case let type: throw refuse("unsupported infrastructure provider: \(type)")
            }
        default: throw refuse("unsupported provider type")
        }
    }

    private static func validate(watch: JSON?) throws(ConfigurationProblem) {
        guard let watch, !watch.isNull else { return }
        let message: String?
        switch watch.text("type") {
        case "Namespaces":
            message =
                watch.strings("namespaces").isEmpty
                ? "namespaces should be specified when envoy gateway watch mode is 'Namespaces'" : nil
        case "NamespaceSelector":
            message =
                watch["namespaceSelector"]?.object == nil
                ? "namespaceSelector should be specified when envoy gateway watch mode is 'NamespaceSelector'" : nil
        default:
            message = "envoy gateway watch mode invalid, should be 'Namespaces' or 'NamespaceSelector'"
        }
        if let message { throw ConfigurationProblem(.validation, message) }
    }

    private static let logComponents: Set<String> = [
        "default", "provider", "gateway-api", "xds-translator", "xds-server", "xds", "infrastructure",
        "global-ratelimit",
    ]

    private static func validate(logLevels: [String: String]) throws(ConfigurationProblem) {
        for (component, level) in logLevels.sorted(by: { $0.key < $1.key }) {
            guard logComponents.contains(component) else {
                throw ConfigurationProblem(
                    .validation,
                    "envoy gateway logging components invalid. valid options: "
                        + "system/provider/gateway-api/xds-translator/xds-server/xds/infrastructure")
            }
            guard ["debug", "info", "warn", "error"].contains(level) else {
                throw ConfigurationProblem(
                    .validation, "envoy gateway logging level invalid. valid options: info/debug/warn/error")
            }
        }
    }

    private static func validate(rateLimit: JSON) throws(ConfigurationProblem) {
        let backend = rateLimit["backend"] ?? [:]
        func refuse(_ message: String) -> ConfigurationProblem { ConfigurationProblem(.validation, message) }
        guard backend.text("type") == "Redis" else {
            throw refuse("unsupported ratelimit backend \(backend.text("type"))")
        }
        guard let redis = backend["redis"], !redis.isNull else { throw refuse("empty ratelimit redis settings") }
        let reference = redis["urlRef"].flatMap { $0.isNull ? nil : $0 }
        guard redis.text("url").isEmpty == (reference != nil) else {
            throw refuse("exactly one of ratelimit redis url or urlRef must be set")
        }
        guard let reference else { return }
        let secret = reference["secretKeyRef"] ?? [:]
        guard !secret.text("name").isEmpty, !secret.text("key").isEmpty else {
            throw refuse("ratelimit redis urlRef.secretKeyRef must set both name and key")
        }
        if secret["optional"]?.bool == true {
            throw refuse(
                "ratelimit redis urlRef.secretKeyRef.optional must not be true; the Secret is required")
        }
    }

    private static func validate(extensions json: JSON) throws(ConfigurationProblem) {
        let list = json["extensionManagers"]?.array
        func refuse(_ message: String) -> ConfigurationProblem { ConfigurationProblem(.validation, message) }
        if let only = json["extensionManager"], !only.isNull {
            if list?.isEmpty == false {
                throw refuse("extensionManager and extensionManagers are mutually exclusive")
            }
            if let problem = problem(manager: only) { throw refuse(problem) }
        }
        guard let list else { return }
        if list.isEmpty { throw refuse("extensionManagers must contain at least one entry when specified") }
        var names: Set<String> = []
        for (index, manager) in list.enumerated() {
            let name = manager.text("name")
            if name.isEmpty { throw refuse("extension manager at index \(index): name is required") }
            if !names.insert(name).inserted {
                throw refuse("extension manager at index \(index): duplicate name \(name.goQuoted)")
            }
            if let problem = problem(manager: manager) {
                throw refuse("extension manager \(name.goQuoted): \(problem)")
            }
        }
    }

    private static func problem(manager: JSON) -> String? {
        let hooks = manager["hooks", "xdsTranslator"] ?? [:]
        if (hooks["pre"]?.array ?? []).isEmpty, (hooks["post"]?.array ?? []).isEmpty {
            return "registered extension has no hooks specified"
        }
        guard let service = manager["service"], !service.isNull else { return "extension service config is empty" }
        let targets = ["fqdn", "ip", "unix"].filter { service[$0]?.object != nil }.count
        let count = targets + (service.text("host").isEmpty ? 0 : 1)
        if count == 0 { return "extension service must contain a configured target" }
        return count > 1 ? "only one backend target can be configured for the extension manager" : nil
    }

    private static func validate(telemetry: JSON) throws(ConfigurationProblem) {
        for sink in telemetry["metrics", "sinks"]?.array ?? [] where sink.text("type") == "OpenTelemetry" {
            guard let openTelemetry = sink["openTelemetry"], !openTelemetry.isNull else {
                throw ConfigurationProblem(
                    .validation, "OpenTelemetry is required when sink Type is OpenTelemetry")
            }
            let name = openTelemetry.text("protocol")
            guard name == "grpc" || name == "http" else {
                throw ConfigurationProblem(
                    .validation,
                    "unsupported protocol \(name) for OpenTelemetry sink, only 'grpc' and 'http' are supported")
            }
        }
    }
}
