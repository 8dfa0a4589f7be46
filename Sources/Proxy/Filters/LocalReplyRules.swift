import XDS

/// A compiled `LocalReplyConfig`: rewrites the proxy's own answers.
struct LocalReplyRules: Sendable {
    struct Mapper: Sendable {
        let filter: LogFilter
        let status: Int?
        let body: [UInt8]?
        let format: BodyFormat?
        let headers: HeaderMutations
    }

    /// How a body is written, and what it says it is.
    struct BodyFormat: Sendable {
        let text: Format?
        let json: AccessLogFormat?
        let contentType: String

        init(_ format: SubstitutionFormatString) throws {
            switch format.format {
            case .textFormat(let text):
                self.text = try Format(text)
                json = nil
            case .textFormatSource(let source):
                text = try Format(String(decoding: try inlineBytes(source), as: UTF8.self))
                json = nil
            case .jsonFormat(let members):
                text = nil
                json = try AccessLogFormat(json: members)
            case nil:
                text = nil
                json = nil
            }
            contentType = format.contentType.isEmpty ? json == nil ? "text/plain" : "application/json" : format.contentType
        }

        func body(_ context: FormatContext) -> [UInt8] {
            var output: [UInt8] = []
            text?.write(context, to: &output)
            json?.write(context, to: &output)
            return output
        }
    }

    let mappers: [Mapper]
    let format: BodyFormat?

    init(_ config: LocalReplyConfig) throws {
        mappers = try config.mappers.map { mapper in
            guard let filter = mapper.filter else { throw ConfigurationError("ResponseMapper.filter: value is required") }
            return Mapper(
                filter: try LogFilter(filter), status: mapper.statusCode.map(Int.init),
                body: try mapper.body.map { try inlineBytes($0) },
                format: try mapper.bodyFormatOverride.map(BodyFormat.init),
                headers: try HeaderMutations(add: mapper.headersToAdd, remove: []))
        }
        format = try config.bodyFormat.map(BodyFormat.init)
    }

    /// Changes status, body and type of an answer, and adds headers.
    func apply(
        status: inout Int, body: inout [UInt8], contentType: inout String, headers: HeaderMap, _ context: FormatContext
    ) {
        let info = context.info
        info.responseCode = status
        var chosen: BodyFormat? = format
        for mapper in mappers where mapper.filter.admits(context) {
            // They see the status that was, not the one it becomes.
            mapper.headers.apply(to: headers, context)
            if let new = mapper.status {
                status = new
                info.responseCode = new
            }
            if let new = mapper.body { body = new }
            if let override = mapper.format { chosen = override }
            break
        }
        if let chosen {
            info.localReplyBody = body
            body = chosen.body(context)
            contentType = chosen.contentType
        }
    }
}
