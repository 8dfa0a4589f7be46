import JSON
import Kube
import Testing
import YAML

@testable import Translate

/// `bootstrap` of an EnvoyProxy.
@Suite struct BootstrapTests {
    struct Changed: Sendable {
        var settings: String
        var path: [String]
        var value: JSON?
    }

    static let changes = [
        Changed(
            settings: "{type: JSONPatch, jsonPatches: [{op: replace, path: /admin/address/socket_address/port_value, value: 7}]}",
            path: ["admin", "address", "socket_address", "port_value"], value: 7),
        Changed(
            settings: "{type: JSONPatch, jsonPatches: [{op: add, path: /stats_flush_interval, value: 10s}]}",
            path: ["stats_flush_interval"], value: "10s"),
        Changed(
            settings: "{type: JSONPatch, jsonPatches: [{op: add, path: /watchdog/x~1y/z, value: 1}]}",
            path: ["watchdog"], value: ["x/y": ["z": 1]]),
        Changed(
            settings: "{type: JSONPatch, jsonPatches: [{op: remove, path: /cluster_manager}]}", path: ["cluster_manager"],
            value: nil),
        Changed(
            settings: "{type: Merge, value: 'admin: {profile_path: /p}'}", path: ["admin", "profile_path"], value: "/p"),
        Changed(
            settings: "{type: Merge, value: 'admin: {address: {socketAddress: {portValue: 7}}}'}",
            path: ["admin", "address", "socket_address", "port_value"], value: 7),
    ]

    @Test(arguments: changes) func settingsChangeWhatEnvoyStartsWith(_ test: Changed) throws {
        let text = try #require(try InfraScene(proxy: "bootstrap: \(test.settings)").argument("--config-yaml"))
        let bootstrap = try YAML.document(text)
        #expect(bootstrap[path: test.path] == test.value)
        // The rest stays.
        #expect(bootstrap["dynamic_resources", "ads_config", "api_type"] == "DELTA_GRPC")
    }

    struct Refused: Sendable {
        var settings: String
        /// Nil: taken.
        var message: String?
    }

    private static func patch(_ operation: String) -> String { "{type: JSONPatch, jsonPatches: [{\(operation)}]}" }

    static let refusals = [
        Refused(settings: patch("op: remove, path: /dynamic_resources"), message: "dynamic_resources cannot be modified"),
        Refused(
            settings: patch("op: replace, path: /dynamic_resources/lds_config/initial_fetch_timeout, value: 3s"), message: nil),
        Refused(
            settings: patch("op: replace, path: /dynamic_resources/ads_config/api_type, value: GRPC"),
            message: "dynamic_resources cannot be modified"),
        Refused(
            settings: patch("op: replace, path: /static_resources/clusters/2/name, value: other"),
            message: "xds_cluster's loadAssigntment cannot be modified"),
        Refused(
            settings: patch("op: replace, path: /static_resources/clusters/2/load_assignment/endpoints, value: []"),
            message: "xds_cluster's loadAssigntment cannot be modified"),
        Refused(settings: patch("op: replace, path: /static_resources/clusters/2/connect_timeout, value: 3s"), message: nil),
        Refused(settings: patch("op: add, path: /x"), message: "the add operation requires a value"),
        Refused(settings: patch("op: move, path: /x"), message: "the move operation requires a valid from attribute"),
        Refused(
            settings: patch("op: replace, path: /none, value: 1"),
            message: "unable to apply patch: op=replace path=/none err: "
                + "replace operation does not apply: doc is missing key: /none: missing value"),
        Refused(settings: "{value: 'admin: {}'}", message: "dynamic_resources cannot be modified"),
        Refused(settings: "{type: Merge, value: 'admin: {profile_path: /p}'}", message: nil),
        Refused(
            settings: "{type: Merge, value: 'dynamicResources: {cdsConfig: {resourceApiVersion: V2}}'}",
            message: "dynamic_resources cannot be modified"),
    ]

    @Test(arguments: refusals) func theControllerStaysWhereItIs(_ test: Refused) throws {
        let translation = try InfraScene(proxy: "bootstrap: \(test.settings)").translation
        let conditions = translation.statuses.first { $0.kind == "Gateway" }?.status["conditions"]?.array ?? []
        let accepted = conditions.first { $0["type"] == "Accepted" }
        if let message = test.message {
            #expect(accepted?["reason"] == "InvalidParameters")
            #expect(accepted?["message"]?.string == "Invalid parametersRef:: \(message)")
        } else {
            #expect(accepted?["status"] == "True")
        }
        let proxy = translation.statuses.first { $0.kind == "EnvoyProxy" }?.status["ancestors"]?[0]?["conditions"]?[0]
        #expect(proxy?["message"]?.string == test.message ?? "EnvoyProxy has been accepted.")
    }

    @Test func whatIsLeftOutIsSaid() throws {
        let settings = Self.patch("op: remove, jsonPath: $.admin")
        let notices = try InfraScene(proxy: "bootstrap: \(settings)").translation.notices
        #expect(notices.map(\.reason) == ["NotEmulated"])
    }
}
