import JSON
import Kube
import NIOCore
import Server
import Testing

@Suite struct WatchTests {
    private func watch(_ end: TestEnd) async throws -> Wire {
        let wire = try await end.wire()
        try await wire.send(
            "GET /api/v1/namespaces?watch=true HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(TestEnd.token)\r\n\r\n")
        let head = try await wire.head()
        #expect(head.status == 200)
        #expect(head.headers["transfer-encoding"] == "chunked")
        return wire
    }

    /// The next event that is not one of the objects the server made itself.
    private func event(_ wire: Wire, _ name: String) async throws -> String {
        while let chunk = try await wire.chunk() {
            for line in chunk.split(separator: UInt8(ascii: "\n")) {
                let event = try JSON(parsing: line)
                if event["object", "metadata", "name"]?.string == name { return event["type"]?.string ?? "" }
            }
        }
        throw Unexpected("the watch ended")
    }

    @Test func eventsComeAsTheyHappen() async throws {
        try await TestEnd.with { end in
            let wire = try await watch(end)
            #expect(try await end.ask("POST", "/api/v1/namespaces", ["metadata": ["name": "w"]]).status == 201)
            #expect(try await event(wire, "w") == "ADDED")
        }
    }

    @Test func shutdownEndsWatchesCleanly() async throws {
        try await TestEnd.with { end in
            let wire = try await watch(end)
            _ = try await end.ask("POST", "/api/v1/namespaces", ["metadata": ["name": "w"]])
            #expect(try await event(wire, "w") == "ADDED")
            async let ended: Void = end.server.shutdown(grace: .seconds(10))
            while try await wire.chunk() != nil {}
            #expect(try await wire.rest().isEmpty)
            await ended
            #expect(end.server.connectionCount == 0)
        }
    }

    @Test func aClientThatLeavesIsForgotten() async throws {
        try await TestEnd.with { end in
            let wire = try await watch(end)
            #expect(end.server.connectionCount == 1)
            await wire.close()
            for _ in 0..<500 where end.server.connectionCount > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(end.server.connectionCount == 0)
        }
    }

    /// The answer's head finds the client gone already.
    @Test func clientsThatLeaveAtOnceHarmNobody() async throws {
        try await TestEnd.with { end in
            for _ in 0..<40 {
                let wire = try await end.wire()
                let request = "GET /api/v1/namespaces?watch=true HTTP/1.1\r\nHost: x\r\n"
                    + "Authorization: Bearer \(TestEnd.token)\r\n\r\n"
                wire.channel.writeAndFlush(ByteBuffer(string: request), promise: nil)
                await wire.close()
            }
            #expect(try await end.ask("GET", "/healthz").status == 200)
        }
    }
}
