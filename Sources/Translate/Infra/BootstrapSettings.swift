internal import JSON
internal import Kube
internal import XDS
internal import YAML

/// `bootstrap` of an EnvoyProxy: what it makes of the bootstrap that Envoy Gateway writes.
struct BootstrapSettings {
    struct Problem: Error {
        var message: String
    }

    private let type: String?
    private let value: String?
    private let patches: [JSON]

    init?(_ settings: JSON?) {
        guard let settings, settings.object != nil else { return nil }
        type = settings["type"]?.string
        value = settings["value"]?.string
        patches = settings["jsonPatches"]?.array ?? []
    }

    /// Patches that are put where an expression leads are left out.
    var hasExpressions: Bool { type == "JSONPatch" && patches.contains { $0["jsonPath"]?.string != nil } }

    /// The text that Envoy gets.
    func text(over own: JSON) throws(Problem) -> String {
        switch type {
        case "Merge"?:
            guard let value else { return YAML.text(own) }
            return YAML.text(Self.merge(try Self.message(value, "failed to parse override bootstrap config"), into: own))
        case "JSONPatch"?: return YAML.text(try BootstrapPatch.apply(patches, to: own))
        default: return value ?? YAML.text(own)
        }
    }

    /// Why Envoy Gateway refuses these settings: a proxy must stay its controller's.
    var problem: String? {
        let own = Bootstrap(Bootstrap.GatewayFleet(clusterName: "", controllerHost: "envoy-gateway"))
        do throws(Problem) {
            let json = try Self.message(try text(over: own.json), "unable to unmarshal user bootstrap")
            let changed = Bootstrap.read(json).value ?? Bootstrap()
            guard changed.dynamicResources?.untimed == own.dynamicResources?.untimed else {
                return "dynamic_resources cannot be modified"
            }
            guard let cluster = changed.controller, cluster.loadAssignment == own.controller?.loadAssignment else {
                return "xds_cluster's loadAssigntment cannot be modified"
            }
            return nil
        } catch {
            return error.message
        }
    }

    private static func message(_ text: String, _ failure: String) throws(Problem) -> JSON {
        do throws(YAML.SyntaxError) {
            let json = try YAML.document(text)
            if json.isNull { return [:] }
            if json.object != nil { return json }
        } catch {
            throw Problem(message: "\(failure): error converting YAML to JSON: \(error)")
        }
        throw Problem(
            message: "\(failure): json: cannot unmarshal into Go value of type map[string]json.RawMessage")
    }

    /// As messages merge: lists grow. Fields have two spellings; the one that is there already stays.
    private static func merge(_ patch: JSON, into target: JSON) -> JSON {
        switch (patch, target) {
        case (.object(let members), .object):
            var result = target
            for (name, value) in members {
                let snake = snakeCase(name)
                let key = target[snake] != nil ? snake : name
                result[key] = merge(value, into: target[key] ?? .null)
            }
            return result
        case (.array(let more), .array(let present)): return .array(present + more)
        default: return patch
        }
    }

    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }
}

extension Bootstrap {
    fileprivate var controller: Cluster? { staticResources?.clusters.first { $0.name == "xds_cluster" } }
}

extension Bootstrap.DynamicResources {
    /// How long the first configuration may take is for users to say.
    fileprivate var untimed: Self {
        var copy = self
        copy.ldsConfig?.initialFetchTimeout = nil
        copy.cdsConfig?.initialFetchTimeout = nil
        return copy
    }
}
