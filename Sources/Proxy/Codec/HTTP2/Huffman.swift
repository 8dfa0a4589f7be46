/// HPACK's Huffman code (RFC 7541, appendix B), decoded four bits at a time.
struct Huffman: @unchecked Sendable {
    static let shared = Huffman()

    /// What four bits lead to from a state: the next state, and at most one byte.
    struct Step {
        var next: Int16
        /// A byte, or -1.
        var symbol: Int16
    }

    private let steps: UnsafePointer<Step>
    /// States in which a string may end: at the root, or within a run of ones shorter than a byte.
    private let accepts: UnsafePointer<Bool>

    /// Lengths of the codes of the bytes and of the end mark. The code is canonical, so these say all of it.
    private static let lengths: [UInt8] = [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28,
        28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15,
        6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22,
        20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23,
        23, 24, 22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22,
        22, 22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26,
        27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27,
        26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30,
    ]

    private static let invalid: Int16 = -1

    private init() {
        var nodes = Huffman.tree()
        let inner = nodes.indices.filter { nodes[$0].symbol < 0 }
        let stateOf = Dictionary(uniqueKeysWithValues: inner.enumerated().map { ($1, Int16($0)) })
        let table = UnsafeMutablePointer<Step>.allocate(capacity: inner.count * 16)
        let ends = UnsafeMutablePointer<Bool>.allocate(capacity: inner.count)
        for (state, node) in inner.enumerated() {
            ends[state] = Huffman.mayEnd(nodes[node])
            for nibble in 0..<16 {
                var at = node
                var step = Step(next: Huffman.invalid, symbol: -1)
                for shift in [3, 2, 1, 0] {
                    at = nibble >> shift & 1 == 0 ? nodes[at].zero : nodes[at].one
                    if at < 0 { break }
                    if nodes[at].symbol >= 0 {
                        if nodes[at].symbol == 256 {
                            at = -1
                            break
                        }
                        step.symbol = Int16(nodes[at].symbol)
                        at = 0
                    }
                }
                step.next = at < 0 ? Huffman.invalid : stateOf[at] ?? Huffman.invalid
                table[state * 16 + nibble] = step
            }
        }
        nodes = []
        steps = UnsafePointer(table)
        accepts = UnsafePointer(ends)
    }

    private struct Node {
        var zero = -1
        var one = -1
        var symbol = -1
        var depth = 0
        var isOnes = true
    }

    private static func mayEnd(_ node: Node) -> Bool { node.isOnes && node.depth < 8 }

    private static func tree() -> [Node] {
        var nodes = [Node()]
        var code = 0
        var previous = 0
        for symbol in lengths.indices.sorted(by: { (lengths[$0], $0) < (lengths[$1], $1) }) {
            let length = Int(lengths[symbol])
            code <<= length - previous
            previous = length
            var at = 0
            for shift in (0..<length).reversed() {
                let bit = code >> shift & 1
                var next = bit == 0 ? nodes[at].zero : nodes[at].one
                if next < 0 {
                    next = nodes.count
                    nodes.append(Node(depth: nodes[at].depth + 1, isOnes: nodes[at].isOnes && bit == 1))
                    if bit == 0 { nodes[at].zero = next } else { nodes[at].one = next }
                }
                at = next
            }
            nodes[at].symbol = symbol
            code += 1
        }
        return nodes
    }

    /// Writes the decoded bytes, at most 8/5 of the encoded ones; nil when the code is wrong.
    func decode(_ bytes: Bytes, to output: UnsafeMutablePointer<UInt8>) -> Int? {
        var state = 0
        var count = 0
        for byte in bytes {
            let high = steps[state * 16 + Int(byte >> 4)]
            if high.next < 0 { return nil }
            if high.symbol >= 0 {
                output[count] = UInt8(truncatingIfNeeded: high.symbol)
                count += 1
            }
            let low = steps[Int(high.next) * 16 + Int(byte & 15)]
            if low.next < 0 { return nil }
            if low.symbol >= 0 {
                output[count] = UInt8(truncatingIfNeeded: low.symbol)
                count += 1
            }
            state = Int(low.next)
        }
        return accepts[state] ? count : nil
    }
}
