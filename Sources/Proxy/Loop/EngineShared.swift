import ClusterNetwork
import Logging
import NIOConcurrencyHelpers
import NIOCore

/// What all loops of an engine have in common.
final class EngineShared: Sendable {
    let configuration: Engine.Configuration
    let network: ClusterNetwork
    let accessLog: Engine.LogSink
    let log: Logger
    /// Cluster names → indices of `Worker.clusters`; route configuration names → those of `Worker.routes`.
    let clusterNames = NameTable()
    let routeNames = NameTable()
    let listenerNames = NameTable()
    let environment: FormatEnvironment
    private let ejections = NIOLockedValueBox<(@Sendable (Host, String) -> Void)?>(nil)

    init(
        configuration: Engine.Configuration, network: ClusterNetwork, accessLog: @escaping Engine.LogSink, log: Logger
    ) {
        self.configuration = configuration
        self.network = network
        self.accessLog = accessLog
        self.log = log
        environment = FormatEnvironment(hostName: configuration.hostName, variables: configuration.environment)
    }

    func onEjection(_ action: @escaping @Sendable (Host, String) -> Void) {
        ejections.withLockedValue { $0 = action }
    }

    /// A host failed as often in a row as its cluster tolerates.
    func ejected(_ host: Host, cluster: String) {
        ejections.withLockedValue { $0 }?(host, cluster)
    }
}
