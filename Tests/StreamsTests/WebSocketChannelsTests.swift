import NIOCore
import Testing

@testable import Streams

@Suite struct WebSocketChannelsTests {
    private func make(base64: Bool = false, version: Int = 5) -> WebSocketChannels {
        WebSocketChannels(
            channels: [
                .init(clientWrites: true, weWrite: false, headers: ["streamtype": "stdin"]),
                .init(clientWrites: false, weWrite: true, headers: ["streamtype": "stdout"]),
            ], isBase64: base64, hasEndSignal: version >= 5)
    }

    @Test func binary() {
        var channels = make()
        #expect(channels.received(ByteBuffer(bytes: [0, 65, 66]), starts: true, ends: false) == .event(.data(0, ByteBuffer(string: "AB"))))
        #expect(channels.received(ByteBuffer(string: "CD"), starts: false, ends: true) == .event(.data(0, ByteBuffer(string: "CD"))))
        #expect(channels.message(1, ByteBuffer(string: "x")) == ByteBuffer(bytes: [1, UInt8(ascii: "x")]))
        #expect(channels.message(1, ByteBuffer()) == ByteBuffer(bytes: [1]))
        #expect(channels.message(0, ByteBuffer()) == nil)
    }

    @Test(arguments: [[], [1, 65], [2, 65], [9, 65], [0], [255], [255, 1], [255, 9]] as [[UInt8]])
    func ignoresWhatIsNotTheClientsToWrite(_ bytes: [UInt8]) {
        var channels = make()
        #expect(channels.received(ByteBuffer(bytes: bytes), starts: true, ends: true) == .ignored)
    }

    @Test func endSignalIsOfVersionFive() {
        var five = make()
        #expect(five.received(ByteBuffer(bytes: [255, 0]), starts: true, ends: true) == .event(.finished(0)))
        var four = make(version: 4)
        #expect(four.received(ByteBuffer(bytes: [255, 0]), starts: true, ends: true) == .ignored)
    }

    @Test func base64() {
        var channels = make(base64: true)
        #expect(channels.received(ByteBuffer(string: "0Zm"), starts: true, ends: false) == .ignored)
        #expect(channels.received(ByteBuffer(string: "9v"), starts: false, ends: true) == .event(.data(0, ByteBuffer(string: "foo"))))
        #expect(channels.received(ByteBuffer(string: "0***"), starts: true, ends: true) == .ignored)
        #expect(channels.received(ByteBuffer(string: "1Zm9v"), starts: true, ends: true) == .ignored)
        #expect(channels.message(1, ByteBuffer(string: "foo")) == ByteBuffer(string: "1Zm9v"))
    }
}
