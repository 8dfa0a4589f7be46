package import JSON
package import Kube
package import Logging
internal import Synchronization

/// Writes Events about objects. The same event again raises the count of the first one.
package final class EventRecorder: Sendable {
    private struct Key: Hashable {
        var uid: String
        var kind: String
        var type: String
        var reason: String
        var message: String
    }

    private struct Written {
        var name: ObjectName
        var count: Int
    }

    private static let rememberedEvents = 1024

    private let client: any Client
    private let component: String
    private let logger: Logger
    private let written = Mutex<[Key: Written]>([:])

    package init(client: any Client, component: String, logger: Logger) {
        self.client = client
        self.component = component
        self.logger = logger
    }

    package func normal(_ object: JSON, _ reason: String, _ message: String) async {
        await record(object, type: "Normal", reason, message)
    }

    package func warning(_ object: JSON, _ reason: String, _ message: String) async {
        await record(object, type: "Warning", reason, message)
    }

    private func record(_ object: JSON, type: String, _ reason: String, _ message: String) async {
        let key = Key(uid: object.uid, kind: object.kind, type: type, reason: reason, message: message)
        let now = Now.seconds
        do {
            let earlier = written.withLock { written -> Written? in
                written[key]?.count += 1
                return written[key]
            }
            if let earlier {
                let patch: JSON = ["count": JSON(earlier.count), "lastTimestamp": .string(now)]
                do {
                    _ = try await client.patch(.events, earlier.name, .merge(patch), WriteOptions(manager: component))
                    return
                } catch let error as StatusError where error.code == 404 {}  // It expired: write a new one.
            }
            let event = event(about: object, type: type, reason: reason, message: message, at: now)
            _ = try await client.create(.events, event, WriteOptions(manager: component))
            written.withLock { written in
                if written.count >= Self.rememberedEvents { written.removeAll() }
                written[key] = Written(name: event.objectName, count: 1)
            }
        } catch let error as StatusError where error.code == 403 || error.code == 404 {
            // The namespace is going away; so do the events in it.
        } catch {
            logger.debug("event \(reason) on \(object.objectName): \(error)")
        }
    }

    private func event(about object: JSON, type: String, reason: String, message: String, at now: String) -> JSON {
        let namespace = object.namespace.isEmpty ? "default" : object.namespace
        var involved: JSON = [
            "apiVersion": .string(object.apiVersion), "kind": .string(object.kind), "name": .string(object.name),
            "uid": .string(object.uid),
        ]
        if !object.namespace.isEmpty { involved["namespace"] = .string(object.namespace) }
        if !object.resourceVersion.isEmpty { involved["resourceVersion"] = .string(object.resourceVersion) }
        return [
            "apiVersion": "v1", "kind": "Event",
            "metadata": [
                "name": .string("\(object.name).\(String(Now.nanoseconds, radix: 16))"), "namespace": .string(namespace),
            ],
            "involvedObject": involved, "type": .string(type), "reason": .string(reason), "message": .string(message),
            "source": ["component": .string(component)], "reportingComponent": .string(component),
            "reportingInstance": "", "firstTimestamp": .string(now), "lastTimestamp": .string(now), "count": 1,
            "eventTime": .null,
        ]
    }
}
