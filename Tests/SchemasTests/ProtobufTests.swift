import Foundation
import JSON
import Kube
import Testing

@testable import Schemas

@Suite struct ProtobufTests {
    private let codec = ProtobufCodec(.builtin)

    @Test func roundTrips() throws {
        let object = try JSON(
            parsing: """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","labels":{"a":"b"},"creationTimestamp":"2026-01-01T00:00:00Z"},
                 "spec":{"replicas":2,"selector":{"matchLabels":{"a":"b"}},"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":1}},
                 "template":{"metadata":{},"spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80}],
                 "resources":{"limits":{"cpu":"500m"}},"readinessProbe":{"httpGet":{"path":"/","port":"http"},"periodSeconds":3}}],
                 "volumes":[{"name":"v","secret":{"secretName":"s"}}]}}},"status":{}}
                """)
        let bytes = try #require(codec.encode(object))
        #expect(bytes.prefix(4) == [0x6B, 0x38, 0x73, 0])
        #expect(try codec.decode(bytes) == object)
    }

    @Test(arguments: [
        ([1, 2, 3], "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]"),
        ([0x6B, 0x38, 0x73, 0, 0x12, 0x7F], "unexpected EOF"),
        ([0x6B, 0x38, 0x73, 0, 0x0F], "proto: illegal wireType 7"),
    ])
    func refusals(bytes: [UInt8], message: String) {
        #expect { try codec.decode(bytes) } throws: { ($0 as? StatusError)?.message == message }
    }

    @Test func listsAndStatus() throws {
        let list: JSON = [
            "apiVersion": "v1", "kind": "SecretList", "metadata": ["resourceVersion": "5"],
            "items": [["metadata": ["name": "s"], "data": ["k": "aGk="], "type": "Opaque"]],
        ]
        #expect(try codec.decode(#require(codec.encode(list))) == list)
        let status = StatusError.notFound(GroupResource("", "pods"), "x").json
        let back = try codec.decode(#require(codec.encode(status)))
        #expect(back["message"] == "pods \"x\" not found" && back["code"] == 404)
        #expect(codec.encode(["apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway"]) == nil)
    }

    /// Pairs of NAME.json and NAME.pb that Go wrote (kubernetes/api's testdata/HEAD), when POSTERN_PROTOBUF_PAIRS names
    /// their folder: both decode to the same, and what we write reads back.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["POSTERN_PROTOBUF_PAIRS"] != nil))
    func pairsOfAFolder() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["POSTERN_PROTOBUF_PAIRS"])
        var compared = 0
        for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file.hasSuffix(".pb") {
            let pb = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)")))
            let text = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file.dropLast(3)).json"))
            var expected = try JSON(parsing: [UInt8](text))
            guard let (_, version) = Catalog.builtin.version(expected.groupVersionKind), version.isBuiltin else {
                continue
            }
            var found = try codec.decode(pb)
            let reread = try codec.decode(#require(codec.encode(expected)))
            var again = reread
            let unknown = try version.decode(&expected)
            #expect(unknown == [], "\(file)")
            _ = try version.decode(&found)
            _ = try version.decode(&again)
            #expect(found == expected, "\(file): \(difference(found, expected))")
            #expect(again == expected, "\(file) again: \(difference(again, expected))")
            compared += 1
        }
        #expect(compared > 40)
    }

    private func difference(_ a: JSON, _ b: JSON, _ path: String = "") -> String {
        guard a != b else { return "" }
        if let x = a.object, let y = b.object {
            for key in Set(x.keys).union(y.keys).sorted() {
                let inner = difference(x[key] ?? .string("(absent)"), y[key] ?? .string("(absent)"), "\(path).\(key)")
                if !inner.isEmpty { return inner }
            }
        }
        if let x = a.array, let y = b.array, x.count == y.count {
            for index in x.indices {
                let inner = difference(x[index], y[index], "\(path)[\(index)]"); if !inner.isEmpty { return inner }
            }
        }
        return "\(path): \(a.text.prefix(200)) ≠ \(b.text.prefix(200))"
    }
}
