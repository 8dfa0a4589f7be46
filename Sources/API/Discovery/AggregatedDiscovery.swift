import JSON
import Kube
import Schemas

/// `apidiscovery.k8s.io APIGroupDiscoveryList`: everything in two requests, with an ETag.
enum AggregatedDiscovery {
    /// The version the client prefers; nil when it wants the old documents.
    static func version(accepted: String) -> String? {
        for type in MediaType.accepted(accepted) {
            guard type.admits(MediaType.json) else { continue }
            guard type.parameters["as"] == "APIGroupDiscoveryList", type.parameters["g"] == "apidiscovery.k8s.io" else {
                return nil
            }
            if let version = type.parameters["v"], version == "v2" || version == "v2beta1" { return version }
        }
        return nil
    }

    static func groups(_ surface: Surface, core: Bool) -> [JSON] {
        if core { return [group(surface, "", ["v1"])] }
        return surface.servedGroups.map { group(surface, $0.name, $0.versions) }
    }

    private static func group(_ surface: Surface, _ name: String, _ versions: [String]) -> JSON {
        let versions = versions.map { version -> JSON in
            [
                "version": .string(version), "freshness": "Current",
                "resources": .array(resources(surface, GroupVersion(group: name, version: version))),
            ]
        }
        var metadata: JSON = ["creationTimestamp": .null]
        if !name.isEmpty { metadata["name"] = .string(name) }
        return ["metadata": metadata, "versions": .array(versions)]
    }

    private static func resources(_ surface: Surface, _ version: GroupVersion) -> [JSON] {
        surface.catalog.kinds(ofGroup: version.group).compactMap { kind in
            guard let own = kind.version(version.version), own.isServed else { return nil }
            var resource: JSON = [
                "resource": .string(kind.plural), "responseKind": responseKind(own.groupVersionKind, in: version),
                "scope": kind.isNamespaced ? "Namespaced" : "Cluster", "singularResource": .string(kind.singular),
                "verbs": JSON(kind.verbs.sorted()),
            ]
            if !kind.shortNames.isEmpty { resource["shortNames"] = JSON(kind.shortNames) }
            if !kind.categories.isEmpty { resource["categories"] = JSON(kind.categories) }
            if !own.subresources.isEmpty {
                resource["subresources"] = .array(
                    own.subresources.sorted { $0.name < $1.name }.map { subresource in
                        [
                            "subresource": .string(subresource.name),
                            "responseKind": responseKind(subresource.body ?? own.groupVersionKind, in: version),
                            "verbs": JSON(subresource.verbs.sorted()),
                        ]
                    })
            }
            return resource
        }
    }

    /// Group and version stand only where they are not the enclosing ones.
    private static func responseKind(_ kind: GroupVersionKind, in version: GroupVersion) -> JSON {
        let isOwn = kind.groupVersion == version
        return ["group": .string(isOwn ? "" : kind.group), "version": .string(isOwn ? "" : kind.version), "kind": .string(kind.kind)]
    }
}

extension APIServer {
    func aggregated(_ call: Call, _ path: String, version: String) -> APIResponse {
        let document = call.surface.aggregated(core: path == "/api", version: version)
        let type = "application/json;g=apidiscovery.k8s.io;v=\(version);as=APIGroupDiscoveryList"
        return Self.tagged(document, type: type, call)
    }

    /// A document with its ETag; 304 when the client has it already.
    static func tagged(_ document: Surface.Document, type: String, _ call: Call) -> APIResponse {
        let tag = "\"\(document.hash)\""
        if call.request.headers.ifNoneMatch == tag || call.request.headers.ifNoneMatch == document.hash {
            return APIResponse(status: 304, headers: [("Etag", tag), ("Vary", "Accept")], body: .bytes([]))
        }
        var response = bytes(document.bytes, type: type)
        response.headers = response.headers.map { $0.name == "Cache-Control" ? ($0.name, "public") : $0 }
        response.headers += [("Etag", tag), ("Vary", "Accept")]
        return response
    }
}
