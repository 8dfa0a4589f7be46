import ClusterNetwork

/// The gRPC mode: says what it was asked, as a message.
enum EchoGRPC {
    static let service = "gateway_api_conformance.echo_basic.grpcecho.GrpcEcho"

    static func start(_ context: ContainerContext, _ environment: EchoEnvironment, _ container: ServerContainer) throws {
        let plain = server(environment, isTLS: false, log: context.log)
        let listener = try listen(context, environment.httpPort, HTTPServing(app: plain, allowsPriorKnowledge: true))
        container.own(listener)
        context.log("plaintext server listening at 0.0.0.0:\(environment.httpPort)")
        guard !environment.serverCertificate.isEmpty, !environment.serverKeyOfStreams.isEmpty else { return }
        let tls = try EchoTLS.context(
            certificate: environment.serverCertificate, key: environment.serverKeyOfStreams, protocols: ["h2"],
            file: context.file
        ) { "failed to create credentials: \($0)" }
        let secure = server(environment, isTLS: true, log: context.log)
        container.own(try listen(context, environment.httpsPort, HTTPServing(app: secure, tls: tls)))
        context.log("secure server listening at 0.0.0.0:\(environment.httpsPort)")
    }

    private static func listen(_ context: ContainerContext, _ port: String, _ serving: HTTPServing) throws -> Listener {
        do {
            return try EchoFailure.listen(context, port: port, acceptor: serving.acceptor)
        } catch {
            throw EchoFailure(output: ["failed to listen: listen tcp 0.0.0.0:\(port)"], code: 1)
        }
    }

    static func server(
        _ environment: EchoEnvironment, isTLS: Bool, log: @escaping @Sendable ([UInt8]) -> Void
    ) -> GRPCServer {
        let echo = { @Sendable (method: String) in
            GRPCServer.Method(name: method, input: "EchoRequest", output: "EchoResponse") { call in
                log(Array("Received over \(isTLS ? "TLS" : "plaintext"): ".utf8))
                return .success(answer(call, method: method, environment, isTLS: isTLS))
            }
        }
        let unimplemented = GRPCServer.Method(name: "EchoThree", input: "EchoRequest", output: "EchoResponse") { _ in
            .failure(GRPCStatus(code: .unimplemented, message: "method EchoThree not implemented"))
        }
        return GRPCServer(services: [
            GRPCServer.Service(
                name: service, file: EchoSchema.file, methods: [echo("Echo"), echo("EchoTwo"), unimplemented])
        ])
    }

    private static func answer(
        _ call: GRPCServer.Call, method: String, _ environment: EchoEnvironment, isTLS: Bool
    ) -> [UInt8] {
        var context = ProtoWriter()
        context.write(1, environment.namespace)
        context.write(2, environment.ingress)
        context.write(3, environment.service)
        context.write(4, environment.pod)
        var assertions = ProtoWriter()
        assertions.write(1, "/\(service)/\(method)")
        for field in call.metadata {
            var header = ProtoWriter()
            header.write(1, field.name)
            header.write(2, field.value)
            assertions.write(2, message: header)
        }
        assertions.write(3, call.request.host)
        assertions.write(4, message: context)
        if isTLS, let details = call.request.tls {
            var tls = ProtoWriter()
            tls.write(1, details.version)
            tls.write(2, details.negotiatedProtocol)
            tls.write(3, details.serverName)
            tls.write(4, details.cipherSuite)
            for certificate in details.peerCertificates { tls.write(5, certificate) }
            assertions.write(5, message: tls)
        }
        var response = ProtoWriter()
        response.write(1, message: assertions)
        return response.bytes
    }
}

/// The shape of the echo service's messages, for reflection.
enum EchoSchema {
    static let file = ProtoFile(
        name: "grpcecho.proto", package: "gateway_api_conformance.echo_basic.grpcecho",
        messages: [
            ProtoFile.Message("Header", [.string("key", 1), .string("value", 2)]),
            ProtoFile.Message(
                "Context",
                [.string("namespace", 1), .string("ingress", 2), .string("service_name", 3), .string("pod", 4)]),
            ProtoFile.Message(
                "TLSAssertions",
                [
                    .string("version", 1), .string("negotiated_protocol", 2), .string("server_name", 3),
                    .string("cipher_suite", 4), .string("peer_certificates", 5, isRepeated: true),
                ]),
            ProtoFile.Message(
                "Assertions",
                [
                    .string("fully_qualified_method", 1), .message("headers", 2, of: "Header", isRepeated: true),
                    .string("authority", 3), .message("context", 4, of: "Context"),
                    .message("tls_assertions", 5, of: "TLSAssertions"),
                ]),
            ProtoFile.Message("EchoRequest", []),
            ProtoFile.Message(
                "EchoResponse",
                [.message("assertions", 1, of: "Assertions"), .message("request", 2, of: "EchoRequest")]),
        ])
}
