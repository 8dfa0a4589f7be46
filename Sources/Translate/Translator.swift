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
    var judgesAllBackends = false

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
        let passes = classes.sortedByAge().map { gatewayClass in
            let pass = Pass(configuration: configuration, world: world, gatewayClass: gatewayClass)
            pass.judgesAllBackends = judgesAllBackends
            pass.run()
            return pass
        }
        var translation = Translation()
        for pass in passes {
            for fleet in pass.fleets.values { translation.fleets[fleet.key] = fleet.finished() }
            if !pass.fleets.isEmpty { translation.classesInUse.insert(pass.gatewayClass.metadata.name) }
            for notice in pass.notices where !translation.notices.contains(notice) {
                translation.notices.append(notice)
            }
        }
        var statuses = StatusCollector(passes, controller: configuration.controllerName)
        translation.statuses = statuses.changes(view, now: now)
        return translation
    }
}
