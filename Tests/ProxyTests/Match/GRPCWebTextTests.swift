import NIOCore
import Testing

@testable import Proxy

/// Base64 that comes and goes in pieces.
@Suite struct GRPCWebTextTests {
    /// What comes out of each piece; nil from where it is refused.
    private func read(_ pieces: [String], _ isEnd: Bool) -> [String?] {
        var reader = Base64Reader()
        return pieces.enumerated().map { index, piece in
            var data = ByteBuffer(string: piece)
            guard case .success = reader.read(&data, isEnd: isEnd && index == pieces.count - 1) else { return nil }
            return String(buffer: data)
        }
    }

    @Test(arguments: [
        (["aGVsbG8="], ["hello"]), (["aGVs", "bG8="], ["hel", "lo"]), (["aG", "VsbG", "8="], ["", "hel", "lo"]),
        (["a", "G", "V", "s", ""], ["", "", "", "hel", ""]), ([""], [""]), (["aA==", "aA=="], ["h", "h"]),
        (["aA==aA=="], [nil]), (["aGVsbG8"], [nil]), (["aGVs", "b"], ["hel", nil]), (["aGV*"], [nil]), (["aGVsbG9="], [nil]),
        (["===="], [nil]), (["a==="], [nil]), (["aB=="], [nil]),
    ])
    func reads(_ pieces: [String], _ expected: [String?]) {
        #expect(read(pieces, true) == expected)
    }

    /// One message of 0, 1, 2, 3, 4 bytes and a trailer frame: the same text, however the bytes are cut.
    @Test(arguments: 1...12) func writesMessagesByThemselves(_ size: Int) {
        let messages = (0...4).map { GRPCCall.message(Array(repeating: UInt8(ascii: "a"), count: $0)) } + [[0x80, 0, 0, 0, 2, 13, 10]]
        var writer = GRPCTextWriter()
        var text = ""
        let bytes = messages.flatMap { $0 }
        for start in stride(from: 0, to: bytes.count, by: size) {
            var data = ByteBuffer(bytes: bytes[start..<min(start + size, bytes.count)])
            writer.write(&data)
            text += String(buffer: data)
        }
        #expect(text == "AAAAAAA=" + "AAAAAAFh" + "AAAAAAJhYQ==" + "AAAAAANhYWE=" + "AAAAAARhYWFh" + "gAAAAAINCg==")
    }
}
