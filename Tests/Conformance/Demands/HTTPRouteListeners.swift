// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// Which listeners a route attaches to, and what it then gets.
    @Suite struct HTTPRouteListeners {
        @Test func HTTPRouteHostnameIntersection() async throws {
            try await scene(
                """
                Gateway/intersection:
                  listeners: [l1 HTTP:80 very.specific.com from=Same, l2 HTTP:80 *.wildcard.io from=Same,
                    l3 HTTP:80 *.anotherwildcard.io from=Same]
                Gateway/intersection-any: {listeners: [l1 HTTP:80 from=Same]}
                HTTPRoute/exact-exact:
                  parentRefs: [intersection]
                  hostnames: [non.matching.com, "*.nonmatchingwildcard.io", very.specific.com]
                  rules: [/s1 -> v1]
                HTTPRoute/exact-wildcard:
                  parentRefs: [intersection]
                  hostnames: [non.matching.com, wildcard.io, foo.wildcard.io, bar.wildcard.io, foo.bar.wildcard.io]
                  rules: [/s2 -> v2]
                HTTPRoute/wildcard-exact:
                  {parentRefs: [intersection], hostnames: [non.matching.com, "*.specific.com"], rules: [/s3 -> v3]}
                HTTPRoute/wildcard-wildcard:
                  {parentRefs: [intersection], hostnames: ["*.anotherwildcard.io"], rules: [/s4 -> v1]}
                HTTPRoute/any:
                  parentRefs: [intersection-any]
                  hostnames: [first.com, sub.first.com, second.com, sub.second.com]
                  rules: ['-> v2']
                """
            ) { scene in
                try await scene.settled()
                try await scene.apply(
                    """
                    HTTPRoute/no-intersection:
                      {parentRefs: [intersection], hostnames: [specific.but.wrong.com, wildcard.io], rules: [/s5 -> v2]}
                    """)
                let front = try await scene.gateway("intersection")
                try await front.answers([
                    "very.specific.com/s1 -> v1", "very.specific.com:1234/s1 -> v1", "non.matching.com/s1 -> 404",
                    "foo.nonmatchingwildcard.io/s1 -> 404", "foo.wildcard.io/s1 -> 404", "very.specific.com/other -> 404",
                    "foo.wildcard.io/s2 -> v2", "bar.wildcard.io/s2 -> v2", "foo.bar.wildcard.io/s2 -> v2",
                    "non.matching.com/s2 -> 404", "wildcard.io/s2 -> 404", "very.specific.com/s2 -> 404",
                    "foo.wildcard.io/other -> 404", "very.specific.com/s3 -> v3", "non.matching.com/s3 -> 404",
                    "foo.specific.com/s3 -> 404", "foo.wildcard.io/s3 -> 404", "foo.anotherwildcard.io/s4 -> v1",
                    "bar.anotherwildcard.io/s4 -> v1", "foo.bar.anotherwildcard.io/s4 -> v1", "anotherwildcard.io/s4 -> 404",
                    "foo.wildcard.io/s4 -> 404", "very.specific.com/s4 -> 404", "foo.anotherwildcard.io/other -> 404",
                ])
                try await scene.expect(
                    "HTTPRoute/no-intersection", under: "intersection", "Accepted=False/NoMatchingListenerHostname")
                try await front.answers(["specific.but.wrong.com/s5 -> 404", "wildcard.io/s5 -> 404"])
                try await scene.expect(listenersOf: "Gateway/intersection", [
                    "l1": "2 HTTPRoute Accepted=True ResolvedRefs=True", "l2": "1 HTTPRoute Accepted=True ResolvedRefs=True",
                    "l3": "1 HTTPRoute Accepted=True ResolvedRefs=True",
                ])
                try await scene.gateway("intersection-any").answers([
                    "first.com/ -> v2", "sub.first.com/ -> v2", "second.com/ -> v2", "sub.second.com/ -> v2", "third.com/ -> 404",
                    "sub.third.com/ -> 404",
                ])
            }
        }

        @Test func HTTPRouteListenerHostnameMatching() async throws {
            try await routed(
                """
                Gateway/hostnames:
                  listeners: [l1 HTTP:80 bar.com from=Same, l2 HTTP:80 foo.bar.com from=Same, l3 HTTP:80 *.bar.com from=Same,
                    l4 HTTP:80 *.foo.com from=Same]
                HTTPRoute/hostnames-1: {parentRefs: ["hostnames#l1"], rules: ['-> v1']}
                HTTPRoute/hostnames-2: {parentRefs: ["hostnames#l2"], rules: ['-> v2']}
                HTTPRoute/hostnames-3: {parentRefs: ["hostnames#l3", "hostnames#l4"], rules: ['-> v3']}
                """, on: "hostnames",
                [
                    "bar.com/ -> v1", "foo.bar.com/ -> v2", "baz.bar.com/ -> v3", "boo.bar.com/ -> v3",
                    "multiple.prefixes.bar.com/ -> v3", "multiple.prefixes.foo.com/ -> v3", "foo.com/ -> 404",
                    "no.matching.host/ -> 404",
                ])
        }

        @Test func HTTPRouteListenerPortMatching() async throws {
            try await scene(
                """
                Gateway/ports:
                  listeners: [l1 HTTP:80 foo.com from=Same, l2 HTTP:8080 foo.com from=Same, l3 HTTP:8080 bar.com from=Same,
                    l4 HTTP:8090 foo.com from=Same, l5 HTTP:8090 bar.com from=Same]
                HTTPRoute/ports-1: {parentRefs: ["ports:80"], rules: ['-> v1']}
                HTTPRoute/ports-2: {parentRefs: ["ports:8080"], rules: ['-> v2']}
                HTTPRoute/ports-3: {parentRefs: ["ports:8090#l4"], rules: ['-> v3']}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("ports")
                try await front.answers(["foo.com/ -> v1"])
                try await front.answers(["foo.com:8080/ -> v2", "bar.com:8080/ -> v2"], port: 8080)
                try await front.answers(["foo.com:8090/ -> v3", "bar.com:8090/ -> 404"], port: 8090)
            }
        }

        @Test func HTTPRouteDisallowedKind() async throws {
            try await scene(
                """
                Gateway/tls-only: {listeners: [tls TLS:443 mode=Passthrough from=Same kinds=TLSRoute]}
                HTTPRoute/disallowed-kind: {parentRefs: [tls-only], rules: ['-> v1']}
                """
            ) { scene in
                try await scene.expect("HTTPRoute/disallowed-kind", under: "tls-only", "Accepted=False/NotAllowedByListeners")
                try await scene.expectUnaccepted("HTTPRoute/disallowed-kind")
                try await scene.expect(listenersOf: "Gateway/tls-only", ["tls": "0"])
            }
        }

        /// A route that its parent does not take, and why.
        private func refused(_ manifest: String, _ route: Ref, by gateway: String, _ listener: String, _ reason: String) async throws {
            try await scene(manifest) { scene in
                try await scene.expect(route, under: gateway, "Accepted=False/\(reason)")
                try await scene.expectUnaccepted(route)
                try await scene.expect(listenersOf: Ref("Gateway", Ref.home, gateway), [listener: "0"])
            }
        }

        @Test func HTTPRouteInvalidCrossNamespaceParentRef() async throws {
            try await refused(
                "HTTPRoute/web/cross-parent: {parentRefs: [infra/plain], rules: ['-> web']}", "HTTPRoute/web/cross-parent",
                by: "plain", "http", "NotAllowedByListeners")
        }

        @Test func HTTPRouteInvalidParentRefNotMatchingListenerPort() async throws {
            try await refused(
                "HTTPRoute/no-port: {parentRefs: ['plain:81'], rules: ['-> v1']}", "HTTPRoute/no-port", by: "plain", "http",
                "NoMatchingParent")
        }

        @Test func HTTPRouteInvalidParentRefNotMatchingSectionName() async throws {
            try await refused(
                "HTTPRoute/no-section: {parentRefs: ['plain:80#http1'], rules: ['-> v1']}", "HTTPRoute/no-section", by: "plain",
                "http", "NoMatchingParent")
        }

        @Test func HTTPRouteInvalidParentRefSectionNameNotMatchingPort() async throws {
            try await refused(
                """
                Gateway/one-listener: {listeners: [http HTTP:80 kinds=HTTPRoute from=All]}
                HTTPRoute/section-of-other-port: {parentRefs: ['one-listener:81#http'], rules: ['-> v1']}
                """, "HTTPRoute/section-of-other-port", by: "one-listener", "http", "NoMatchingParent")
        }
    }
}
