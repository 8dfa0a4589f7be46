import Synchronization

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
    private let program = AtomicLazyReference<Compiled>()

    private final class Compiled: Sendable {
        let result: Result<CELProgram, CELError>
        init(_ result: Result<CELProgram, CELError>) { self.result = result }
    }

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

    /// Parsed when first used.
    var compiled: Result<CELProgram, CELError> {
        if let known = program.load() { return known.result }
        let result: Result<CELProgram, CELError>
        do throws(CELError) {
            result = .success(try CELProgram(self))
        } catch {
            result = .failure(error)
        }
        return program.storeIfNil(Compiled(result)).result
    }
}
