/// Where two lists differ, told by the references alone.
///
/// For lists of ten thousand in which one element changed or moved: the memory of the lists is compared as it is, without
/// a visit to each element. Few elements that come, go or move are found one by one; beyond that the rest of the lists is
/// one difference.
package struct ListEdits: Sendable {
    package struct Edit: Sendable, Hashable {
        /// In the old list, and what stands there in the new one.
        package var old: Range<Int>
        package var new: Range<Int>

        package init(old: Range<Int>, new: Range<Int>) {
            self.old = old
            self.new = new
        }
    }

    /// In order; nothing of them touches.
    package private(set) var edits: [Edit] = []

    /// How far ahead the lists are searched for where they agree again.
    private static let reach = 8
    private static let most = 64

    /// `Element` must be one reference: `VirtualHost`, `Route`, or a class.
    package init<Element>(_ old: [Element], _ new: [Element]) {
        guard MemoryLayout<Element>.stride == MemoryLayout<UInt>.stride else {
            edits = [Edit(old: old.indices, new: new.indices)]
            return
        }
        old.withUnsafeBytes { old in
            new.withUnsafeBytes { new in
                compare(old.assumingMemoryBound(to: UInt.self), new.assumingMemoryBound(to: UInt.self))
            }
        }
    }

    private mutating func compare(_ old: UnsafeBufferPointer<UInt>, _ new: UnsafeBufferPointer<UInt>) {
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                i += 1
                j += 1
                continue
            }
            guard edits.count < Self.most, let (gone, come) = Self.next(old, i, new, j) else {
                var suffix = 0
                while i < old.count - suffix, j < new.count - suffix,
                    old[old.count - 1 - suffix] == new[new.count - 1 - suffix]
                {
                    suffix += 1
                }
                edits.append(Edit(old: i..<(old.count - suffix), new: j..<(new.count - suffix)))
                return
            }
            edits.append(Edit(old: i..<(i + gone), new: j..<(j + come)))
            i += gone
            j += come
        }
    }

    /// How many elements of each list to leave behind for the lists to agree again.
    private static func next(
        _ old: UnsafeBufferPointer<UInt>, _ i: Int, _ new: UnsafeBufferPointer<UInt>, _ j: Int
    ) -> (gone: Int, come: Int)? {
        for total in 1...(2 * reach) {
            for gone in max(0, total - reach)...min(total, reach) {
                let (a, b) = (i + gone, j + total - gone)
                if a > old.count || b > new.count { continue }
                if a == old.count, b == new.count { return (gone, total - gone) }
                if a < old.count, b < new.count, old[a] == new[b] { return (gone, total - gone) }
            }
        }
        return nil
    }
}
