import ClusterNetwork
import NIOCore

/// The UDP mode: answers each datagram with JSON.
enum EchoUDP {
    /// The real server's buffer: what a datagram has beyond is lost.
    private static let bufferBytes = 1024

    static func start(_ context: ContainerContext, _ environment: EchoEnvironment, _ container: ServerContainer) throws {
        let port = environment.udpPort
        guard let number = Int(port), (0...65_535).contains(number) else {
            throw fatal(context, "resolving UDP address: address \(port): invalid port")
        }
        let log = context.log
        let members = environment.contextMembers
        do {
            let socket = try context.network.listenDatagrams(VirtualAddress(context.pod.ip, number)) { datagram in
                let request = String(decoding: datagram.payload.readableBytesView.prefix(bufferBytes), as: UTF8.self)
                log(Array("Received UDP \(request) from \(datagram.source)".utf8))
                let answer = GoJSON.object([("request", .string(request))] + members)
                datagram.reply(ByteBuffer(bytes: answer.text()))
            }
            container.own(socket)
        } catch {
            throw fatal(context, "listening UDP: listen udp :\(port): bind: \(error.reason.lowercased())")
        }
        context.log(
            "UDP server listening on :\(port) with context: {Namespace:\(environment.namespace) "
                + "Ingress:\(environment.ingress) Service:\(environment.service) Pod:\(environment.pod)}")
    }

    private static func fatal(_ context: ContainerContext, _ text: String) -> EchoFailure {
        EchoFailure(output: ["echo server error: \(text)"], code: 1)
    }
}
