import GatewayAPI
import JSON
import Testing

@testable import Translate

/// Lists merge by the keys that Kubernetes has for them; what is new stands first.
@Suite struct MergeKeysTests {
    struct Patched: Sendable {
        var kind = "Deployment"
        var settings = ""
        /// Of `value.spec.template.spec`, or of `value.spec` of a Service.
        var patch: String
        var path: [String]
        var index: Int?
        var key: String
        var expected: [JSON?]
    }

    static let patches = [
        Patched(
            kind: "Service", patch: "ports: [{port: 80, nodePort: 30080}, {port: 9, name: nine}]", path: ["ports"],
            key: "nodePort", expected: [30080, nil]),
        Patched(
            kind: "Service", patch: "ports: [{name: nine, port: 9}]", path: ["ports"], key: "port", expected: [9, 80]),
        Patched(
            kind: "Service", patch: "ports: [{$patch: replace}, {name: nine, port: 9}]", path: ["ports"], key: "port",
            expected: [9]),
        Patched(
            patch: "containers: [{name: side, image: i}]", path: ["containers"], key: "name",
            expected: ["side", "envoy", "shutdown-manager"]),
        Patched(
            patch: "containers: [{name: shutdown-manager, $patch: delete}]", path: ["containers"], key: "name",
            expected: ["envoy"]),
        Patched(
            patch: "containers: [{name: envoy, ports: [{containerPort: 19001, name: m}]}]", path: ["containers"],
            index: 0, key: "ports", expected: ["m", "readiness"]),
        Patched(
            patch: "containers: [{name: envoy, volumeMounts: [{name: other, mountPath: /sds}]}]",
            path: ["containers"], index: 0, key: "volumeMounts", expected: ["certs", "other"]),
        Patched(
            settings: "pod: {tolerations: [{key: a}]}", patch: "tolerations: [{key: b}]", path: ["tolerations"],
            key: "key", expected: ["b"]),
        Patched(
            settings: "pod: {topologySpreadConstraints: [{topologyKey: a, maxSkew: 1}]}",
            patch: "topologySpreadConstraints: [{topologyKey: b}, {topologyKey: a, maxSkew: 2}]",
            path: ["topologySpreadConstraints"], key: "maxSkew", expected: [nil, 2]),
        Patched(
            patch: "hostAliases: [{ip: 192.0.2.1, hostnames: [a]}]", path: ["hostAliases"], key: "ip",
            expected: ["192.0.2.1"]),
        Patched(
            settings: "pod: {imagePullSecrets: [{name: a}]}", patch: "imagePullSecrets: [{name: b}]",
            path: ["imagePullSecrets"], key: "name", expected: ["b", "a"]),
    ]

    @Test(arguments: patches) func patchesFollowKubernetes(_ test: Patched) throws {
        let isService = test.kind == "Service"
        let value = isService ? "{spec: {\(test.patch)}}" : "{spec: {template: {spec: {\(test.patch)}}}}"
        let settings = [test.settings, "patch: {value: \(value)}"].filter { !$0.isEmpty }.joined(separator: ", ")
        let scene = InfraScene(proxy: InfraScene.kubernetes("envoy\(test.kind): {\(settings)}"))
        let spec = isService ? try scene.object("Service")["spec"] : try scene.pod
        var items = spec?[path: test.path]?.array ?? []
        if let index = test.index {
            // A list within an element, by the names of what it holds.
            items = (items.indices.contains(index) ? items[index][test.key]?.array : nil) ?? []
            #expect(items.map { $0["name"] } == test.expected)
        } else {
            #expect(items.map { $0[test.key] } == test.expected)
        }
    }

    @Test func aPatchThatCannotBeDoneIsAProblem() throws {
        let scene = InfraScene(
            proxy: InfraScene.kubernetes("envoyService: {patch: {value: {spec: {ports: [{name: keyless}]}}}}"))
        #expect(try scene.objects["Service"]?.problem?.hasPrefix("error during strategic merge: ") == true)
        #expect(try scene.objects["Deployment"]?.problem == nil)
    }

    struct Levels: Sendable {
        var type: String
        var base: JSON
        var own: JSON
        var expected: JSON
    }

    static let levels = [
        Levels(
            type: "StrategicMerge", base: ["topologySpreadConstraints": [["topologyKey": "a", "maxSkew": 1]]],
            own: ["topologySpreadConstraints": [["topologyKey": "b"], ["topologyKey": "a", "maxSkew": 2]]],
            expected: ["topologySpreadConstraints": [["topologyKey": "b"], ["topologyKey": "a", "maxSkew": 2]]]),
        Levels(
            type: "StrategicMerge", base: ["volumes": [["name": "a"]], "tolerations": [["key": "a"]]],
            own: ["volumes": [["name": "b"]], "tolerations": [["key": "b"]]],
            expected: ["volumes": [["name": "b"], ["name": "a"]], "tolerations": [["key": "b"]]]),
        Levels(
            type: "JSONMerge", base: ["volumes": [["name": "a"]], "labels": ["a": "1"]],
            own: ["volumes": [["name": "b"]], "labels": ["b": "2"]],
            expected: ["volumes": [["name": "b"]], "labels": ["a": "1", "b": "2"]]),
        Levels(type: "", base: ["labels": ["a": "1"]], own: ["volumes": []], expected: ["volumes": []]),
    ]

    @Test(arguments: levels) func levelsOfEnvoyProxiesMerge(_ test: Levels) {
        func proxy(_ pod: JSON, _ type: String?) -> EnvoyProxy {
            var spec: JSON = ["provider": ["kubernetes": ["envoyDeployment": ["pod": pod]]]]
            spec["mergeType"] = type.map(JSON.string)
            return EnvoyProxy(json: ["spec": spec])
        }
        let merged = EnvoyProxyMerge.merge(
            defaultSpec: nil, classProxy: proxy(test.base, nil),
            gatewayProxy: proxy(test.own, test.type.isEmpty ? nil : test.type))
        #expect(merged?.spec["provider", "kubernetes", "envoyDeployment", "pod"] == test.expected)
    }
}
