// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// Listeners that are added to a Gateway from beside it.
    @Suite struct ListenerSets {
        private static let ready = "HTTPRoute ResolvedRefs=True Accepted=True Programmed=True"
        private static let own = "listeners: [own HTTP:80 own.com from=All]"

        private func notAllowed(_ scene: Scene, _ key: Ref) async throws {
            try await scene.expect(key, "Accepted=False/NotAllowed", "Programmed=False/NotAllowed")
        }

        private func accepted(_ scene: Scene, _ key: Ref, _ listeners: [String: String]) async throws {
            try await scene.expect(key, "Accepted=True/Accepted", "Programmed=True/Programmed")
            try await scene.expect(listenersOf: key, listeners)
        }

        @Test func ListenerSetAllowedNamespaceNone() async throws {
            try await scene(
                """
                Gateway/takes-none: {allowedListeners: {namespaces: {from: None}}, \(Self.own)}
                ListenerSet/of-none: {parentRef: takes-none, listeners: [more HTTP:80 more.com from=All]}
                """
            ) { scene in
                try await scene.expect("Gateway/takes-none", "Accepted=True")
                try await scene.expectAttached("takes-none", 0)
                try await notAllowed(scene, "ListenerSet/of-none")
            }
        }

        @Test func ListenerSetDefaultNotAllowed() async throws {
            try await scene(
                """
                Gateway/takes-by-default: {\(Self.own)}
                ListenerSet/of-default: {parentRef: takes-by-default, listeners: [more HTTP:80 more.com from=All]}
                """
            ) { scene in
                try await scene.expect("Gateway/takes-by-default", "Accepted=True")
                try await scene.expectAttached("takes-by-default", 0)
                try await notAllowed(scene, "ListenerSet/of-default")
            }
        }

        @Test func ListenerSetAllowedNamespaceSame() async throws {
            try await scene(
                """
                Gateway/takes-same: {allowedListeners: {namespaces: {from: Same}}, \(Self.own)}
                ListenerSet/of-same: {parentRef: takes-same, listeners: [more HTTP:80 same.com from=All]}
                ListenerSet/apps/of-other: {parentRef: infra/takes-same, listeners: [more HTTP:80 other.com from=All]}
                """
            ) { scene in
                try await scene.expect("Gateway/takes-same", "Accepted=True")
                try await scene.expectAttached("takes-same", 1)
                try await accepted(scene, "ListenerSet/of-same", ["more": Self.ready])
                try await notAllowed(scene, "ListenerSet/apps/of-other")
            }
        }

        @Test func ListenerSetAllowedNamespaceSelector() async throws {
            try await scene(
                """
                Namespace/selected: {metadata: {labels: {listeners: allowed}}}
                Gateway/takes-selected:
                  allowedListeners: {namespaces: {from: Selector, selector: {matchLabels: {listeners: allowed}}}}
                  \(Self.own)
                ListenerSet/selected/of-selected: {parentRef: infra/takes-selected, listeners: [more HTTP:80 selected.com from=All]}
                ListenerSet/apps/of-unselected: {parentRef: infra/takes-selected, listeners: [more HTTP:80 other.com from=All]}
                """
            ) { scene in
                try await scene.expect("Gateway/takes-selected", "Accepted=True")
                try await scene.expectAttached("takes-selected", 1)
                try await accepted(scene, "ListenerSet/selected/of-selected", ["more": Self.ready])
                try await notAllowed(scene, "ListenerSet/apps/of-unselected")
            }
        }

        @Test func ListenerSetAllowedRoutesNamespaces() async throws {
            try await scene(
                """
                Namespace/chosen: {metadata: {labels: {routes: allowed}}}
                Namespace/unchosen: {}
                Namespace/listeners: {}
                Gateway/takes-sets: {allowedListeners: {namespaces: {from: All}}, \(Self.own)}
                ListenerSet/three:
                  parentRef: takes-sets
                  listeners: [all HTTP:80 all.com from=All, same HTTP:80 same.com from=Same,
                    selected HTTP:80 selected.com label=routes:allowed]
                HTTPRoute/in-same: {parentRefs: ["@three"], rules: [/same -> v1]}
                HTTPRoute/chosen/in-chosen: {parentRefs: [infra/@three], rules: [/chosen -> infra/v2]}
                HTTPRoute/unchosen/in-unchosen: {parentRefs: [infra/@three], rules: [/unchosen -> infra/v3]}
                ListenerSet/listeners/cross: {parentRef: infra/takes-sets, listeners: [same HTTP:80 cross.com from=Same]}
                HTTPRoute/listeners/beside-the-set: {parentRefs: ["@cross"], rules: [/beside -> infra/v1]}
                ReferenceGrant/infra/for-listener-sets:
                  from:
                  - {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: chosen}
                  - {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: unchosen}
                  - {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: listeners}
                  to: [{group: "", kind: Service}]
                """
            ) { scene in
                try await scene.settled()
                try await scene.apply("HTTPRoute/beside-the-gateway: {parentRefs: [listeners/@cross], rules: [/gateway -> v2]}")
                try await scene.expectAttached("takes-sets", 2)
                try await scene.expect(listenersOf: "ListenerSet/three", [
                    "all": "3 \(Self.ready)", "same": "1 \(Self.ready)", "selected": "1 \(Self.ready)",
                ])
                try await scene.expect("HTTPRoute/beside-the-gateway", under: "cross", "Accepted=False/NotAllowedByListeners")
                try await scene.expect(listenersOf: "ListenerSet/listeners/cross", ["same": "1 \(Self.ready)"])
                try await scene.gateway("takes-sets").answers([
                    "all.com/same -> v1", "all.com/chosen -> v2", "all.com/unchosen -> v3", "same.com/same -> v1",
                    "same.com/chosen -> 404", "same.com/unchosen -> 404", "selected.com/same -> 404", "selected.com/chosen -> v2",
                    "selected.com/unchosen -> 404", "cross.com/beside -> v1", "cross.com/gateway -> 404",
                ])
            }
        }

        @Test func ListenerSetAllowedRoutesSupportedKinds() async throws {
            try await scene(
                """
                Gateway/takes-kinds: {allowedListeners: {namespaces: {from: All}}, \(Self.own)}
                ListenerSet/wrong-kind: {parentRef: takes-kinds, listeners: [tls TLS:443 tls.com from=All kinds=HTTPRoute mode=Passthrough]}
                """
            ) { scene in
                try await scene.expect("Gateway/takes-kinds", "Accepted=True")
                try await scene.expect(listenersOf: "ListenerSet/wrong-kind", ["tls": "ResolvedRefs=False/InvalidRouteKinds"])
            }
        }

        @Test func ListenerSetHTTPRouting() async throws {
            let hosts = ["g1", "g2", "a1", "a2", "b1", "b2"]
            let rules = [
                ("route", "v1", hosts), ("of-gateway", "v2", ["g1", "g2"]), ("of-listener", "v3", ["g1"]), ("of-a", "v2", ["a1", "a2"]),
                ("of-a1", "v3", ["a1"]), ("of-b", "v2", ["b1", "b2"]),
            ]
            var asks: [Ask] = []
            for (rule, backend, served) in rules {
                for host in hosts { asks.append(Ask("\(host).com/\(rule) -> \(served.contains(host) ? backend : "404")")) }
            }
            let made = asks
            try await scene(
                """
                Gateway/with-sets:
                  allowedListeners: {namespaces: {from: All}}
                  listeners: [g1 HTTP:80 g1.com from=All, g2 HTTP:80 g2.com from=All]
                ListenerSet/set-a: {parentRef: with-sets, listeners: [a1 HTTP:80 a1.com from=All, a2 HTTP:80 a2.com from=All]}
                ListenerSet/set-b: {parentRef: with-sets, listeners: [b1 HTTP:80 b1.com from=All, b2 HTTP:80 b2.com from=All]}
                HTTPRoute/of-everything: {parentRefs: [with-sets, "@set-a", "@set-b"], rules: [/route -> v1]}
                HTTPRoute/of-gateway: {parentRefs: [with-sets], rules: [/of-gateway -> v2]}
                HTTPRoute/of-listener: {parentRefs: ["with-sets#g1"], rules: [/of-listener -> v3]}
                HTTPRoute/of-a: {parentRefs: ["@set-a"], rules: [/of-a -> v2]}
                HTTPRoute/of-a1: {parentRefs: ["@set-a#a1"], rules: [/of-a1 -> v3]}
                HTTPRoute/of-b: {parentRefs: ["@set-b"], rules: [/of-b -> v2]}
                """
            ) { scene in
                try await scene.settled()
                try await scene.expectAttached("with-sets", 2)
                try await scene.expect(listenersOf: "ListenerSet/set-a", ["a1": "3 \(Self.ready)", "a2": "2 \(Self.ready)"])
                try await scene.expect(listenersOf: "ListenerSet/set-b", ["b1": "2 \(Self.ready)", "b2": "2 \(Self.ready)"])
                try await scene.gateway("with-sets").answers(made)
            }
        }

        @Test func ListenerSetDualParentRefIndependence() async throws {
            try await scene(
                """
                Gateway/dual: {allowedListeners: {namespaces: {from: Same}}, listeners: [on-gateway HTTP:80 gw-dual.com from=Same]}
                ListenerSet/dual-set: {parentRef: dual, listeners: [on-set HTTP:80 ls-dual.com from=Same]}
                HTTPRoute/dual-both: {parentRefs: [dual, "@dual-set"], rules: [/both -> v1]}
                HTTPRoute/dual-one: {parentRefs: ["dual#on-set", "@dual-set#on-set"], rules: [/one -> v2]}
                """
            ) { scene in
                try await scene.expect("Gateway/dual", "Accepted=True", "Programmed=True")
                try await scene.expectAttached("dual", 1)
                try await scene.expect(listenersOf: "ListenerSet/dual-set", ["on-set": "2 \(Self.ready)"])
                for parent in ["dual", "dual-set"] { try await scene.expect("HTTPRoute/dual-both", under: parent, "Accepted=True") }
                try await scene.expect("HTTPRoute/dual-one", under: "dual", "Accepted=False/NoMatchingParent")
                try await scene.expect("HTTPRoute/dual-one", under: "dual-set", "Accepted=True/Accepted")
                try await scene.gateway("dual").answers([
                    "gw-dual.com/both -> v1", "ls-dual.com/both -> v1", "ls-dual.com/one -> v2", "gw-dual.com/one -> 404",
                ])
            }
        }

        @Test func ListenerSetGatewayParentSectionNameNotFound() async throws {
            try await scene(
                """
                Gateway/sections: {allowedListeners: {namespaces: {from: Same}}, listeners: [on-gateway HTTP:80 gw-section.com from=Same]}
                ListenerSet/sections-set: {parentRef: sections, listeners: [on-set HTTP:80 ls-section.com from=Same]}
                HTTPRoute/via-set: {parentRefs: ["@sections-set#on-set"], rules: [/good -> v1]}
                HTTPRoute/via-gateway: {parentRefs: ["sections#on-set"], rules: [/bad -> v2]}
                """
            ) { scene in
                try await scene.expect("Gateway/sections", "Accepted=True", "Programmed=True")
                try await scene.expectAttached("sections", 1)
                try await scene.expect("HTTPRoute/via-set", under: "sections-set", "Accepted=True/Accepted")
                try await scene.expect("HTTPRoute/via-gateway", under: "sections", "Accepted=False/NoMatchingParent")
                try await scene.gateway("sections").answers(["ls-section.com/good -> v1", "gw-section.com/bad -> 404"])
            }
        }

        @Test func ListenerSetRouteStatusScopedToParentRef() async throws {
            try await scene(
                """
                Gateway/scoped: {allowedListeners: {namespaces: {from: Same}}, listeners: [on-gateway HTTP:80 gw-scoped.com from=Same]}
                ListenerSet/scoped-set: {parentRef: scoped, listeners: [on-set HTTP:80 ls-scoped.com from=Same]}
                HTTPRoute/gateway-only: {parentRefs: [scoped], rules: [/gateway -> v1]}
                HTTPRoute/set-only: {parentRefs: ["@scoped-set"], rules: [/set -> v2]}
                """
            ) { scene in
                try await scene.expect("Gateway/scoped", "Accepted=True")
                try await scene.expectAttached("scoped", 1)
                try await scene.expect(listenersOf: "ListenerSet/scoped-set", ["on-set": "1 \(Self.ready)"])
                for (route, kind, parent) in [("gateway-only", "Gateway", "scoped"), ("set-only", "ListenerSet", "scoped-set")] {
                    let key = Ref("HTTPRoute", Ref.home, route)
                    try await scene.expect(key, under: parent, "Accepted=True")
                    let parents = try await scene.api.get(key)?["status", "parents"]?.array ?? []
                    #expect(parents.map { $0["parentRef", "kind"]?.string } == [kind])
                }
            }
        }

        /// Listeners that want the same port: the Gateway's comes first, then those of the older set.
        private func conflict(_ name: String, _ reason: String, rival: (String) -> String) async throws {
            let manifest = """
                Gateway/\(name):
                  allowedListeners: {namespaces: {from: Same}}
                  listeners: [own HTTP:80 own.com from=All, first HTTP:80 first.com from=All]
                ListenerSet/\(name)-1:
                  parentRef: \(name)
                  listeners: [good HTTP:80 set-1.com from=All, first \(rival("first.com")) from=All, second HTTP:80 second.com from=All]
                ListenerSet/\(name)-2: {parentRef: \(name), listeners: [first \(rival("first.com")) from=All]}
                ListenerSet/\(name)-3:
                  {parentRef: \(name), listeners: [good HTTP:80 set-3.com from=All, second \(rival("second.com")) from=All]}
                ListenerSet/\(name)-4: {parentRef: \(name), listeners: [second \(rival("second.com")) from=All]}
                """
            try await scene(manifest) { scene in
                let lost = "Accepted=False/\(reason) Programmed=False/\(reason) Conflicted=True/\(reason)"
                try await scene.expect(Ref("Gateway", Ref.home, name), "Accepted=True")
                try await scene.expect(listenersOf: Ref("Gateway", Ref.home, name), ["own": Self.ready, "first": Self.ready])
                try await scene.expectAttached(name, 2)
                for (number, listeners) in [
                    (1, ["good": Self.ready, "first": lost, "second": Self.ready]), (2, ["first": lost]),
                    (3, ["good": Self.ready, "second": lost]), (4, ["second": lost]),
                ] {
                    let set = Ref("ListenerSet", Ref.home, "\(name)-\(number)")
                    if listeners["good"] != nil {
                        try await scene.expect(set, "Accepted=True", "Programmed=True/Programmed")
                    } else {
                        try await scene.expect(set, "Accepted=False/ListenersNotValid", "Programmed=False/ListenersNotValid")
                    }
                    try await scene.expect(listenersOf: set, listeners)
                }
            }
        }

        @Test func ListenerSetHostnameConflict() async throws {
            try await conflict("same-host", "HostnameConflict") { "HTTP:80 \($0)" }
        }

        @Test func ListenerSetProtocolConflict() async throws {
            try await conflict("same-port", "ProtocolConflict") { _ in "TCP:80" }
        }

        @Test func ListenerSetReferenceGrant() async throws {
            try await scene(
                """
                Gateway/granted-sets:
                  allowedListeners: {namespaces: {from: All}}
                  listeners: [own HTTPS:443 own.com from=All cert=web/certificate]
                ReferenceGrant/web/for-gateway: Gateway infra -> Secret
                ReferenceGrant/web/for-set: ListenerSet infra -> Secret
                ListenerSet/granted-set: {parentRef: granted-sets, listeners: [more HTTPS:443 granted.com from=All cert=web/certificate]}
                ListenerSet/apps/ungranted-set:
                  {parentRef: infra/granted-sets, listeners: [more HTTPS:443 ungranted.com from=All cert=web/certificate]}
                """
            ) { scene in
                try await scene.expect("Gateway/granted-sets", "Accepted=True")
                try await scene.expect("ListenerSet/granted-set", "Accepted=True", "Programmed=True")
                try await scene.expect(listenersOf: "ListenerSet/granted-set", ["more": "ResolvedRefs=True"])
                try await scene.expect(
                    "ListenerSet/apps/ungranted-set", "Accepted=False/ListenersNotValid", "Programmed=False/ListenersNotValid")
                try await scene.expect(listenersOf: "ListenerSet/apps/ungranted-set", ["more": "ResolvedRefs=False/RefNotPermitted"])
            }
        }
    }
}

extension Scene {
    /// How many ListenerSets a Gateway counts as its own.
    fileprivate func expectAttached(_ gateway: String, _ count: Int) async throws {
        try await Eventually.satisfied("ListenerSets of \(gateway)") {
            let object = try await api.get(Ref("Gateway", Ref.home, gateway))
            let attached = object?["status", "attachedListenerSets"]?.int ?? 0
            return attached == count ? nil : "\(attached)"
        }
    }
}
