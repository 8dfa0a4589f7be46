import Kube

/// A cluster without nodes: there are no logs to read.
package struct NoRuntime: PodRuntime {
    package init() {}

    package func logs(namespace: String, pod: String, container: String, options: LogOptions) async throws -> ByteStream {
        throw StatusError.badRequest(
            "container \(container.goQuoted) in pod \(pod.goQuoted) is waiting to start: ContainerCreating")
    }
}
