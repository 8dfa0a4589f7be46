import JSON
import Testing

@testable import Translate

/// The Deployment or DaemonSet of a fleet.
@Suite struct WorkloadTests {
    struct Amended: Sendable {
        var settings: String
        var list: String
        var names: [String]
        var index: Int
        var item: JSON
        var isBeside = false
    }

    static let amended = [
        Amended(
            settings: "pod: {volumes: [{name: sds, emptyDir: {}}, {name: x, emptyDir: {}}]}", list: "volumes",
            names: ["certs", "sds", "x"], index: 1, item: ["name": "sds", "emptyDir": [:]]),
        Amended(
            settings: "pod: {volumes: [{name: certs, secret: {secretName: own}}]}", list: "volumes",
            names: ["sa-token", "certs", "sds"], index: 1, item: ["name": "certs", "secret": ["secretName": "own"]],
            isBeside: true),
        Amended(
            settings: "container: {volumeMounts: [{name: certs, mountPath: /tls}, {name: x, mountPath: /x}]}",
            list: "volumeMounts", names: ["certs", "sds", "x"], index: 0,
            item: ["name": "certs", "mountPath": "/tls"]),
        Amended(
            settings: "container: {env: [{name: ENVOY_POD_NAME, value: z}]}", list: "env",
            names: ["ENVOY_POD_NAMESPACE", "ENVOY_POD_NAME", "ENVOY_SERVICE_ZONE"], index: 1,
            item: ["name": "ENVOY_POD_NAME", "value": "z"]),
    ]

    @Test(arguments: amended) func ownItemsTakeThePlaceOfThoseOfTheirName(_ test: Amended) throws {
        for kind in ["Deployment", "DaemonSet"] {
            let scene = InfraScene(
                proxy: InfraScene.kubernetes("envoy\(kind): {\(test.settings)}"), isBeside: test.isBeside)
            let pod = try scene.object(kind)["spec", "template", "spec"]
            let items = (test.list == "volumes" ? pod : pod?["containers"]?[0])?[test.list]?.array ?? []
            #expect(items.compactMap { $0["name"]?.string } == test.names)
            #expect(items.indices.contains(test.index) ? items[test.index] == test.item : false)
        }
    }
}
