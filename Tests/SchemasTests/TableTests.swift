import JSON
import Kube
import Testing

@testable import Schemas

@Suite struct TableTests {
    private static let now = 1_767_225_600.0  // 2026-01-01T00:00:00Z

    private func row(_ group: String, _ version: String, _ kind: String, _ object: JSON) throws -> [JSON] {
        let (_, served) = try #require(Catalog.builtin.version(GroupVersionKind(group, version, kind)))
        let cells = served.cells(object, now: TableTests.now)
        #expect(cells.count == served.columns.count)
        return cells
    }

    @Test(arguments: [
        (-3.0, "<invalid>"), (-1, "0s"), (5, "5s"), (119, "119s"), (120, "2m"), (276, "4m36s"), (600, "10m"),
        (10_799, "179m"),
        (10_800, "3h"), (11_100, "3h5m"), (30_000, "8h"), (172_800, "2d"), (180_000, "2d2h"), (691_200, "8d"),
        (63_072_000, "2y"),
        (91_238_400, "2y326d"),
    ])
    func ages(seconds: Double, text: String) { #expect(Ages.text(seconds: seconds) == text) }

    /// Every built-in kind has as many cells as columns, even for an object that says nothing.
    @Test func emptyObjects() throws {
        for kind in Catalog.builtin.kinds {
            for version in kind.versions {
                #expect(version.cells([:], now: 0).count == version.columns.count, "\(kind.plural)")
            }
        }
    }

    @Test(arguments: [
        (#"{"phase":"Pending"}"#, "0/1", "Pending", "0"),
        (
            #"{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"name":"a","ready":true,"restartCount":0,"state":{"running":{}}}]}"#,
            "1/1", "Running", "0"
        ),
        (
            #"{"phase":"Pending","containerStatuses":[{"name":"a","ready":false,"restartCount":0,"state":{"waiting":{"reason":"ImagePullBackOff"}}}]}"#,
            "0/1", "ImagePullBackOff", "0"
        ),
        (
            #"{"phase":"Running","containerStatuses":[{"name":"a","ready":true,"restartCount":3,"lastState":{"terminated":{"finishedAt":"2025-12-31T23:55:00Z"}},"state":{"running":{}}}]}"#,
            "1/1", "Running", "3 (5m ago)"
        ),
        (
            #"{"phase":"Failed","containerStatuses":[{"name":"a","ready":false,"restartCount":0,"state":{"terminated":{"exitCode":3}}}]}"#,
            "0/1", "ExitCode:3", "0"
        ),
        (
            #"{"phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":0,"state":{"running":{}}}]}"#,
            "0/1", "Init:0/1", "0"
        ),
    ])
    func pods(status: String, ready: String, word: String, restarts: String) throws {
        let pod: JSON = [
            "metadata": ["name": "p", "creationTimestamp": "2025-12-31T23:59:50Z"],
            "spec": ["containers": [["name": "a"]], "initContainers": [["name": "i"]], "nodeName": "node-1"],
            "status": try JSON(parsing: status),
        ]
        let cells = try row("", "v1", "Pod", pod)
        #expect(
            cells == [
                "p", .string(ready), .string(word), .string(restarts), "10s", "<none>", "node-1", "<none>", "<none>",
            ])
    }

    @Test func servicesAndDeployments() throws {
        let service: JSON = [
            "metadata": ["name": "s", "creationTimestamp": "2025-12-31T23:55:24Z"],
            "spec": [
                "type": "LoadBalancer", "clusterIP": "10.96.16.102", "clusterIPs": ["10.96.16.102"],
                "ports": [["port": 80, "nodePort": 30684, "protocol": "TCP"]], "selector": ["b": "2", "a": "1"],
            ],
            "status": ["loadBalancer": ["ingress": [["ip": "127.0.10.1"]]]],
        ]
        #expect(
            try row("", "v1", "Service", service) == [
                "s", "LoadBalancer", "10.96.16.102", "127.0.10.1", "80:30684/TCP", "4m36s", "a=1,b=2",
            ])
        let deployment: JSON = [
            "metadata": ["name": "d", "creationTimestamp": "2025-12-31T23:55:24Z"],
            "spec": [
                "replicas": 2, "selector": ["matchLabels": ["app": "web"]],
                "template": ["spec": ["containers": [["name": "x", "image": "i:1"], ["name": "y", "image": "j:2"]]]],
            ],
            "status": ["readyReplicas": 1, "updatedReplicas": 2],
        ]
        #expect(
            try row("apps", "v1", "Deployment", deployment) == ["d", "1/2", 2, 0, "4m36s", "x,y", "i:1,j:2", "app=web"])
    }

    @Test func customColumns() throws {
        let gateway = try #require(
            PreinstalledCRD.definition(named: "gateways.gateway.networking.k8s.io")?.version("v1"))
        #expect(gateway.columns.map(\.name) == ["Name", "Class", "Address", "Programmed", "Age"])
        let object: JSON = [
            "metadata": ["name": "eg", "creationTimestamp": "2025-12-31T23:55:24Z"], "spec": ["gatewayClassName": "eg"],
            "status": [
                "addresses": [["value": "127.0.10.1"]],
                "conditions": [["type": "Accepted", "status": "False"], ["type": "Programmed", "status": "True"]],
            ],
        ]
        #expect(gateway.cells(object, now: TableTests.now) == ["eg", "eg", "127.0.10.1", "True", "4m36s"])
        let route = try #require(
            PreinstalledCRD.definition(named: "httproutes.gateway.networking.k8s.io")?.version("v1"))
        let cells = route.cells(["metadata": ["name": "r"], "spec": ["hostnames": ["www.example.com"]]], now: 0)
        #expect(cells == ["r", "[\"www.example.com\"]", .null])
    }

    @Test(arguments: [
        (".a.b", #"["x"]"#), (".list[0].n", "[1]"), (".list[-1:].n", "[2]"), (".list[*].n", "[1,2]"),
        (#".list[?(@.n==2)].s"#, #"["two"]"#),
        (#".a['b']"#, #"["x"]"#), (#".a.d\.e"#, "[true]"), ("..n", "[1,2]"), (".nothing", "[]"),
    ])
    func paths(path: String, expected: String) throws {
        let object = try JSON(parsing: #"{"a":{"b":"x","d.e":true},"list":[{"n":1,"s":"one"},{"n":2,"s":"two"}]}"#)
        let results = try #require(JSONPath(path)).results(object)
        #expect(JSON.array(results).text == expected)
    }
}
