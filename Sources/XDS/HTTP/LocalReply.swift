/// How answers made by Envoy itself look.
package struct LocalReplyConfig: Message {
    package var mappers: [ResponseMapper] = []
    package var bodyFormat: SubstitutionFormatString?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("mappers", &mappers)
        visitor.field("body_format", &bodyFormat)
    }
}

package struct ResponseMapper: Message {
    package var filter: AccessLogFilter?
    package var statusCode: UInt32?
    package var body: DataSource?
    package var bodyFormatOverride: SubstitutionFormatString?
    package var headersToAdd: [HeaderValueOption] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("filter", &filter)
        visitor.field("status_code", &statusCode)
        visitor.field("body", &body)
        visitor.field("body_format_override", &bodyFormatOverride)
        visitor.field("headers_to_add", &headersToAdd)
    }
}
