internal import JSON

/// What a container is doing, as its pod's status shows it.
struct ContainerState: Sendable, Equatable {
    enum Phase: Sendable, Equatable {
        case waiting(reason: String, message: String?)
        case running(since: String)
        case terminated(End)
    }

    struct End: Sendable, Equatable {
        var exitCode: Int
        var reason: String
        var message: String?
        var startedAt: String
        var finishedAt: String

        var json: JSON {
            var json: JSON = [
                "exitCode": JSON(exitCode), "reason": .string(reason), "startedAt": .string(startedAt),
                "finishedAt": .string(finishedAt),
            ]
            if let message { json["message"] = .string(message) }
            return json
        }
    }

    var phase = Phase.waiting(reason: "ContainerCreating", message: nil)
    var last: End?
    var restarts = 0
    /// The startup probe has passed (or there is none).
    var isStarted = false
    /// The readiness probe passes (or there is none).
    var isReady = false

    var isRunning: Bool { if case .running = phase { true } else { false } }
    var end: End? { if case .terminated(let end) = phase { end } else { nil } }

    func json(of container: JSON) -> JSON {
        let image = container["image"]?.string ?? ""
        var json: JSON = [
            "name": container["name"] ?? "", "image": .string(image), "imageID": "", "ready": .bool(isReady && isRunning),
            "restartCount": JSON(restarts), "started": .bool(isStarted && isRunning), "lastState": [:],
        ]
        switch phase {
        case .waiting(let reason, let message):
            var waiting: JSON = ["reason": .string(reason)]
            if let message { waiting["message"] = .string(message) }
            json["state"] = ["waiting": waiting]
        case .running(let since):
            json["state"] = ["running": ["startedAt": .string(since)]]
            json["imageID"] = .string(image)
        case .terminated(let end):
            json["state"] = ["terminated": end.json]
            json["imageID"] = .string(image)
        }
        if let last { json["lastState"] = ["terminated": last.json] }
        return json
    }
}
