package import ClusterNetwork
import NIOCore
import NIOSSL
package import PKI
import Synchronization

/// A name outside the cluster, and who answers to it.
package struct ExternalName: Sendable, Hashable {
    package enum Target: Sendable, Hashable {
        /// A small page that says it is simulated.
        case page
        /// The original httpbin.org.
        case httpbin
        /// An image of the catalogue.
        case image(String)
        /// A command of this machine, run as a child process with PORT in its environment.
        case command([String], directory: String?)
        /// A server that this machine reaches; it is spoken to without TLS.
        case address(VirtualAddress)
    }

    package var name: String
    package var target: Target

    package init(name: String, target: Target) {
        self.name = name
        self.target = target
    }

    /// What every sandbox has: the hosts that Envoy Gateway's pages send requests to.
    package static let standard = [
        ExternalName(name: "httpbin.org", target: .httpbin),
        ExternalName(name: "gateway.envoyproxy.io", target: .page),
        ExternalName(name: "www.example.com", target: .page),
        ExternalName(name: "example.com", target: .page),
        ExternalName(name: "foo.example.com", target: .page),
    ]
}

/// Hosts outside the cluster, on the virtual network: each answers http on port 80 and https on 443, with a certificate
/// of the internet's authority, which is what "System" trust means in an offline sandbox.
package final class SimulatedInternet: Sendable {
    package let authority: CertificateAuthority
    private let network: ClusterNetwork
    private let registry: any ImageRegistry
    private let log: @Sendable (String) -> Void
    private let hosts = Mutex<[String: Host]>([:])

    private struct Host {
        var target: ExternalName.Target
        var ip: IPAddress
        var container: (any RunningContainer)?
    }

    package init(
        network: ClusterNetwork, authority: CertificateAuthority, registry: any ImageRegistry,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.network = network
        self.authority = authority
        self.registry = registry
        self.log = log
    }

    /// The trust bundle of the sandbox's "System" certificates.
    package var systemTrustPEM: String { authority.certificatePEM }

    /// Makes these the hosts there are: new ones start, changed ones start anew, others end. One that cannot be started
    /// is logged, and its name resolves to an address where nothing listens. One caller at a time.
    package func set(_ names: [ExternalName]) async {
        let wanted = Dictionary(names.map { ($0.name.lowercased(), $0.target) }) { $1 }
        let leaving = hosts.withLock { hosts in
            let leaving = hosts.filter { wanted[$0.key] != $0.value.target }
            for name in leaving.keys { hosts[name] = nil }
            return leaving
        }
        for (name, host) in leaving {
            await host.container?.stop(graceSeconds: 2)
            network.detach(host.ip)
            network.dns.removeExternal(name)
        }
        for (name, target) in wanted.sorted(by: { $0.key < $1.key }) where hosts.withLock({ $0[name] == nil }) {
            guard let ip = network.dns.addSimulated(name) else {
                log("simulated internet: too many names, \(name) is left out")
                continue
            }
            network.attach(ip)
            var host = Host(target: target, ip: ip)
            do {
                host.container = try await start(name, target, ip)
            } catch {
                log("simulated internet: \(name): \(error)")
            }
            hosts.withLock { $0[name] = host }
        }
    }

    package func stop() async {
        await set([])
    }

    private func start(
        _ name: String, _ target: ExternalName.Target, _ ip: IPAddress
    ) async throws -> (any RunningContainer)? {
        let tls = try tlsContext(name, protocols: ["h2", "http/1.1"])
        switch target {
        case .page: try serve(SitePage(host: name), on: ip, tls)
        case .httpbin: try serve(HTTPBin(dialect: .original, hostname: name), on: ip, tls)
        case .image(let image):
            guard let program = registry.program(for: image) else { throw SiteError.unknownImage(image) }
            return try await run(program, image: image, name, ip)
        case .command(let arguments, let directory):
            return try await run(CommandImage(arguments: arguments, directory: directory), image: "command", name, ip)
        case .address(let address):
            try network.forward(VirtualAddress(ip, 80), to: address)
            try terminate(name, on: ip, to: VirtualAddress(ip, 80))
        }
        return nil
    }

    private func serve(_ app: some HTTPApp, on ip: IPAddress, _ tls: NIOSSLContext) throws {
        _ = try network.listen(VirtualAddress(ip, 80), acceptor: HTTPServing(app: app).acceptor)
        _ = try network.listen(VirtualAddress(ip, 443), acceptor: HTTPServing(app: app, tls: tls).acceptor)
    }

    /// Runs a container at the address; its own ports stay, and port 80 leads to the one that looks like its web port.
    private func run(
        _ program: any ImageProgram, image: String, _ name: String, _ ip: IPAddress
    ) async throws -> any RunningContainer {
        let log = log
        let context = ContainerContext(
            image: image, ports: image == "command" ? [80] : [],
            pod: .init(name: name, namespace: "", uid: name, ip: ip, node: ""), containerName: name, network: network
        ) { line in
            log("\(name): \(String(decoding: line, as: UTF8.self))")
        }
        let container = try await program.start(context)
        let ports = network.listeningPorts(of: ip)
        guard let port = ports.first(where: { $0 == 80 }) ?? ports.first(where: { $0 != 443 }) else {
            await container.stop(graceSeconds: 2)
            throw SiteError.noPort(image)
        }
        if port != 80 { try relay(VirtualAddress(ip, 80), to: VirtualAddress(ip, port)) }
        if !ports.contains(443) { try terminate(name, on: ip, to: VirtualAddress(ip, port)) }
        return container
    }

    private func relay(_ address: VirtualAddress, to target: VirtualAddress) throws {
        let network = network
        _ = try network.listen(address) { network.relay($0.channel, to: target) }
    }

    /// Takes TLS off what comes to port 443.
    private func terminate(_ name: String, on ip: IPAddress, to target: VirtualAddress) throws {
        let tls = try tlsContext(name, protocols: ["http/1.1"])
        let network = network
        _ = try network.listen(VirtualAddress(ip, 443)) { connection in
            let channel = connection.channel
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
            }.flatMap { network.relay(channel, to: target) }
        }
    }

    private func tlsContext(_ name: String, protocols: [String]) throws -> NIOSSLContext {
        let identity = try authority.issueServer(names: [name], organizations: ["Postern simulated internet"])
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(identity.certificatePEM.utf8)).map {
                .certificate($0)
            },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.keyPEM.utf8), format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = protocols
        return try NIOSSLContext(configuration: configuration)
    }
}

private enum SiteError: Error, CustomStringConvertible {
    case unknownImage(String)
    case noPort(String)

    var description: String {
        switch self {
        case .unknownImage(let image): "no program for image \(image)"
        case .noPort(let image): "image \(image) listens on no port"
        }
    }
}
