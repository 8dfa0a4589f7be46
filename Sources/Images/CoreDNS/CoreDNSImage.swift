import ClusterNetwork
import NIOCore
import Synchronization

/// `coredns/coredns`: an authoritative and forwarding server as its Corefile says, with the plugins that clusters and
/// Envoy Gateway's pages use. Forwarding goes to the sandbox's own names, whatever upstream is written: there is no
/// other world to ask, unless the sandbox is online.
struct CoreDNSImage: ImageProgram {
    private static let version = "CoreDNS-1.12.2"
    private static let supported: Set<String> = [
        "whoami", "forward", "kubernetes", "hosts", "log", "errors", "health", "ready", "cache", "reload", "loop",
        "loadbalance", "prometheus", "template", "bind", "debug", "any", "minimal", "bufsize",
    ]

    func start(_ context: ContainerContext) async throws -> any RunningContainer {
        let container = ServerContainer(onStop: ExitStatus(code: 0))
        let words = context.command.dropFirst() + context.arguments
        let path = zip(words, words.dropFirst()).first { $0.0 == "-conf" }?.1 ?? "Corefile"
        do {
            let configuration = try read(path, context)
            let plan = CoreDNSPlan(configuration, context: context)
            for port in plan.ports {
                let (listener, socket) = try DNSServer.start(
                    on: VirtualAddress(context.pod.ip, port), in: context.network
                ) { query, peer, transport, loop in
                    plan.answer(query, from: peer, over: transport, port: port, on: loop)
                }
                container.own(listener)
                container.own(socket)
            }
            try open(configuration, "health", 8080, "/health", context, container)
            try open(configuration, "ready", 8181, "/ready", context, container)
            for server in configuration.servers { for zone in server.zones { context.log("\(zone.name):\(zone.port)") } }
            context.log("\(Self.version)\nlinux/amd64, go1.24.2, ")
        } catch let failure as Corefile.Failure {
            context.log("\(path):\(failure.line) - Error during parsing: \(failure.text)")
            container.exit(ExitStatus(code: 1))
        } catch {
            context.log("Listen: listen tcp \(error)")
            container.exit(ExitStatus(code: 1))
        }
        return container
    }

    private func read(_ path: String, _ context: ContainerContext) throws -> Corefile {
        guard let bytes = context.file(path) else {
            // What CoreDNS does without a Corefile.
            return try Corefile(parsing: ".:53 {\n whoami\n log\n}")
        }
        let configuration = try Corefile(parsing: String(decoding: bytes, as: UTF8.self))
        for directive in configuration.servers.flatMap(\.directives) where !Self.supported.contains(directive.name) {
            throw Corefile.Failure(line: directive.line, text: "Unknown directive '\(directive.name)'")
        }
        return configuration
    }

    /// The small HTTP servers of the plugins `health` and `ready`.
    private func open(
        _ configuration: Corefile, _ plugin: String, _ fallback: Int, _ path: String, _ context: ContainerContext,
        _ container: ServerContainer
    ) throws {
        let directive = configuration.servers.flatMap(\.directives).first { $0.name == plugin }
        guard let directive else { return }
        let port = directive.arguments.first?.split(separator: ":").last.flatMap { Int($0) } ?? fallback
        let serving = HTTPServing(app: OKPage(path: path))
        container.own(
            try context.network.listen(VirtualAddress(context.pod.ip, port), acceptor: serving.acceptor))
    }
}

private struct OKPage: HTTPApp {
    var path: String

    func handle(_ exchange: HTTPExchange) {
        if exchange.request.path == path {
            exchange.respond(body: "OK".utf8)
        } else {
            exchange.respond(status: 404, body: "404 page not found\n".utf8)
        }
    }
}

/// Which server answers which name, and how.
private struct CoreDNSPlan: Sendable {
    private let servers: [Corefile.Server]
    private let dns: ClusterDNS
    private let log: @Sendable ([UInt8]) -> Void

    init(_ configuration: Corefile, context: ContainerContext) {
        servers = configuration.servers
        dns = context.network.dns
        log = context.log
    }

    var ports: Set<Int> { Set(servers.flatMap(\.zones).map(\.port)) }

    /// The server whose zone is the longest that the name lies in.
    private func server(for name: String, port: Int) -> Corefile.Server? {
        let dotted = name.lowercased() + "."
        var best: (server: Corefile.Server, length: Int)?
        for server in servers {
            for zone in server.zones where zone.port == port {
                let isInside = zone.name == "." || dotted == zone.name || dotted.hasSuffix("." + zone.name)
                if isInside, zone.name.utf8.count > best?.length ?? 0 { best = (server, zone.name.utf8.count) }
            }
        }
        return best?.server
    }

    func answer(
        _ query: DNSMessage, from peer: VirtualAddress, over transport: Transport, port: Int, on loop: any EventLoop
    ) -> EventLoopFuture<DNSMessage> {
        let began = NIODeadline.now()
        guard let question = query.question, let server = server(for: question.name, port: port) else {
            return loop.makeSucceededFuture(query.reply(.refused))
        }
        let answered = run(server, query, question, peer, transport, loop)
        guard server.has("log") else { return answered }
        return answered.map { reply in
            log(Array(Self.line(query, reply, question, peer, transport, took: .now() - began).utf8))
            return reply
        }
    }

    /// The plugins in CoreDNS' own order, whatever the file's.
    private func run(
        _ server: Corefile.Server, _ query: DNSMessage, _ question: DNSMessage.Question, _ peer: VirtualAddress,
        _ transport: Transport, _ loop: any EventLoop
    ) -> EventLoopFuture<DNSMessage> {
        if let hosts = server.directives.first(where: { $0.name == "hosts" }),
            let reply = Self.lookUp(question, in: hosts, query)
        {
            return loop.makeSucceededFuture(reply)
        }
        if server.has("kubernetes") || server.has("forward") { return dns.answer(query, on: loop) }
        if server.has("whoami") { return loop.makeSucceededFuture(Self.whoAmI(query, question, peer, transport)) }
        return loop.makeSucceededFuture(query.reply(.refused))
    }

    /// Says who asked: the address and the port, beside an empty answer.
    private static func whoAmI(
        _ query: DNSMessage, _ question: DNSMessage.Question, _ peer: VirtualAddress, _ transport: Transport
    ) -> DNSMessage {
        var reply = query.reply()
        reply.isAuthoritative = true
        let name = question.name
        reply.additions = [
            .init(name: name, ttlSeconds: 0, data: .address(peer.ip)),
            .init(
                name: "_\(transport.rawValue.lowercased()).\(name)", ttlSeconds: 0,
                data: .service(priority: 0, weight: 0, port: peer.port, target: "")),
        ]
        return reply
    }

    /// Lines of a hosts file within the directive's block.
    private static func lookUp(
        _ question: DNSMessage.Question, in hosts: Corefile.Directive, _ query: DNSMessage
    ) -> DNSMessage? {
        let name = question.name.lowercased()
        let addresses = hosts.block.filter { line in line.dropFirst().contains { $0.lowercased() == name } }
            .compactMap { IPAddress($0[0]) }
        if addresses.isEmpty {
            return hosts.block.contains { $0.first == "fallthrough" } ? nil : query.reply(.nameError)
        }
        var reply = query.reply()
        reply.isAuthoritative = true
        reply.answers = addresses.filter { ($0.isV4 ? DNSMessage.Kind.a : DNSMessage.Kind.aaaa) == question.kind }.map {
            .init(name: question.name, ttlSeconds: 3600, data: .address($0))
        }
        return reply
    }

    /// The line of the plugin `log`.
    private static func line(
        _ query: DNSMessage, _ reply: DNSMessage, _ question: DNSMessage.Question, _ peer: VirtualAddress,
        _ transport: Transport, took: TimeAmount
    ) -> String {
        let kinds: [UInt16: String] = [
            1: "A", 2: "NS", 5: "CNAME", 6: "SOA", 12: "PTR", 16: "TXT", 28: "AAAA", 33: "SRV", 255: "ANY",
        ]
        let codes: [DNSMessage.Code: String] = [
            .noError: "NOERROR", .formatError: "FORMERR", .serverFailure: "SERVFAIL", .nameError: "NXDOMAIN",
            .notImplemented: "NOTIMP", .refused: "REFUSED",
        ]
        let flags = [
            ("qr", true), ("aa", reply.isAuthoritative), ("rd", reply.wantsRecursion), ("ra", reply.offersRecursion),
        ].filter(\.1).map(\.0).joined(separator: ",")
        let kind = kinds[question.kind] ?? "TYPE\(question.kind)"
        let seconds = String(took.nanoseconds / 1_000_000_000)
        let fraction = String(took.nanoseconds % 1_000_000_000)
        let padded = String(repeating: "0", count: 9 - fraction.utf8.count) + fraction
        return "[INFO] \(peer) - \(query.id) \"\(kind) IN \(question.name). \(transport.rawValue.lowercased()) "
            + "\(query.serialized().readableBytes) false \(query.udpPayloadBytes ?? 512)\" "
            + "\(codes[reply.code] ?? "") \(flags) \(reply.serialized().readableBytes) \(seconds).\(padded)s"
    }
}
