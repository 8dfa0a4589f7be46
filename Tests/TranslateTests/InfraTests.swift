import JSON
import Kube
import Testing

@testable import Translate

/// The objects of a fleet of proxies, as an EnvoyProxy and its Gateway want them.
@Suite struct InfraTests {
    private func objects(_ proxy: String, gateway: String = "", beside: Bool = false) throws -> [String: JSON] {
        try InfraScene(proxy: proxy, gateway: gateway, isBeside: beside).objects.mapValues(\.json)
    }

    private func kubernetes(_ settings: String) -> String { InfraScene.kubernetes(settings) }

    @Test func namesItsObjectsInEitherMode() throws {
        let apart = try objects("")
        for object in apart.values {
            #expect(object.objectName == ObjectName(namespace: "envoy-gateway-system", name: Names.proxy("a/g")))
            #expect(object["metadata", "ownerReferences"]?[0]?["kind"]?.string == "GatewayClass")
        }
        let beside = try objects("", beside: true)
        for object in beside.values {
            #expect(object.objectName == ObjectName(namespace: "a", name: "g"))
            #expect(object["metadata", "ownerReferences"]?[0]?["uid"]?.string == "g")
            #expect(object.labels["gateway.networking.k8s.io/gateway-name"] == "g")
        }
        let command = beside["Deployment"]?["spec", "template", "spec", "containers"]?[0]?["args"]?.array ?? []
        #expect(command.prefix(2) == ["--service-cluster", "a/g"])
    }

    @Test func selectsByWhatNeverChanges() throws {
        let objects = try objects("")
        let deployment = try #require(objects["Deployment"])
        #expect(deployment.labels["team"] == "blue")
        #expect(deployment["spec", "template", "metadata", "labels", "team"]?.string == "blue")
        #expect(deployment["spec", "selector", "matchLabels"]?.object?["team"] == nil)
        #expect(objects["Service"]?["spec", "selector", "team"]?.string == "blue")
        #expect(objects["Service"]?["metadata", "annotations", "note"]?.string == "own")
    }

    @Test func settingsOfTheProxyWinOverThoseOfTheGateway() throws {
        let objects = try objects(
            kubernetes(
                """
                envoyService: {type: NodePort, externalTrafficPolicy: Cluster, labels: {team: red}, annotations: {note: s}},
                envoyDeployment: {replicas: 3, name: d, pod: {labels: {team: green}, annotations: {x: y}},
                 container: {image: "e:1", env: [{name: ENVOY_POD_NAME, value: z}, {name: B, value: b}]}},
                envoyHpa: {maxReplicas: 5}
                """) + ", shutdown: {drainTimeout: 30s}")
        let service = try #require(objects["Service"])
        #expect(service["spec", "type"]?.string == "NodePort")
        #expect(service["spec", "externalTrafficPolicy"]?.string == "Cluster")
        #expect(service.labels["team"] == "red")
        #expect(service["metadata", "annotations", "note"]?.string == "s")
        let deployment = try #require(objects["Deployment"])
        #expect(deployment.name == "d")
        // The autoscaler has the say.
        #expect(deployment["spec", "replicas"] == nil)
        #expect(objects["HorizontalPodAutoscaler"]?["spec", "scaleTargetRef", "name"]?.string == "d")
        #expect(deployment["spec", "template", "metadata", "labels", "team"]?.string == "green")
        let pod = try #require(deployment["spec", "template", "spec"])
        #expect(pod["terminationGracePeriodSeconds"]?.int == 330)
        let envoy = try #require(pod["containers"]?[0])
        #expect(envoy["image"]?.string == "e:1")
        let variables = envoy["env"]?.array ?? []
        #expect(variables.compactMap { $0["name"]?.string }.filter { $0 == "ENVOY_POD_NAME" }.count == 1)
        #expect(variables.contains(["name": "ENVOY_POD_NAME", "value": "z"]))
    }

    struct Service: Sendable {
        var proxy: String
        var gateway: String
        var path: [String]
        var expected: JSON?
    }

    static let services = [
        Service(proxy: "", gateway: "addresses: [{value: 192.0.2.1}],", path: ["externalIPs"], expected: ["192.0.2.1"]),
        Service(
            proxy: "provider: {type: Kubernetes, kubernetes: {envoyService: {type: ClusterIP}}}",
            gateway: "addresses: [{type: IPAddress, value: 10.96.0.9}],", path: ["clusterIP"], expected: "10.96.0.9"),
        Service(proxy: "ipFamily: IPv4", gateway: "", path: ["ipFamilies"], expected: nil),
        Service(proxy: "ipFamily: IPv6", gateway: "", path: ["ipFamilyPolicy"], expected: "SingleStack"),
        Service(proxy: "ipFamily: DualStack", gateway: "", path: ["ipFamilies"], expected: ["IPv4", "IPv6"]),
        Service(proxy: "", gateway: "", path: ["externalTrafficPolicy"], expected: "Local"),
        Service(
            proxy: """
                provider: {type: Kubernetes, kubernetes: {envoyService: {patch: {type: StrategicMerge,
                 value: {spec: {ports: [{port: 80, nodePort: 30080}]}}}}}}
                """, gateway: "", path: ["ports"],
            expected: [["name": "http-80", "protocol": "TCP", "port": 80, "targetPort": 10080, "nodePort": 30080]]),
    ]

    @Test(arguments: services) func makesTheService(_ test: Service) throws {
        let service = try #require(try objects(test.proxy, gateway: test.gateway)["Service"])
        #expect(service["spec"]?[path: test.path] == test.expected)
    }
}
