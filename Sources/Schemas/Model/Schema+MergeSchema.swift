package import Kube

extension Schema: MergeSchema {
    package var additional: Schema? { shape.additionalProperties }
    package var listType: ListType { shape.listType ?? .atomic }
    package var listMapKeys: [String] { shape.listMapKeys }
    package var isAtomicMap: Bool { shape.isAtomicMap }
    package var preservesUnknownMembers: Bool { shape.preservesUnknownFields }
}
