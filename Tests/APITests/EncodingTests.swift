import JSON
import Kube
import Testing

@testable import API

@Suite struct EncodingTests {
    private let maps = "/api/v1/namespaces/test/configmaps"
    private let protobuf = "application/vnd.kubernetes.protobuf"

    @Test func protobufGoesInAndOut() async throws {
        let fixture = try await Fixture.withNamespace()
        _ = try await fixture.send("POST", maps, ["metadata": ["name": "a", "labels": ["x": "y"]], "data": ["k": "v"]])
        let encoded = try await fixture.send("GET", "\(maps)/a", headers: ["Accept": protobuf])
        #expect(encoded.bytes.prefix(4) == [0x6B, 0x38, 0x73, 0])
        #expect(encoded.header("Content-Type") == [protobuf])
        _ = try await fixture.send("DELETE", "\(maps)/a")
        // A body that names a resourceVersion cannot be created.
        let refused = try await fixture.send("POST", maps, bytes: encoded.bytes, headers: ["Content-Type": protobuf])
        #expect(refused.status == 500)
        let dry = try await fixture.send(
            "POST", "\(maps)?dryRun=All", ["metadata": ["name": "b"], "data": ["k": "v"]], headers: ["Accept": protobuf])
        let made = try await fixture.send("POST", maps, bytes: dry.bytes, headers: ["Content-Type": protobuf])
        #expect(made.status == 201)
        #expect(made.json["data"] == ["k": "v"])
    }

    @Test func yamlGoesInAndOut() async throws {
        let fixture = try await Fixture.withNamespace()
        let body = Array("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: y\ndata:\n  k: \"1\"\n".utf8)
        let made = try await fixture.send("POST", maps, bytes: body, headers: ["Content-Type": "application/yaml"])
        #expect(made.status == 201)
        let shown = try await fixture.send("GET", "\(maps)/y", headers: ["Accept": "application/yaml"])
        #expect(String(decoding: shown.bytes, as: UTF8.self).contains("  k: \"1\"\n"))
    }

    @Test(arguments: [
        ("text/plain", "{}", 415), ("application/json", "{", 400), ("application/json", "[]", 400),
        ("application/json", #"{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"}}"#, 400),
        ("application/json", #"{"kind":"ConfigMap","apiVersion":"v2","metadata":{"name":"a"}}"#, 400),
        ("application/json", #"{"metadata":{"name":"a","namespace":"other"}}"#, 400),
        ("application/json", #"{"metadata":{"name":"a"},"data":{"k":1}}"#, 400),
        ("application/json", #"{"metadata":{"name":"A"}}"#, 422),
    ])
    func badBodiesAreRefused(type: String, body: String, status: Int) async throws {
        let fixture = try await Fixture.withNamespace()
        let reply = try await fixture.send("POST", maps, bytes: Array(body.utf8), headers: ["Content-Type": type])
        #expect(reply.status == status)
        #expect(reply.json.kind == "Status")
    }

    @Test func unknownAndDuplicateFieldsAreToldAsAsked() async throws {
        let fixture = try await Fixture.withNamespace()
        let body = Array(#"{"metadata":{"name":"a","name":"a"},"datum":{}}"#.utf8)
        let strict = try await fixture.send("POST", "\(maps)?fieldValidation=Strict", bytes: body)
        #expect(strict.status == 400)
        #expect(strict.message.hasSuffix("strict decoding error: unknown field \"datum\", duplicate field \"metadata.name\""))
        let warned = try await fixture.send("POST", maps, bytes: body)
        #expect(warned.status == 201)
        #expect(warned.header("Warning") == [#"299 - "unknown field \"datum\"""#, #"299 - "duplicate field \"metadata.name\"""#])
    }

    @Test(arguments: [
        ("*/*", Negotiation.Encoding.json), ("application/vnd.kubernetes.protobuf, */*", .protobuf),
        ("application/json;q=0.1,application/yaml", .yaml), ("text/html,*/*;q=0.8", .json),
    ])
    func theBestAcceptedTypeIsTaken(accept: String, encoding: Negotiation.Encoding) {
        let choice = Negotiation.negotiate(accept: accept, query: Query(""), userAgent: "", allowsProtobuf: true)
        #expect(choice?.encoding == encoding)
    }

    @Test func nothingAcceptedIs406() async throws {
        let fixture = try await Fixture.withNamespace()
        let reply = try await fixture.send("GET", maps, headers: ["Accept": "text/html"])
        #expect(reply.status == 406)
        #expect(reply.message.hasPrefix("only the following media types are accepted: application/json, application/yaml"))
    }

    @Test func aWatchFromTheFutureOrThePastTellsSo() async throws {
        let fixture = try await Fixture.withNamespace()
        let ahead = try await fixture.send("GET", "\(maps)?resourceVersion=999999")
        #expect(ahead.status == 504)
        #expect(ahead.header("Retry-After") == ["1"])
        let bad = try await fixture.send("GET", "\(maps)?resourceVersion=banana")
        #expect(bad.status == 422)
        let forbidden = try await fixture.send("GET", "\(maps)?watch=1&resourceVersionMatch=NotOlderThan")
        #expect(forbidden.message.hasSuffix("resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"))
    }

    @Test func aStreamingListEndsItsInitialEvents() async throws {
        let fixture = try await Fixture.withNamespace()
        _ = try await fixture.send("POST", maps, ["metadata": ["name": "a"]])
        let watch = try await fixture.watch(
            "\(maps)?watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan")
        #expect(try await watch.nextLine() == "ADDED a")
        let bookmark = try await watch.next()
        #expect(bookmark?["type"] == "BOOKMARK")
        #expect(bookmark?["object"]?.annotations["k8s.io/initial-events-end"] == "true")
        _ = try await fixture.send("POST", maps, ["metadata": ["name": "b"]])
        #expect(try await watch.nextLine() == "ADDED b")
    }

    @Test func aWatchEndsWhenItsTimeIsOver() async throws {
        let fixture = try await Fixture.withNamespace()
        let watch = try await fixture.watch("\(maps)?watch=1&timeoutSeconds=1&allowWatchBookmarks=true")
        let last = try await watch.next()
        #expect(last?["type"] == "BOOKMARK")
        #expect(try await watch.next() == nil)
    }
}
