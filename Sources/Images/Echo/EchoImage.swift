import ClusterNetwork
import NIOSSL

/// `gateway-api/echo-basic`, the server of Gateway API's conformance tests, in the mode that its environment chooses.
package struct EchoImage: ImageProgram {
    package init() {}

    package func start(_ context: ContainerContext) async throws -> any RunningContainer {
        let container = ServerContainer()
        let environment = EchoEnvironment(context.environment)
        do {
            switch environment.mode {
            case .http: try startHTTP(context, environment, container)
            case .grpc: try EchoGRPC.start(context, environment, container)
            case .tcp: try EchoTCP.start(context, environment, container)
            case .udp: try EchoUDP.start(context, environment, container)
            }
        } catch let error as EchoFailure {
            for line in error.output { context.log(line) }
            container.exit(ExitStatus(code: error.code))
        }
        return container
    }

    private func startHTTP(
        _ context: ContainerContext, _ environment: EchoEnvironment, _ container: ServerContainer
    ) throws {
        let echo = EchoHTTP(environment: environment, log: context.log)
        let h2c = EchoH2C(echo: echo)
        try open(context, container, environment.httpPort, "http", HTTPServing(app: echo))
        try open(context, container, environment.h2cPort, "h2c", HTTPServing(app: h2c, allowsPriorKnowledge: true))
        if !environment.serverCertificate.isEmpty, !environment.serverKey.isEmpty {
            let tls = try EchoTLS.context(
                certificate: environment.serverCertificate, key: environment.serverKey,
                clientAuthorities: environment.clientAuthorities, protocols: ["h2", "http/1.1"], file: context.file
            ) { "panic: Failed to start listening: \($0)\n" }
            try open(context, container, environment.httpsPort, "https", HTTPServing(app: echo, tls: tls))
        }
    }

    private func open(
        _ context: ContainerContext, _ container: ServerContainer, _ port: String, _ kind: String,
        _ serving: HTTPServing
    ) throws {
        context.log("Starting server, listening on port \(port) (\(kind))")
        container.own(try EchoFailure.listen(context, port: port, acceptor: serving.acceptor))
    }
}

/// Why the echo server ends at its start, as its output shows it.
struct EchoFailure: Error {
    var output: [String]
    /// 2 is a Go program's panic.
    var code = 2

    static func listen(
        _ context: ContainerContext, port: String, acceptor: @escaping Acceptor
    ) throws -> Listener {
        guard let number = Int(port), (1...65_535).contains(number) else {
            throw EchoFailure(output: ["panic: Failed to start listening: listen tcp: address \(port): invalid port", ""])
        }
        do {
            return try context.network.listen(VirtualAddress(context.pod.ip, number), acceptor: acceptor)
        } catch {
            throw EchoFailure(output: [
                "panic: Failed to start listening: listen tcp :\(port): bind: \(error.reason.lowercased())", "",
            ])
        }
    }
}

/// The environment variables that echo-basic reads.
struct EchoEnvironment: Sendable {
    enum Mode { case http, grpc, tcp, udp }

    private let values: [String: String]

    init(_ values: [String: String]) {
        self.values = values
    }

    private func value(_ name: String, or fallback: String = "") -> String {
        values[name].flatMap { $0.isEmpty ? nil : $0 } ?? fallback
    }

    var mode: Mode {
        if !value("GRPC_ECHO_SERVER").isEmpty { return .grpc }
        if !value("TCP_ECHO_SERVER").isEmpty { return .tcp }
        if !value("UDP_ECHO_SERVER").isEmpty { return .udp }
        return .http
    }

    var httpPort: String { value("HTTP_PORT", or: "3000") }
    var h2cPort: String { value("H2C_PORT", or: "3001") }
    var httpsPort: String { value("HTTPS_PORT", or: "8443") }
    var tcpPort: String { value("TCP_PORT", or: "3000") }
    var tlsPort: String { value("TLS_PORT", or: "8443") }
    var udpPort: String { value("UDP_PORT", or: "8080") }
    var serverCertificate: String { value("TLS_SERVER_CERT") }
    var serverKey: String { value("TLS_SERVER_PRIVKEY") }
    /// The name that the gRPC and TCP modes read instead.
    var serverKeyOfStreams: String { value("TLS_SERVER_PRIV_KEY") }
    var clientAuthorities: String { value("TLS_CLIENT_CACERTS") }
    var namespace: String { value("NAMESPACE") }
    var ingress: String { value("INGRESS_NAME") }
    var service: String { value("SERVICE_NAME") }
    var pod: String { value("POD_NAME") }

    var contextMembers: [(String, GoJSON)] {
        [
            ("namespace", .string(namespace)), ("ingress", .string(ingress)), ("service", .string(service)),
            ("pod", .string(pod)),
        ]
    }
}
