/// Finds where a program matches, with its groups: Pike's machine, leftmost match, alternatives by preference.
struct RegexMachine {
    let program: RegexProgram

    private struct Thread {
        var place: Int
        var slots: [Int]
    }

    /// The slots (start and end of the match, then of each group; -1 where a group took no part) of the first match
    /// at or after `start`.
    func firstMatch(_ text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> [Int]? {
        var threads: [Thread] = []
        var matched: [Int]?
        var at = start
        while true {
            var seen = Set<Int>()
            var current: [Thread] = []
            for thread in threads { add(thread.place, thread.slots, at, text, &seen, &current) }
            if matched == nil {
                add(0, Array(repeating: -1, count: 2 * (program.groups + 1)), at, text, &seen, &current)
            }
            if current.isEmpty, matched != nil { return matched }
            let (scalar, length) = at < text.count ? RegexAutomaton.decode(text, at) : (0, 0)
            threads.removeAll()
            advance: for thread in current {
                switch program.code[thread.place] {
                case .match:
                    matched = thread.slots
                    break advance
                case .set(let set):
                    if length > 0, set.contains(scalar) {
                        threads.append(Thread(place: thread.place + 1, slots: thread.slots))
                    }
                default: break
                }
            }
            if length == 0 { return matched }
            at += length
        }
    }

    private func add(
        _ place: Int, _ slots: [Int], _ at: Int, _ text: UnsafeBufferPointer<UInt8>, _ seen: inout Set<Int>,
        _ threads: inout [Thread]
    ) {
        guard seen.insert(place).inserted else { return }
        switch program.code[place] {
        case .set, .match: threads.append(Thread(place: place, slots: slots))
        case .jump(let target): add(target, slots, at, text, &seen, &threads)
        case .split(let first, let second):
            add(first, slots, at, text, &seen, &threads)
            add(second, slots, at, text, &seen, &threads)
        case .save(let slot):
            var slots = slots
            slots[slot] = at
            add(place + 1, slots, at, text, &seen, &threads)
        case .assertion(let assertion):
            if holds(assertion, at, text) { add(place + 1, slots, at, text, &seen, &threads) }
        }
    }

    private func holds(_ assertion: RegexAssertion, _ at: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch assertion {
        case .textStart: at == 0
        case .textEnd: at == text.count
        case .lineStart: at == 0 || text[at - 1] == 0x0A
        case .lineEnd: at == text.count || text[at] == 0x0A
        case .wordBoundary: isWord(at - 1, text) != isWord(at, text)
        case .noWordBoundary: isWord(at - 1, text) == isWord(at, text)
        }
    }

    private func isWord(_ at: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.indices.contains(at) && ScalarSet.word.contains(UInt32(text[at]))
    }
}
