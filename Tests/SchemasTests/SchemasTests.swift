import JSON
import Kube
import Testing

@testable import Schemas

@Suite struct CatalogTests {
    @Test func builtinKinds() throws {
        let catalog = Catalog.builtin
        let pods = try #require(catalog.kind(GroupResource("", "pods")))
        #expect(pods.kind == "Pod")
        #expect(pods.shortNames == ["po"])
        #expect(pods.versions[0].subresource("eviction")?.body == GroupVersionKind("policy", "v1", "Eviction"))
        let autoscalers = try #require(catalog.kind(group: "autoscaling", kind: "HorizontalPodAutoscaler"))
        #expect(autoscalers.versions.map(\.name) == ["v2", "v1"])
        #expect(catalog.bodySchema(GroupVersionKind("", "v1", "DeleteOptions"))?.property("preconditions") != nil)
        #expect(catalog.bodySchema(GroupVersionKind("autoscaling", "v1", "Scale"))?.property("spec") != nil)
    }

    /// Every reference in the notation leads to a type.
    @Test func referencesResolve() {
        var seen: Set<String> = []
        func visit(_ schema: Schema) {
            if let name = schema.typeName {
                guard seen.insert(name).inserted else { return }
                #expect(Notation.types.hasType(name), "\(name)")
            }
            for property in schema.properties.values { visit(property) }
            if let items = schema.items { visit(items) }
            if let additional = schema.additionalProperties { visit(additional) }
        }
        for kind in Catalog.builtin.kinds {
            for version in kind.versions {
                #expect(version.schema.property("metadata")?.typeName == "meta/ObjectMeta", "\(kind.kind)")
                visit(version.schema)
            }
        }
        #expect(seen.count > 300)
    }

    @Test func typesSayWhatTheyAre() {
        let selector = Notation.types.shape(named: "meta/LabelSelector")
        #expect(selector.isAtomicMap && selector.type == .object)
        let quantity = Notation.types.shape(named: "meta/Quantity")
        #expect(quantity.type == .string && quantity.format == "quantity")
    }

    @Test func customResourceDefinitions() throws {
        #expect(PreinstalledCRD.names.count == 21)
        for name in PreinstalledCRD.names {
            let kind = try #require(PreinstalledCRD.definition(named: name))
            for version in kind.versions {
                #expect(version.schema.property("spec") != nil, "\(name)")
                #expect(version.schema.property("metadata") != nil, "\(name)")
            }
        }
    }

    /// What a manifest says and what the notation says are the same.
    @Test(arguments: PreinstalledCRD.names) func manifestsReadBack(name: String) throws {
        let manifest = try #require(PreinstalledCRD.manifest(named: name))
        let kind = try KindDefinition(crd: manifest)
        let original = try #require(PreinstalledCRD.definition(named: name))
        let form = SchemaDocument(form: .manifest)
        for (read, written) in zip(kind.versions, original.versions) {
            #expect(form.document(read.schema) == form.document(written.schema))
            #expect(read.isServed == written.isServed && read.isStorage == written.isStorage)
        }
    }
}

@Suite struct DecodingTests {
    @Test func deploymentTakesGoForm() throws {
        let (_, version) = try #require(Catalog.builtin.version(GroupVersionKind("apps", "v1", "Deployment")))
        var object = try JSON(
            parsing: """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","labels":{},"creationTimestamp":null,"nonsense":1},
                 "spec":{"replicas":2,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},
                 "spec":{"containers":[{"name":"c","image":"i","resources":{"requests":{"cpu":"1000m","memory":"1024Ki"}},"foo":true}]}}}}
                """)
        let unknown = try version.decode(&object)
        #expect(
            unknown.sorted() == [
                "unknown field \"metadata.nonsense\"", "unknown field \"spec.template.spec.containers[0].foo\"",
            ])
        #expect(object["metadata"] == ["name": "a"])
        #expect(object["status"] == [:])
        #expect(object["spec", "strategy"] == [:])
        let container = try #require(object["spec", "template", "spec", "containers"]?[0])
        #expect(container["resources"] == ["requests": ["cpu": "1", "memory": "1Mi"]])
    }

    @Test(arguments: [
        (
            #"{"spec":{"replicas":"x"}}"#,
            "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32"
        ),
        (
            #"{"spec":[]}"#,
            "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal array into Go struct field Deployment.spec of type v1.DeploymentSpec"
        ),
        (
            #"{"spec":{"template":{"spec":{"containers":[{"image":1}]}}}}"#,
            "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.image of type string"
        ),
        (
            #"{"spec":{"template":{"spec":{"dnsPolicy":1}}}}"#,
            "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal number into Go struct field PodSpec.spec.template.spec.dnsPolicy of type v1.DNSPolicy"
        ),
        (
            #"{"spec":{"replicas":1.5}}"#,
            "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32"
        ),
    ])
    func wrongTypes(body: String, message: String) throws {
        let (_, version) = try #require(Catalog.builtin.version(GroupVersionKind("apps", "v1", "Deployment")))
        var object = try JSON(parsing: body)
        #expect { try version.decode(&object) } throws: { ($0 as? StatusError)?.message == message }
    }

    @Test(arguments: [("\"1000m\"", "1"), ("0.5", "500m"), ("2", "2"), ("\"1024Ki\"", "1Mi")])
    func quantitiesAreCanonical(written: String, stored: String) throws {
        let (_, version) = try #require(Catalog.builtin.version(GroupVersionKind("", "v1", "ResourceQuota")))
        var object = try JSON(parsing: #"{"spec":{"hard":{"cpu":"# + written + "}}}")
        _ = try version.decode(&object)
        #expect(object["spec", "hard", "cpu"]?.string == stored)
    }
}

@Suite struct RegexTests {
    @Test(arguments: [
        ("^a+b$", "aaab", true), ("^a+b$", "aaac", false), ("b", "abc", true), ("", "x", true), ("^$", "", true),
        ("^$", "a", false),
        (#"^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"#, "*.example.com", true),
        (#"^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"#, "Example.com", false),
        (#"^[a-z]{2,3}$"#, "abcd", false), (#"^[a-z]{2,3}$"#, "abc", true), (#"^(?i)ABC$"#, "abc", true),
        (#"^\d+$"#, "123", true),
        (#"^.$"#, "é", true), (#"^[^a]$"#, "世", true), (#"\bfoo\b"#, "a foo b", true), (#"\bfoo\b"#, "afoob", false),
        (#"^(?:a|b|)+c"#, "abac", true), (#"^([0-9]{1,5}(h|m|s|ms)){1,4}$"#, "1h30m", true),
        (#"^([0-9]{1,5}(h|m|s|ms)){1,4}$"#, "1d", false),
        (#"a{0,2}$"#, "b", true), (#"^x*$"#, String(repeating: "x", count: 5000), true), (#"^\p{L}+$"#, "Ünï", true),
        ("^Hostname|IPAddress$", "xIPAddress", true),
        (#"^[\w.-]+$"#, "a_b.c-d", true), (#"^[]a]+$"#, "]a", true),
    ])
    func matches(pattern: String, text: String, expected: Bool) throws {
        #expect(try RegularExpression(pattern).matches(text) == expected)
    }

    @Test(arguments: [
        ("(", "error parsing regexp: missing closing ): `(`"), ("a)", "error parsing regexp: unexpected ): `a)`"),
        ("*a", "error parsing regexp: missing argument to repetition operator: `*`"),
        ("[a", "error parsing regexp: missing closing ]: `[a`"),
        ("a**", "error parsing regexp: invalid nested repetition operator: `**`"),
        ("(?=a)", "error parsing regexp: invalid or unsupported Perl syntax: `(?=`"),
        ("[b-a]", "error parsing regexp: invalid character class range: `b-a`"),
        (#"\8"#, #"error parsing regexp: invalid escape sequence: `\8`"#),
        ("x{2000}", "error parsing regexp: invalid repeat count: `{2000}`"),
    ])
    func refusals(pattern: String, message: String) {
        #expect { try RegularExpression(pattern) } throws: { "\($0)" == message }
    }

    @Test func findsLeftmost() throws {
        let expression = try RegularExpression("(a+)(b?)")
        #expect(expression.allMatches("xaab a").map { $0.map { $0 ?? "-" } } == [["aab", "aa", "b"], ["a", "a", ""]])
    }
}

@Suite struct OpenAPITests {
    private var all: Catalog {
        var catalog = Catalog.builtin
        for name in PreinstalledCRD.names {
            if let kind = PreinstalledCRD.definition(named: name) { catalog.add(kind) }
        }
        return catalog
    }

    /// Every `$ref` of a document is defined in it.
    @Test func referencesAreDefined() throws {
        let openAPI = OpenAPI(all)
        func references(_ value: JSON) -> Set<String> {
            switch value {
            case .object(let members):
                var found = Set<String>()
                for (key, inner) in members {
                    if key == "$ref", let text = inner.string, text.hasPrefix("#") {
                        found.insert(text)
                    } else {
                        found.formUnion(references(inner))
                    }
                }
                return found
            case .array(let items): return items.reduce(into: []) { $0.formUnion(references($1)) }
            default: return []
            }
        }
        for version in openAPI.groupVersions {
            let document = try #require(openAPI.version3(version))
            let defined = Set(
                (document["components", "schemas"]?.object ?? [:]).keys.map { "#/components/schemas/\($0)" })
            #expect(
                references(document).subtracting(defined).filter { !$0.contains("/properties/") } == [], "\(version)")
        }
        let document = openAPI.version2()
        let defined = Set((document["definitions"]?.object ?? [:]).keys.map { "#/definitions/\($0)" })
        #expect(references(document).subtracting(defined) == [])
        let v3 = try #require(openAPI.version3(GroupVersion(group: "apps", version: "v1")))
        let deployment = v3["components", "schemas", "io.k8s.api.apps.v1.Deployment"]
        #expect(
            deployment?["x-kubernetes-group-version-kind"] == [
                ["group": "apps", "version": "v1", "kind": "Deployment"]
            ])
    }

    /// kubectl reads in the documents whether a kind takes strategic merge patches.
    @Test func customResourcesTakeNoStrategicPatch() throws {
        let strategic: JSON = "application/strategic-merge-patch+json"
        let openAPI = OpenAPI(all)
        let old = openAPI.version2()
        let route = "/apis/gateway.networking.k8s.io/v1/namespaces/{namespace}/httproutes/{name}"
        #expect(old["paths", route, "patch"]?["consumes"]?.array?.contains(strategic) == false)
        let pod = "/api/v1/namespaces/{namespace}/pods/{name}"
        #expect(old["paths", pod, "patch"]?["consumes"]?.array?.contains(strategic) == true)
        let new = try #require(openAPI.version3(GroupVersion(group: "gateway.networking.k8s.io", version: "v1")))
        let content = new["paths", route, "patch"]?["requestBody", "content"]?.object ?? [:]
        #expect(content.count == 3 && content["application/strategic-merge-patch+json"] == nil)
    }

    /// The document of version 2 in protobuf reads back field by field.
    @Test func version2InProtobuf() throws {
        let bytes = OpenAPI.protobuf(version2: OpenAPI(all).version2())
        var reader = ProtobufReader(bytes[...])
        var names: [String] = []
        while let (number, value) = try reader.next() {
            guard number == 9, case .bytes(let definitions) = value else { continue }
            var list = ProtobufReader(definitions)
            while let (_, entry) = try list.next() {
                guard case .bytes(let inner) = entry else { continue }
                var fields = ProtobufReader(inner)
                if case (1, .bytes(let name))? = try fields.next() {
                    names.append(String(decoding: name, as: UTF8.self))
                }
            }
        }
        #expect(names.contains("io.k8s.api.core.v1.Pod") && names.contains("io.k8s.networking.gateway.v1.Gateway"))
        #expect(names == names.sorted())
    }
}
