import ClusterNetwork
import Testing

@testable import Images

@Suite struct CommandTests {
    /// A web server that every machine with Python has, and a machine without it need not test.
    private static let server =
        "import http.server,os,sys\nprint('port', os.environ['PORT'], os.environ.get('A'), flush=True)\n"
        + "class H(http.server.BaseHTTPRequestHandler):\n def do_GET(self):\n  self.send_response(200)\n"
        + "  self.end_headers()\n  self.wfile.write(b'from the child')\n"
        + "http.server.HTTPServer(('127.0.0.1', int(os.environ['PORT'])), H).serve_forever()\n"

    @Test func runsAChildOnThePodsPort() async throws {
        let pod = try Pod()
        let image = CommandImage(arguments: ["python3", "-c", Self.server], directory: "/tmp")
        let container = try await image.start(pod.context(environment: ["A": "b"], ports: [8080]))
        // The child listens when it gets to it: a client that is refused asks again.
        var answer: Answer?
        for _ in 0..<200 where answer == nil {
            answer = try? await pod.request("GET", "/", port: 8080)
            if answer == nil { try await Task.sleep(for: .milliseconds(25)) }
        }
        #expect(answer?.body == "from the child")
        #expect(pod.log.first?.hasPrefix("port ") == true)
        #expect(pod.log.first?.hasSuffix(" b") == true)
        await container.stop(graceSeconds: 5)
        #expect(await container.waitExit() == ExitStatus(code: 143))
        await #expect(throws: ConnectError.self) { try await pod.request("GET", "/", port: 8080) }
    }

    @Test func tellsHowItEnded() async throws {
        let pod = try Pod()
        let image = CommandImage(arguments: ["/bin/sh", "-c", "echo one; echo two >&2; printf three; exit 7"], directory: nil)
        let container = try await image.start(pod.context())
        #expect(await container.waitExit() == ExitStatus(code: 7))
        #expect(pod.log == ["one", "two", "three"])
    }

    @Test func killsWhatDoesNotListen() async throws {
        let pod = try Pod()
        let image = CommandImage(arguments: ["/bin/sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.05; done"], directory: nil)
        let container = try await image.start(pod.context())
        for _ in 0..<2_000 where pod.log.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        #expect(!pod.log.isEmpty)
        await container.stop(graceSeconds: 0)
        #expect(await container.waitExit().code == 137)
    }

    @Test func tellsWhenThereIsNoSuchProgram() async throws {
        let pod = try Pod()
        await #expect {
            _ = try await CommandImage(arguments: ["no-such-program-here"], directory: nil).start(pod.context())
        } throws: { "\($0)".contains("no-such-program-here: No such file or directory") }
    }

    @Test func leadsToAHostAddress() async throws {
        let pod = try Pod()
        _ = try await HTTPBinImage().start(pod.context())
        let exposure = try await pod.network.expose(
            VirtualAddress(.loopback, 0), to: .address(VirtualAddress(pod.ip, 8080)))
        let second = try Pod()
        let container = try await HostAddressImage(address: exposure.hostAddress).start(second.context(ports: [3000]))
        #expect(try await second.request("GET", "/status/204", port: 3000).status == 204)
        await container.stop(graceSeconds: 1)
        await #expect(throws: ConnectError.self) { try await second.request("GET", "/", port: 3000) }
        await exposure.close()
    }
}
