import NIOCore

/// A WebSocket client, just large enough to send a frame and read the answer.
enum WebSocket {
    enum Opcode: UInt8, Sendable { case text = 1, binary = 2 }

    /// Upgrades a connection and sends frames one after the other; returns the payload that came back for each.
    static func echo(
        _ frames: [(Opcode, [UInt8])], path: String, host: String, at place: Place
    ) async throws -> [[UInt8]] {
        try await Talk.with(place) { talk in
            try await talk.say(
                "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://gateway/\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
            let head = try await talk.hear(until: "\r\n\r\n").lowercased()
            // RFC 6455, 1.3: the answer to this key.
            guard head.hasPrefix("http/1.1 101"), head.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=") else {
                throw WireFailure.other("no upgrade: \(head)")
            }
            var answers: [[UInt8]] = []
            for (opcode, payload) in frames {
                let mask: [UInt8] = [1, 2, 3, 4]
                let masked = payload.enumerated().map { $0.element ^ mask[$0.offset % 4] }
                try await talk.say([0x80 | opcode.rawValue, 0x80 | UInt8(payload.count)] + mask + masked)
                let head = try await talk.hear(2)
                answers.append(try await talk.hear(Int(head[1] & 0x7F)))
            }
            return answers
        }
    }
}
