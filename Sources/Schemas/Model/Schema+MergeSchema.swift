package import JSON
package import Kube

extension Schema: MergeSchema {
    package var additional: Schema? { shape.additionalProperties }
    package var listType: ListType { shape.listType ?? .atomic }
    package var listMapKeys: [String] { shape.listMapKeys }
    package var isAtomicMap: Bool { shape.isAtomicMap }
    package var preservesUnknownMembers: Bool { shape.preservesUnknownFields }
    package var declaresMembers: Bool { !shape.properties.isEmpty }

    package var emptyValue: JSON? {
        if presence == .pointer { return nil }
        if type == .object, !properties.isEmpty {
            let members = properties.compactMapValues(\.emptyValue)
            return presence == nil && members.isEmpty ? nil : .object(members)
        }
        guard presence == .always else { return nil }
        return switch type {
        case .string: shape.format == nil ? "" : .null
        case .integer, .number: 0
        case .boolean: false
        default: .null
        }
    }
}
