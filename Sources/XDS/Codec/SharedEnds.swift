/// How many elements two lists have in common at their beginnings and at their ends, told by the references alone.
///
/// For lists of ten thousand of which one element changed: the memory of the lists is compared as it is, without a visit
/// to each element.
package struct SharedEnds: Hashable, Sendable {
    package var prefix = 0
    package var suffix = 0

    /// `Element` must be one reference: `VirtualHost`, `Route`, or a class.
    package init<Element>(_ old: [Element], _ new: [Element]) {
        guard MemoryLayout<Element>.stride == MemoryLayout<UInt>.stride else { return }
        old.withUnsafeBytes { old in
            new.withUnsafeBytes { new in
                let old = old.assumingMemoryBound(to: UInt.self)
                let new = new.assumingMemoryBound(to: UInt.self)
                let shorter = min(old.count, new.count)
                while prefix < shorter, old[prefix] == new[prefix] { prefix += 1 }
                while suffix < shorter - prefix, old[old.count - 1 - suffix] == new[new.count - 1 - suffix] { suffix += 1 }
            }
        }
    }
}
