import JSON
import Kube
import Testing

@testable import Schemas

@Suite struct DefinitionTests {
    /// The definitions that real clusters take are taken.
    @Test(arguments: PreinstalledCRD.names + [PreinstalledCRD.serviceImport]) func realOnes(name: String) throws {
        var crd = try #require(PreinstalledCRD.manifest(named: name))
        let versions = crd["spec", "versions"]?.array ?? []
        crd["status", "storedVersions"] = .array(versions.filter { $0["storage"] == true }.compactMap { $0["name"] })
        let found = KindDefinition.validate(crd: crd, old: nil).map(\.message)
        #expect(found == [])
    }

    private func definition(
        _ schema: String, scope: String = "Namespaced", storage: Bool = true, name: String = "things.c.example.com"
    ) throws -> [String] {
        let crd = try JSON(
            parsing: """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"\(name)"},
                 "spec":{"group":"c.example.com","scope":"\(scope)","names":{"plural":"things","kind":"Thing","singular":"thing","listKind":"ThingList"},
                 "versions":[{"name":"v1","served":true,"storage":\(storage)\(schema.isEmpty ? "" : ",\"schema\":{\"openAPIV3Schema\":" + schema + "}")}]},
                 "status":{"storedVersions":[\(storage ? "\"v1\"" : "")]}}
                """)
        return KindDefinition.validate(crd: crd, old: nil).map(\.message)
    }

    /// kube-apiserver 1.36's words for the same definitions.
    @Test func refusals() throws {
        #expect(try definition(#"{"type":"object"}"#) == [])
        #expect(
            try definition(#"{"type":"object"}"#, name: "wrong.name") == [
                #"metadata.name: Invalid value: "wrong.name": must be spec.names.plural+"."+spec.group"#
            ])
        #expect(
            try definition("", scope: "Galactic") == [
                #"spec.scope: Unsupported value: "Galactic": supported values: "Cluster", "Namespaced""#,
                "spec.versions[0].schema.openAPIV3Schema: Required value",
            ])
        #expect(
            try definition(#"{"type":"object","properties":{"spec":{"properties":{"a":{"type":"nosuch"}}}}}"#) == [
                "spec.validation.openAPIV3Schema.properties[spec].type: Required value: must not be empty for specified object fields",
                #"spec.validation.openAPIV3Schema.properties[spec].properties[a].type: Unsupported value: "nosuch": supported values: "array", "boolean", "integer", "number", "object", "string""#,
            ])
        #expect(
            try definition(
                #"{"type":"object","properties":{"spec":{"type":"object","x-kubernetes-validations":[{"rule":"self.nosuch > 1"}]}}}"#
            ) == [
                #"spec.validation.openAPIV3Schema.properties[spec].x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.nosuch \u003e 1","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: compilation failed: ERROR: <input>:1:5: undefined field 'nosuch'"#
                    + "\n | self.nosuch > 1\n | ....^"
            ])
        #expect(
            try definition(#"{"type":"object"}"#, storage: false) == [
                #"spec.versions: Invalid value: [{"Name":"v1","Served":true,"Storage":false,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: must have exactly one version marked as storage version"#,
                "status.storedVersions: Invalid value: null: must have at least one stored version",
            ])
    }

    @Test(arguments: [
        (
            "self.a > 'x'",
            "ERROR: <input>:1:8: found no matching overload for '_>_' applied to '(int, string)'\n | self.a > 'x'\n | .......^"
        ),
        ("foo(self)", "ERROR: <input>:1:4: undeclared reference to 'foo' (in container '')\n | foo(self)\n | ...^"),
        ("nobody", "ERROR: <input>:1:1: undeclared reference to 'nobody' (in container '')\n | nobody\n | ^"),
        ("self.l.all(x, x.size() > 0) && has(self.b)", ""), ("self.m.all(k, self.m[k] == 'x')", ""),
        ("self.a == 1 ||", "ERROR: <input>:1:1: Syntax error: mismatched input '<EOF>'"),
    ])
    func typesOfRules(rule: String, refusal: String) throws {
        let schema = Schema(
            openAPI: try JSON(
                parsing:
                    #"{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"},"l":{"type":"array","items":{"type":"string"}},"m":{"type":"object","additionalProperties":{"type":"string"}}}}"#
            ))
        let found = CELTypeCheck.refusal(rule, ["self": CELType(schema)], result: .bool)
        #expect(found == (refusal.isEmpty ? nil : "compilation failed: " + refusal))
    }
}
