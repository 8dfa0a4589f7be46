import Testing

@testable import Streams

@Suite struct NegotiationTests {
    private let forward = StreamPurpose.portForward(namespace: "n", pod: "p", ports: [])
    private let command = StreamPurpose.command(
        PodCommand(
            namespace: "n", pod: "p", container: "c", command: ["sh"], stdin: true, stdout: true, stderr: true, tty: false))

    private func transport(_ decision: StreamNegotiation.Decision) -> StreamTransport? {
        if case .accepted(let transport, _) = decision { transport } else { nil }
    }

    @Test func spdy() {
        #expect(transport(StreamNegotiation.spdy(offered: ["portforward.k8s.io"], forward)) == .spdy(version: 0))
        let offered = ["v5.channel.k8s.io", "v4.channel.k8s.io", "channel.k8s.io"]
        #expect(transport(StreamNegotiation.spdy(offered: offered, command)) == .spdy(version: 4))
        #expect(transport(StreamNegotiation.spdy(offered: [], command)) == .spdy(version: 1))
        guard case .refused(let status, let text, let headers) = StreamNegotiation.spdy(offered: ["x", "y"], forward) else {
            Issue.record("accepted")
            return
        }
        #expect(status == 403)
        #expect(
            text == "unable to upgrade: unable to negotiate protocol: client supports [x y], server accepts [portforward.k8s.io]\n")
        #expect(headers.map(\.value) == ["portforward.k8s.io"])
    }

    @Test func webSocket() {
        func choose(_ offered: [String], _ purpose: StreamPurpose) -> StreamTransport? {
            transport(StreamNegotiation.webSocket(offered: offered, accept: "", purpose))
        }
        #expect(choose(["SPDY/3.1+portforward.k8s.io"], forward) == .tunnel)
        #expect(choose(["v4.channel.k8s.io"], forward) == nil)
        let ports = StreamPurpose.portForward(namespace: "n", pod: "p", ports: [80])
        #expect(choose(["v4.channel.k8s.io"], ports) == .channels(version: 4, isBase64: false))
        #expect(choose(["v5.channel.k8s.io"], ports) == nil)
        #expect(choose(["v5.channel.k8s.io", "v4.channel.k8s.io"], command) == .channels(version: 5, isBase64: false))
        #expect(choose(["base64.channel.k8s.io"], command) == .channels(version: 1, isBase64: true))
        #expect(choose([], command) == .channels(version: 1, isBase64: false))
        #expect(choose(["SPDY/3.1+portforward.k8s.io"], command) == nil)
    }
}
