import GatewayAPI
import JSON
import Testing
import XDS

@testable import Translate

@Suite struct AuthorizationTests {
    @Test(arguments: [
        ("10.244.0.1/32", "10.244.0.1/32"), ("10.1.2.3/8", "10.0.0.0/8"), ("1.2.3.4/0", "0.0.0.0/0"),
        ("172.16.5.4/12", "172.16.0.0/12"), ("2001:DB8:0:0:1::1/64", "2001:db8::/64"), ("::/0", "::/0"),
        ("1:0:0:2::3/128", "1:0:0:2::3/128"), ("1:0:2:3:4:5:6:7/128", "1:0:2:3:4:5:6:7/128"),
        ("10.0.0.0/33", nil), ("10.0.0.0", nil), ("10.0.0/8", nil), ("fe80::1%eth0/64", nil), ("::1/+8", nil),
    ] as [(String, String?)])
    func readsNetworks(text: String, expected: String?) {
        #expect(IPNetwork(text).map { "\($0.address)/\($0.prefixLength)" } == expected)
    }

    private func authorization(_ spec: JSON) throws -> Model.Authorization {
        let policy = Policy(
            kind: .security,
            json: ["metadata": ["name": "p", "namespace": "n"], "spec": ["authorization": spec]])
        return try Model.Authorization(Authorization(json: spec), of: policy)
    }

    @Test func deniesUnlessTold() throws {
        #expect(try authorization([:]) == Model.Authorization(allowsOthers: false))
        #expect(try authorization(["defaultAction": "Allow"]).allowsOthers)
    }

    @Test func namesRulesByTheirPlace() throws {
        let rules = try authorization(["rules": [["action": "Deny"], ["name": "x", "action": "Allow"]]]).rules
        #expect(rules.map(\.name) == ["securitypolicy/n/p/authorization/rule/0", "x"])
        #expect(rules.map(\.isAllowed) == [false, true])
    }

    @Test func leavesOutWhatNothingHereCanJudge() throws {
        let rules = try authorization(["rules": [["action": "Allow", "principal": ["jwt": ["provider": "p"]]]]]).rules
        #expect(rules.isEmpty)
    }

    @Test(arguments: [
        ("PathPrefix", "/", Model.StringMatch.Pattern.prefix("/")),
        (nil, "/a.b/", .regex(#"^/a\.b(/.*|\?.*|#.*|;.*|$)"#)),
        ("Exact", "/a", .regex(#"^/a(\?.*|#.*|;.*|$)"#)),
        ("RegularExpression", "/a+", .regex("/a+")),
    ] as [(String?, String, Model.StringMatch.Pattern)])
    func paths(type: String?, value: String, expected: Model.StringMatch.Pattern) throws {
        var path: [String: JSON] = ["value": .string(value)]
        path["type"] = type.map { .string($0) }
        let rule: JSON = ["action": "Allow", "operation": ["path": .object(path)]]
        #expect(try authorization(["rules": [rule]]).rules.first?.path?.pattern == expected)
    }

    @Test func refusesWhatIsNoRange() {
        let rule: JSON = ["action": "Allow", "principal": ["clientCIDRs": ["10.0.0.0/33"]]]
        let error = #expect(throws: AuthorizationError.self) { try authorization(["rules": [rule]]) }
        #expect(error?.message == "invalid CIDR address: 10.0.0.0/33")
    }

    /// As recorded from Envoy Gateway 1.9.
    @Test func rendersTheClientsAddress() throws {
        var rule = Model.Authorization.Rule(name: "deny-it", isAllowed: false)
        rule.clients = [Model.IPRange(address: "10.244.0.0", prefixLength: 24)]
        let deny = #"{"@type":"type.googleapis.com/envoy.config.rbac.v3.Action","name":"DENY","action":"DENY"}"#
        let allow = #"{"@type":"type.googleapis.com/envoy.config.rbac.v3.Action","name":"ALLOW"}"#
        let input = "type.googleapis.com/envoy.extensions.matching.common_inputs.network.v3.SourceIPInput"
        let ip = "type.googleapis.com/envoy.extensions.matching.input_matchers.ip.v3.Ip"
        let expected = try JSON(
            parsing: Array(
                """
                {"@type": "type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBACPerRoute",
                 "rbac": {"matcher": {"matcher_list": {"matchers": [
                  {"predicate": {"single_predicate": {
                    "input": {"name": "client_ip", "typed_config": {"@type": "\(input)"}},
                    "custom_match": {"name": "ip_matcher", "typed_config": {"@type": "\(ip)",
                     "cidr_ranges": [{"address_prefix": "10.244.0.0", "prefix_len": 24}], "stat_prefix": "client_ip"}}}},
                   "on_match": {"action": {"name": "deny-it", "typed_config": \(deny)}}}]},
                  "on_no_match": {"action": {"name": "default", "typed_config": \(allow)}}}}}
                """.utf8))
        let rules = Model.Authorization(rules: [rule], allowsOthers: true)
        #expect(AnyConfig(RBACPerRoute(rules)).json == expected)
    }
}
