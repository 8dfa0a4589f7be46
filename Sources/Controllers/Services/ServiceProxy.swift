internal import ClusterNetwork
internal import JSON
internal import Kube

/// kube-proxy's and the cluster DNS's part: tells the network where Services lead and what they are called.
struct ServiceProxy {
    var informers: Informers
    var network: ClusterNetwork

    var controller: Controller {
        Controller(
            "kube-proxy", workers: 1,
            watches: [
                .itself(.services),
                Controller.Watch(.endpointSlices) { change in
                    let names = [change.old, change.new].compactMap { $0?.labels["kubernetes.io/service-name"] }
                    return Set(names).map { ObjectName(namespace: change.name.namespace, name: $0) }
                },
            ],
            reconcile: { name in
                program(name)
                return nil
            })
    }

    private func program(_ name: ObjectName) {
        let serviceName = ServiceName(namespace: name.namespace, name: name.name)
        guard let service = informers[.services]?[name] else {
            network.removeService(serviceName)
            network.dns.removeService(serviceName)
            return
        }
        let slices = (informers[.endpointSlices]?.all(in: name.namespace) ?? []).filter {
            $0.labels["kubernetes.io/service-name"] == name.name && $0["addressType"]?.string != "FQDN"
        }
        network.setService(Self.forwarding(of: service, serviceName, slices))
        network.dns.setService(Self.record(of: service, serviceName, slices))
    }

    private static func addresses(_ list: [JSON?]) -> [IPAddress] {
        list.compactMap { $0?.string }.filter { $0 != "None" && !$0.isEmpty }.compactMap { IPAddress($0) }
    }

    static func forwarding(of service: JSON, _ name: ServiceName, _ slices: [JSON]) -> ServiceForwarding {
        let external =
            (service["spec", "externalIPs"]?.array ?? [])
            + (service["status", "loadBalancer", "ingress"]?.array ?? []).compactMap { $0["ip"] }
        let ports = (service["spec", "ports"]?.array ?? []).map { port in
            let transport: Transport = port["protocol"]?.string == "UDP" ? .udp : .tcp
            return ServiceForwarding.Port(
                transport: transport, port: port["port"]?.int ?? 0, nodePort: port["nodePort"]?.int,
                endpoints: endpoints(of: port["name"]?.string ?? "", slices))
        }
        let affinity =
            service["spec", "sessionAffinity"]?.string == "ClientIP"
            ? service["spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds"]?.amount ?? 10800 : nil
        return ServiceForwarding(
            name: name, clusterIPs: addresses(service["spec", "clusterIPs"]?.array ?? [service["spec", "clusterIP"]]),
            externalIPs: addresses(external), ports: ports, affinitySeconds: affinity)
    }

    /// The ready endpoints behind a port; when none is ready, those that still serve while they terminate.
    private static func endpoints(of port: String, _ slices: [JSON]) -> [VirtualAddress] {
        var ready: [VirtualAddress] = []
        var serving: [VirtualAddress] = []
        for slice in slices {
            guard let match = slice["ports"]?.array?.first(where: { ($0["name"]?.string ?? "") == port }),
                let number = match["port"]?.int
            else { continue }
            for endpoint in slice["endpoints"]?.array ?? [] {
                let found = addresses(endpoint["addresses"]?.array ?? []).prefix(1).map { VirtualAddress($0, number) }
                let conditions = endpoint["conditions"]
                if conditions?["ready"]?.bool != false {
                    ready += found
                } else if conditions?["serving"]?.bool == true, conditions?["terminating"]?.bool == true {
                    serving += found
                }
            }
        }
        return ready.isEmpty ? serving : ready
    }

    static func record(of service: JSON, _ name: ServiceName, _ slices: [JSON]) -> ServiceRecord {
        let publishesUnready = service["spec", "publishNotReadyAddresses"]?.bool ?? false
        let endpoints = slices.flatMap { $0["endpoints"]?.array ?? [] }
            .filter { $0["conditions", "ready"]?.bool != false || publishesUnready }
            .flatMap { endpoint in
                addresses(endpoint["addresses"]?.array ?? []).map {
                    ServiceRecord.Endpoint(ip: $0, hostname: endpoint["hostname"]?.string)
                }
            }
        let isExternal = service["spec", "type"]?.string == "ExternalName"
        return ServiceRecord(
            name: name, clusterIPs: addresses(service["spec", "clusterIPs"]?.array ?? [service["spec", "clusterIP"]]),
            endpoints: endpoints,
            ports: (service["spec", "ports"]?.array ?? []).map { port in
                ServiceRecord.Port(
                    name: port["name"]?.string ?? "", transport: port["protocol"]?.string == "UDP" ? .udp : .tcp,
                    port: port["port"]?.int ?? 0)
            },
            externalName: isExternal ? service["spec", "externalName"]?.string : nil)
    }
}
