import NIOCore
import Testing

@testable import Streams

@Suite struct PortForwardSessionTests {
    private func opened(_ id: UInt32, _ kind: String, request: String? = "0", port: String = "80") -> StreamEvent {
        var headers = ["streamtype": kind, "port": port]
        headers["requestid"] = request
        return .opened(id, headers: headers)
    }

    /// A session with one pair (error 1, data 3) whose pod is connected.
    private func connected() -> PortForwardSession {
        var session = PortForwardSession(sandbox: "s")
        _ = session.received(opened(1, "error"))
        _ = session.received(opened(3, "data"))
        _ = session.podConnected("0")
        return session
    }

    private let x = ByteBuffer(string: "x")

    @Test func aPairConnects() {
        var session = PortForwardSession(sandbox: "s")
        #expect(session.received(opened(1, "error")) == [.command(.accept(1)), .startTimer("0")])
        #expect(session.received(.finished(1)) == [])
        #expect(session.received(opened(3, "data")) == [.command(.accept(3)), .connect("0", port: 80)])
        #expect(session.received(.data(3, x)) == [])
        #expect(session.podConnected("0") == [.podWrite("0", x)])
        #expect(session.received(.data(3, x)) == [.podWrite("0", x)])
        #expect(session.podData("0", x) == [.command(.data(3, x))])
    }

    @Test func oldClientsNumberTheirPairs() {
        var session = PortForwardSession(sandbox: "s")
        #expect(session.received(opened(5, "error", request: nil)) == [.command(.accept(5)), .startTimer("5")])
        #expect(session.received(opened(7, "data", request: nil)) == [.command(.accept(7)), .connect("5", port: 80)])
    }

    @Test(arguments: [("data", "0"), ("data", "65536"), ("data", ""), ("data", "-1"), ("data", "http"), ("other", "80"), ("", "80")])
    func refusesStreamsOfTheWrongForm(_ kind: String, _ port: String) {
        var session = PortForwardSession(sandbox: "s")
        #expect(session.received(opened(1, kind, port: port)) == [.command(.refuse(1))])
    }

    @Test func aStreamTwiceIsReported() {
        var session = PortForwardSession(sandbox: "s")
        _ = session.received(opened(1, "error"))
        #expect(
            session.received(opened(3, "error")) == [
                .command(.accept(3)), .command(.reset(3)),
                .command(.data(1, ByteBuffer(string: "error processing stream for request 0: error stream already assigned"))),
            ])
    }

    @Test func aDeadPortIsReportedOnTheErrorStream() {
        var session = PortForwardSession(sandbox: "abc")
        _ = session.received(opened(1, "error", port: "9"))
        _ = session.received(opened(3, "data", port: "9"))
        #expect(
            session.podFailed("0", "connection refused") == [
                .command(.data(1, ByteBuffer(string: "error forwarding port 9 to pod abc, uid : connection refused"))),
                .command(.finish(1)), .command(.finish(3)),
            ])
    }

    @Test func theClientsHalfCloseReachesThePod() {
        var session = connected()
        #expect(session.received(.finished(3)) == [.podFinish("0")])
        #expect(session.podData("0", x) == [.command(.data(3, x))])
        #expect(session.podFinished("0") == [.command(.finish(3)), .command(.finish(1)), .podClose("0")])
    }

    @Test func theClientMayFinishBeforeThePodIsConnected() {
        var session = PortForwardSession(sandbox: "s")
        _ = session.received(opened(1, "error"))
        _ = session.received(opened(3, "data"))
        _ = session.received(.data(3, x))
        #expect(session.received(.finished(3)) == [])
        #expect(session.podConnected("0") == [.podWrite("0", x), .podFinish("0")])
    }

    @Test func thePodsEndLeavesTheClientToSend() {
        var session = connected()
        #expect(session.podFinished("0") == [.command(.finish(3)), .command(.finish(1))])
        #expect(session.received(.data(3, x)) == [.podWrite("0", x)])
        #expect(session.received(.finished(3)) == [.podClose("0")])
        #expect(session.podClosed("0") == [])
    }

    @Test func aResetEndsThePair() {
        var session = connected()
        #expect(session.received(.reset(3)) == [.podClose("0"), .command(.finish(1))])
        #expect(session.podData("0", x) == [])
    }

    @Test func halfAPairTimesOut() {
        var session = PortForwardSession(sandbox: "s")
        _ = session.received(opened(1, "error"))
        #expect(
            session.timedOut("0") == [
                .command(.data(1, ByteBuffer(string: "(conn=s, request=0) timed out waiting for streams"))),
                .command(.finish(1)),
            ])
        var whole = connected()
        #expect(whole.timedOut("0") == [])
    }

    @Test func aFullSessionAsksForPatience() {
        var session = PortForwardSession(sandbox: "s")
        _ = session.received(opened(1, "error"))
        _ = session.received(opened(3, "data"))
        _ = session.received(.data(3, ByteBuffer(repeating: 0, count: StreamLimits.pendingConnectBytes)))
        #expect(session.isFull)
        _ = session.podConnected("0")
        #expect(!session.isFull)
    }

    @Test func aClientThatGoesFreesItsPods() {
        var session = connected()
        #expect(session.clientClosed() == [.podClose("0")])
    }
}
