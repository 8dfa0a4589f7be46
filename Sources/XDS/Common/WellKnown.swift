/// A string in a `google.protobuf.Any`.
package struct StringValue: ExtensionMessage {
    package static let protoName = "google.protobuf.StringValue"

    package var value = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("value", &value)
    }
}
