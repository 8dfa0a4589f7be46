package import GatewayAPI
import JSON
import Kube

/// From the resources of a cluster to what its proxies should do and what the resources' statuses should say.
///
/// Pure: the same view gives the same translation. A translator keeps what it worked out for single objects, so that
/// translating again after one change costs about what that change costs; keep one and call it again.
package struct Translator: Sendable {
    package let configuration: EnvoyGatewayConfiguration
    /// See `OfflineTranslation`.
    var isOffline = false

    /// Of the last view, and what became of it.
    private var stamp: UInt64?
    private var memories: [String: RouteMemory] = [:]
    private var unsettled: Set<ViewKey> = []

    package init(configuration: EnvoyGatewayConfiguration) {
        self.configuration = configuration
    }

    /// `now` (RFC 3339, UTC, whole seconds) becomes the transition time of conditions that change.
    package mutating func translate(_ view: ClusterView, now: String) -> Translation {
        let world = World(view, clock: Time.seconds(rfc3339: now) ?? 0)
        let classes = view.gatewayClasses.values.filter { gatewayClass in
            // A class that is going and that nobody holds back is gone.
            gatewayClass.controllerName == configuration.controllerName
                && !(gatewayClass.metadata.isBeingDeleted && !gatewayClass.hasFinalizer)
        }
        let changes = stamp.flatMap(view.journal.changes)
        stamp = view.journal.stamp
        let passes = classes.sortedByAge().map { gatewayClass in
            let name = gatewayClass.metadata.name
            // Taken out, so that the memory has one owner and is changed in place.
            let memory = memories.removeValue(forKey: name)
            let pass = Pass(
                configuration: configuration, world: world, gatewayClass: gatewayClass,
                memory: memory ?? RouteMemory(), changes: memory == nil ? nil : changes)
            pass.isOffline = isOffline
            pass.run()
            return pass
        }
        memories = [:]
        var translation = Translation()
        var findings = Findings()
        for pass in passes {
            for fleet in pass.fleets.values { translation.fleets[fleet.key] = fleet.finished() }
            if !pass.fleets.isEmpty { translation.classesInUse.insert(pass.gatewayClass.metadata.name) }
            findings.add(pass.findings)
            translation.resolvedRoutes += pass.memory.resolved
        }
        translation.notices = findings.notices
        var statuses = StatusCollector(passes, controller: configuration.controllerName, unsettled: unsettled)
        translation.statuses = statuses.changes(view, now: now)
        unsettled = statuses.unsettled
        for pass in passes { memories[pass.gatewayClass.metadata.name] = pass.memory }
        return translation
    }
}
