#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import ClusterNetwork
import NIOCore
import NIOPosix

/// A container that is a command of this machine, run as a child process: it listens on the port of its PORT variable,
/// which the pod's own port leads to; what it writes is the container's log. Its container ports beyond the first are
/// in PORT_<number>.
struct CommandImage: ImageProgram {
    var arguments: [String]
    var directory: String?

    func start(_ context: ContainerContext) async throws -> any RunningContainer {
        let container = ServerContainer()
        let wanted = context.environment["PORT"].flatMap { Int($0) }.map { [$0] } ?? []
        let ports = context.ports.isEmpty ? wanted : context.ports
        var environment = ChildProcess.inheritedEnvironment
        environment.merge(context.environment) { $1 }
        var real: [Int: Int] = [:]
        for port in ports.isEmpty ? [0] : ports {
            let free = try FreePort.find()
            real[port == 0 ? free : port] = free
            if environment["PORT"] == nil || real.count == 1 { environment["PORT"] = String(free) }
            environment["PORT_\(port == 0 ? free : port)"] = String(free)
        }
        environment["POD_IP"] = environment["POD_IP"] ?? context.pod.ip.description
        let line = arguments + context.arguments
        let process: ChildProcess
        do throws(ChildProcess.SpawnError) {
            process = try ChildProcess.spawn(line, environment: environment, directory: directory)
        } catch {
            throw CommandError(description: "failed to start \(line.first ?? ""): \(error.description)")
        }
        try HostPorts.forward(Array(real.keys), in: context, container) { VirtualAddress(.loopback, real[$0] ?? $0) }
        return try await CommandContainer.adopt(process, container, context)
    }
}

struct CommandError: Error, CustomStringConvertible {
    let description: String
}

/// A port of the loopback address that nobody had a moment ago.
enum FreePort {
    static func find() throws(CommandError) -> Int {
        #if canImport(Glibc)
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw CommandError(description: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        // A `sockaddr_in` by its layout: family, port, address.
        var raw = [UInt8](repeating: 0, count: MemoryLayout<sockaddr_in>.size)
        withUnsafeBytes(of: sa_family_t(AF_INET)) { raw.replaceSubrange(0..<$0.count, with: $0) }
        raw.replaceSubrange(4..<8, with: [127, 0, 0, 1])
        var length = socklen_t(raw.count)
        let isBound = raw.withUnsafeMutableBytes { bytes in
            guard let address = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
        }
        guard isBound else { throw CommandError(description: String(cString: strerror(errno))) }
        return Int(raw[2]) << 8 | Int(raw[3])
    }
}

/// The running child: its output goes to the log, its end is the container's.
private final class CommandContainer: RunningContainer {
    private let process: ChildProcess
    private let container: ServerContainer

    private init(_ process: ChildProcess, _ container: ServerContainer) {
        self.process = process
        self.container = container
    }

    static func adopt(
        _ process: ChildProcess, _ container: ServerContainer, _ context: ContainerContext
    ) async throws -> CommandContainer {
        let log = context.log
        let output = try await NIOPipeBootstrap(group: context.network.group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(LineReader(log: log))
                }
            }
            .takingOwnershipOfDescriptor(input: process.output)
            .get()
        let running = CommandContainer(process, container)
        process.whenEnded { status in
            // What the child wrote last is read before its end is told; a grandchild may keep the pipe open.
            output.eventLoop.scheduleTask(in: .milliseconds(200)) { output.close(promise: nil) }
            output.closeFuture.whenComplete { _ in container.exit(status) }
        }
        return running
    }

    func waitExit() async -> ExitStatus { await container.waitExit() }

    func stop(graceSeconds: Int) async {
        process.signal(SIGTERM)
        let killing = Task {
            try await Task.sleep(for: .seconds(graceSeconds))
            process.signal(SIGKILL)
        }
        _ = await container.waitExit()
        killing.cancel()
        process.signal(SIGKILL)
    }
}

/// Cuts output into lines.
private final class LineReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let log: @Sendable ([UInt8]) -> Void
    private var line: [UInt8] = []

    init(log: @escaping @Sendable ([UInt8]) -> Void) {
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for byte in unwrapInboundIn(data).readableBytesView {
            if byte == UInt8(ascii: "\n") {
                end()
            } else {
                line.append(byte)
                if line.count >= Limits.outputLineBytes { end() }
            }
        }
    }

    private func end() {
        log(line)
        line.removeAll(keepingCapacity: true)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !line.isEmpty { end() }
        context.fireChannelInactive()
    }
}
