package import JSON

/// What patches and server-side apply must know about a kind's shape, node by node. The schema catalogue conforms.
///
/// A node that nothing is known about (nil) merges as Kubernetes treats untyped data: objects by member, arrays as one
/// value.
package protocol MergeSchema: Sendable {
    /// The schema of a declared member of an object; nil when the object declares none of that name.
    func property(_ name: String) -> Self?
    /// The schema of an array's elements.
    var items: Self? { get }
    /// The schema of a map's values (`additionalProperties`).
    var additional: Self? { get }
    /// `x-kubernetes-patch-strategy`: what a strategic merge patch does with a member.
    var patchStrategy: PatchStrategy { get }
    /// `x-kubernetes-patch-merge-key`: the member that identifies an array's elements in a strategic merge patch.
    var patchMergeKey: String? { get }
    /// `x-kubernetes-list-type`; an array without one is atomic.
    var listType: ListType { get }
    /// `x-kubernetes-list-map-keys`, in the order of the schema.
    var listMapKeys: [String] { get }
    /// `x-kubernetes-map-type: atomic`, for objects and maps alike.
    var isAtomicMap: Bool { get }
    /// Members that are not declared are kept (`x-kubernetes-preserve-unknown-fields`).
    var preservesUnknownMembers: Bool { get }
    /// The object declares members: others are unknown, unless `additional` or `preservesUnknownMembers` lets them in.
    var declaresMembers: Bool { get }
    /// What an empty object of a built-in kind has here (Go writes `strategy: {}` and `containers: null` of a Deployment
    /// that nothing has been said of); nil for nothing. A creation is compared with it, and what stands in it is not new.
    var emptyValue: JSON? { get }
    /// A list map's key that an element leaves out counts with its default (`protocol: TCP`).
    var defaultValue: JSON? { get }
}

package struct PatchStrategy: OptionSet, Sendable, Hashable {
    package var rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let merge = PatchStrategy(rawValue: 1)
    package static let replace = PatchStrategy(rawValue: 2)
    package static let retainKeys = PatchStrategy(rawValue: 4)
}

package enum ListType: String, Sendable, Hashable {
    case atomic, set, map
}
