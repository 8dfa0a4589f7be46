package import GatewayAPI
package import Kube

/// EndpointSlices found by the Service or ServiceImport they belong to.
package struct EndpointSlices: Sendable {
    package struct Owner: Sendable, Hashable {
        /// `Service` or `ServiceImport`.
        package var kind: String
        package var name: ObjectName

        package init(kind: String, name: ObjectName) {
            self.kind = kind
            self.name = name
        }
    }

    private var byOwner: [Owner: [ObjectName: EndpointSlice]] = [:]
    private var owners: [ObjectName: Owner] = [:]

    package init() {}

    /// By name, so that equal views translate equally.
    package func slices(of kind: String, _ name: ObjectName) -> [EndpointSlice] {
        (byOwner[Owner(kind: kind, name: name)]?.values).map { $0.sorted { $0.objectName < $1.objectName } } ?? []
    }

    /// The owner that the slice belongs to.
    @discardableResult package mutating func insert(_ slice: EndpointSlice) -> Owner? {
        let labels = slice.metadata.labels
        let owner: Owner
        if let service = labels["kubernetes.io/service-name"] {
            owner = Owner(kind: Service.kind, name: ObjectName(namespace: slice.metadata.namespace, name: service))
        } else if let service = labels["multicluster.kubernetes.io/service-name"] {
            owner = Owner(kind: ServiceImport.kind, name: ObjectName(namespace: slice.metadata.namespace, name: service))
        } else {
            return nil
        }
        owners[slice.objectName] = owner
        byOwner[owner, default: [:]][slice.objectName] = slice
        return owner
    }

    @discardableResult package mutating func remove(_ name: ObjectName) -> Owner? {
        guard let owner = owners.removeValue(forKey: name) else { return nil }
        byOwner[owner]?[name] = nil
        if byOwner[owner]?.isEmpty == true { byOwner[owner] = nil }
        return owner
    }
}
