import JSON

/// What a format can speak of.
struct FormatContext {
    let info: StreamInfo
    let request: HeaderMap?
    let response: HeaderMap?
    let trailers: HeaderMap?
    let environment: FormatEnvironment
}

/// What is the same for every request of an engine.
struct FormatEnvironment: Sendable {
    var hostName = ""
    var variables: [String: String] = [:]
}

/// A compiled format string: text and `%COMMAND(arguments):length%` operators in turn.
struct Format: Sendable {
    enum Part: Sendable {
        case text([UInt8])
        case command(Command, maximum: Int?)
    }

    let parts: [Part]

    init(_ format: String) throws {
        var parts: [Part] = []
        var text: [UInt8] = []
        var bytes = Array(format.utf8)[...]
        let percent = UInt8(ascii: "%")
        while let byte = bytes.popFirst() {
            if byte != percent {
                text.append(byte)
                continue
            }
            if bytes.first == percent {
                bytes.removeFirst()
                text.append(percent)
                continue
            }
            if !text.isEmpty { parts.append(.text(text)) }
            text = []
            let (command, maximum) = try Format.command(&bytes, format)
            parts.append(.command(command, maximum: maximum))
        }
        if !text.isEmpty { parts.append(.text(text)) }
        self.parts = parts
    }

    var constant: [UInt8]? {
        if parts.isEmpty { return [] }
        if parts.count == 1, case .text(let text) = parts[0] { return text }
        return nil
    }

    /// `NAME`, then `(arguments)`, then `:length`, then `%`.
    private static func command(
        _ bytes: inout ArraySlice<UInt8>, _ format: String
    ) throws -> (Command, Int?) {
        var name: [UInt8] = []
        while let byte = bytes.first, byte == UInt8(ascii: "_") || byte &- 0x41 < 26 || isDigit(byte) {
            name.append(byte)
            bytes.removeFirst()
        }
        var arguments: [UInt8]?
        if bytes.first == UInt8(ascii: "(") {
            bytes.removeFirst()
            var inside: [UInt8] = []
            while let byte = bytes.popFirst() {
                if byte == UInt8(ascii: ")") {
                    arguments = inside
                    break
                }
                inside.append(byte)
            }
        }
        var maximum: Int?
        if bytes.first == UInt8(ascii: ":") {
            bytes.removeFirst()
            var digits: [UInt8] = []
            while let byte = bytes.first, isDigit(byte) {
                digits.append(byte)
                bytes.removeFirst()
            }
            maximum = Int(String(decoding: digits, as: UTF8.self))
        }
        guard bytes.popFirst() == UInt8(ascii: "%"), !name.isEmpty else {
            throw ConfigurationError("Incorrect configuration: \(format). Couldn't find valid command at position \(format.utf8.count - bytes.count)")
        }
        let text = String(decoding: name, as: UTF8.self)
        guard let command = try Command(text, arguments.map { String(decoding: $0, as: UTF8.self) }) else {
            throw ConfigurationError("Not supported field in StreamInfo: \(text)")
        }
        return (command, maximum)
    }

    /// The text; a command that has nothing to say becomes `absent`.
    func write(_ context: FormatContext, to output: inout [UInt8], absent: StaticString = "-") {
        for part in parts {
            switch part {
            case .text(let text): output.append(contentsOf: text)
            case .command(let command, let maximum):
                let start = output.count
                if !command.write(context, to: &output) { output.append(contentsOf: Bytes(absent)) }
                if let maximum, output.count - start > maximum { output.removeLast(output.count - start - maximum) }
            }
        }
    }
}
