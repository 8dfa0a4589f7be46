/// A regular expression as instructions of a machine without back-tracking.
struct RegexProgram {
    enum Instruction {
        case set(ScalarSet)
        /// Goes on at both, the first preferred.
        case split(Int, Int)
        case jump(Int)
        case assertion(RegexAssertion)
        case save(Int)
        case match
    }

    private(set) var code: [Instruction] = []
    private(set) var groups = 0
    /// Whether the automaton, which knows of no neighbours, can run it.
    private(set) var needsNeighbours = false

    init(_ pattern: String) throws(RegexError) {
        var parser = RegexParser(pattern)
        let (node, groups) = try parser.parse()
        self.groups = groups
        try emit(.group(node, index: 0))
        code.append(.match)
    }

    private mutating func emit(_ node: RegexNode) throws(RegexError) {
        if code.count > Limits.regexInstructions { throw RegexError(message: "expression too large") }
        switch node {
        case .empty: break
        case .set(let set): code.append(.set(set))
        case .assertion(let assertion):
            if assertion != .textStart, assertion != .textEnd { needsNeighbours = true }
            code.append(.assertion(assertion))
        case .sequence(let nodes): for node in nodes { try emit(node) }
        case .alternatives(let branches): try emitAlternatives(branches)
        case .group(let inner, let index):
            code.append(.save(2 * index))
            try emit(inner)
            code.append(.save(2 * index + 1))
        case .repetition(let inner, let minimum, let maximum, let isGreedy):
            try emitRepetition(inner, minimum, maximum, isGreedy)
        }
    }

    private mutating func emitAlternatives(_ branches: [RegexNode]) throws(RegexError) {
        var exits: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try emit(branch)
                break
            }
            let fork = code.count
            code.append(.match)
            try emit(branch)
            exits.append(code.count)
            code.append(.match)
            code[fork] = .split(fork + 1, code.count)
        }
        for exit in exits { code[exit] = .jump(code.count) }
    }

    private mutating func emitRepetition(
        _ inner: RegexNode, _ minimum: Int, _ maximum: Int?, _ isGreedy: Bool
    ) throws(RegexError) {
        for _ in 0..<minimum { try emit(inner) }
        guard let maximum else {
            let fork = code.count
            code.append(.match)
            try emit(inner)
            code.append(.jump(fork))
            code[fork] = fork2(fork + 1, code.count, isGreedy)
            return
        }
        var forks: [Int] = []
        for _ in minimum..<max(minimum, maximum) {
            forks.append(code.count)
            code.append(.match)
            try emit(inner)
        }
        for fork in forks { code[fork] = fork2(fork + 1, code.count, isGreedy) }
    }

    private func fork2(_ inside: Int, _ after: Int, _ isGreedy: Bool) -> Instruction {
        isGreedy ? .split(inside, after) : .split(after, inside)
    }
}
