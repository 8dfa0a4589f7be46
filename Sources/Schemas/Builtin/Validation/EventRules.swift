import JSON
import Kube

/// Events of the core group.
enum EventRules {
    @Sendable static func check(_ check: inout ObjectCheck) {
        let about = check["involvedObject", "namespace"]?.string ?? ""
        let namespace = check.object.namespace
        if about.isEmpty {
            if namespace != "default" {
                check.invalid("involvedObject.namespace", "", "does not match event.namespace")
            }
        } else if about != namespace {
            check.invalid("involvedObject.namespace", .string(about), "does not match event.namespace")
        }
    }
}
