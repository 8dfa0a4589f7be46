/// `Package.swift`, read as far as its targets' dependencies go.
struct Manifest {
    struct Target {
        var name: String
        var folder: String
        /// Modules.
        var dependencies: Set<String>
    }

    var targets: [Target] = []

    init(_ text: String) {
        let products = Self.products(text)
        for (call, folder) in [("room(", "Sources"), ("executableTarget(", "Sources"), ("tests(", "Tests")] {
            for arguments in Self.arguments(of: call, in: text) {
                var quoted: [String] = []
                var names = ""
                for (index, part) in arguments.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
                    if index % 2 == 1 { quoted.append(String(part)) } else { names += part + " " }
                }
                guard let name = quoted.first, !name.contains("\\") else { continue }
                let words = names.split { !$0.isLetter && !$0.isNumber }.map(String.init)
                let path = quoted.dropFirst().first { $0.contains("/") }
                targets.append(
                    Target(
                        name: name, folder: path ?? "\(folder)/\(name)",
                        dependencies: Set(quoted.dropFirst().filter { !$0.contains("/") } + words.compactMap { products[$0] })))
            }
        }
    }

    /// `let nioCore = Target.Dependency.product(name: "NIOCore", …`: the module by its short name.
    private static func products(_ text: String) -> [String: String] {
        var products: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " = Target.Dependency.product(name: \"")
            guard parts.count == 2, parts[0].hasPrefix("let ") else { continue }
            products[String(parts[0].dropFirst(4))] = String(parts[1].prefix { $0 != "\"" })
        }
        return products
    }

    /// What stands between the parentheses of each call, but for declarations of the function itself.
    private static func arguments(of call: String, in text: String) -> [Substring] {
        var found: [Substring] = []
        var rest = text[...]
        while let start = rest.firstRange(of: call) {
            let before = rest[..<start.lowerBound]
            var depth = 1
            let inside = rest[start.upperBound...].prefix { character in
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                return depth > 0
            }
            if !before.hasSuffix("func "), before.last?.isLetter != true { found.append(inside) }
            rest = rest[start.upperBound...]
        }
        return found
    }
}
