package import JSON
package import Kube
internal import Logging

/// What gives LoadBalancer Services an address that the user's machine can reach.
package protocol LoadBalancerAddresses: Sendable {
    /// Opens the Service's ports on an address of the host; the same Service keeps its address. `wanted` asks for
    /// particular addresses, the Service's external IPs or `loadBalancerIP`.
    func open(_ service: JSON, wanted: [String]) async -> LoadBalancerAnswer
    func close(_ service: ObjectName) async
}

package struct LoadBalancerAnswer: Sendable, Equatable {
    /// Empty when no address could be had.
    package var addresses: [String]
    /// What the user should know (a port that could not be bound and the one used instead), as events.
    package var warnings: [Warning]

    package struct Warning: Sendable, Equatable {
        package var reason: String
        package var message: String

        package init(reason: String, message: String) {
            self.reason = reason
            self.message = message
        }
    }

    package init(addresses: [String], warnings: [Warning] = []) {
        self.addresses = addresses
        self.warnings = warnings
    }
}

/// The cloud provider's part: writes `status.loadBalancer.ingress`.
struct LoadBalancerController {
    var client: any Client
    var informers: Informers
    var events: EventRecorder
    var addresses: any LoadBalancerAddresses

    var controller: Controller {
        Controller("service-controller", workers: 2, watches: [.itself(.services)], reconcile: reconcile)
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let service = informers[.services]?[name], !service.isBeingDeleted,
            service["spec", "type"]?.string == "LoadBalancer"
        else {
            await addresses.close(name)
            if let service = informers[.services]?[name], !service.isBeingDeleted,
                service["status", "loadBalancer", "ingress"] != nil
            {
                try await write([], to: service)
            }
            return nil
        }
        var wanted = service["spec", "externalIPs"]?.array?.compactMap(\.string) ?? []
        if let one = service["spec", "loadBalancerIP"]?.string, !one.isEmpty { wanted.append(one) }
        let answer = await addresses.open(service, wanted: wanted)
        for warning in answer.warnings { await events.warning(service, warning.reason, warning.message) }
        let present = service["status", "loadBalancer", "ingress"]?.array?.compactMap { $0["ip"]?.string } ?? []
        if present != answer.addresses { try await write(answer.addresses, to: service) }
        return nil
    }

    private func write(_ addresses: [String], to service: JSON) async throws {
        var updated = service
        updated["status", "loadBalancer"] =
            addresses.isEmpty
            ? [:] : ["ingress": .array(addresses.map { ["ip": .string($0), "ipMode": "VIP"] })]
        _ = try await client.update(
            .services, updated, WriteOptions(manager: "kube-controller-manager", subresource: "status"))
    }
}
