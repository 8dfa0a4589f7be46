import JSON
import Kube
import Testing

@testable import Schemas

@Suite struct ValidationTests {
    /// The refusals of an object as a client writes it, in a namespace `default`.
    private func refusals(_ text: String, old: String? = nil) throws -> [String] {
        func prepared(_ text: String) throws -> (JSON, KindVersion) {
            var object = try JSON(parsing: text)
            let kind = object.groupVersionKind
            var catalog = Catalog.builtin
            for name in PreinstalledCRD.names {
                if let definition = PreinstalledCRD.definition(named: name) { catalog.add(definition) }
            }
            let (definition, version) = try #require(catalog.version(kind))
            if definition.isNamespaced, object.namespace.isEmpty { object["metadata", "namespace"] = "default" }
            if old != nil { object["metadata", "resourceVersion"] = "1" }
            _ = try version.decode(&object)
            version.applyDefaults(to: &object)
            return (object, version)
        }
        let (object, version) = try prepared(text)
        return try version.validate(object, old: old.map { try prepared($0).0 }).map(\.message)
    }

    @Test(
        arguments: [
            (#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"ok"},"data":{"a":"b"}}"#, []),
            (
                #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"t"},"data":{"bad key!":"x"}}"#,
                [
                    #"data[bad key!]: Invalid value: "bad key!": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"#
                ]
            ),
            (
                #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"t"},"type":"kubernetes.io/tls","data":{"tls.crt":""}}"#,
                ["data[tls.key]: Required value"]
            ),
            (
                #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"two"},"spec":{"ports":[{"port":80},{"port":81}]}}"#,
                ["spec.ports[0].name: Required value", "spec.ports[1].name: Required value"]
            ),
            (
                #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"type":"Odd","ports":[{"port":80}]}}"#,
                [
                    #"spec.type: Unsupported value: "Odd": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort""#
                ]
            ),
            (
                #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":70000}]}}"#,
                [
                    "spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive",
                    "spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive",
                ]
            ),
            (
                #"{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"badrs"},"spec":{"selector":{"matchLabels":{"app":"rs"}},"template":{"metadata":{"labels":{"app":"different"}},"spec":{"containers":[{"name":"c","image":"c:1"}]}}}}"#,
                [
                    #"spec.template.metadata.labels: Invalid value: {"app":"different"}: `selector` does not match template `labels`"#
                ]
            ),
            (
                #"{"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"ds"},"spec":{"selector":{"matchLabels":{"app":"d"}},"template":{"metadata":{"labels":{"app":"d"}},"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"c:1"}]}}}}"#,
                [#"spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always""#]
            ),
            (
                #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i","volumeMounts":[{"name":"v","mountPath":"/x"}]},{"name":"c","image":""}]}}"#,
                [
                    #"spec.containers[0].volumeMounts[0].name: Not found: "v""#,
                    #"spec.containers[1].name: Duplicate value: "c""#, "spec.containers[1].image: Required value",
                ]
            ),
            (
                #"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"r:x"},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":[]}]}"#,
                ["rules[0].verbs: Required value: verbs must contain at least one value"]
            ),
            (
                #"{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"name":"e"},"addressType":"IPv4","endpoints":[{"addresses":["127.0.0.1"]}]}"#,
                [
                    #"endpoints[0].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)"#
                ]
            ),
            (
                #"{"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"g"},"spec":{"gatewayClassName":"eg","listeners":[{"name":"a","port":80,"protocol":"HTTP"},{"name":"a","port":80,"protocol":"HTTP"}]}}"#,
                [
                    #"spec.listeners[1]: Duplicate value: {"name":"a"}"#,
                    "spec.listeners: Invalid value: Listener name must be unique within the Gateway",
                    "spec.listeners: Invalid value: Combination of port, protocol and hostname must be unique for each listener",
                ]
            ),
            (
                #"{"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"g"},"spec":{"listeners":[{"name":"a","port":0,"protocol":"HTTP"}]}}"#,
                [
                    "spec.listeners[0].port: Invalid value: 0: spec.listeners[0].port in body should be greater than or equal to 1",
                    "spec.gatewayClassName: Required value",
                    "<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation",
                ]
            ),
        ] as [(String, [String])])
    func creations(object: String, expected: [String]) throws {
        let found = try refusals(object)
        #expect(found == expected)
    }

    @Test func names() throws {
        let roles = try #require(Catalog.builtin.kind(GroupResource("rbac.authorization.k8s.io", "roles")))
        #expect(roles.versions[0].nameRule("system:x") == [])
        let services = try #require(Catalog.builtin.kind(GroupResource("", "services")))
        #expect(services.versions[0].nameRule("1a").count == 1)
    }

    @Test func selectorsOfWorkloadsStay() throws {
        func deployment(_ label: String) -> String {
            #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"selector":{"matchLabels":{"app":""#
                + label
                + #""}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"c:1"}]}}}}"#
        }
        #expect(
            try refusals(deployment("q"), old: deployment("web")) == [
                #"spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`"#,
                #"spec.selector: Invalid value: {"matchLabels":{"app":"q"}}: field is immutable"#,
            ])
    }

    /// What was wrong before an update and has not changed goes through; what changed does not.
    @Test func ratcheting() throws {
        func gateway(_ name: String, _ port: Int) -> String {
            #"{"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"g"},"spec":{"gatewayClassName":"eg","listeners":[{"name":""#
                + name
                + #"","port":"# + "\(port)" + #","protocol":"HTTP"},{"name":"b","port":81,"protocol":"HTTP"}]}}"#
        }
        #expect(try refusals(gateway("Bad_Name", 80), old: gateway("Bad_Name", 80)) == [])
        #expect(try refusals(gateway("Bad_Name", 82), old: gateway("Bad_Name", 80)) == [])
        #expect(try refusals(gateway("Worse_Name", 80), old: gateway("Bad_Name", 80)).count == 1)
    }
}
