internal import JSON
internal import Proxy
internal import Synchronization
internal import XDS

/// Envoy's admin port, inside the pod: what the proxy has been told and has taken.
final class ProxyAdmin: Sendable {
    private struct State {
        var dump: ConfigDump
        var snapshot = Snapshot()
    }

    private let state: Mutex<State>
    private let engine: Engine

    init(dump: ConfigDump, engine: Engine) {
        state = Mutex(State(dump: dump))
        self.engine = engine
    }

    func took(_ snapshot: Snapshot) {
        state.withLock { state in
            state.dump.update(to: snapshot, at: .now)
            state.snapshot = snapshot
        }
    }

    func configDump(withEndpoints: Bool) -> JSON {
        state.withLock { state in
            state.dump.json(endpoints: withEndpoints ? state.snapshot.endpoints.values.map(Self.endpoints) : nil)
        }
    }

    private static func endpoints(_ assignment: ClusterLoadAssignment) -> EndpointDump {
        EndpointDump(
            clusterName: assignment.clusterName, isStatic: false,
            localities: assignment.endpoints.map { locality in
                EndpointDump.LocalityHosts(
                    locality: locality.locality ?? Locality(),
                    hosts: locality.lbEndpoints.compactMap { endpoint -> EndpointDump.Host? in
                        guard case .endpoint(let place)? = endpoint.identifier, case .socketAddress(let socket)? = place.address,
                            case .value(let port)? = socket.port
                        else { return nil }
                        return EndpointDump.Host(
                            address: socket.address, port: port, weight: endpoint.loadBalancingWeight ?? 1,
                            metadata: endpoint.metadata)
                    }, weight: locality.loadBalancingWeight ?? 0, priority: locality.priority)
            })
    }

    var endpoint: HealthEndpoint {
        HealthEndpoint(port: Bootstrap.Ports.admin) { [weak self] path in
            guard let self else { return nil }
            switch path {
            case "/ready": return self.engine.isLive ? (200, "LIVE\n") : (503, "PRE_INITIALIZING\n")
            case "/config_dump": return (200, self.configDump(withEndpoints: false).pretty(indent: 1) + "\n")
            case "/": return (200, "/config_dump\n/ready\n")
            default: return nil
            }
        }
    }
}
