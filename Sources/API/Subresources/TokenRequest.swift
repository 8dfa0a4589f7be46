import JSON
import Kube
import Schemas
import Store

extension APIServer {
    /// `serviceaccounts/token`: a signed token for the account, good for a while and perhaps for one object only.
    func issueToken(_ target: Target, _ body: JSON, _ context: WriteContext) throws -> JSON {
        let account = try storedObject(target.plain)
        let spec = body["spec"] ?? [:]
        let seconds = spec["expirationSeconds"]?.int ?? APILimits.defaultTokenSeconds
        var errors: [FieldError] = []
        if seconds < APILimits.tokenSeconds.lowerBound {
            errors.append(.invalid("spec.expirationSeconds", JSON(seconds), "may not specify a duration less than 10 minutes"))
        } else if seconds > APILimits.tokenSeconds.upperBound {
            errors.append(.invalid("spec.expirationSeconds", JSON(seconds), "may not specify a duration larger than 2^32 seconds"))
        }
        guard errors.isEmpty else {
            throw StatusError.invalid(GroupVersionKind("authentication.k8s.io", "v1", "TokenRequest"), "", errors)
        }
        var audiences = spec["audiences"]?.array?.compactMap(\.string) ?? []
        if audiences.isEmpty { audiences = [TokenSigner.issuer] }
        let now = Timestamp.now
        var claims = ServiceAccountClaims(
            account: ServiceAccountName(namespace: target.namespace, name: target.name), uid: account.uid,
            audiences: audiences, now: now, seconds: seconds)
        if let reference = spec["boundObjectRef"], !reference.isNull { try bind(&claims, to: reference, target) }
        var result = body
        result["apiVersion"] = "authentication.k8s.io/v1"
        result["kind"] = "TokenRequest"
        result["metadata"] = [
            "name": .string(target.name), "namespace": .string(target.namespace), "creationTimestamp": .string(now.text),
        ]
        result["spec", "audiences"] = JSON(audiences)
        result["spec", "expirationSeconds"] = JSON(seconds)
        if result["spec", "boundObjectRef"] == nil { result["spec", "boundObjectRef"] = .null }
        let token = context.isDryRun ? "" : try configuration.signer.sign(claims.json)
        result["status"] = [
            "token": .string(token), "expirationTimestamp": .string(now.adding(seconds: seconds).text),
        ]
        return result
    }

    private func bind(_ claims: inout ServiceAccountClaims, to reference: JSON, _ target: Target) throws {
        let kind = reference["kind"]?.string ?? ""
        let name = reference["name"]?.string ?? ""
        let plurals = ["Pod": "pods", "Secret": "secrets", "Node": "nodes"]
        guard let plural = plurals[kind] else {
            throw StatusError.badRequest(
                "cannot bind token for \(target.namespace)/\(target.name) to object of type "
                    + "\(reference["apiVersion"]?.string ?? ""), Kind=\(kind)")
        }
        let resource = GroupResource("", plural)
        let object = ObjectName(namespace: kind == "Node" ? "" : target.namespace, name: name)
        guard let record = store.get(resource, object) else { throw StatusError.notFound(resource, name) }
        let found = try parsed(record.bytes)
        if let uid = reference["uid"]?.string, !uid.isEmpty, uid != found.uid {
            throw StatusError.conflict(
                resource, name, "the UID in the bound object reference (\(uid)) does not match the UID in record. The object might have been deleted and then recreated")
        }
        let bound = ServiceAccountClaims.Bound(name: name, uid: found.uid)
        switch kind {
        case "Pod":
            guard found["spec", "serviceAccountName"]?.string == target.name else {
                throw StatusError.badRequest(
                    "cannot bind token for serviceaccount \(target.name.goQuoted) to pod running with different serviceaccount name.")
            }
            claims.pod = bound
            if let node = found["spec", "nodeName"]?.string, !node.isEmpty,
                let record = store.get(GroupResource("", "nodes"), ObjectName(name: node))
            {
                claims.node = ServiceAccountClaims.Bound(name: node, uid: try parsed(record.bytes).uid)
            }
        case "Secret": claims.secret = bound
        default: claims.node = bound
        }
    }
}
