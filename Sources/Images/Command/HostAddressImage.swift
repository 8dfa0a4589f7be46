import ClusterNetwork

/// A container that is a server the user runs outside: its ports lead to that address.
struct HostAddressImage: ImageProgram {
    var address: VirtualAddress

    func start(_ context: ContainerContext) async throws -> any RunningContainer {
        let container = ServerContainer(onStop: ExitStatus(code: 143))
        try HostPorts.forward(context.ports.isEmpty ? [address.port] : context.ports, in: context, container) { _ in
            address
        }
        context.log("Forwarding \(context.pod.name) to \(address)")
        return container
    }
}

/// Leads ports of a pod to real addresses for as long as a container runs.
enum HostPorts {
    static func forward(
        _ ports: [Int], in context: ContainerContext, _ container: ServerContainer,
        to real: (Int) -> VirtualAddress
    ) throws {
        let network = context.network
        for port in ports {
            let address = VirtualAddress(context.pod.ip, port)
            for transport in [Transport.tcp, .udp] {
                try network.forward(address, to: real(port), transport: transport)
                container.onEnd { try? network.forward(address, to: nil, transport: transport) }
            }
        }
    }
}
