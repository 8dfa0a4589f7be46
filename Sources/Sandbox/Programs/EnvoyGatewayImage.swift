internal import Controllers
internal import Images
internal import Kube

/// The image `envoyproxy/gateway`: one program of several verbs, as the real one.
struct EnvoyGatewayImage: ImageProgram {
    static let repository = "envoyproxy/gateway"

    var client: any Client
    var board: SnapshotBoard
    /// See `EnvoyGatewayConfiguration`.
    var detectsMisdirectedRequests = false

    func start(_ context: ContainerContext) async throws -> any RunningContainer {
        // The image's entry point is the program itself; pods that name a command name it again.
        let words = context.command.drop { $0 == "envoy-gateway" } + context.arguments
        switch words.first {
        case "server"?:
            let server = GatewayServer(
                client: client, board: board, detectsMisdirectedRequests: detectsMisdirectedRequests)
            return try await server.start(context, Array(words))
        case "certgen"?: return TaskContainer { await CertGen(client: client).run(context) }
        case "envoy"? where words.dropFirst().first == "shutdown-manager":
            return try await ShutdownManager().start(context)
        default:
            throw UnknownVerb(words: Array(words))
        }
    }

    private struct UnknownVerb: Error, CustomStringConvertible {
        var words: [String]
        var description: String { "unknown command \"\(words.first ?? "")\" for \"envoy-gateway\"" }
    }
}
