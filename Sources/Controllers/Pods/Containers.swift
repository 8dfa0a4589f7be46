internal import Images
internal import JSON
internal import Kube

/// The life of one container: started, watched, started again.
extension PodWorker {
    /// Runs a container until it may not be restarted or the pod is stopped.
    func live(_ spec: JSON, isInit: Bool) async {
        let name = spec["name"]?.string ?? ""
        let policy = isInit && PodStatus.isSidecar(spec) ? "Always" : pod["spec", "restartPolicy"]?.string ?? "Always"
        var backOff = Duration.seconds(0)
        while !Task.isCancelled {
            guard let program = await program(for: spec) else { return }
            guard let variables = await environment(for: spec) else { return }
            let started = Now.seconds
            let exit = await runOnce(spec, program: program, variables: variables, started: started)
            let end = ContainerState.End(
                exitCode: exit.code, reason: exit.reason, message: exit.message, startedAt: started,
                finishedAt: Now.seconds)
            logs.close(uid: pod.uid, container: name)
            change(name) { state in
                state.phase = .terminated(end)
                state.isReady = false
                state.isStarted = false
            }
            let again = policy == "Always" && (!isInit || PodStatus.isSidecar(spec)) || policy != "Never" && exit.code != 0
            if Task.isCancelled || !again { return }
            if (Now.age(started) ?? 0) > 600 { backOff = .seconds(0) }
            if backOff > .zero {
                let seconds = Int(backOff.components.seconds)
                let text = seconds >= 60 ? "\(seconds / 60)m\(seconds % 60)s" : "\(seconds)s"
                let message = "back-off \(text) restarting failed container=\(name) pod=\(pod.name)_\(pod.namespace)(\(pod.uid))"
                change(name) { state in
                    state.last = end
                    state.phase = .waiting(reason: "CrashLoopBackOff", message: message)
                }
                let words = "Back-off restarting failed container \(name) in pod \(pod.name)_\(pod.namespace)(\(pod.uid))"
                await dependencies.events.warning(pod, "BackOff", words)
                try? await Task.sleep(for: backOff)
                if Task.isCancelled { return }
            }
            backOff = min(backOff == .zero ? .seconds(10) : backOff * 2, .seconds(300))
            change(name) { state in
                state.last = end
                state.restarts += 1
            }
        }
    }

    /// Runs a container once; stops it when the task is cancelled.
    private func runOnce(
        _ spec: JSON, program: any ImageProgram, variables: [String: String], started: String
    ) async -> ExitStatus {
        let name = spec["name"]?.string ?? ""
        let log = logs.open(uid: pod.uid, container: name)
        let context = context(for: spec, variables: variables, log: log)
        await dependencies.events.normal(pod, "Created", "Container created")
        let running: any RunningContainer
        do {
            running = try await program.start(context)
        } catch {
            let words = "\(error)"
            await dependencies.events.warning(pod, "Failed", "Error: \(words)")
            log.append("\(words)".utf8)
            return ExitStatus(code: 128, reason: "StartError", message: words)
        }
        await dependencies.events.normal(pod, "Started", "Container started")
        let startup = Probe(.startup, of: spec)
        let readiness = Probe(.readiness, of: spec)
        change(name) { state in
            state.phase = .running(since: started)
            state.isStarted = startup == nil
            state.isReady = startup == nil && readiness == nil
        }
        let grace: @Sendable () async -> Int = { [weak self] in await self?.graceSeconds ?? 30 }
        return await withTaskGroup(of: ExitStatus?.self) { group in
            group.addTask {
                await withTaskCancellationHandler {
                    await running.waitExit()
                } onCancel: {
                    Task { await running.stop(graceSeconds: await grace()) }
                }
            }
            group.addTask { [weak self] in
                // A liveness probe that has failed for good ends the container.
                if await self?.probe(spec) == .failed {
                    await running.stop(graceSeconds: await grace())
                }
                return nil
            }
            var status: ExitStatus?
            for await result in group {
                guard let result else { continue }
                status = result
                break
            }
            group.cancelAll()
            return status ?? ExitStatus(code: 137, reason: "Error", message: nil)
        }
    }

    /// The program of the container's image. While nobody has named one, the pod says so and how to.
    private func program(for spec: JSON) async -> (any ImageProgram)? {
        let name = spec["name"]?.string ?? ""
        let image = spec["image"]?.string ?? ""
        var wait = Duration.seconds(10)
        while !Task.isCancelled {
            if let program = dependencies.images.program(for: image) {
                await dependencies.events.normal(
                    pod, "Pulled", "Container image \"\(image)\" already present on machine")
                return program
            }
            let hint =
                "no program is known for this image; map it to a local command or an address of the host: "
                + "postern up --set 'images.\(image)=command:PROGRAM ARGS' or '…=host:ADDRESS:PORT'"
            let message = "failed to pull image \"\(image)\": \(hint)"
            change(name) { $0.phase = .waiting(reason: "ErrImagePull", message: message) }
            await dependencies.events.normal(pod, "Pulling", "Pulling image \"\(image)\"")
            await dependencies.events.warning(pod, "Failed", "Failed to pull image \"\(image)\": \(hint)")
            await dependencies.events.warning(pod, "Failed", "Error: ErrImagePull")
            try? await Task.sleep(for: .seconds(2))
            if Task.isCancelled { return nil }
            change(name) { state in
                state.phase = .waiting(
                    reason: "ImagePullBackOff",
                    message: "Back-off pulling image \"\(image)\": ErrImagePull: \(message)")
            }
            await dependencies.events.normal(pod, "BackOff", "Back-off pulling image \"\(image)\"")
            await dependencies.events.warning(pod, "Failed", "Error: ImagePullBackOff")
            try? await Task.sleep(for: wait)
            wait = min(wait * 2, .seconds(300))
        }
        return nil
    }

    private func environment(for spec: JSON) async -> [String: String]? {
        while !Task.isCancelled {
            do throws(Environment.Missing) {
                var shown = pod
                shown["status"] = status
                return try Environment.resolve(spec, pod: shown, sources: environmentSources)
            } catch {
                change(spec["name"]?.string ?? "") {
                    $0.phase = .waiting(reason: "CreateContainerConfigError", message: error.message)
                }
                await dependencies.events.warning(pod, "Failed", "Error: \(error.message)")
                await sourcesChanged()
            }
        }
        return nil
    }

    /// Asks the container's probes until one verdict ends it.
    private func probe(_ spec: JSON) async -> Probe.Verdict? {
        let name = spec["name"]?.string ?? ""
        if let startup = Probe(.startup, of: spec) {
            if await follow(startup, spec, until: { _ in true }) == .failed { return .failed }
            change(name) { state in
                state.isStarted = true
                state.isReady = spec[Probe.Kind.readiness.rawValue] == nil
            }
        }
        if Task.isCancelled { return nil }
        return await withTaskGroup(of: Probe.Verdict?.self) { group in
            if let readiness = Probe(.readiness, of: spec) {
                group.addTask {
                    _ = await self.follow(readiness, spec) { verdict in
                        await self.change(name) { $0.isReady = verdict == .passed }
                        return false
                    }
                    return nil
                }
            }
            if let liveness = Probe(.liveness, of: spec) {
                group.addTask { await self.follow(liveness, spec) { $0 == .failed } }
            }
            for await verdict in group where verdict == .failed {
                group.cancelAll()
                return .failed
            }
            return nil
        }
    }

    /// Asks one probe at its pace; ends with the verdict that `isLast` takes.
    private func follow(
        _ probe: Probe, _ spec: JSON, until isLast: @Sendable (Probe.Verdict) async -> Bool
    ) async -> Probe.Verdict? {
        var probe = probe
        let name = spec["name"]?.string ?? ""
        try? await Task.sleep(for: probe.initialDelay)
        var hasPassed = false
        var quick = 0
        while !Task.isCancelled {
            let failure = await probe.ask(spec, ip: ip, client: dependencies.probes)
            if Task.isCancelled { return nil }
            // While it is asked again soon, only an answer counts: what a container is given to start is told in periods.
            let isQuick = !hasPassed && quick < Self.quickAsks
            if failure == nil || !isQuick, let verdict = probe.take(isSuccess: failure == nil) {
                hasPassed = hasPassed || verdict == .passed
                if await isLast(verdict) {
                    if verdict == .failed {
                        await dependencies.events.normal(
                            pod, "Killing", "Container \(name) failed \(probe.kind.title.lowercased()) probe, will be restarted")
                    }
                    return verdict
                }
            }
            if let failure, !isQuick {
                await dependencies.events.warning(pod, "Unhealthy", "\(probe.kind.title) probe failed: \(failure)")
            }
            // A container in this process is up within milliseconds: until it first answers, ask again soon.
            if !hasPassed, quick < Self.quickAsks {
                quick += 1
                try? await Task.sleep(for: .milliseconds(10 * quick))
            } else {
                try? await Task.sleep(for: probe.period)
            }
        }
        return nil
    }

    private static let quickAsks = 20
}
