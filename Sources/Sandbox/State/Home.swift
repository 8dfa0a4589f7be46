internal import Foundation

/// The user's home as shells and kubectl have it: `$HOME`, whatever the password file says.
package enum Home {
    package static func path(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    }
}
