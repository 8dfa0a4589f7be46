import Synchronization

/// A compiled regular expression: RE2's syntax and meaning, time linear in the text.
final class RegularExpression: Sendable {
    private let program: RegexProgram
    private let automaton: Mutex<RegexAutomaton>

    init(_ pattern: String) throws(RegexError) {
        program = try RegexProgram(pattern)
        automaton = Mutex(RegexAutomaton(program))
    }

    /// Whether it matches anywhere in the text.
    func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { utf8 in
            if program.needsNeighbours { return RegexMachine(program: program).firstMatch(utf8) != nil }
            return automaton.withLock { $0.matches(utf8) }
        }
    }

    /// The matches from left to right, none overlapping, at most `limit` of them; each with its groups.
    func allMatches(_ text: String, limit: Int = .max) -> [[String?]] {
        ranges(text, limit: limit).map { slots in
            stride(from: 0, to: slots.count, by: 2).map { slots[$0] < 0 ? nil : slice(text, slots[$0]..<slots[$0 + 1]) }
        }
    }

    /// The UTF-8 offsets of the matches.
    func ranges(_ text: String, limit: Int = .max) -> [[Int]] {
        var text = text
        return text.withUTF8 { utf8 in
            var found: [[Int]] = []
            var at = 0
            let machine = RegexMachine(program: program)
            while found.count < limit, at <= utf8.count, let slots = machine.firstMatch(utf8, from: at) {
                found.append(slots)
                at =
                    slots[1] > slots[0]
                    ? slots[1] : slots[1] + (slots[1] < utf8.count ? RegexAutomaton.decode(utf8, slots[1]).1 : 1)
            }
            return found
        }
    }

    private func slice(_ text: String, _ range: Range<Int>) -> String {
        String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
}
