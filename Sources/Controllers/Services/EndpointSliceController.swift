internal import JSON
internal import Kube

/// Keeps the EndpointSlices (and the older Endpoints) of Services that have a selector.
struct EndpointSliceController {
    static let name = "endpointslice-controller"
    private static let manager = "endpointslice-controller.k8s.io"

    var client: any Client
    var informers: Informers
    var expectations = Expectations()

    private var options: WriteOptions { WriteOptions(manager: "kube-controller-manager") }

    var controller: Controller {
        let services = informers[.services]
        return Controller(
            Self.name,
            watches: [
                .itself(.services, expectations),
                .owner(of: .endpointSlices, kind: "Service", expectations),
                Controller.Watch(.pods) { change in
                    let all = services?.all(in: change.name.namespace) ?? []
                    let labels = [change.old, change.new].compactMap { $0?.labels }
                    return all.filter { service in labels.contains { Self.selects(service, $0) } }.map(\.objectName)
                },
            ],
            reconcile: reconcile)
    }

    static func selects(_ service: JSON, _ labels: [String: String]) -> Bool {
        guard let selector = service["spec", "selector"]?.object, !selector.isEmpty else { return false }
        return selector.allSatisfy { labels[$0.key] == $0.value.string }
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let service = informers[.services]?[name], !service.isBeingDeleted,
            let selector = service["spec", "selector"]?.object, !selector.isEmpty,
            service["spec", "type"]?.string != "ExternalName"
        else { return nil }
        let pods = (informers[.pods]?.all(in: name.namespace) ?? []).filter { Self.selects(service, $0.labels) }
        let slices = EndpointSliceBuilder.slices(for: service, pods: pods)
        try await writeSlices(slices, of: service)
        try await writeEndpoints(slices.filter { $0.addressType == slices[0].addressType }, of: service)
        return nil
    }

    private func writeSlices(_ slices: [EndpointSliceBuilder.Slice], of service: JSON) async throws {
        let present = (informers[.endpointSlices]?.all(in: service.namespace) ?? [])
            .filter { PodFacts.isOwned($0, by: service) }
            .sorted { $0.name < $1.name }
        let seen = Dictionary(present.map { ($0.uid, $0.isBeingDeleted) }) { $1 }
        guard expectations.areMet(by: service.uid, present: seen) else { return }
        var unused = present
        for slice in slices {
            func isOfFamily(_ present: JSON) -> Bool { present["addressType"]?.string == slice.addressType }
            let index =
                unused.firstIndex { isOfFamily($0) && ($0["ports"] ?? .null) == slice.ports }
                ?? unused.firstIndex(where: isOfFamily)
            if let index {
                try await update(unused.remove(at: index), to: slice, of: service)
            } else {
                let created = try await client.create(.endpointSlices, object(for: slice, of: service), options)
                expectations.created(created.uid, by: service.uid)
            }
        }
        for slice in unused {
            expectations.deleted(slice.uid, by: service.uid)
            do {
                try await client.delete(.endpointSlices, slice.objectName, DeleteOptions(uid: slice.uid))
            } catch let error as StatusError where error.code == 404 {
                expectations.forget(slice.uid, of: service.uid)
            }
        }
    }

    private func update(_ present: JSON, to slice: EndpointSliceBuilder.Slice, of service: JSON) async throws {
        let wanted = object(for: slice, of: service)
        let endpoints = present["endpoints"]?.array ?? []
        let isSame =
            endpoints == slice.endpoints && (present["ports"] ?? .null) == slice.ports
            && present["metadata", "labels"] == wanted["metadata", "labels"]
        guard !isSame else { return }
        var updated = present
        updated["endpoints"] = wanted["endpoints"]
        updated["ports"] = slice.ports
        updated["metadata", "labels"] = wanted["metadata", "labels"]
        updated["metadata", "annotations", "endpoints.kubernetes.io/last-change-trigger-time"] = .string(Now.seconds)
        _ = try await client.update(.endpointSlices, updated, options)
    }

    private func object(for slice: EndpointSliceBuilder.Slice, of service: JSON) -> JSON {
        var labels = service.labels
        labels["kubernetes.io/service-name"] = service.name
        labels["endpointslice.kubernetes.io/managed-by"] = Self.manager
        if service["spec", "clusterIP"]?.string == "None" { labels["service.kubernetes.io/headless"] = "" }
        return [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
            "metadata": [
                "generateName": .string(service.name + "-"), "namespace": .string(service.namespace),
                "labels": JSON(labels),
                "annotations": ["endpoints.kubernetes.io/last-change-trigger-time": .string(Now.seconds)],
                "ownerReferences": [PodTemplate.ownerReference(to: service)],
            ],
            "addressType": .string(slice.addressType),
            "endpoints": slice.endpoints.isEmpty ? .null : .array(slice.endpoints), "ports": slice.ports,
        ]
    }

    private func writeEndpoints(_ slices: [EndpointSliceBuilder.Slice], of service: JSON) async throws {
        let subsets = EndpointSliceBuilder.subsets(of: slices)
        var labels = service.labels
        labels["endpoints.kubernetes.io/managed-by"] = "endpoint-controller"
        if service["spec", "clusterIP"]?.string == "None" { labels["service.kubernetes.io/headless"] = "" }
        let present = informers[.endpoints]?[service.objectName]
        if let present {
            let isSame = (present["subsets"] ?? []) == subsets && present.labels == labels
            guard !isSame else { return }
            var updated = present
            updated["subsets"] = subsets == [] ? nil : subsets
            updated["metadata", "labels"] = JSON(labels)
            updated["metadata", "annotations", "endpoints.kubernetes.io/last-change-trigger-time"] = .string(Now.seconds)
            _ = try await client.update(.endpoints, updated, options)
            return
        }
        var endpoints: JSON = [
            "apiVersion": "v1", "kind": "Endpoints",
            "metadata": [
                "name": .string(service.name), "namespace": .string(service.namespace), "labels": JSON(labels),
                "annotations": ["endpoints.kubernetes.io/last-change-trigger-time": .string(Now.seconds)],
            ],
        ]
        if subsets != [] { endpoints["subsets"] = subsets }
        do {
            _ = try await client.create(.endpoints, endpoints, options)
        } catch let error as StatusError where error.reason == "AlreadyExists" {}
    }
}
