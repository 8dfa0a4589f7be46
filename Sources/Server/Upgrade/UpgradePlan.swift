import API
import NIOCore
import NIOHTTP1
import PKI
import Streams

/// What a connection becomes after `101 Switching Protocols`.
struct UpgradePlan {
    enum Decision {
        case accepted(UpgradePlan)
        case refused(APIResponse)
    }

    /// Of the 101 answer.
    let headers: [(name: String, value: String)]
    let layout: StreamLayout

    static func make(_ request: HTTPRequestHead, _ target: PodConnect) -> Decision {
        guard RequestTarget.hasToken("upgrade", in: request.headers["connection"]),
            let name = request.headers.first(name: "upgrade")?.lowercased()
        else { return .refused(Refusal.upgradeRequired) }
        let purpose = purpose(target)
        let decision: StreamNegotiation.Decision
        switch name {
        case "spdy/3.1":
            decision = StreamNegotiation.spdy(offered: tokens(request, "x-stream-protocol-version"), purpose)
        case "websocket":
            guard request.headers.first(name: "sec-websocket-version") == "13",
                let key = request.headers.first(name: "sec-websocket-key"), Base64.decode(key.utf8)?.count == 16
            else { return .refused(Refusal.text(400, "bad WebSocket handshake\n")) }
            decision = StreamNegotiation.webSocket(
                offered: tokens(request, "sec-websocket-protocol"), accept: acceptValue(key), purpose)
        default: return .refused(Refusal.upgradeRequired)
        }
        switch decision {
        case .accepted(let transport, let headers):
            return .accepted(UpgradePlan(headers: headers, layout: StreamLayout(transport: transport, purpose: purpose)))
        case .refused(let status, let text, let headers):
            var response = Refusal.text(status, text)
            response.headers += headers
            return .refused(response)
        }
    }

    private static func purpose(_ target: PodConnect) -> StreamPurpose {
        func command(_ terminal: PodConnect.Terminal, _ words: [String]?) -> StreamPurpose {
            .command(
                PodCommand(
                    namespace: target.namespace, pod: target.pod, container: target.container, command: words,
                    stdin: terminal.stdin, stdout: terminal.stdout, stderr: terminal.stderr, tty: terminal.tty))
        }
        switch target.action {
        case .portForward(let ports): return .portForward(namespace: target.namespace, pod: target.pod, ports: ports)
        case .exec(let terminal, let words): return command(terminal, words)
        case .attach(let terminal): return command(terminal, nil)
        }
    }

    private static func tokens(_ request: HTTPRequestHead, _ name: String) -> [String] {
        request.headers[name].flatMap { $0.split(separator: ",").map { String($0.trimmed()) } }.filter { !$0.isEmpty }
    }

    /// RFC 6455, section 4.2.2.
    private static func acceptValue(_ key: String) -> String {
        let bytes = Digest.sha1(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        return String(decoding: Base64.encode(bytes), as: UTF8.self)
    }
}
