package import NIOCore
import NIOWebSocket

/// The handlers that a connection gets once its client has been told `101 Switching Protocols`.
package struct StreamLayout {
    private let transport: StreamTransport
    private let purpose: StreamPurpose

    package init(transport: StreamTransport, purpose: StreamPurpose) {
        self.transport = transport
        self.purpose = purpose
    }

    package func install(in pipeline: ChannelPipeline, pods: any PodConnector) throws {
        let operations = pipeline.syncOperations
        switch transport {
        case .spdy: break
        case .tunnel, .channels:
            try operations.addHandlers([
                WebSocketFrameEncoder(),
                ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: StreamLimits.webSocketFrameBytes)),
                WebSocketProtocolErrorHandler(),
            ])
        }
        switch transport {
        case .spdy(let version):
            try operations.addHandlers([SPDYHandler(), last(version, pods)])
        case .tunnel:
            try operations.addHandlers([WebSocketTunnelHandler(), SPDYHandler(), last(0, pods)])
        case .channels(let version, let isBase64):
            let channels = WebSocketChannelHandler(
                channels: WebSocketChannels(channels: channels, isBase64: isBase64, hasEndSignal: version >= 5),
                greetings: greetings)
            try operations.addHandlers([channels, last(version, pods)])
            channels.start(context: try operations.context(handler: channels))
        }
    }

    private func last(_ version: Int, _ pods: any PodConnector) -> any ChannelHandler {
        switch purpose {
        case .portForward(let namespace, let pod, _): PortForwardHandler(pods: pods, namespace: namespace, pod: pod)
        case .command(let command): TerminalHandler(pods: pods, command: command, version: version)
        }
    }

    private var channels: [WebSocketChannels.Channel] {
        switch purpose {
        case .portForward(_, _, let ports):
            return ports.enumerated().flatMap { index, port in
                ["data", "error"].map { kind in
                    WebSocketChannels.Channel(
                        clientWrites: kind == "data", weWrite: true,
                        headers: ["streamtype": kind, "port": String(port), "requestid": String(index)])
                }
            }
        case .command(let command):
            let streams: [(name: String, isOpen: Bool, isInput: Bool)] = [
                ("stdin", command.stdin, true), ("stdout", command.stdout, false),
                ("stderr", command.stderr && !command.tty, false), ("error", true, false),
                ("resize", command.tty, true),
            ]
            return streams.map {
                WebSocketChannels.Channel(
                    clientWrites: $0.isOpen && $0.isInput, weWrite: $0.isOpen && !$0.isInput,
                    headers: $0.isOpen ? ["streamtype": $0.name] : [:])
            }
        }
    }

    /// Port-forward starts each channel with its port, low byte first; commands with an empty message on the lowest
    /// channel that we write.
    private var greetings: [(UInt32, ByteBuffer)] {
        switch purpose {
        case .portForward(_, _, let ports):
            ports.enumerated().flatMap { index, port in
                let bytes = ByteBuffer(bytes: [UInt8(port & 0xFF), UInt8(port >> 8 & 0xFF)])
                return [(UInt32(index * 2), bytes), (UInt32(index * 2 + 1), bytes)]
            }
        case .command:
            channels.firstIndex(where: \.weWrite).map { [(UInt32($0), ByteBuffer())] } ?? []
        }
    }
}
