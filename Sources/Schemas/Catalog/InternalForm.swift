import JSON
import Kube

/// How the server's own structures look in its messages: Go's names, in Go's order.
enum InternalForm {
    static func invalid(_ field: String, _ rule: Rule, _ detail: String) -> FieldError {
        let reason = rule.reason.isEmpty ? "null" : quoted(rule.reason)
        let optional = rule.optionalOldSelf.map { "\($0)" } ?? "null"
        let text =
            "{\"Rule\":\(quoted(rule.rule)),\"Message\":\(quoted(rule.message)),\"MessageExpression\":"
            + "\(quoted(rule.messageExpression)),\"Reason\":\(reason),\"FieldPath\":\(quoted(rule.fieldPath)),"
            + "\"OptionalOldSelf\":\(optional)}"
        return invalid(field, text, detail)
    }

    /// About the versions of a definition, without what they have in common.
    static func invalid(_ field: String, versions: [JSON], _ detail: String) -> FieldError {
        let shown = versions.map { version in
            let isDeprecated = version["deprecated"]?.bool ?? false
            return "{\"Name\":\(quoted(version["name"]?.string ?? "")),\"Served\":\(version["served"]?.bool ?? false),"
                + "\"Storage\":\(version["storage"]?.bool ?? false),\"Deprecated\":\(isDeprecated),"
                + "\"DeprecationWarning\":\(version["deprecationWarning"]?.string.map(quoted) ?? "null"),"
                + "\"Schema\":null,\"Subresources\":null,\"AdditionalPrinterColumns\":null,\"SelectableFields\":null}"
        }
        return invalid(field, "[\(shown.joined(separator: ","))]", detail)
    }

    private static func invalid(_ field: String, _ text: String, _ detail: String) -> FieldError {
        var error = FieldError.invalid(field, .null, detail)
        error.body = "Invalid value: \(text): \(detail)"
        return error
    }

    /// Go's encoder hides what HTML would take for markup.
    private static func quoted(_ text: String) -> String {
        JSON.string(text).text.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing(
            "&", with: "\\u0026")
    }
}
