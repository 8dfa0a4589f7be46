import JSON
import Kube

/// A schema in OpenAPI's words, for tests.
final class TestSchema: MergeSchema {
    private let json: JSON
    private let properties: [String: TestSchema]
    let items: TestSchema?
    let additional: TestSchema?

    init(_ json: JSON) {
        self.json = json
        properties = (json["properties"]?.object ?? [:]).mapValues(TestSchema.init)
        items = json["items"].map(TestSchema.init)
        additional = json["additionalProperties"].map(TestSchema.init)
    }

    func property(_ name: String) -> TestSchema? { properties[name] }

    var patchStrategy: PatchStrategy {
        var strategy: PatchStrategy = []
        for word in (json["x-kubernetes-patch-strategy"]?.string ?? "").split(separator: ",") {
            switch word {
            case "merge": strategy.insert(.merge)
            case "replace": strategy.insert(.replace)
            default: strategy.insert(.retainKeys)
            }
        }
        return strategy
    }

    var patchMergeKey: String? { json["x-kubernetes-patch-merge-key"]?.string }
    var listType: ListType { json["x-kubernetes-list-type"]?.string.flatMap(ListType.init) ?? .atomic }
    var listMapKeys: [String] { json["x-kubernetes-list-map-keys"]?.array?.compactMap(\.string) ?? [] }
    var isAtomicMap: Bool { json["x-kubernetes-map-type"] == "atomic" }
    var preservesUnknownMembers: Bool { json["x-kubernetes-preserve-unknown-fields"] == true }
    var declaresMembers: Bool { !properties.isEmpty }
    var emptyValue: JSON? {
        if let value = json["x-empty"] { return value }
        let members = properties.compactMapValues(\.emptyValue)
        return members.isEmpty ? nil : .object(members)
    }
    var defaultValue: JSON? { json["default"] }
}

/// Something like a Deployment.
let workload = TestSchema([
    "properties": [
        "apiVersion": [:], "kind": [:],
        "metadata": [
            "x-empty": ["creationTimestamp": .null],
            "properties": [
                "name": [:], "namespace": [:], "uid": [:], "resourceVersion": [:], "creationTimestamp": [:],
                "generation": [:], "managedFields": [:],
                "labels": ["additionalProperties": [:]],
                "annotations": ["additionalProperties": [:]],
                "finalizers": [
                    "items": [:], "x-kubernetes-list-type": "set", "x-kubernetes-patch-strategy": "merge",
                ],
            ],
        ],
        "spec": [
            "x-empty": ["strategy": [:], "template": ["containers": .null]],
            "properties": [
                "replicas": [:],
                "paused": [:],
                "selector": ["x-kubernetes-map-type": "atomic", "properties": ["matchLabels": [:]]],
                "strategy": [
                    "x-kubernetes-patch-strategy": "retainKeys",
                    "properties": ["type": [:], "rollingUpdate": ["properties": ["maxSurge": [:]]]],
                ],
                "args": ["items": [:]],
                "template": [
                    "properties": [
                        "nodeSelector": ["additionalProperties": [:], "x-kubernetes-map-type": "atomic"],
                        "containers": [
                            "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                            "x-kubernetes-patch-strategy": "merge", "x-kubernetes-patch-merge-key": "name",
                            "items": [
                                "properties": [
                                    "name": [:], "image": [:],
                                    "args": ["items": [:]],
                                    "env": [
                                        "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                                        "x-kubernetes-patch-strategy": "merge", "x-kubernetes-patch-merge-key": "name",
                                        "items": ["properties": ["name": [:], "value": [:]]],
                                    ],
                                    "ports": [
                                        "x-kubernetes-list-type": "map",
                                        "x-kubernetes-list-map-keys": ["containerPort", "protocol"],
                                        "x-kubernetes-patch-strategy": "merge",
                                        "x-kubernetes-patch-merge-key": "containerPort",
                                        "items": [
                                            "properties": [
                                                "name": [:], "containerPort": [:], "protocol": ["default": "TCP"],
                                            ]
                                        ],
                                    ],
                                    "resources": ["properties": ["limits": ["additionalProperties": [:]]]],
                                ]
                            ],
                        ],
                    ]
                ],
                "extra": ["x-kubernetes-preserve-unknown-fields": true],
            ],
        ],
        "status": ["properties": ["replicas": [:]]],
    ]
])

func json(_ text: String) throws -> JSON { try JSON(parsing: text) }
