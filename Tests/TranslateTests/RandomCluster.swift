import GatewayAPI
import JSON
import Kube
import Translate
import YAML

/// A small cluster in which things come, change and go at random, so that most references lead somewhere and some do
/// not.
struct RandomCluster {
    private(set) var view = ClusterView()
    private var objects: [String: JSON] = [:]
    private var random: SplitMix
    private var clock = 0

    init(seed: UInt64) throws {
        random = SplitMix(state: seed)
        for text in Self.basics { for object in try YAML.documents(text) { put(object) } }
    }

    private static let basics = [
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: {name: eg, uid: c, creationTimestamp: "2026-01-01T00:00:00Z"}
        spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}
        """
    ] + ["a", "b"].map { "{apiVersion: v1, kind: Namespace, metadata: {name: \($0), labels: {team: \($0)}}}" }

    /// The same objects in a view that never was another one.
    var fresh: ClusterView {
        var fresh = ClusterView()
        for (_, object) in objects.sorted(by: { $0.key < $1.key }) { fresh.set(object) }
        return fresh
    }

    private mutating func put(_ object: JSON) {
        objects["\(object.kind) \(object.objectName)"] = object
        view.set(object)
    }

    /// One to three changes.
    mutating func change() throws {
        for _ in 0..<(1 + random.below(3)) {
            let text = makers[random.below(makers.count)](&self)
            var object = try YAML.documents(text)[0]
            let key = "\(object.kind) \(object.objectName)"
            let present = objects[key]
            if let present, random.below(4) == 0 {
                objects[key] = nil
                view.remove(present)
                continue
            }
            clock += 1
            object["metadata", "uid"] = present?["metadata", "uid"] ?? .string("u\(clock)")
            object["metadata", "generation"] = JSON(1 + (present?["metadata", "generation"]?.int ?? 0))
            // Some are as old as others.
            object["metadata", "creationTimestamp"] =
                present?["metadata", "creationTimestamp"] ?? .string("2026-01-01T00:00:\(10 + clock / 3 % 50)Z")
            if let status = present?["status"] { object["status"] = status }
            put(object)
        }
    }

    /// Writes some of the statuses, as a writer that is behind does.
    mutating func write(_ changes: [StatusChange]) {
        for change in changes where random.below(3) != 0 {
            guard var object = objects["\(change.kind) \(change.name)"] else { continue }
            object["status"] = change.status
            put(object)
        }
    }

    // MARK: Makers

    private var makers: [(inout RandomCluster) -> String] {
        [
            { $0.httpRoute() }, { $0.httpRoute() }, { $0.httpRoute() }, { $0.httpRoute() }, { $0.grpcRoute() },
            { $0.otherRoute() }, { $0.gateway() }, { $0.listenerSet() }, { $0.service() }, { $0.endpoints() },
            { $0.endpoints() }, { $0.backend() }, { $0.tlsPolicy() }, { $0.grant() }, { $0.namespace() },
            { $0.configMap() }, { $0.filter() }, { $0.proxy() }, { $0.securityPolicy() }, { $0.backendTrafficPolicy() },
        ]
    }

    private mutating func pick(_ choices: String...) -> String { choices[random.below(choices.count)] }
    private mutating func number(_ bound: Int) -> Int { random.below(bound) }

    private mutating func head(_ kind: String, _ name: String, _ group: String = "gateway.networking.k8s.io/v1") -> String {
        """
        apiVersion: \(group)
        kind: \(kind)
        metadata: {name: \(name), namespace: \(pick("a", "b"))}
        """
    }

    private mutating func gateway() -> String {
        let second = pick(
            "", "- {name: two, port: 80, protocol: HTTP, hostname: two.example.com, allowedRoutes: {namespaces: {from: All}}}",
            "- {name: two, port: 81, protocol: \(pick("HTTP", "TCP", "SCTP"))}",
            "- {name: two, port: 443, protocol: TLS, tls: {mode: Passthrough}, allowedRoutes: {namespaces: {from: All}}}")
        let proxy = pick("", "", "infrastructure: {parametersRef: {group: gateway.envoyproxy.io, kind: EnvoyProxy, name: p}}")
        return """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: g\(number(2)), namespace: a}
            spec:
              gatewayClassName: \(pick("eg", "eg", "eg", "other"))
              allowedListeners: {namespaces: {from: \(pick("All", "Same"))}}
              \(proxy)
              listeners:
              - name: one
                port: 80
                protocol: HTTP
                allowedRoutes: {namespaces: \(pick("{from: All}", "{from: Same}", "{from: Selector, selector: {matchLabels: {team: b}}}"))}
              \(second)
            """
    }

    private mutating func listenerSet() -> String {
        head("ListenerSet", "s\(number(2))") + """

            spec:
              parentRef: {name: g\(number(2)), namespace: a}
              listeners:
              - {name: set, port: \(pick("80", "82")), protocol: HTTP, hostname: "\(pick("two", "set")).example.com"}
            """
    }

    private mutating func parents() -> String {
        let section = pick("", "", ", sectionName: one", ", sectionName: two", ", port: 80")
        let set = pick("", "", "- {kind: ListenerSet, group: gateway.networking.k8s.io, name: s\(number(2))}")
        return """
            parentRefs:
              - {name: g\(number(2)), namespace: a\(section)}
              \(set)
            """
    }

    private mutating func reference() -> String {
        let namespace = pick("", "", ", namespace: a", ", namespace: b")
        return pick(
            "{name: svc\(number(2)), port: 8080\(namespace), weight: \(number(3))}", "{name: svc\(number(2)), port: 8080\(namespace)}",
            "{name: svc\(number(2)), port: 9}", "{group: gateway.envoyproxy.io, kind: Backend, name: be\(number(2))\(namespace)}",
            "{group: gateway.envoyproxy.io, kind: Backend, name: be\(number(2))}")
    }

    private mutating func httpRoute() -> String {
        let filter = pick(
            "", "", "", "filters: [{type: RequestMirror, requestMirror: {backendRef: {name: svc0, port: 8080}}}]",
            "filters: [{type: ExtensionRef, extensionRef: {group: gateway.envoyproxy.io, kind: HTTPRouteFilter, name: f}}]",
            "filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]")
        return head("HTTPRoute", "r\(number(6))") + """

            spec:
              \(parents())
              hostnames: \(pick("[]", "[]", "[two.example.com]", "['*.example.com', x.org]"))
              rules:
              - matches: [{path: {type: \(pick("PathPrefix", "Exact")), value: \(pick("/", "/", "/x", "/x/y"))}}]
                \(filter)
                backendRefs: [\(reference())]
              - name: \(pick("n", "m"))
                matches: [{path: {type: PathPrefix, value: /z\(number(3))}, headers: [{name: h, value: v}]}]
                backendRefs: [\(reference()), \(reference())]
            """
    }

    private mutating func grpcRoute() -> String {
        head("GRPCRoute", "r\(number(3))") + """

            spec:
              \(parents())
              rules:
              - matches: [{method: {service: s\(number(2))}}]
                backendRefs: [\(reference())]
            """
    }

    private mutating func otherRoute() -> String {
        pick("TLSRoute", "TCPRoute").isEmpty ? "" : head(pick("TLSRoute", "TCPRoute"), "l\(number(2))") + """

            spec:
              \(parents())
              hostnames: [tls.example.com]
              rules: [{backendRefs: [\(reference())]}]
            """
    }

    private mutating func service() -> String {
        head("Service", "svc\(number(2))", "v1") + """

            spec:
              clusterIP: 10.0.0.1
              clusterIPs: [10.0.0.1]
              ports: [{name: http, port: 8080, protocol: TCP\(pick("", ", appProtocol: kubernetes.io/h2c"))}]
            """
    }

    private mutating func endpoints() -> String {
        let service = "svc\(number(2))"
        return """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: \(service)-\(number(2)), namespace: \(pick("a", "b")), labels: {kubernetes.io/service-name: \(service)}}
            addressType: IPv4
            ports: [{name: http, port: 3000, protocol: TCP}]
            endpoints: [{addresses: [10.1.0.\(number(4))], conditions: {ready: \(pick("true", "true", "false"))}}]
            """
    }

    private mutating func backend() -> String {
        head("Backend", "be\(number(2))", "gateway.envoyproxy.io/v1alpha1") + """

            spec:
              endpoints: [{fqdn: {hostname: \(pick("x.example.com", "y.example.com", "localhost")), port: \(pick("80", "0"))}}]
            """
    }

    private mutating func tlsPolicy() -> String {
        head("BackendTLSPolicy", "t\(number(2))") + """

            spec:
              targetRefs: [\(pick("{group: '', kind: Service, name: svc0}", "{group: gateway.envoyproxy.io, kind: Backend, name: be0}"))]
              validation: {hostname: x.example.com, \(pick("wellKnownCACertificates: System", "caCertificateRefs: [{group: '', kind: ConfigMap, name: ca}]"))}
            """
    }

    private mutating func grant() -> String {
        head("ReferenceGrant", "gr\(number(2))", "gateway.networking.k8s.io/v1beta1") + """

            spec:
              from: [{group: gateway.networking.k8s.io, kind: \(pick("HTTPRoute", "GRPCRoute")), namespace: \(pick("a", "b"))}]
              to: [\(pick("{group: '', kind: Service}", "{group: gateway.envoyproxy.io, kind: Backend}"))]
            """
    }

    private mutating func namespace() -> String {
        "{apiVersion: v1, kind: Namespace, metadata: {name: b, labels: {team: \(pick("b", "c"))}}}"
    }

    private mutating func configMap() -> String {
        head("ConfigMap", "ca", "v1") + "\ndata: {\(pick("ca.crt", "other")): \(pick("not-a-certificate", "nor-this"))}"
    }

    private mutating func filter() -> String {
        head("HTTPRouteFilter", "f", "gateway.envoyproxy.io/v1alpha1")
            + "\nspec: {directResponse: {statusCode: \(pick("200", "404")), body: {type: Inline, inline: x}}}"
    }

    private mutating func proxy() -> String {
        """
        apiVersion: gateway.envoyproxy.io/v1alpha1
        kind: EnvoyProxy
        metadata: {name: p, namespace: a}
        spec: \(pick("{mergeBackends: {}}", "{routingType: Service}", "{preserveRouteOrder: true}", "{telemetry: {metrics: {enableVirtualHostStats: true}}}"))
        """
    }

    private mutating func securityPolicy() -> String {
        head("SecurityPolicy", "sp", "gateway.envoyproxy.io/v1alpha1") + """

            spec:
              targetRefs: [\(pick("{group: gateway.networking.k8s.io, kind: HTTPRoute, name: r0}", "{group: gateway.networking.k8s.io, kind: Gateway, name: g0}"))]
              authorization: {defaultAction: \(pick("Allow", "Deny"))}
            """
    }

    private mutating func backendTrafficPolicy() -> String {
        head("BackendTrafficPolicy", "bt\(number(2))", "gateway.envoyproxy.io/v1alpha1") + """

            spec:
              targetRefs: [\(pick("{group: gateway.networking.k8s.io, kind: HTTPRoute, name: r1, sectionName: n}", "{group: gateway.networking.k8s.io, kind: HTTPRoute, name: r0}", "{group: gateway.networking.k8s.io, kind: Gateway, name: g0}"))]
              \(pick("httpUpgrade: [{type: CONNECT}]", "timeout: {http: {requestTimeout: 1x}}", "retry: {numRetries: 1}"))
            """
    }
}

/// A small generator whose numbers depend on its seed alone.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
