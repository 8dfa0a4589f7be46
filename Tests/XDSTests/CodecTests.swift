import JSON
import Testing

@testable import XDS

@Suite struct CodecTests {
    @Test(arguments: [
        ("0s", 0), ("10s", 10_000_000_000), ("0.250s", 250_000_000), ("1.000000001s", 1_000_000_001),
        ("-0.500s", -500_000_000), ("3600s", 3_600_000_000_000),
    ])
    func durations(_ text: String, _ nanoseconds: Int64) throws {
        let duration = try #require(Duration(protoText: text))
        #expect(duration == .nanoseconds(nanoseconds))
        #expect(duration.protoText == text)
    }

    @Test(arguments: ["", "s", "10", "1.s", "1.0000000001s", "ten s", "1h", "--1s", "1.-5s"])
    func refusedDurations(_ text: String) {
        #expect(Duration(protoText: text) == nil)
    }

    @Test func shortFractionsAreRead() {
        #expect(Duration(protoText: "0.5s")?.protoText == "0.500s")
        #expect(Duration(protoText: "0.1234s")?.protoText == "0.123400s")
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ])
    func base64(_ plain: String, _ encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
        #expect(Base64.decode(encoded.replacing("=", with: "")) == Array(plain.utf8))
    }

    @Test(arguments: ["A", "Zm9v!", "Zg=A", "====="])
    func refusedBase64(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func base64TakesTheURLAlphabet() {
        #expect(Base64.decode("-_8") == [0xFB, 0xFF])
        #expect(Base64.encode([0xFB, 0xFF]) == "+/8=")
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256(_ message: String, _ digest: String) {
        #expect(SHA256.hex(Array(message.utf8)) == digest)
    }

    @Test func zeroValuesAreLeftOutAndPresentOnesKept() {
        var listener = Listener()
        #expect(listener.json == [:])
        listener.perConnectionBufferLimitBytes = 0
        listener.enableReusePort = false
        listener.name = "l"
        #expect(
            listener.json == ["name": "l", "per_connection_buffer_limit_bytes": 0, "enable_reuse_port": false])
    }

    @Test func bothSpellingsOfNamesAreRead() throws {
        let camel = try JSON(parsing: #"{"portValue": 80, "ipv4Compat": true, "protocol": "UDP", "address": "::"}"#)
        let (value, issues) = SocketAddress.read(camel)
        #expect(issues.isEmpty)
        #expect(
            value?.json == ["port_value": 80, "ipv4_compat": true, "protocol": "UDP", "address": "::"])
        let detection = try JSON(parsing: #"{"consecutive5xx": 5, "maxEjectionPercent": 10}"#)
        #expect(OutlierDetection.read(detection).value?.json == ["consecutive_5xx": 5, "max_ejection_percent": 10])
        let http1 = try JSON(parsing: #"{"acceptHttp10": true}"#)
        #expect(Http1ProtocolOptions.read(http1).value?.json == ["accept_http_10": true])
    }

    @Test func numbersMayStandInQuotes() throws {
        let json = try JSON(parsing: #"{"choice_count": "3", "enable_full_scan": null}"#)
        #expect(LeastRequest.read(json).value?.choiceCount == 3)
        let big = try JSON(parsing: #"{"minimum_ring_size": 1024}"#)
        #expect(RingHash.read(big).value?.json == ["minimum_ring_size": "1024"])
    }

    @Test(arguments: [
        (#"{"nme": "x"}"#, ReadIssue.Kind.unknownField, "nme", "no such field: 'nme'"),
        (#"{"name": 1}"#, .invalid, "name", "expected a string, got 1"),
        (
            #"{"max_requests_per_connection": -1}"#, .invalid, "max_requests_per_connection",
            "expected an integer in range, got -1"
        ),
        (#"{"connect_timeout": "soon"}"#, .invalid, "connect_timeout", "expected a duration, got \"soon\""),
        (
            #"{"type": "STATIC", "cluster_type": {}}"#, .invalid, "cluster_type",
            "another field of the same oneof is set"
        ),
        (
            #"{"load_assignment": {"endpoints": [{"lb_endpoints": [{"endpoint": {"address": {}}}]}]}}"#, .missing,
            "load_assignment.endpoints[0].lb_endpoints[0].endpoint.address", "one of the fields is required"
        ),
        (
            #"{"transport_socket": {"typed_config": {"@type": "type.googleapis.com/x.Y"}}}"#, .unknownExtension,
            "transport_socket.typed_config", "could not find @type 'type.googleapis.com/x.Y'"
        ),
        (
            #"{"transport_socket": {"typed_config": {"a": 1}}}"#, .missing, "transport_socket.typed_config",
            "missing @type"
        ),
    ])
    func oddities(_ text: String, _ kind: ReadIssue.Kind, _ path: String, _ message: String) throws {
        let (_, issues) = Cluster.read(try JSON(parsing: text))
        #expect(issues == [ReadIssue(kind: kind, path: path, message: message)])
    }

    @Test func unknownExtensionsKeepTheirJSON() throws {
        let json = try JSON(parsing: #"{"name": "f", "typed_config": {"@type": "type.googleapis.com/x.Y", "aB": [1]}}"#)
        let (filter, issues) = HttpFilter.read(json)
        #expect(issues.count == 1)
        #expect(filter?.typedConfig?.isKnown == false)
        #expect(filter?.json == json)
    }

    @Test func extensionsAreEqualByContent() {
        let one = AnyConfig(Router.with { $0.suppressEnvoyHeaders = true })
        #expect(one == AnyConfig(Router.with { $0.suppressEnvoyHeaders = true }))
        #expect(one != AnyConfig(Router()))
        #expect(one != AnyConfig(Cors()))
        #expect(one.as(Router.self)?.suppressEnvoyHeaders == true)
        #expect(one.as(Cors.self) == nil)
        #expect(Set([one, AnyConfig(Router()), one]).count == 2)
    }

    @Test func choicesNestWithoutEnd() throws {
        let text = #"{"not_rule": {"and_rules": {"rules": [{"any": true}, {"destination_port": 80}]}}}"#
        let json = try JSON(parsing: text)
        let (permission, issues) = RBAC.Permission.read(json)
        #expect(issues.isEmpty)
        #expect(permission == .notRule(.andRules(.with { $0.rules = [.any(true), .destinationPort(80)] })))
        #expect(permission?.json == json)
    }
}
