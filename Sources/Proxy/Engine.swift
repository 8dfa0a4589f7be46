package import ClusterNetwork
package import Logging
import NIOConcurrencyHelpers
package import NIOCore
package import XDS

/// A proxy: takes what Envoy takes by xDS, serves what Envoy serves, on the cluster's network.
///
/// Configuration is compiled beside the traffic into immutable tables and handed to each event loop whole; a request
/// keeps the tables it began with. A resource that cannot be used keeps its last good version and is reported as Envoy
/// would report it.
package final class Engine: Sendable {
    package struct Configuration: Sendable {
        /// `node.id` and `node.cluster` of the bootstrap.
        package var nodeID: String
        package var nodeCluster: String
        /// The pod's addresses, one of each family: where listeners are reached, and where connections come from.
        package var podIPs: [IPAddress]
        /// `%HOSTNAME%`: the pod's name.
        package var hostName: String
        /// The search list of the pod's resolv.conf.
        package var searchPath: [String]
        /// What `%ENVIRONMENT(X)%` sees.
        package var environment: [String: String]
        /// PEM of the certificates that count as the system's trust.
        package var systemTrust: [UInt8]

        package init(
            nodeID: String, nodeCluster: String, podIPs: [IPAddress], hostName: String = "", searchPath: [String] = [],
            environment: [String: String] = [:], systemTrust: [UInt8] = []
        ) {
            self.nodeID = nodeID
            self.nodeCluster = nodeCluster
            self.podIPs = podIPs
            self.hostName = hostName
            self.searchPath = searchPath
            self.environment = environment
            self.systemTrust = systemTrust
        }

        /// The address that stands for the pod.
        var podIP: IPAddress { podIPs.first ?? .loopback }

        /// The pod's address in the family of another one.
        func podIP(like other: IPAddress) -> IPAddress { podIPs.first { $0.isV4 == other.isV4 } ?? podIP }
    }

    /// Takes access log lines, whole ones, each with its line feed; called on any event loop.
    package typealias LogSink = @Sendable ([UInt8]) -> Void

    /// A resource that was not accepted.
    package struct Rejection: Sendable, Hashable {
        /// `type.googleapis.com/envoy.config.listener.v3.Listener`
        package var typeURL: String
        package var name: String
        /// As Envoy's NACK would say it.
        package var message: String
    }

    let shared: EngineShared
    let manager: ConfigurationManager

    package init(
        configuration: Configuration, network: ClusterNetwork, group: any EventLoopGroup,
        accessLog: @escaping LogSink, log: Logger
    ) {
        shared = EngineShared(configuration: configuration, network: network, accessLog: accessLog, log: log)
        manager = ConfigurationManager(shared: shared, group: group)
    }

    /// Makes the proxy serve a snapshot; returns when all loops do. What was rejected keeps its last good version.
    @discardableResult
    package func apply(_ snapshot: Snapshot) async -> [Rejection] { await manager.apply(snapshot) }

    /// Ends connections as they come to rest, and fails health checks, while listeners stay.
    package func drain() async { await manager.drain() }

    /// Closes listeners and connections.
    package func stop() async { await manager.stop() }

    /// Whether the first snapshot has been applied.
    package var isLive: Bool { manager.isLive }
}
