import Images
import Testing

@Suite struct ExitStatusTests {
    @Test(arguments: [(0, "Completed"), (1, "Error"), (137, "Error")])
    func aReasonFollowsFromTheCode(code: Int, reason: String) {
        #expect(ExitStatus(code: code).reason == reason)
    }
}
