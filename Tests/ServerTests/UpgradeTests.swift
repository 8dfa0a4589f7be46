import JSON
import NIOCore
import Server
import Testing

@testable import Streams

@Suite struct UpgradeTests {
    private static let forward = "/api/v1/namespaces/default/pods/p/portforward"
    private static let exec = "/api/v1/namespaces/default/pods/p/exec?stdin=1&stdout=1&stderr=1&container=c&command="

    /// A SPDY client on a connection that has been upgraded.
    private struct Client {
        let wire: Wire
        private let writer: SPDYFrameWriter
        private var parser: SPDYFrameParser

        init(_ wire: Wire) throws {
            self.wire = wire
            writer = try SPDYFrameWriter()
            parser = try SPDYFrameParser()
        }

        func send(_ frames: SPDYFrame...) async throws {
            var bytes = ByteBuffer()
            for frame in frames { writer.write(frame, into: &bytes) }
            try await wire.send(Array(bytes.readableBytesView))
        }

        mutating func next() async throws -> SPDYFrame {
            while true {
                if let frame = try parser.next() { return frame }
                var byte = ByteBuffer(bytes: try await wire.read(1))
                parser.append(&byte)
            }
        }

        /// All data of a stream until its end.
        mutating func data(_ id: UInt32) async throws -> String {
            var text = ""
            while true {
                guard case .data(id, let bytes, let isFinal) = try await next() else { continue }
                text += String(buffer: bytes)
                if isFinal { return text }
            }
        }
    }

    private func upgrade(_ end: TestEnd, _ path: String, _ headers: String) async throws -> (Wire, Wire.Response) {
        let wire = try await end.wire()
        try await wire.send(
            "POST \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(TestEnd.token)\r\nConnection: Upgrade\r\n"
                + headers + "\r\n")
        return (wire, try await wire.head())
    }

    private func spdy(_ end: TestEnd, _ path: String = forward, _ version: String = "portforward.k8s.io") async throws -> Client {
        let (wire, head) = try await upgrade(end, path, "Upgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: \(version)\r\n")
        #expect(head.status == 101)
        #expect(head.headers["upgrade"] == "SPDY/3.1")
        #expect(head.headers["x-stream-protocol-version"] == version)
        return try Client(wire)
    }

    private func open(_ id: UInt32, _ kind: String, _ port: Int, _ request: Int) -> SPDYFrame {
        .synStream(
            id, headers: ["streamtype": kind, "port": "\(port)", "requestid": "\(request)"], isFinal: false,
            isUnidirectional: false, priority: 0)
    }

    private func stream(_ id: UInt32, _ kind: String) -> SPDYFrame {
        .synStream(id, headers: ["streamtype": kind], isFinal: false, isUnidirectional: false, priority: 0)
    }

    @Test func forwardsSeveralConnectionsAndHalfCloses() async throws {
        let echo = try await EchoAtEnd()
        try await TestEnd.with { end in
            try await end.makePod()
            var client = try await spdy(end)
            for request in 0..<5 {
                let id = UInt32(request * 4 + 1)
                try await client.send(open(id, "error", echo.port, request), .data(id, ByteBuffer(), isFinal: true))
                try await client.send(open(id + 2, "data", echo.port, request))
                try await client.send(.data(id + 2, ByteBuffer(string: "hello \(request)"), isFinal: false))
            }
            for request in (0..<5).reversed() {
                let id = UInt32(request * 4 + 3)
                try await client.send(.data(id, ByteBuffer(), isFinal: true))
                #expect(try await client.data(id) == "hello \(request)")
            }
            await client.wire.close()
        }
        await echo.close()
    }

    @Test func manyBytesBothWays() async throws {
        let echo = try await EchoAtEnd()
        try await TestEnd.with { end in
            try await end.makePod()
            let client = try await spdy(end)
            try await client.send(open(1, "error", echo.port, 0), open(3, "data", echo.port, 0))
            let piece = String(repeating: "0123456789abcdef", count: 4096)
            for _ in 0..<32 { try await client.send(.data(3, ByteBuffer(string: piece), isFinal: false)) }
            try await client.send(.data(3, ByteBuffer(), isFinal: true))
            var count = 0
            var whole: [UInt8] = []
            // Taken in large pieces: this client's own reading is what takes the time.
            var parser = try SPDYFrameParser()
            reading: while true {
                var bytes = ByteBuffer(bytes: try await client.wire.some())
                parser.append(&bytes)
                while let frame = try parser.next() {
                    guard case .data(3, let data, let isFinal) = frame else { continue }
                    count += data.readableBytes
                    whole += data.readableBytesView
                    if isFinal { break reading }
                }
            }
            #expect(count == 32 * 65_536)
            #expect(whole == Array(String(repeating: piece, count: 32).utf8))
            await client.wire.close()
        }
        await echo.close()
    }

    @Test func aDeadPortIsReported() async throws {
        try await TestEnd.with { end in
            try await end.makePod()
            var client = try await spdy(end)
            try await client.send(open(1, "error", 1, 0), open(3, "data", 1, 0))
            let text = try await client.data(1)
            #expect(text.hasPrefix("error forwarding port 1 to pod 5a, uid : failed to execute portforward in network namespace"))
            #expect(text.contains("IPv4: dial tcp4 127.0.0.1:1: connect: connection refused"))
            await client.wire.close()
        }
    }

    @Test func badFramesEndOnlyTheirOwnConnection() async throws {
        let echo = try await EchoAtEnd()
        try await TestEnd.with { end in
            try await end.makePod()
            var good = try await spdy(end)
            try await good.send(open(1, "error", echo.port, 0), open(3, "data", echo.port, 0))
            var bad = try await spdy(end)
            try await bad.wire.send([0x80, 3, 0, 1, 0, 0, 0, 4, 1, 2, 3, 4])
            #expect(try await bad.next() == .goAway(lastGood: 0, .protocolError))
            #expect(try await bad.wire.rest().isEmpty)
            try await good.send(.data(3, ByteBuffer(string: "still here"), isFinal: true))
            #expect(try await good.data(3) == "still here")
            await good.wire.close()
        }
        await echo.close()
    }

    @Test func refusalsSayWhy() async throws {
        try await TestEnd.with { end in
            try await end.makePod()
            let (_, unknown) = try await upgrade(end, Self.forward, "Upgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: other\r\n")
            #expect(unknown.status == 403)
            #expect(unknown.headers["x-accepted-stream-protocol-versions"] == "portforward.k8s.io")
            #expect(unknown.headers["connection"] == "close")
            let (_, other) = try await upgrade(end, Self.forward, "Upgrade: chocolate\r\n")
            #expect(other.status == 400)
            let (_, missing) = try await upgrade(
                end, "/api/v1/namespaces/default/pods/none/portforward", "Upgrade: SPDY/3.1\r\n")
            #expect(missing.status == 404)
            #expect(try await end.ask("GET", Self.forward).status == 400)
        }
    }

    @Test func commandsOverSPDY() async throws {
        try await TestEnd.with { end in
            try await end.makePod()
            var client = try await spdy(end, Self.exec + "cat", "v4.channel.k8s.io")
            try await client.send(stream(1, "error"), stream(3, "stdin"), stream(5, "stdout"), stream(7, "stderr"))
            try await client.send(.data(3, ByteBuffer(string: "hi"), isFinal: true))
            var seen: [UInt32: String] = [:]
            while true {
                guard case .data(let id, let bytes, let isFinal) = try await client.next() else { continue }
                seen[id, default: ""] += String(buffer: bytes)
                if id == 1, isFinal { break }
            }
            #expect(seen == [5: "hi", 7: "done", 1: #"{"metadata":{},"status":"Success"}"#])
            await client.wire.close()
        }
    }

    private func webSocket(_ end: TestEnd, _ path: String, _ name: String) async throws -> Wire {
        let (wire, head) = try await upgrade(
            end, path,
            "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: \(name)\r\n")
        #expect(head.status == 101)
        #expect(head.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        #expect(head.headers["sec-websocket-protocol"] == name)
        return wire
    }

    /// A masked frame (with the mask 0, which leaves the bytes as they are).
    private func message(_ bytes: [UInt8], opcode: UInt8 = 2) -> [UInt8] {
        [0x80 | opcode, 0x80 | UInt8(bytes.count), 0, 0, 0, 0] + bytes
    }

    /// The next frame's opcode and bytes.
    private func frame(_ wire: Wire) async throws -> (UInt8, [UInt8]) {
        let head = try await wire.read(2)
        var count = Int(head[1])
        if count == 126 {
            let more = try await wire.read(2)
            count = Int(more[0]) << 8 | Int(more[1])
        }
        return (head[0] & 15, try await wire.read(count))
    }

    @Test func commandsOverWebSocketChannels() async throws {
        try await TestEnd.with { end in
            try await end.makePod()
            let wire = try await webSocket(end, Self.exec + "cat", "v5.channel.k8s.io")
            #expect(try await frame(wire) == (2, [1]))
            try await wire.send(message([], opcode: 9))
            #expect(try await frame(wire) == (10, []))
            try await wire.send(message([0] + "hi".utf8))
            #expect(try await frame(wire) == (2, [1] + "hi".utf8))
            try await wire.send(message([255, 0]))
            #expect(try await frame(wire) == (2, [2] + "done".utf8))
            #expect(try await frame(wire) == (2, [3] + #"{"metadata":{},"status":"Success"}"#.utf8))
            #expect(try await frame(wire) == (8, [0x03, 0xE8]))
            await wire.close()
        }
    }

    @Test func aCommandThatIsNotThere() async throws {
        try await TestEnd.with { end in
            try await end.makePod()
            let wire = try await webSocket(end, Self.exec + "sh", "v4.channel.k8s.io")
            _ = try await frame(wire)
            let (_, bytes) = try await frame(wire)
            let status = try JSON(parsing: bytes.dropFirst())
            #expect(bytes.first == 3)
            #expect(status["reason"]?.string == "InternalError")
            #expect(status["message"]?.string?.contains(#"exec: "sh": executable file not found in $PATH"#) == true)
            await wire.close()
        }
    }

    @Test func forwardsOverWebSocketChannels() async throws {
        let echo = try await EchoAtEnd()
        try await TestEnd.with { end in
            try await end.makePod()
            let wire = try await webSocket(end, Self.forward + "?ports=1", "v4.channel.k8s.io")
            #expect(try await frame(wire) == (2, [0, 1, 0]))
            #expect(try await frame(wire) == (2, [1, 1, 0]))
            let (_, bytes) = try await frame(wire)
            #expect(String(decoding: bytes.dropFirst(), as: UTF8.self).hasPrefix("error forwarding port 1 to pod 5a"))
            #expect(try await frame(wire).0 == 8)
            await wire.close()
        }
        await echo.close()
    }

    @Test func forwardsSPDYInsideWebSocket() async throws {
        let echo = try await EchoAtEnd()
        try await TestEnd.with { end in
            try await end.makePod()
            let wire = try await webSocket(end, Self.forward, "SPDY/3.1+portforward.k8s.io")
            let writer = try SPDYFrameWriter()
            var bytes = ByteBuffer()
            writer.write(open(1, "error", echo.port, 0), into: &bytes)
            writer.write(open(3, "data", echo.port, 0), into: &bytes)
            writer.write(.data(3, ByteBuffer(string: "tunnel"), isFinal: true), into: &bytes)
            while let piece = bytes.readBytes(length: min(50, bytes.readableBytes)), !piece.isEmpty {
                try await wire.send(message(piece))
            }
            var parser = try SPDYFrameParser()
            var text = ""
            reading: while true {
                var piece = ByteBuffer(bytes: try await frame(wire).1)
                parser.append(&piece)
                while let next = try parser.next() {
                    guard case .data(3, let data, let isFinal) = next else { continue }
                    text += String(buffer: data)
                    if isFinal { break reading }
                }
            }
            #expect(text == "tunnel")
            try await wire.send(message([], opcode: 8))
            while try await frame(wire).0 != 8 {}
            await wire.close()
        }
        await echo.close()
    }

    @Test func shutdownSaysGoodbye() async throws {
        try await TestEnd.with { end in
            try await end.makePod()
            var client = try await spdy(end)
            async let down: Void = end.server.shutdown(grace: .seconds(10))
            #expect(try await client.next() == .goAway(lastGood: 0, .ok))
            await down
            #expect(end.server.connectionCount == 0)
        }
    }
}
