/// A CoreDNS configuration: server blocks, each for zones on a port, each with plugins.
struct Corefile: Sendable, Equatable {
    struct Failure: Error, Equatable {
        var line: Int
        var text: String
    }

    struct Directive: Sendable, Equatable {
        var name: String
        var arguments: [String]
        /// Lines of its own block, each in words.
        var block: [[String]]
        var line: Int
    }

    struct Zone: Sendable, Hashable {
        /// Lower case, with the trailing dot: `.` or `example.org.`.
        var name: String
        var port: Int
    }

    struct Server: Sendable, Equatable {
        var zones: [Zone]
        var directives: [Directive]

        func has(_ name: String) -> Bool { directives.contains { $0.name == name } }
    }

    var servers: [Server] = []

    init(parsing text: String) throws(Failure) {
        var tokens = Tokens(text)
        while let (first, line) = tokens.next() {
            var names = [first]
            while let (token, _) = tokens.next() {
                if token == "{" { break }
                if token == "}" { throw Failure(line: line, text: "Unexpected '}' because no matching opening brace") }
                names.append(token)
            }
            let zones = names.flatMap { $0.split(separator: ",") }.map { Self.zone($0) }
            servers.append(Server(zones: zones, directives: try Self.directives(&tokens, openedAt: line)))
        }
    }

    private static func directives(_ tokens: inout Tokens, openedAt opened: Int) throws(Failure) -> [Directive] {
        var directives: [Directive] = []
        while let (token, line) = tokens.next() {
            if token == "}" { return directives }
            var directive = Directive(name: token, arguments: [], block: [], line: line)
            while let (argument, at) = tokens.peek(), at == line, argument != "}" {
                _ = tokens.next()
                if argument == "{" {
                    directive.block = try block(&tokens, openedAt: line)
                    break
                }
                directive.arguments.append(argument)
            }
            directives.append(directive)
        }
        throw Failure(line: opened, text: "Unexpected EOF while parsing")
    }

    private static func block(_ tokens: inout Tokens, openedAt opened: Int) throws(Failure) -> [[String]] {
        var lines: [[String]] = []
        var last = 0
        while let (token, line) = tokens.next() {
            if token == "}" { return lines }
            if line == last { lines[lines.count - 1].append(token) } else { lines.append([token]) }
            last = line
        }
        throw Failure(line: opened, text: "Unexpected EOF while parsing")
    }

    /// `dns://example.org:1053`, with scheme and port left out as one likes.
    private static func zone(_ text: Substring) -> Zone {
        var rest = text
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        var port = 53
        if let colon = rest.lastIndex(of: ":"), let number = Int(rest[rest.index(after: colon)...]) {
            port = number
            rest = rest[..<colon]
        }
        let name = rest.lowercased()
        return Zone(name: name.hasSuffix(".") ? name : name + ".", port: port)
    }

    /// Words with the numbers of their lines; comments begin with `#`, quotes hold words together.
    private struct Tokens {
        private var words: [(String, Int)] = []
        private var at = 0

        init(_ text: String) {
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                var word: String?
                var isQuoted = false
                for character in line {
                    if character == "#", !isQuoted, word == nil { break }
                    if character == "\"" {
                        isQuoted.toggle()
                        word = word ?? ""
                    } else if isQuoted || !character.isWhitespace {
                        word = (word ?? "") + String(character)
                    } else if let done = word {
                        words.append((done, index + 1))
                        word = nil
                    }
                }
                if let done = word { words.append((done, index + 1)) }
            }
        }

        func peek() -> (String, Int)? { words.indices.contains(at) ? words[at] : nil }

        mutating func next() -> (String, Int)? {
            defer { at += 1 }
            return peek()
        }
    }
}
