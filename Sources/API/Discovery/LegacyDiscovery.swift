import JSON
import Kube
import Schemas

/// `/api`, `/apis`, `/apis/G` and `/apis/G/V`: the documents of clients that do not ask for the aggregated form.
extension APIServer {
    func discoveryRoot(_ call: Call, _ path: String) throws -> APIResponse {
        if let version = AggregatedDiscovery.version(accepted: call.request.headers.accept) {
            return aggregated(call, path, version: version)
        }
        if path == "/api" {
            return try plain(
                [
                    "kind": "APIVersions", "versions": ["v1"],
                    "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": .string(address(call))]],
                ], call, order: OrderedText.versionsOrder)
        }
        let groups = call.surface.servedGroups.map { Self.groupDocument($0) }
        return try plain(["kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groups)], call, order: OrderedText.listOrder)
    }

    func group(_ call: Call, _ name: String) throws -> APIResponse {
        guard let group = call.surface.servedGroups.first(where: { $0.name == name }) else { return Self.pageNotFound }
        var document = Self.groupDocument(group)
        document["kind"] = "APIGroup"
        document["apiVersion"] = "v1"
        return try plain(document, call)
    }

    private static func groupDocument(_ group: DiscoveredGroup) -> JSON {
        let versions = group.versions.map { version -> JSON in
            ["groupVersion": .string("\(group.name)/\(version)"), "version": .string(version)]
        }
        var document: JSON = ["name": .string(group.name), "versions": .array(versions)]
        document["preferredVersion"] = versions.first
        return document
    }

    func resourceList(_ call: Call, _ version: GroupVersion) throws -> APIResponse {
        guard let resources = call.surface.resourceList(version) else { return Self.pageNotFound }
        return try plain(
            [
                "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": .string(version.apiVersion),
                "resources": .array(resources),
            ], call, order: OrderedText.listOrder)
    }
}

extension Surface {
    /// The resources of a version with their subresources; nil when nothing is served there.
    func resourceList(_ version: GroupVersion) -> [JSON]? {
        var list: [JSON] = []
        for kind in catalog.kinds(ofGroup: version.group) {
            guard let own = kind.version(version.version), own.isServed else { continue }
            var resource: JSON = [
                "name": .string(kind.plural), "singularName": .string(kind.singular), "namespaced": JSON(kind.isNamespaced),
                "kind": .string(kind.kind), "verbs": JSON(kind.verbs.sorted()),
            ]
            if !kind.shortNames.isEmpty { resource["shortNames"] = JSON(kind.shortNames) }
            if !kind.categories.isEmpty { resource["categories"] = JSON(kind.categories) }
            if kind.isStored { resource["storageVersionHash"] = .string(StorageVersionHash.of(kind)) }
            list.append(resource)
            for subresource in own.subresources.sorted(by: { $0.name < $1.name }) {
                var entry: JSON = [
                    "name": .string("\(kind.plural)/\(subresource.name)"), "singularName": "",
                    "namespaced": JSON(kind.isNamespaced), "kind": .string(subresource.body?.kind ?? kind.kind),
                    "verbs": JSON(subresource.verbs.sorted()),
                ]
                if let body = subresource.body, body.groupVersion != version {
                    entry["group"] = .string(body.group)
                    entry["version"] = .string(body.version)
                }
                list.append(entry)
            }
        }
        return list.isEmpty ? nil : list
    }
}
