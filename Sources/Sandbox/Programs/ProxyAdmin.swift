internal import JSON
internal import Proxy
internal import Synchronization
internal import XDS

/// Envoy's admin port, inside the pod: what the proxy has been told and has taken, and what it has counted.
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

    /// A snapshot was applied, but for what was rejected.
    func took(_ snapshot: Snapshot, _ rejections: [Engine.Rejection]) {
        let refused = rejections.map { rejection in
            Refusal(
                protoName: rejection.typeURL.split(separator: "/").last.map(String.init) ?? "", name: rejection.name,
                details: rejection.message)
        }
        state.withLock { state in
            state.dump.update(to: snapshot, refused: refused, at: .now)
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
        let pages = AdminPages(engine: engine) { [weak self] withEndpoints in
            self?.configDump(withEndpoints: withEndpoints) ?? [:]
        }
        return HealthEndpoint(port: Bootstrap.Ports.admin) { (request: HealthEndpoint.Request) in
            let answer = await pages.answer(request.method, request.target)
            return HealthEndpoint.Answer(status: answer.status, contentType: answer.contentType, body: answer.body)
        }
    }
}
