/// Bounds on what a schema or a rule may ask of the process.
enum Limits {
    /// Groups within groups of a regular expression.
    static let regexDepth = 200
    /// `x{1000}` is the most that RE2 takes.
    static let regexRepetitions = 1_000
    /// Instructions of a compiled regular expression.
    static let regexInstructions = 200_000
    /// States of a regular expression's automaton that are kept; beyond, it starts anew.
    static let regexStates = 4_096
    /// Calls within calls and brackets within brackets of a CEL expression (cel-go: 250).
    static let celDepth = 250
    /// Steps one CEL rule may take; stands for Kubernetes' per-call cost limit of 1,000,000.
    static let celStepsPerRule = 1_000_000
    /// Steps of all CEL rules for one object; stands for the cost budget of 10,000,000.
    static let celStepsPerObject = 10_000_000
    /// Compiled expressions built at run time (`matches` with an argument that is no literal) that are kept.
    static let celRegexCache = 256
    /// Bytes of one protobuf body.
    static let protobufBytes = 3 << 20
    /// Messages within messages of a protobuf body.
    static let protobufDepth = 100
}
