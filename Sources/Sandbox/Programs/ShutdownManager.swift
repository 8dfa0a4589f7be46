internal import ClusterNetwork
internal import Images

/// The container beside Envoy that says whether it is well and lets Envoy's own stop wait for it.
struct ShutdownManager {
    static let port = 19002

    func start(_ context: ContainerContext) async throws -> any RunningContainer {
        let endpoint = HealthEndpoint(port: Self.port) { (path: String) in
            switch path {
            case "/healthz": (200, "")
            // Envoy drains when it is stopped, so its pre-stop hook need not be held up.
            case "/shutdown/ready": (200, "")
            default: nil
            }
        }
        let listener = try endpoint.listen(on: context.network, ip: context.pod.ip)
        return TaskContainer {
            await Task.untilCancelled()
            listener.closeAll()
            return .completed
        }
    }
}
