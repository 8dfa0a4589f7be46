import JSON
import Kube
import Schemas

/// The options of a DELETE: its body, or its URL.
enum DeleteBody {
    static func read(_ call: Call) throws -> Deletion {
        var deletion = Deletion()
        var errors: [FieldError] = []
        var values: JSON = [:]
        if !call.request.body.isEmpty {
            let kind = GroupVersionKind("meta.k8s.io", "v1", "DeleteOptions")
            values = try Body.read(call, kind: kind, allowsProtobuf: true).object
            if !values.kind.isEmpty, values.kind != "DeleteOptions" {
                throw StatusError.badRequest("decoded object cannot be converted to DeleteOptions")
            }
        }
        if let seconds = call.query.int("gracePeriodSeconds") { values["gracePeriodSeconds"] = JSON(seconds) }
        if let policy = call.query["propagationPolicy"] { values["propagationPolicy"] = .string(policy) }
        if call.query["orphanDependents"] != nil { values["orphanDependents"] = JSON(call.query.flag("orphanDependents")) }
        let dryRun = call.query.all("dryRun") + (values["dryRun"]?.array?.compactMap(\.string) ?? [])
        deletion.isDryRun = WriteQuery.dryRun(dryRun, &errors)
        deletion.options.gracePeriodSeconds = values["gracePeriodSeconds"]?.int
        deletion.options.uid = values["preconditions", "uid"]?.string
        deletion.options.resourceVersion = values["preconditions", "resourceVersion"]?.string
        if let text = values["propagationPolicy"]?.string {
            if let propagation = DeleteOptions.Propagation(rawValue: text) {
                deletion.options.propagation = propagation
            } else {
                errors.append(.notSupported("propagationPolicy", .string(text), ["Background", "Foreground", "Orphan", ""]))
            }
            if values["orphanDependents"]?.bool != nil {
                errors.append(
                    .invalid("propagationPolicy", .string(text), "orphanDependents and deletionPropagation cannot be both set"))
            }
        } else if let orphans = values["orphanDependents"]?.bool {
            deletion.options.propagation = orphans ? .orphan : .background
        }
        guard errors.isEmpty else {
            throw StatusError.invalid(GroupVersionKind("meta.k8s.io", "v1", "DeleteOptions"), "", errors)
        }
        return deletion
    }
}
