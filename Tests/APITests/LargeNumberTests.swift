import JSON
import Kube
import Testing

/// Numbers that fit their fields and no sum: every one of these requests is answered, and the server goes on.
@Suite struct LargeNumberTests {
    private let core = "/api/v1/namespaces/test"

    private func boundPod(_ fixture: Fixture, _ spec: JSON = [:]) async throws {
        var spec = spec
        spec["containers"] = [["name": "c", "image": "i:1"]]
        spec["nodeName"] = "n"
        #expect(try await fixture.send("POST", "\(core)/pods", ["metadata": ["name": "p"], "spec": spec]).status == 201)
    }

    @Test(arguments: [
        (30, "gracePeriodSeconds=9223372036854775807", 1 << 32), (9_223_372_036_854_775_807, "", 1 << 32),
        (30, "gracePeriodSeconds=-9223372036854775808", 1), (30, "gracePeriodSeconds=60", 60),
    ])
    func aPodMayTakeItsTime(own: Int, query: String, seconds: Int) async throws {
        let fixture = try await Fixture.withNamespace()
        try await boundPod(fixture, ["terminationGracePeriodSeconds": JSON(own)])
        let marked = try await fixture.send("DELETE", "\(core)/pods/p?\(query)")
        #expect(marked.status == 200)
        #expect(marked.json["metadata", "deletionGracePeriodSeconds"] == JSON(seconds))
        let end = try #require(marked.json["metadata", "deletionTimestamp"]?.string)
        #expect(Timestamp(parsing: end) != nil)
        let sooner = try await fixture.send("DELETE", "\(core)/pods/p?gracePeriodSeconds=-9223372036854775808")
        #expect(sooner.json["metadata", "deletionGracePeriodSeconds"] == 1)
    }

    @Test func aWatchMayLast() async throws {
        let fixture = try await Fixture.withNamespace()
        for bookmarks in ["", "&allowWatchBookmarks=true"] {
            let watch = try await fixture.watch("\(core)/configmaps?watch=1&timeoutSeconds=9223372036854775807\(bookmarks)")
            let name = bookmarks.isEmpty ? "a" : "b"
            _ = try await fixture.send("POST", "\(core)/configmaps", ["metadata": ["name": .string(name)]])
            if !bookmarks.isEmpty { #expect(try await watch.nextLine() == "ADDED a") }
            #expect(try await watch.nextLine() == "ADDED \(name)")
        }
    }

    @Test func aRatioMayBeLarge() async throws {
        let fixture = try await Fixture.withNamespace()
        let range: JSON = [
            "metadata": ["name": "r"],
            "spec": ["limits": [["type": "Container", "maxLimitRequestRatio": ["cpu": "2"]]]],
        ]
        #expect(try await fixture.send("POST", "\(core)/limitranges", range).status == 201)
        let resources: JSON = ["requests": ["cpu": "1m"], "limits": ["cpu": "1E"]]
        let pod: JSON = [
            "metadata": ["name": "p"],
            "spec": ["containers": [["name": "c", "image": "i:1", "resources": resources]]],
        ]
        let refused = try await fixture.send("POST", "\(core)/pods", pod)
        #expect(refused.status == 403)
        #expect(refused.message.hasSuffix("but provided ratio is 1000000000000000000000.000000"))
    }

    @Test(arguments: [
        ("9223372036854775807", "9223372036854775807"), ("1e31", "9223372036854775807"),
        ("-1e31", "-9223372036854775808"), ("2.9", "2"),
    ])
    func definitionsAndColumnsMayBeLarge(value: String, shown: String) async throws {
        let fixture = try await Fixture.withNamespace()
        let definition: JSON = [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": "sizes.example.com"],
            "spec": [
                "group": "example.com", "scope": "Namespaced",
                "names": ["plural": "sizes", "singular": "size", "kind": "Size", "listKind": "SizeList"],
                "versions": [
                    [
                        "name": "v1", "served": true, "storage": true,
                        "schema": [
                            "openAPIV3Schema": [
                                "type": "object",
                                "properties": [
                                    "text": ["type": "string", "maxLength": JSON(Int.max)], "number": ["type": "number"],
                                    "list": ["type": "array", "items": ["type": "string"], "maxItems": JSON(Int.max)],
                                ],
                            ]
                        ],
                        "additionalPrinterColumns": [["name": "N", "type": "integer", "jsonPath": ".number"]],
                    ]
                ],
            ],
        ]
        let made = try await fixture.send("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition)
        #expect(made.status == 201)
        let sizes = "/apis/example.com/v1/namespaces/test/sizes"
        let object = try JSON(
            parsing: Array(#"{"metadata":{"name":"s"},"text":"a","list":["b"],"number":\#(value)}"#.utf8))
        #expect(try await fixture.send("POST", sizes, object).status == 201)
        let table = try await fixture.send(
            "GET", sizes, headers: ["Accept": "application/json;as=Table;v=v1;g=meta.k8s.io"])
        #expect(table.json["rows"]?[0]?["cells"]?[1]?.text == shown)
    }

    @Test func timesMayHaveManyDigits() async throws {
        let fixture = try await Fixture.withNamespace()
        let lease: JSON = ["metadata": ["name": "l"], "spec": ["renewTime": "2026-01-01T00:00:00.99999999Z"]]
        let made = try await fixture.send("POST", "/apis/coordination.k8s.io/v1/namespaces/test/leases", lease)
        #expect(made.json["spec", "renewTime"] == "2026-01-01T00:00:00.999999Z")
    }
}
