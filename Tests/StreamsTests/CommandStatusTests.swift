import Testing

@testable import Streams

@Suite struct CommandStatusTests {
    private let command = PodCommand(
        namespace: "n", pod: "p", container: "c", command: ["sh", "-c", "exit 3"], stdin: false, stdout: true, stderr: true,
        tty: false)

    @Test func statuses() {
        func text(_ outcome: PodCommandOutcome, _ isStatus: Bool = true) -> String {
            String(decoding: CommandStatus.bytes(outcome, of: command, isStatus: isStatus), as: UTF8.self)
        }
        #expect(text(.exited(code: 0)) == #"{"metadata":{},"status":"Success"}"#)
        #expect(text(.exited(code: 0), false) == "")
        #expect(text(.exited(code: 3)).contains(#""details":{"causes":[{"message":"3","reason":"ExitCode"}]}"#))
        #expect(text(.exited(code: 3)).contains(#""reason":"NonZeroExitCode""#))
        #expect(text(.failed("no")).contains(#""message":"Internal error occurred: error executing command in container: no""#))
        #expect(text(.exited(code: 3), false) == "error executing command [sh -c exit 3], exit code 3")
    }
}
