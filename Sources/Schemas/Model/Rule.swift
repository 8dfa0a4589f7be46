/// A CEL rule of `x-kubernetes-validations`.
package final class Rule: Sendable {
    package let rule: String
    package let message: String
    package let messageExpression: String
    /// `FieldValueInvalid` when empty.
    package let reason: String
    /// A path below the place of the rule: `.spec.x`.
    package let fieldPath: String
    package let optionalOldSelf: Bool?

    package init(
        rule: String, message: String = "", messageExpression: String = "", reason: String = "", fieldPath: String = "",
        optionalOldSelf: Bool? = nil
    ) {
        self.rule = rule
        self.message = message
        self.messageExpression = messageExpression
        self.reason = reason
        self.fieldPath = fieldPath
        self.optionalOldSelf = optionalOldSelf
    }
}
