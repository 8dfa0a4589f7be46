import JSON
import Kube
import Testing

@testable import API

@Suite struct AccessTests {
    private let maps = "/api/v1/namespaces/test/configmaps"

    private func role(_ verbs: [String], _ resources: [String], names: [String] = []) -> JSON {
        var rule: JSON = ["verbs": JSON(verbs), "apiGroups": [""], "resources": JSON(resources)]
        if !names.isEmpty { rule["resourceNames"] = JSON(names) }
        return ["metadata": ["name": "r"], "rules": [rule]]
    }

    private let binding: JSON = [
        "metadata": ["name": "b"], "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "r"],
        "subjects": [["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": "jane"]],
    ]

    @Test func aUserNeedsARole() async throws {
        let fixture = try await Fixture.withNamespace()
        let jane = ["Impersonate-User": "jane"]
        let refused = try await fixture.send("GET", maps, headers: jane)
        #expect(refused.status == 403)
        #expect(
            refused.message
                == "configmaps is forbidden: User \"jane\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"test\""
        )
        let group = "/apis/rbac.authorization.k8s.io/v1/namespaces/test"
        #expect(try await fixture.send("POST", "\(group)/roles", role(["list", "get"], ["configmaps"])).status == 201)
        #expect(try await fixture.send("POST", "\(group)/rolebindings", binding).status == 201)
        #expect(try await fixture.send("GET", maps, headers: jane).status == 200)
        #expect(try await fixture.send("DELETE", "\(maps)/x", headers: jane).status == 403)
        #expect(try await fixture.send("GET", "/api/v1/configmaps", headers: jane).message.hasSuffix("at the cluster scope"))
        #expect(try await fixture.send("DELETE", "\(group)/rolebindings/b").status == 200)
        #expect(try await fixture.send("GET", maps, headers: jane).status == 403)
    }

    @Test func nobodyGrantsWhatHeHasNot() async throws {
        let fixture = try await Fixture.withNamespace()
        let group = "/apis/rbac.authorization.k8s.io/v1/namespaces/test"
        let own: JSON = [
            ["verbs": ["create", "update"], "apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles", "rolebindings"]],
            ["verbs": ["get"], "apiGroups": [""], "resources": ["pods"]],
        ]
        _ = try await fixture.send("POST", "\(group)/roles", ["metadata": ["name": "r"], "rules": own])
        _ = try await fixture.send("POST", "\(group)/rolebindings", binding)
        let jane = ["Impersonate-User": "jane"]
        var more = role(["get", "delete"], ["pods"])
        more["metadata", "name"] = "more"
        let refused = try await fixture.send("POST", "\(group)/roles", more, headers: jane)
        #expect(refused.status == 403)
        #expect(refused.message.hasSuffix("not currently held:\n{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"delete\"]}"))
        var same = role(["get"], ["pods"])
        same["metadata", "name"] = "same"
        #expect(try await fixture.send("POST", "\(group)/roles", same, headers: jane).status == 201)
    }

    @Test func aServiceAccountsTokenIsItsUser() async throws {
        let fixture = try await Fixture.withNamespace()
        let accounts = "/api/v1/namespaces/test/serviceaccounts"
        _ = try await fixture.send("POST", accounts, ["metadata": ["name": "bot"]])
        let issued = try await fixture.send("POST", "\(accounts)/bot/token", ["spec": [:]])
        #expect(issued.status == 201)
        let token = try #require(issued.json["status", "token"]?.string)
        let who = try await fixture.send("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", [:], token: token)
        #expect(who.json["status", "userInfo", "username"] == "system:serviceaccount:test:bot")
        #expect(
            who.json["status", "userInfo", "groups"]
                == ["system:serviceaccounts", "system:serviceaccounts:test", "system:authenticated"])
        let review = try await fixture.send(
            "POST", "/apis/authentication.k8s.io/v1/tokenreviews", ["spec": ["token": .string(token)]])
        #expect(review.json["status", "authenticated"] == true)
        #expect(try await fixture.send("GET", maps, token: token + "x").status == 401)
        _ = try await fixture.send("DELETE", "\(accounts)/bot")
        #expect(try await fixture.send("GET", maps, token: token).status == 401)
    }

    @Test(arguments: [
        ("get", "pods", "", true), ("get", "pods", "log", true), ("delete", "pods", "", false), ("get", "nodes", "", false),
        ("create", "pods", "exec", false),
    ])
    func viewReads(verb: String, resource: String, subresource: String, isAllowed: Bool) async throws {
        let fixture = try await Fixture.withNamespace()
        _ = try await fixture.send(
            "POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
            [
                "metadata": ["name": "v"],
                "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"],
                "subjects": [["kind": "Group", "apiGroup": "rbac.authorization.k8s.io", "name": "readers"]],
            ])
        let attributes: JSON = [
            "verb": .string(verb), "resource": .string(resource), "subresource": .string(subresource), "namespace": "test",
        ]
        let review = try await fixture.send(
            "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", ["spec": ["resourceAttributes": attributes]],
            headers: ["Impersonate-User": "ann", "Impersonate-Group": "readers"])
        #expect(review.status == 201)
        #expect(review.json["status", "allowed"]?.bool == isAllowed)
    }

    @Test(arguments: [
        ("GET", "/api/v1/pods", "list", "", "pods", "", ""), ("GET", "/api/v1/namespaces/a/pods/b", "get", "a", "pods", "b", ""),
        ("GET", "/api/v1/namespaces/a/pods/b/log", "get", "a", "pods", "b", "log"),
        ("GET", "/api/v1/namespaces/a", "get", "a", "namespaces", "a", ""),
        ("PUT", "/api/v1/namespaces/a/finalize", "update", "a", "namespaces", "a", "finalize"),
        ("DELETE", "/apis/apps/v1/namespaces/a/deployments", "deletecollection", "a", "deployments", "", ""),
        ("GET", "/apis/apps/v1/watch/namespaces/a/deployments", "watch", "a", "deployments", "", ""),
    ])
    func pathsAreRead(
        method: String, path: String, verb: String, namespace: String, resource: String, name: String, subresource: String
    ) {
        let info = RequestInfo(method: method, path: path, query: Query(""))
        #expect(info.isResourceRequest)
        #expect(info.verb == verb)
        #expect(info.namespace == namespace)
        #expect(info.resource == resource)
        #expect(info.name == name)
        #expect(info.subresource == subresource)
    }

    @Test func aListByNameIsAuthorizedAsThatName() {
        let info = RequestInfo(method: "GET", path: "/api/v1/secrets", query: Query("fieldSelector=metadata.name%3Dx&watch=1"))
        #expect(info.verb == "watch")
        #expect(info.name == "x")
        #expect(info.pathName == "")
    }
}
