package import JSON

/// A text or JSON body with `%OPERATOR%`s in it.
package struct SubstitutionFormatString: Message {
    package var format: Format?
    package var omitEmptyValues = false
    package var contentType = ""
    package var formatters: [TypedExtension] = []
    package var jsonFormatOptions: JsonFormatOptions?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "text_format", of: &format, { if case .textFormat(let x) = $0 { x } else { nil } }, Format.textFormat)
        visitor.member(
            "json_format", of: &format, { if case .jsonFormat(let x) = $0 { x } else { nil } }, Format.jsonFormat)
        visitor.member(
            "text_format_source", of: &format, { if case .textFormatSource(let x) = $0 { x } else { nil } },
            Format.textFormatSource)
        visitor.field("omit_empty_values", &omitEmptyValues)
        visitor.field("content_type", &contentType)
        visitor.field("formatters", &formatters)
        visitor.field("json_format_options", &jsonFormatOptions)
    }

    package enum Format: Sendable, Hashable {
        case textFormat(String)
        case jsonFormat([String: JSON])
        case textFormatSource(DataSource)
    }
}

package struct JsonFormatOptions: Message {
    package var sortProperties = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("sort_properties", &sortProperties)
    }
}
