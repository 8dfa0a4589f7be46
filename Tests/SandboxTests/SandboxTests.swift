import Images
import JSON
import Testing

@testable import Sandbox

@Suite struct ImageSettingsTests {
    @Test(arguments: ["command:", "host:nowhere", "echo", ""])
    func whatIsNotUnderstoodIsRefused(value: String) {
        #expect(throws: ImageSettings.Malformed.self) { try ImageSettings.mappings(["images.shop": value]) }
    }

    @Test func mappingsAreRead() throws {
        let mappings = try ImageSettings.mappings([
            "images.shop": "command:./shop --quiet", "images.auth": "host:127.0.0.1:9000", "zone": "file",
        ])
        #expect(mappings.map(\.image) == ["auth", "shop"])
        #expect(mappings.last?.target == .command(["./shop", "--quiet"], directory: nil))
    }
}

@Suite struct FlagTests {
    @Test(arguments: [(["--a=1"], "1"), (["--a", "2"], "2"), (["--ab=1"], nil), (["--a"], nil)])
    func flagsAreFound(words: [String], value: String?) {
        #expect(words.firstValue(of: "--a") == value)
    }
}
