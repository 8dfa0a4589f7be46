import JSON

/// A request's body as httpbin shows it.
enum HTTPBinBody {
    static func describe(_ body: [UInt8], of call: HTTPBinCall) -> [(String, GoJSON)] {
        let rawType = call.request.first("content-type") ?? ""
        let type = String(rawType.prefix { $0 != ";" }.trimmingSpaces)
        var data = String(decoding: body, as: UTF8.self)
        var form = call.values([])
        var files = call.values([])
        var json = GoJSON.null
        if !body.isEmpty {
            switch type {
            case "text/html", "text/plain": break
            case "application/x-www-form-urlencoded":
                form = call.values(GoURL.query(data[...]))
                if call.dialect == .original { data = "" }
            case "multipart/form-data":
                let parts = Multipart.parse(body, contentType: rawType)
                form = call.values(parts.filter { !$0.isFile }.map { ($0.name, $0.value) })
                files = call.values(parts.filter(\.isFile).map { ($0.name, $0.value) })
                if call.dialect == .original { data = "" }
            case "application/json": json = (try? JSON(parsing: body)).map(GoJSON.init) ?? .null
            default:
                if call.dialect == .go {
                    let media = type.isEmpty ? "application/octet-stream" : type
                    data = "data:\(media);base64," + Base64.encode(body).replacing("+", with: "-").replacing("/", with: "_")
                }
            }
        }
        return [("data", .string(data)), ("files", files), ("form", form), ("json", json)]
    }
}

extension GoJSON {
    init(_ value: JSON) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(Int(value))
        case .double(let value): self = .double(value)
        case .string(let value): self = .string(value)
        case .array(let items): self = .array(items.map { GoJSON($0) })
        case .object(let members): self = .map(members.mapValues { GoJSON($0) })
        }
    }
}

/// The parts of a `multipart/form-data` body (RFC 7578).
enum Multipart {
    struct Part {
        var name: String
        var value: String
        var isFile: Bool
    }

    static func parse(_ body: [UInt8], contentType: String) -> [Part] {
        guard let mark = contentType.firstRange(of: "boundary=") else { return [] }
        let boundary = contentType[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        let text = String(decoding: body, as: UTF8.self)
        return text.split(separator: "--\(boundary)", omittingEmptySubsequences: true).compactMap { section in
            guard let end = section.firstRange(of: "\r\n\r\n") else { return nil }
            let head = section[..<end.lowerBound]
            var value = section[end.upperBound...]
            if value.hasSuffix("\r\n") { value = value.dropLast() }
            guard let name = parameter("name", in: head) else { return nil }
            return Part(name: name, value: String(value), isFile: parameter("filename", in: head) != nil)
        }
    }

    private static func parameter(_ name: String, in head: Substring) -> String? {
        guard let start = head.firstRange(of: "; \(name)=\"") else { return nil }
        return String(head[start.upperBound...].prefix { $0 != "\"" })
    }
}
