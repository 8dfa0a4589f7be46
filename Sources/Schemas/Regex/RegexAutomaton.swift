/// Answers whether a program matches anywhere in a text, building the deterministic automaton as texts need it.
struct RegexAutomaton {
    private let program: RegexProgram
    private var states: [State] = []
    private var indices: [[Int32]: Int32] = [:]

    private struct State {
        /// Instructions that consume or match, in order of value.
        var places: [Int32]
        var isMatch: Bool
        /// Whether it matches when the text ends here; computed when first needed.
        var matchesAtEnd: Bool?
        /// By ASCII character; -1 when not known yet.
        var next: [Int32]
    }

    init(_ program: RegexProgram) { self.program = program }

    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if states.count > Limits.regexStates {
            states.removeAll()
            indices.removeAll()
        }
        if states.isEmpty { _ = intern(closure([0], atStart: true, atEnd: false)) }
        var state = 0
        var at = 0
        while at < text.count {
            if states[state].isMatch { return true }
            let byte = text[at]
            if byte < 0x80 {
                at += 1
                let known = states[state].next[Int(byte)]
                state = known >= 0 ? Int(known) : step(state, UInt32(byte))
            } else {
                let (scalar, length) = RegexAutomaton.decode(text, at)
                at += length
                state = step(state, scalar)
            }
        }
        return states[state].isMatch || matchesAtEnd(state)
    }

    private mutating func step(_ state: Int, _ scalar: UInt32) -> Int {
        var moved: [Int32] = []
        for place in states[state].places {
            if case .set(let set) = program.code[Int(place)], set.contains(scalar) { moved.append(place + 1) }
        }
        // The search is not anchored: it may begin anew after every character.
        let places = closure(moved + [0], atStart: false, atEnd: false)
        let next = intern(places)
        if scalar < 0x80 { states[state].next[Int(scalar)] = Int32(next) }
        return next
    }

    private mutating func matchesAtEnd(_ state: Int) -> Bool {
        if let known = states[state].matchesAtEnd { return known }
        let places = closure(states[state].places, atStart: state == 0, atEnd: true)
        let matches = places.contains { if case .match = program.code[Int($0)] { true } else { false } }
        states[state].matchesAtEnd = matches
        return matches
    }

    private mutating func intern(_ places: [Int32]) -> Int {
        // The first state alone stands at the start of the text: others with its places are not the same.
        if let index = indices[places] { return Int(index) }
        let isMatch = places.contains { if case .match = program.code[Int($0)] { true } else { false } }
        states.append(State(places: places, isMatch: isMatch, next: Array(repeating: -1, count: 128)))
        if states.count > 1 { indices[places] = Int32(states.count - 1) }
        return states.count - 1
    }

    /// All places reachable without a character. Assertions of the end are kept as places, to be tried there.
    private func closure(_ starts: [Int32], atStart: Bool, atEnd: Bool) -> [Int32] {
        var seen = Set<Int32>()
        var stack = starts
        var places: [Int32] = []
        while let place = stack.popLast() {
            guard seen.insert(place).inserted else { continue }
            switch program.code[Int(place)] {
            case .set, .match: places.append(place)
            case .split(let a, let b):
                stack.append(Int32(a))
                stack.append(Int32(b))
            case .jump(let target): stack.append(Int32(target))
            case .save: stack.append(place + 1)
            case .assertion(.textStart): if atStart { stack.append(place + 1) }
            case .assertion:
                if atEnd { stack.append(place + 1) } else { places.append(place) }
            }
        }
        return places.sorted()
    }

    /// The scalar at an index of UTF-8 text, and its length in bytes.
    static func decode(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
        let first = text[at]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard at + length <= text.count else { return (0xFFFD, 1) }
        if length == 1 { return (UInt32(first), 1) }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length { value = value << 6 | UInt32(text[at + offset] & 0x3F) }
        return (value, length)
    }
}
