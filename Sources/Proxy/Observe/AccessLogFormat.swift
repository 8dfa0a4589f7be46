import JSON
import XDS

/// A compiled access log line, JSON or text.
struct AccessLogFormat: Sendable {
    private enum Part: Sendable {
        /// JSON punctuation and member names, or plain text.
        case literal([UInt8])
        /// A member that is one operator: a number, a string or null.
        case value(Command, maximum: Int?)
        /// A member that mixes text and operators: always a string.
        case string(Format)
        /// A line of text.
        case text(Format)
    }

    private var parts: [Part] = []

    static let defaultText =
        "[%START_TIME%] \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\" %RESPONSE_CODE% "
        + "%RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "
        + "\"%REQ(X-FORWARDED-FOR)%\" \"%REQ(USER-AGENT)%\" \"%REQ(X-REQUEST-ID)%\" \"%REQ(:AUTHORITY)%\" "
        + "\"%UPSTREAM_HOST%\"\n"

    init(text: String) throws { parts = [.text(try Format(text))] }

    init(json members: [String: JSON], omitsEmpty: Bool = false) throws {
        var literal: [UInt8] = []
        try add(.object(members), &literal)
        literal.append(UInt8(ascii: "\n"))
        parts.append(.literal(literal))
    }

    init(_ log: FileAccessLog) throws {
        switch log.format {
        case .text(let text): try self.init(text: text)
        case .json(let members), .typedJson(let members): try self.init(json: members)
        case .logFormat(let format):
            switch format.format {
            case .textFormat(let text): try self.init(text: text)
            case .jsonFormat(let members): try self.init(json: members, omitsEmpty: format.omitEmptyValues)
            case .textFormatSource(let source):
                try self.init(text: String(decoding: (try? inlineBytes(source)) ?? [], as: UTF8.self))
            case nil: try self.init(text: AccessLogFormat.defaultText)
            }
        case nil: try self.init(text: AccessLogFormat.defaultText)
        }
    }

    private mutating func add(_ json: JSON, _ literal: inout [UInt8]) throws {
        switch json {
        case .object(let members):
            literal.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { literal.append(UInt8(ascii: ",")) }
                JSON.writeString(member.key, to: &literal)
                literal.append(UInt8(ascii: ":"))
                try add(member.value, &literal)
            }
            literal.append(UInt8(ascii: "}"))
        case .array(let items):
            literal.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { literal.append(UInt8(ascii: ",")) }
                try add(item, &literal)
            }
            literal.append(UInt8(ascii: "]"))
        case .string(let text): try addFormat(try Format(text), &literal)
        default: json.write(to: &literal)
        }
    }

    private mutating func addFormat(_ format: Format, _ literal: inout [UInt8]) throws {
        if let constant = format.constant {
            JSON.writeString(String(decoding: constant, as: UTF8.self), to: &literal)
            return
        }
        parts.append(.literal(literal))
        literal = []
        if format.parts.count == 1, case .command(let command, let maximum) = format.parts[0] {
            parts.append(.value(command, maximum: maximum))
        } else {
            parts.append(.string(format))
        }
    }

    /// Appends one line, its line feed included.
    func write(_ context: FormatContext, to output: inout [UInt8]) {
        for part in parts {
            switch part {
            case .literal(let bytes): output.append(contentsOf: bytes)
            case .text(let format): format.write(context, to: &output)
            case .value(let command, let maximum):
                if command.isNumber {
                    if !command.write(context, to: &output) { output.append(contentsOf: "null".utf8) }
                } else {
                    let start = output.count
                    output.append(UInt8(ascii: "\""))
                    if command.write(context, to: &output) {
                        if let maximum, output.count - start - 1 > maximum {
                            output.removeLast(output.count - start - 1 - maximum)
                        }
                        escapeJSON(&output, from: start + 1)
                        output.append(UInt8(ascii: "\""))
                    } else {
                        output.removeLast()
                        output.append(contentsOf: "null".utf8)
                    }
                }
            case .string(let format):
                output.append(UInt8(ascii: "\""))
                let start = output.count
                format.write(context, to: &output)
                escapeJSON(&output, from: start)
                output.append(UInt8(ascii: "\""))
            }
        }
    }
}

/// Escapes what was just appended, in place when nothing needs it.
@inline(__always)
private func escapeJSON(_ output: inout [UInt8], from start: Int) {
    let needsWork = output.withUnsafeBufferPointer { bytes in
        for index in start..<bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
        }
        return false
    }
    if !needsWork { return }
    let text = String(decoding: output[start...], as: UTF8.self)
    output.removeLast(output.count - start + 1)
    JSON.writeString(text, to: &output)
    output.removeLast()
}

/// The bytes of a data source that carries them itself.
func inlineBytes(_ source: DataSource?) throws -> [UInt8] {
    switch source?.specifier {
    case .inlineString(let text): return Array(text.utf8)
    case .inlineBytes(let bytes): return bytes.bytes
    case .filename(let name): throw ConfigurationError("Invalid path: \(name)")
    case .environmentVariable(let name): throw ConfigurationError("Environment variable doesn't exist: \(name)")
    case nil: return []
    }
}
