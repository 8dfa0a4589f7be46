import NIOCore
import Testing

@testable import Streams

@Suite struct SPDYSessionTests {
    private func open(_ session: inout SPDYSession, _ id: UInt32) -> [SPDYSession.Action] {
        session.received(.synStream(id, headers: ["port": "80"], isFinal: false, isUnidirectional: false, priority: 0))
    }

    @Test func opensAndHalfCloses() {
        var session = SPDYSession()
        #expect(open(&session, 1) == [.event(.opened(1, headers: ["port": "80"]))])
        #expect(session.accept(1) == [.write(.synReply(1, headers: [:], isFinal: false))])
        let data = ByteBuffer(string: "x")
        #expect(session.received(.data(1, data, isFinal: true)) == [.event(.data(1, data)), .event(.finished(1))])
        #expect(session.send(1, data, isFinal: false) == [.write(.data(1, data, isFinal: false))])
        #expect(session.send(1, ByteBuffer(), isFinal: true) == [.write(.data(1, ByteBuffer(), isFinal: true))])
        #expect(session.send(1, data, isFinal: false) == [])
    }

    @Test func streamsAreOddAndRise() {
        var session = SPDYSession()
        #expect(open(&session, 2) == [.write(.reset(2, .protocolError))])
        _ = open(&session, 5)
        #expect(open(&session, 5) == [.write(.reset(5, .protocolError))])
        #expect(open(&session, 3) == [.write(.reset(3, .protocolError))])
    }

    @Test func answersPingsOfTheClientOnly() {
        var session = SPDYSession()
        #expect(session.received(.ping(3)) == [.write(.ping(3))])
        #expect(session.received(.ping(4)) == [])
    }

    @Test func dataAfterTheEndResetsTheStream() {
        var session = SPDYSession()
        _ = open(&session, 1)
        _ = session.received(.data(1, ByteBuffer(), isFinal: true))
        #expect(
            session.received(.data(1, ByteBuffer(string: "x"), isFinal: false))
                == [.write(.reset(1, .streamAlreadyClosed)), .event(.reset(1))])
    }

    @Test func dataForUnknownStreamsIsDropped() {
        var session = SPDYSession()
        #expect(session.received(.data(9, ByteBuffer(string: "x"), isFinal: false)) == [])
    }

    @Test func opensTheClientsWindowsAgain() {
        var session = SPDYSession()
        _ = open(&session, 1)
        let half = ByteBuffer(repeating: 0, count: 32 * 1024)
        let actions: [SPDYSession.Action] = [
            .write(.windowUpdate(0, delta: 32_768)), .write(.windowUpdate(1, delta: 32_768)), .event(.data(1, half)),
        ]
        #expect(session.received(.data(1, half, isFinal: false)) == actions)
    }

    @Test func clientsWithoutWindowsGetEverything() {
        var session = SPDYSession()
        _ = open(&session, 1)
        let actions = session.send(1, ByteBuffer(repeating: 1, count: 200_000), isFinal: false)
        let sent = actions.reduce(0) { sum, action in
            if case .write(.data(_, let bytes, _)) = action { sum + bytes.readableBytes } else { sum }
        }
        #expect(sent == 200_000)
        #expect(!session.isBlocked)
    }

    @Test func clientsWithWindowsAreHeldToThem() {
        var session = SPDYSession()
        _ = session.received(.settings([SPDYSetting(flags: 0, id: 7, value: 10)]))
        _ = open(&session, 1)
        let bytes = ByteBuffer(repeating: 1, count: 25)
        let piece = { (count: Int) in ByteBuffer(repeating: 1, count: count) }
        #expect(session.send(1, bytes, isFinal: true) == [.write(.data(1, piece(10), isFinal: false))])
        #expect(session.isBlocked)
        #expect(session.received(.windowUpdate(1, delta: 5)) == [.write(.data(1, piece(5), isFinal: false))])
        #expect(session.received(.windowUpdate(1, delta: 50)) == [.write(.data(1, piece(10), isFinal: true))])
        #expect(!session.isBlocked)
    }

    @Test func resetForgetsWhatWaits() {
        var session = SPDYSession()
        _ = session.received(.settings([SPDYSetting(flags: 0, id: 7, value: 0)]))
        _ = open(&session, 1)
        _ = session.send(1, ByteBuffer(string: "x"), isFinal: false)
        #expect(session.received(.reset(1, .cancel)) == [.event(.reset(1))])
        #expect(!session.isBlocked)
    }

    @Test func goAwayClosesWhenTheLastStreamHasEnded() {
        var session = SPDYSession()
        _ = open(&session, 1)
        #expect(session.received(.goAway(lastGood: 0, .ok)) == [])
        _ = session.send(1, ByteBuffer(), isFinal: true)
        #expect(session.received(.data(1, ByteBuffer(), isFinal: true)) == [.event(.finished(1)), .close])
    }

    @Test func streamsAreBounded() {
        var session = SPDYSession()
        for index in 0..<StreamLimits.streamsPerConnection { _ = open(&session, UInt32(index * 2 + 1)) }
        let next = UInt32(StreamLimits.streamsPerConnection * 2 + 1)
        #expect(open(&session, next) == [.write(.reset(next, .refusedStream))])
    }
}
