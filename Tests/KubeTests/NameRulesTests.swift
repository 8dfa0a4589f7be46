import JSON
import Kube
import Testing

@Suite struct NameRulesTests {
    private static let label =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
    private static let subdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

    @Test(arguments: [
        ("a", []), ("a-1", []), ("1", []), ("A", [label]), ("-a", [label]), ("a-", [label]), ("", [label]),
        ("a.b", ["must not contain dots"]), (String(repeating: "a", count: 64), ["must be no more than 63 characters"]),
    ])
    func labels(name: String, errors: [String]) { #expect(NameRules.dnsLabel(name) == errors) }

    @Test(arguments: [("a.b-c.1", []), ("a..b", [subdomain]), ("a_b", [subdomain]), (".a", [subdomain]), ("", [subdomain])])
    func subdomains(name: String, errors: [String]) { #expect(NameRules.dnsSubdomain(name) == errors) }

    @Test(arguments: [
        ("http", []), ("HTTP", ["must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)", "must contain at least one letter (a-z)"]),
        ("80", ["must contain at least one letter (a-z)"]), ("a--b", ["must not contain consecutive hyphens"]),
        ("-a", ["must not begin or end with a hyphen"]), ("abcdefghijklmnop", ["must be no more than 15 characters"]),
    ])
    func ports(name: String, errors: [String]) { #expect(NameRules.portName(name) == errors) }

    @Test func qualifiedNames() {
        #expect(NameRules.qualifiedName("app.kubernetes.io/name") == [])
        #expect(NameRules.qualifiedName("Name_1.x") == [])
        #expect(NameRules.qualifiedName("/a") == ["prefix part must be non-empty"])
        #expect(NameRules.qualifiedName("a/")[0] == "name part must be non-empty")
        #expect(NameRules.qualifiedName("a/b/c").count == 1)
        #expect(NameRules.qualifiedName("A.b/c")[0].hasPrefix("prefix part a lowercase RFC 1123 subdomain"))
        #expect(NameRules.forPrefix("web-", NameRules.dnsSubdomain) == [])
    }

    @Test func metadataOfANewObject() {
        let errors = ObjectMetaRules.create(
            [
                "metadata": [
                    "name": "Web", "namespace": "", "labels": ["a": "x y"],
                    "ownerReferences": [["apiVersion": "v1", "kind": "Event", "name": "e", "uid": ""]],
                    "finalizers": ["bad name"],
                ]
            ], isNamespaced: true)
        #expect(
            errors.map(\.field) == [
                "metadata.name", "metadata.namespace", "metadata.labels", "metadata.ownerReferences[0].uid",
                "metadata.ownerReferences[0]", "metadata.finalizers",
            ])
        #expect(errors[1].message == "metadata.namespace: Required value")
        #expect(
            ObjectMetaRules.create(["metadata": ["name": "x", "namespace": "y"]], isNamespaced: false).map(\.message) == [
                "metadata.namespace: Forbidden: not allowed on this type"
            ])
        #expect(
            ObjectMetaRules.create(["metadata": [:]], isNamespaced: false).map(\.message) == [
                "metadata.name: Required value: name or generateName is required"
            ])
        let big = String(repeating: "x", count: 262_145)
        #expect(
            ObjectMetaRules.annotations(["a": .init(big)], "metadata.annotations").map(\.message) == [
                "metadata.annotations: Too long: may not be more than 262144 bytes"
            ])
    }

    @Test func metadataOfAChangedObject() {
        let old: JSON = ["metadata": ["name": "a", "uid": "1", "generation": 2, "deletionTimestamp": "t"]]
        let new: JSON = ["metadata": ["name": "a", "uid": "2", "generation": 1, "finalizers": ["x/y"], "resourceVersion": ""]]
        #expect(
            ObjectMetaRules.update(new, old: old).map(\.message) == [
                "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{\"x/y\"}",
                "metadata.resourceVersion: Invalid value: \"\": must be specified for an update",
                "metadata.generation: Invalid value: 1: must not be decremented",
                "metadata.uid: Invalid value: \"2\": field is immutable",
                "metadata.deletionTimestamp: Invalid value: null: field is immutable",
            ])
    }
}
