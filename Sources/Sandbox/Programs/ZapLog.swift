internal import Controllers
internal import JSON
internal import Logging

/// Lines as Envoy Gateway's logger writes them: time, level, component, message and a JSON object, tabs between.
struct ZapLog: Sendable {
    var sink: @Sendable ([UInt8]) -> Void
    var name: String
    var fields: [String: JSON] = [:]

    func named(_ name: String) -> ZapLog { ZapLog(sink: sink, name: name, fields: ["runner": .string(name)]) }

    func info(_ message: String, _ more: [String: JSON] = [:]) { write("info", message, more) }
    func warn(_ message: String, _ more: [String: JSON] = [:]) { write("warn", message, more) }
    func error(_ message: String, _ more: [String: JSON] = [:]) { write("error", message, more) }

    private func write(_ level: String, _ message: String, _ more: [String: JSON]) {
        let time = Now.micros.replacing(/\d{3}Z$/, with: "Z")
        var line = "\(time)\t\(level)\t\(name)\t\(message)"
        let all = fields.merging(more) { $1 }
        if !all.isEmpty {
            // Zap writes a space after colons and commas; fields stay in a settled order.
            let body = all.sorted { $0.key < $1.key }.map { "\(JSON.string($0.key).text): \($0.value.text)" }
            line += "\t{\(body.joined(separator: ", "))}"
        }
        sink(Array(line.utf8))
    }
}

/// Lets code that logs by swift-log write into a container's own output.
struct ZapLogHandler: LogHandler {
    var log: ZapLog
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields: [String: JSON] = [:]
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
            fields[key] = .string("\(value)")
        }
        switch event.level {
        case .error, .critical: log.error(event.message.description, fields)
        case .warning: log.warn(event.message.description, fields)
        default: log.info(event.message.description, fields)
        }
    }
}
