import JSON
import Kube

/// Jobs and CronJobs.
enum JobRules {
    @Sendable static func checkJob(_ check: inout ObjectCheck) {
        if check["spec", "selector"] == nil {
            check.required("spec.selector")
        } else if let selector = check["spec", "selector"], let parsed = try? LabelSelector(object: selector),
            !parsed.isEverything
        {
            let labels = check["spec", "template"]?.labels ?? [:]
            if !parsed.matches(labels) {
                check.invalid(
                    "spec.template.metadata.labels", JSON(labels), "`selector` does not match template `labels`")
            }
        }
        checkSpec(&check, ["spec"])
    }

    private static func checkSpec(_ check: inout ObjectCheck, _ path: [String]) {
        let spec = check.object[path: path]
        let place = path.joined(separator: ".")
        for key in ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished"] {
            check.nonnegative("\(place).\(key)", spec?[key])
        }
        if spec?["completionMode"]?.string == "Indexed" {
            if spec?["completions"] == nil { check.required("\(place).completions", "when completion mode is Indexed") }
        }
        PodRules.checkTemplate(&check, "\(place).template")
        let policy = spec?["template", "spec", "restartPolicy"]?.string ?? ""
        if policy == "Always" || policy.isEmpty {
            check.add(.required("\(place).template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""))
        } else if policy != "OnFailure", policy != "Never" {
            check.add(.notSupported("\(place).template.spec.restartPolicy", .string(policy), ["OnFailure", "Never"]))
        }
    }

    @Sendable static func updateJob(_ check: inout ObjectCheck) {
        if check["spec", "completionMode"]?.string != "Indexed" {
            check.immutable("spec.completions", "spec", "completions")
        }
        check.immutable("spec.selector", "spec", "selector")
        if check.old?["spec", "suspend"]?.bool != true { check.immutable("spec.template", "spec", "template") }
        check.immutable("spec.completionMode", "spec", "completionMode")
    }

    @Sendable static func checkCronJob(_ check: inout ObjectCheck) {
        let schedule = check["spec", "schedule"]?.string ?? ""
        if schedule.isEmpty {
            check.required("spec.schedule")
        } else if !schedule.hasPrefix("@"), schedule.split(separator: " ").count != 5 {
            check.invalid(
                "spec.schedule", .string(schedule),
                "expected exactly 5 fields, found \(schedule.split(separator: " ").count): [\(schedule)]")
        }
        check.nonnegative("spec.startingDeadlineSeconds", check["spec", "startingDeadlineSeconds"])
        check.nonnegative("spec.successfulJobsHistoryLimit", check["spec", "successfulJobsHistoryLimit"])
        check.nonnegative("spec.failedJobsHistoryLimit", check["spec", "failedJobsHistoryLimit"])
        // The schedule's time is added to the name of each Job.
        if check.object.name.utf8.count > 52 {
            check.invalid("metadata.name", .string(check.object.name), "must be no more than 52 characters")
        }
        checkSpec(&check, ["spec", "jobTemplate", "spec"])
    }
}
