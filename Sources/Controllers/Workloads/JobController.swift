internal import JSON
internal import Kube

/// Runs the pods of a Job until enough of them have succeeded or too many have failed.
struct JobController {
    var client: any Client
    var informers: Informers
    var events: EventRecorder
    var expectations = Expectations()

    private var options: WriteOptions { WriteOptions(manager: "kube-controller-manager") }

    var controller: Controller {
        Controller(
            "job-controller",
            watches: [
                .itself(.jobs, expectations), .owner(of: .pods, kind: "Job", expectations, takers: informers[.jobs]),
            ],
            reconcile: reconcile)
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let job = informers[.jobs]?[name], !job.isBeingDeleted else { return nil }
        if let end = finish(of: job) { return try await expire(job, finishedAt: end) }
        let pods = try await Claims(client: client, owners: .jobs, owned: .pods)
            .settle(job, among: informers[.pods]?.all(in: name.namespace) ?? [])
        let present = Dictionary(pods.map { ($0.uid, $0.isBeingDeleted) }) { $1 }
        guard expectations.areMet(by: job.uid, present: present) else { return Limits.expectationLife }

        let succeeded = pods.count { $0["status", "phase"]?.string == "Succeeded" }
        let failed = pods.count { $0["status", "phase"]?.string == "Failed" }
        let active = pods.filter(PodFacts.isActive)
        let completions = job["spec", "completions"]?.amount ?? 1
        let parallelism = job["spec", "parallelism"]?.amount ?? 1
        let isSuspended = job["spec", "suspend"]?.bool ?? false

        var end: JSON?
        if succeeded >= completions {
            end = condition("Complete", reason: "CompletionsReached", message: "Reached expected number of succeeded pods")
        } else if failed > job["spec", "backoffLimit"]?.amount ?? 6 {
            end = condition(
                "Failed", reason: "BackoffLimitExceeded", message: "Job has reached the specified backoff limit")
        }
        var started = active.count
        if end == nil, !isSuspended {
            let wanted = min(parallelism, completions - succeeded)
            if failed > 0, started < wanted, let wait = backOff(job, pods: pods, failures: failed) { return wait }
            while started < wanted {
                let pod = try await client.create(
                    .pods, PodTemplate.pod(from: job["spec", "template"] ?? [:], owner: job), options)
                expectations.created(pod.uid, by: job.uid)
                await events.normal(job, "SuccessfulCreate", "Created pod: \(pod.name)")
                started += 1
            }
        }
        try await writeStatus(
            of: job, active: end == nil ? started : 0, ready: active.count(where: PodFacts.isReady),
            succeeded: succeeded, failed: failed, terminating: pods.count { $0.isBeingDeleted }, end: end)
        if let end {
            await (end["type"]?.string == "Complete"
                ? events.normal(job, "Completed", "Job completed")
                : events.warning(job, "BackoffLimitExceeded", "Job has reached the specified backoff limit"))
            for pod in active { try? await client.delete(.pods, pod.objectName, DeleteOptions(uid: pod.uid)) }
        }
        return nil
    }

    /// Ten seconds after the first failure, doubled after each.
    private func backOff(_ job: JSON, pods: [JSON], failures: Int) -> Duration? {
        let ends = pods.compactMap { pod in
            pod["status", "containerStatuses"]?[0]?["state", "terminated"]?["finishedAt"]?.string
        }
        guard let age = Now.age(ends.max()) else { return nil }
        let wait = Double(min(360, 10 << min(failures - 1, 6)))
        return age < wait ? .seconds(wait - age) : nil
    }

    private func finish(of job: JSON) -> JSON? {
        job["status", "conditions"]?.array?.first {
            ($0["type"]?.string == "Complete" || $0["type"]?.string == "Failed") && $0["status"]?.string == "True"
        }
    }

    private func expire(_ job: JSON, finishedAt end: JSON) async throws -> Duration? {
        guard let seconds = job["spec", "ttlSecondsAfterFinished"]?.amount,
            let age = Now.age(end["lastTransitionTime"]?.string)
        else { return nil }
        let left = Double(seconds) - age
        if left > 0 { return .seconds(left) }
        try await client.delete(.jobs, job.objectName, DeleteOptions(propagation: .foreground, uid: job.uid))
        return nil
    }

    private func condition(_ type: String, reason: String, message: String) -> JSON {
        let now = JSON(Now.seconds)
        return [
            "type": .string(type), "status": "True", "reason": .string(reason), "message": .string(message),
            "lastProbeTime": now, "lastTransitionTime": now,
        ]
    }

    private func writeStatus(
        of job: JSON, active: Int, ready: Int, succeeded: Int, failed: Int, terminating: Int, end: JSON?
    ) async throws {
        var status: JSON = [
            "ready": JSON(ready), "terminating": JSON(terminating), "uncountedTerminatedPods": [:],
            "startTime": job["status", "startTime"] ?? .string(Now.seconds),
        ]
        if active > 0 { status["active"] = JSON(active) }
        if succeeded > 0 { status["succeeded"] = JSON(succeeded) }
        if failed > 0 { status["failed"] = JSON(failed) }
        if let end {
            var criteria = end
            criteria["type"] = end["type"]?.string == "Complete" ? "SuccessCriteriaMet" : "FailureTarget"
            status["conditions"] = [criteria, end]
            if end["type"]?.string == "Complete" { status["completionTime"] = end["lastTransitionTime"] }
        }
        guard job["status"] != status else { return }
        var updated = job
        updated["status"] = status
        _ = try await client.update(.jobs, updated, WriteOptions(manager: options.manager, subresource: "status"))
    }
}
