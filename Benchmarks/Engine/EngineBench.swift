import ClusterNetwork
import Dispatch
import Foundation
import JSON
import Logging
import NIOCore
import NIOPosix
import Proxy
import XDS

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs the engine on a snapshot read from a file, outside any sandbox:
///
///     enginebench SNAPSHOT.json THREADS [expose HOST:PORT=PORT | forward IP:PORT=HOST:PORT]…
///
/// `expose` opens a real port for a listener's; `forward` sends what is dialed to a virtual address on to a real one.
/// Access log lines go to the standard output; SIGHUP reads the file anew.
@main
struct EngineBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let threads = Int(arguments[2]) else {
            print("usage: enginebench SNAPSHOT.json THREADS [expose HOST:PORT=PORT | forward IP:PORT=HOST:PORT]…")
            exit(2)
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        let network = ClusterNetwork(group: group)
        let pod = IPAddress(10, 244, 0, 2)
        network.attach(pod)
        try await connect(arguments.dropFirst(3), network, pod)
        let engine = Engine(
            configuration: .init(nodeID: "bench", nodeCluster: "default/eg", podIPs: [pod], hostName: "bench"),
            network: network, group: group, accessLog: { write(1, $0) }, log: Logger(label: "engine"))
        try await apply(arguments[1], to: engine)
        write(2, Array("ready\n".utf8))
        let (source, hangUps) = hangUps()
        defer { source.cancel() }
        for await _ in hangUps { try? await apply(arguments[1], to: engine) }
    }

    /// One element for each SIGHUP.
    private static func hangUps() -> (any DispatchSourceSignal, AsyncStream<Void>) {
        signal(SIGHUP, SIG_IGN)
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
        // `main` is the main actor's; what Dispatch calls must not be.
        source.setEventHandler(handler: DispatchWorkItem { @Sendable in continuation.yield() })
        source.resume()
        return (source, stream)
    }

    private static func connect(_ rest: ArraySlice<String>, _ network: ClusterNetwork, _ pod: IPAddress) async throws {
        var rest = rest
        while let verb = rest.popFirst(), let operand = rest.popFirst() {
            let sides = operand.split(separator: "=").map(String.init)
            guard sides.count == 2 else { continue }
            if verb == "expose", let host = VirtualAddress(sides[0]), let port = Int(sides[1]) {
                _ = try await network.expose(host, to: .address(VirtualAddress(pod, port)))
            } else if verb == "forward", let from = VirtualAddress(sides[0]), let to = VirtualAddress(sides[1]) {
                network.attach(from.ip)
                try network.forward(from, to: to)
            }
        }
    }

    private static func apply(_ path: String, to engine: Engine) async throws {
        let json = try JSON(parsing: try String(contentsOfFile: path, encoding: .utf8))
        var snapshot = Snapshot()
        for item in json["listeners"]?.array ?? [] { Resource<XDS.Listener>.read(item).map { snapshot.listeners.insert($0) } }
        for item in json["routes"]?.array ?? [] { Resource<RouteConfiguration>.read(item).map { snapshot.routes.insert($0) } }
        for item in json["clusters"]?.array ?? [] { Resource<Cluster>.read(item).map { snapshot.clusters.insert($0) } }
        for item in json["endpoints"]?.array ?? [] {
            Resource<ClusterLoadAssignment>.read(item).map { snapshot.endpoints.insert($0) }
        }
        for item in json["secrets"]?.array ?? [] { Resource<Secret>.read(item).map { snapshot.secrets.insert($0) } }
        for rejection in await engine.apply(snapshot) { write(2, Array("\(rejection)\n".utf8)) }
    }

    private static func write(_ descriptor: Int32, _ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// `write(2)`, under a name of its own.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
