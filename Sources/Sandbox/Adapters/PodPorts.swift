internal import ClusterNetwork
internal import Controllers
internal import Kube
internal import JSON
internal import NIOCore
internal import Streams
internal import Synchronization

/// The pods' end of port-forward: a connection to the pod's own address on the cluster's network.
final class PodPorts: PodConnector {
    private let network: ClusterNetwork
    private let source = Mutex<ClusterControllers?>(nil)

    init(network: ClusterNetwork) { self.network = network }

    func attach(_ controllers: ClusterControllers) { source.withLock { $0 = controllers } }

    private func pod(_ namespace: String, _ name: String) -> JSON? {
        source.withLock { $0 }?.informers[.pods]?[ObjectName(namespace: namespace, name: name)]
    }

    func connect(
        namespace: String, pod name: String, port: Int, on eventLoop: any EventLoop
    ) -> EventLoopFuture<any Channel> {
        guard let pod = pod(namespace, name), let ip = pod["status", "podIP"]?.string.flatMap({ IPAddress($0) }) else {
            return eventLoop.makeFailedFuture(PodConnectError.noSuchPod(name))
        }
        let sandbox = sandboxID(namespace: namespace, pod: name)
        // From the pod itself: what listens on its loopback only can be forwarded too, as with a real node.
        return dial(from: ip, to: .loopback, port, on: eventLoop).flatMapError { _ in
            // What listens at IPv6 alone.
            self.dial(from: ip, to: .loopbackV6, port, on: eventLoop)
        }.flatMapErrorThrowing { error in
            if let error = error as? ConnectError, case .refused = error {
                throw PodConnectError.refused(port: port, sandbox: sandbox)
            }
            throw PodConnectError.other("\(error)")
        }
    }

    private func dial(
        from pod: IPAddress, to loopback: IPAddress, _ port: Int, on eventLoop: any EventLoop
    ) -> EventLoopFuture<any Channel> {
        network.dial(from: pod, to: VirtualAddress(loopback, port), on: eventLoop) { channel in
            channel.setOption(.autoRead, value: false).flatMap {
                channel.setOption(.allowRemoteHalfClosure, value: true)
            }
        }
    }

    /// Attaching shows what the container's own process writes from now on. Its programs are not files that could be
    /// executed beside it.
    func run(_ command: PodCommand, _ streams: PodCommandStreams) async -> PodCommandOutcome {
        guard command.command == nil else { return .notExecutable(command) }
        guard let uid = pod(command.namespace, command.pod)?.uid,
            let log = source.withLock({ $0 })?.logs.log(uid: uid, container: command.container, isPrevious: false)
        else { return .failed("container not running (\(command.container))") }
        for await line in log.follow().1 {
            do { try await streams.write(.stdout, line.bytes + [UInt8(ascii: "\n")]) } catch { break }
        }
        return .exited(code: 0)
    }

    func sandboxID(namespace: String, pod: String) -> String {
        // A container runtime's ids are 64 hexadecimal digits; the pod's own uid makes a stable one.
        let uid = (self.pod(namespace, pod)?.uid ?? "").filter(\.isHexDigit)
        return String((uid + uid).prefix(64))
    }
}
