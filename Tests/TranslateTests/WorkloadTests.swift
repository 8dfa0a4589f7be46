import JSON
import Kube
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

    @Test(arguments: [("", nil), ("envoyDeployment: {replicas: 3}", 3), ("envoyDeployment: {replicas: 3}, envoyHpa: {}", nil)])
    func replicasAreWhatTheUserSays(settings: String, replicas: Int?) throws {
        let scene = InfraScene(proxy: InfraScene.kubernetes(settings))
        #expect(try scene.object("Deployment")["spec", "replicas"]?.int == replicas)
    }

    struct Shutdown: Sendable {
        var settings: String
        var grace: Int
        var drain: String
        var ready: [String]
        var command: [String]
    }

    static let shutdowns = [
        Shutdown(settings: "", grace: 360, drain: "60", ready: [], command: []),
        Shutdown(
            settings: "drainTimeout: 1m30s", grace: 390, drain: "90", ready: ["--ready-timeout=100s"],
            command: ["--drain-timeout=90s"]),
        Shutdown(
            settings: "minDrainDuration: 2m, drainTimeout: 1500ms, healthCheckFailureDelay: 1h1m", grace: 301, drain: "2",
            ready: ["--ready-timeout=12s"],
            command: ["--health-check-failure-delay=1h1m0s", "--drain-timeout=2s", "--min-drain-duration=120s"]),
    ]

    @Test(arguments: shutdowns) func drainingTakesItsTime(_ test: Shutdown) throws {
        let scene = InfraScene(proxy: "shutdown: {\(test.settings)}")
        #expect(try scene.pod["terminationGracePeriodSeconds"]?.int == test.grace)
        #expect(try scene.argument("--drain-time-s") == test.drain)
        let manager = try scene.shutdownManager
        #expect(manager["args"] == JSON(["envoy", "shutdown-manager"] + test.ready))
        #expect(
            manager["lifecycle", "preStop", "exec", "command"]
                == JSON(["envoy-gateway", "envoy", "shutdown"] + test.command))
    }

    @Test(arguments: [
        ("", "warn", "misc:error"), ("default: info", "info", "misc:error"),
        ("upstream: debug, admin: trace", "warn", "admin:trace,upstream:debug"),
    ])
    func componentsLogAtTheirLevels(levels: String, level: String, components: String) throws {
        let scene = InfraScene(proxy: "logging: {level: {\(levels)}}")
        #expect(try scene.argument("--log-level") == level)
        #expect(try scene.argument("--component-log-level") == components)
    }

    @Test(arguments: [("", ["metrics", "readiness"]), ("telemetry: {metrics: {prometheus: {disable: true}}}", ["readiness"])])
    func prometheusHasAPortWhileItIsServed(proxy: String, ports: [String]) throws {
        let envoy = try InfraScene(proxy: proxy).envoy
        #expect(envoy["ports"]?.array?.compactMap { $0["name"]?.string } == ports)
    }

    @Test(arguments: [
        ("", "docker.io/envoyproxy/envoy:distroless-v1.39.0"), ("image: 'e:1'", "e:1"),
        ("imageRepository: 'r.example:5000/envoy'", "r.example:5000/envoy:distroless-v1.39.0"),
    ])
    func theImageIsTheUsersOrTheUsual(container: String, image: String) throws {
        let scene = InfraScene(proxy: InfraScene.kubernetes("envoyDeployment: {container: {\(container)}}"))
        #expect(try scene.envoy["image"]?.string == image)
    }

    @Test func bothContainersTakeTheSecurityContext() throws {
        let scene = InfraScene(
            proxy: InfraScene.kubernetes("envoyDeployment: {container: {securityContext: {runAsUser: 7}}}"))
        #expect(try scene.envoy["securityContext"] == ["runAsUser": 7])
        #expect(try scene.shutdownManager["securityContext"] == ["runAsUser": 7])
    }

    @Test(arguments: ["Deployment", "DaemonSet"]) func theServiceTakesTheLabelsOfThePods(kind: String) throws {
        let scene = InfraScene(proxy: InfraScene.kubernetes("envoy\(kind): {pod: {labels: {tier: edge, team: green}}}"))
        let workload = try scene.object(kind)
        let service = try scene.object("Service")
        for labels in [
            workload["spec", "template", "metadata", "labels"], service["spec", "selector"], service["metadata", "labels"],
        ] {
            #expect(labels?["tier"] == "edge")
            #expect(labels?["team"] == "green")
        }
        for labels in [workload.labels, try scene.object("ServiceAccount").labels, try scene.object("ConfigMap").labels] {
            #expect(labels["tier"] == nil)
            #expect(labels["team"] == "blue")
        }
    }

    @Test func portsOfTheServiceStandAsTheListenersDo() throws {
        let scene = InfraScene(
            listeners: "{name: b, port: 8080, protocol: HTTP}, {name: a, port: 80, protocol: HTTP}, {name: t, port: 90, protocol: TCP}")
        let ports = try scene.object("Service")["spec", "ports"]?.array ?? []
        #expect(ports.compactMap { $0["port"]?.int } == [8080, 80, 90])
    }
}
