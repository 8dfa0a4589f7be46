internal import JSON
internal import Kube

/// Removes Endpoints whose Service is gone (EndpointSlices go with their owner).
struct EndpointsCleanup {
    var client: any Client
    var informers: Informers

    var controller: Controller {
        Controller(
            "endpoint-controller", workers: 1,
            watches: [
                Controller.Watch(.services) { $0.new == nil ? [$0.name] : [] },
                .itself(.endpoints),
            ],
            reconcile: reconcile)
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let endpoints = informers[.endpoints]?[name], informers[.services]?[name] == nil,
            endpoints.labels["endpoints.kubernetes.io/managed-by"] == "endpoint-controller"
        else { return nil }
        try await client.delete(.endpoints, name, DeleteOptions(uid: endpoints.uid))
        return nil
    }
}
