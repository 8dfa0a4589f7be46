import JSON
import Kube
import Schemas
import Store

extension APIServer {
    /// Keeps the server tidy until cancelled: takes away events whose hour is over.
    package func runMaintenance() async {
        while (try? await Task.sleep(for: .seconds(APILimits.maintenanceIntervalSeconds))) != nil {
            expireEvents(now: .now)
        }
    }

    /// kube-apiserver keeps events for an hour (`--event-ttl`) after they were last written.
    func expireEvents(now: Timestamp) {
        guard let (kind, version) = surface.catalog.version(GroupVersionResource("", "v1", "events")),
            let records = try? store.list(StorageAlias.events).records
        else { return }
        for record in records {
            guard let event = try? parsed(record.bytes), let written = Self.lastWritten(event),
                written.adding(seconds: APILimits.eventSeconds) < now
            else { continue }
            let target = Target(kind: kind, version: version, namespace: record.name.namespace, name: record.name.name)
            let deletion = Deletion(options: DeleteOptions(resourceVersion: event.resourceVersion))
            _ = try? delete(target, deletion, WriteContext(user: .loopback, manager: ""))
        }
    }

    /// The latest time the event bears: of its creation, its last field owner, its own account.
    private static func lastWritten(_ event: JSON) -> Timestamp? {
        var times = event["metadata", "managedFields"]?.array?.compactMap { $0["time"]?.string } ?? []
        times += [event["metadata", "creationTimestamp"]?.string].compactMap(\.self)
        return times.compactMap(Timestamp.init(parsing:)).max()
    }
}
