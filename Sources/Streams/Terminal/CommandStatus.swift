import JSON

/// How a command's end is told on its error stream.
enum CommandStatus {
    /// Since version 4 of the protocol, a `metav1.Status`; before it, plain text and nothing for success.
    static func bytes(_ outcome: PodCommandOutcome, of command: PodCommand, isStatus: Bool) -> [UInt8] {
        guard isStatus else {
            switch outcome {
            case .exited(0): return []
            case .exited(let code): return Array(exitText(command, code).utf8)
            case .failed(let text): return Array(failureText(command, text).utf8)
            }
        }
        return json(outcome, of: command).bytes
    }

    private static func json(_ outcome: PodCommandOutcome, of command: PodCommand) -> JSON {
        switch outcome {
        case .exited(0): ["metadata": [:], "status": "Success"]
        case .exited(let code):
            [
                "metadata": [:], "status": "Failure",
                "message": .string("command terminated with non-zero exit code: \(exitText(command, code))"),
                "reason": "NonZeroExitCode",
                "details": ["causes": [["reason": "ExitCode", "message": .string(String(code))]]],
            ]
        case .failed(let text):
            [
                "metadata": [:], "status": "Failure",
                "message": .string("Internal error occurred: \(failureText(command, text))"),
                "reason": "InternalError", "code": 500,
                "details": ["causes": [["message": .string(failureText(command, text))]]],
            ]
        }
    }

    private static func exitText(_ command: PodCommand, _ code: Int) -> String {
        "error executing command [\((command.command ?? []).joined(separator: " "))], exit code \(code)"
    }

    private static func failureText(_ command: PodCommand, _ text: String) -> String {
        command.command == nil
            ? "error attaching to container: \(text)" : "error executing command in container: \(text)"
    }
}
