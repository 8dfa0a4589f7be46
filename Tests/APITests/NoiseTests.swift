import JSON
import Kube
import Testing

/// Requests that nobody sends on purpose: each gets an answer, and none an unexpected one.
@Suite struct NoiseTests {
    private static let pieces = [
        "api", "apis", "v1", "apps", "namespaces", "test", "pods", "p", "log", "status", "deployments", "..", "%", "%2F", "",
        "watch", "configmaps", "a", "scale", "customresourcedefinitions", "apiextensions.k8s.io", "token", "serviceaccounts",
        "proxy", "exec", "eviction", "openapi", "v3", "healthz", "\u{FFFD}", "rbac.authorization.k8s.io", "binding",
    ]
    private static let queries = [
        "watch=1&timeoutSeconds=1", "limit=-1", "limit=1", "continue=%00", "labelSelector=%3D", "fieldSelector=a!=b,c",
        "resourceVersion=-5", "dryRun=All", "fieldValidation=X", "follow=1", "tailLines=-1", "=", "&&", "a=%zz", "pretty=1",
        "propagationPolicy=Nope", "gracePeriodSeconds=x", "command=", "labelSelector=a+in+(", "fieldManager=" ,
    ]
    private static let bodies = [
        "", "{}", "[]", "null", "\"", "{\"metadata\":null}", "{\"metadata\":[]}", "{\"metadata\":{\"name\":5}}",
        "{\"spec\":\"x\",\"metadata\":{\"name\":\"n\"}}", "{\"metadata\":{\"name\":\"n\",\"labels\":{\"a\":1}}}", "k8s\u{0}\u{1}\u{2}",
        "[{\"op\":\"add\"}]", "[{\"op\":\"replace\",\"path\":\"/metadata\",\"value\":null}]", "{\"kind\":5}", "--- \n- a",
        "{\"metadata\":{\"name\":\"n\",\"finalizers\":[null],\"ownerReferences\":[{}],\"managedFields\":[{}]}}",
        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[null]}},\"ports\":[{}],\"selector\":{\"matchExpressions\":[{}]}}}",
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}",
    ]
    private static let types = [
        "", "application/json", "application/yaml", "application/vnd.kubernetes.protobuf", "application/merge-patch+json",
        "application/json-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml", ";;", "text/x",
    ]
    private static let accepts = [
        "", "application/json;as=Table;v=v1;g=meta.k8s.io", "application/vnd.kubernetes.protobuf", "*/*;q=x", ",,,",
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io", "application/yaml",
    ]

    @Test(arguments: 0..<8) func noiseIsAnswered(seed: Int) async throws {
        var random = Dice(seed: UInt64(seed) &+ 1)
        let fixture = try await Fixture.withNamespace()
        _ = try await fixture.send(
            "POST", "/api/v1/namespaces/test/pods",
            ["metadata": ["name": "p"], "spec": ["containers": [["name": "c", "image": "i"]]]])
        for _ in 0..<400 {
            let depth = Int.random(in: 0..<9, using: &random)
            var path = (0..<depth).map { _ in "/" + random.pick(Self.pieces) }.joined()
            if Bool.random(using: &random) {
                path = random.pick(["/api/v1/namespaces/test/pods", "/apis/apps/v1/namespaces/test/deployments", "/api/v1/namespaces/test/services"])
                    + random.pick(["", "/p", "/p/status", "/p/log", "/p/scale", "/p/eviction", "/p/binding"])
            }
            if path.isEmpty { path = "/" }
            if Bool.random(using: &random) { path += "?" + random.pick(Self.queries) }
            let reply = try await fixture.send(
                random.pick(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW"]), path,
                bytes: Array(random.pick(Self.bodies).utf8),
                headers: ["Content-Type": random.pick(Self.types), "Accept": random.pick(Self.accepts)])
            #expect((101..<505).contains(reply.status), "\(path)")
            #expect(reply.status != 500 || !reply.message.contains("Internal error"), "\(path): \(reply.message)")
        }
    }
}

/// A generator that repeats itself: xorshift64*.
private struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &self)] }
}
