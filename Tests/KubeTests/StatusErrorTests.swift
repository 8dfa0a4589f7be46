import JSON
import Kube
import Testing

@Suite struct StatusErrorTests {
    private static let deployments = GroupResource("apps", "deployments")

    @Test(arguments: [
        (StatusError.notFound(deployments, "x"), 404, "NotFound", "deployments.apps \"x\" not found"),
        (.alreadyExists(GroupResource("", "pods"), "x"), 409, "AlreadyExists", "pods \"x\" already exists"),
        (
            .modified(deployments, "x"), 409, "Conflict",
            "Operation cannot be fulfilled on deployments.apps \"x\": the object has been modified; please apply your changes to the latest version and try again"
        ),
        (.forbidden(deployments, "", "no"), 403, "Forbidden", "deployments.apps is forbidden: no"),
        (.forbidden(deployments, "x", "no"), 403, "Forbidden", "deployments.apps \"x\" is forbidden: no"),
        (.forbidden(nil, "", "no"), 403, "Forbidden", "forbidden: no"),
        (.tooOld(5, oldest: 7), 410, "Expired", "too old resource version: 5 (7)"),
        (
            .tooLargeResourceVersion(9, current: 3), 504, "Timeout",
            "Timeout: Too large resource version: 9, current: 3"
        ),
        (.methodNotSupported(deployments, "list"), 405, "MethodNotAllowed", "list is not supported on resources of kind \"deployments.apps\""),
        (.internalError("x"), 500, "InternalError", "Internal error occurred: x"),
    ])
    func refusals(error: StatusError, code: Int, reason: String, message: String) {
        #expect(error.code == code)
        #expect(error.reason == reason)
        #expect(error.message == message)
    }

    @Test func detailsNameTheObject() {
        #expect(
            StatusError.notFound(Self.deployments, "x").json["details"]
                == ["name": "x", "group": "apps", "kind": "deployments"])
        #expect(StatusError.notFound(GroupResource("", "pods"), "x").json["details"] == ["name": "x", "kind": "pods"])
    }

    @Test func invalidObjects() {
        let kind = GroupVersionKind("apps", "v1", "Deployment")
        let errors: [FieldError] = [
            .required("spec.selector"), .invalid("spec.replicas", -1, "must be greater than or equal to 0"),
            .required("spec.selector"),
        ]
        let error = StatusError.invalid(kind, "x", errors)
        #expect(
            error.message
                == "Deployment.apps \"x\" is invalid: [spec.selector: Required value, spec.replicas: Invalid value: -1: must be greater than or equal to 0]"
        )
        #expect(error.details?["causes"]?[1] == [
            "reason": "FieldValueInvalid", "message": "Invalid value: -1: must be greater than or equal to 0",
            "field": "spec.replicas",
        ])
        #expect(
            StatusError.invalid(GroupVersionKind("", "v1", "Pod"), "x", [.forbidden("spec", "no")]).message
                == "Pod \"x\" is invalid: spec: Forbidden: no")
    }

    @Test(arguments: [
        (FieldError.notSupported("a", "x", ["b", "c"]), "a: Unsupported value: \"x\": supported values: \"b\", \"c\""),
        (.tooMany("a", count: 17, maximum: 16), "a: Too many: 17: must have at most 16 items"),
        (.tooLong("a", maximumBytes: 1), "a: Too long: may not be more than 1 byte"),
        (.duplicate("a[1]", ["name": "x"]), "a[1]: Duplicate value: {\"name\":\"x\"}"),
        (.invalid("a", "q\"\n", "no"), "a: Invalid value: \"q\\\"\\n\": no"),
        (.typeInvalid("a", 1.5, "no"), "a: Invalid value: 1.5: no"),
        (.notFound("a", "x"), "a: Not found: \"x\""),
    ])
    func fieldErrors(error: FieldError, message: String) { #expect(error.message == message) }

    @Test(arguments: [
        ("a", "\"a\""), ("ü", "\"ü\""), ("\u{1}", "\"\\x01\""), ("\u{200B}", "\"\\u200b\""), ("\u{1F600}", "\"\u{1F600}\""),
        ("\t\\", "\"\\t\\\\\""), ("\u{A0}", "\"\\u00a0\""),
    ])
    func quoting(text: String, quoted: String) { #expect(text.goQuoted == quoted) }
}
