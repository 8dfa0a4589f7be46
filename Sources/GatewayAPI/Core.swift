package import JSON
package import Kube

package struct Namespace: Resource {
    package static let resource = GroupVersionResource.core("namespaces")
    package static let kind = "Namespace"

    package var metadata: ObjectMeta

    package init(json: JSON) { metadata = ObjectMeta(json: json) }
}

/// A Service or a ServiceImport: what a backendRef can name beside a Backend.
package struct ServicePort: JSONDecodable, Sendable, Hashable {
    package var name: String
    package var port: Int
    /// `TCP` (also when absent), `UDP`, `SCTP`.
    package var transport: String
    package var appProtocol: String?
    package var nodePort: Int?

    package init(json: JSON) {
        name = json.text("name")
        port = json["port"]?.int ?? 0
        transport = json["protocol"]?.string ?? "TCP"
        appProtocol = json["appProtocol"]?.string
        nodePort = json["nodePort"]?.int
    }
}

package struct Service: Resource {
    package static let resource = GroupVersionResource.core("services")
    package static let kind = "Service"

    package struct Ingress: JSONDecodable, Sendable, Hashable {
        package var ip: String?
        package var hostname: String?

        package init(json: JSON) {
            ip = json["ip"]?.string
            hostname = json["hostname"]?.string
        }
    }

    package var metadata: ObjectMeta
    /// `ClusterIP` (also when absent), `NodePort`, `LoadBalancer`, `ExternalName`.
    package var type: String
    package var clusterIP: String
    package var clusterIPs: [String]
    package var ipFamilies: [String]
    /// `ipFamilyPolicy: RequireDualStack`.
    package var requiresDualStack: Bool
    /// `Cluster`, `Local`.
    package var externalTrafficPolicy: String?
    package var externalIPs: [String]
    package var ports: [ServicePort]
    /// `PreferClose`, `PreferSameZone` …
    package var trafficDistribution: String?
    package var ingress: [Ingress]

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        type = spec["type"]?.string ?? "ClusterIP"
        clusterIP = spec.text("clusterIP")
        clusterIPs = spec.strings("clusterIPs")
        ipFamilies = spec.strings("ipFamilies")
        requiresDualStack = spec["ipFamilyPolicy"]?.string == "RequireDualStack"
        externalTrafficPolicy = spec["externalTrafficPolicy"]?.string
        externalIPs = spec.strings("externalIPs")
        ports = spec.list("ports")
        trafficDistribution = spec["trafficDistribution"]?.string
        ingress = json["status", "loadBalancer"]?.list("ingress") ?? []
    }
}

/// `multicluster.x-k8s.io`.
package struct ServiceImport: Resource {
    package static let resource = GroupVersionResource(Groups.multicluster, "v1alpha1", "serviceimports")
    package static let kind = "ServiceImport"

    package var metadata: ObjectMeta
    package var ips: [String]
    package var ports: [ServicePort]

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        ips = spec.strings("ips")
        ports = spec.list("ports")
    }
}

package struct EndpointSlice: Resource {
    package static let resource = GroupVersionResource("discovery.k8s.io", "v1", "endpointslices")
    package static let kind = "EndpointSlice"

    package struct Endpoint: JSONDecodable, Sendable, Hashable {
        package var addresses: [String]
        package var zone: String?
        package var nodeName: String?
        package var ready: Bool?
        package var serving: Bool?
        package var terminating: Bool?

        package init(json: JSON) {
            addresses = json.strings("addresses")
            zone = json["zone"]?.string
            nodeName = json["nodeName"]?.string
            ready = json["conditions", "ready"]?.bool
            serving = json["conditions", "serving"]?.bool
            terminating = json["conditions", "terminating"]?.bool
        }
    }

    package struct Port: JSONDecodable, Sendable, Hashable {
        package var name: String
        package var port: Int?
        package var transport: String

        package init(json: JSON) {
            name = json.text("name")
            port = json["port"]?.int
            transport = json["protocol"]?.string ?? "TCP"
        }
    }

    package var metadata: ObjectMeta
    /// `IPv4`, `IPv6`, `FQDN`.
    package var addressType: String
    package var endpoints: [Endpoint]
    package var ports: [Port]

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        addressType = json.text("addressType")
        endpoints = json.list("endpoints")
        ports = json.list("ports")
    }
}

/// `data` stays base64: few Secrets are looked into.
package struct Secret: Resource {
    package static let resource = GroupVersionResource.core("secrets")
    package static let kind = "Secret"

    package var metadata: ObjectMeta
    package var type: String
    package var data: [String: String]

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        type = json["type"]?.string ?? "Opaque"
        data = json.stringMap("data")
    }

    /// The bytes of one key; nil when it is absent or not base64.
    package func bytes(_ key: String) -> [UInt8]? { data[key].flatMap(Base64.decode) }
}

package struct ConfigMap: Resource {
    package static let resource = GroupVersionResource.core("configmaps")
    package static let kind = "ConfigMap"

    package var metadata: ObjectMeta
    package var data: [String: String]
    package var binaryData: [String: String]

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        data = json.stringMap("data")
        binaryData = json.stringMap("binaryData")
    }
}

package struct ClusterTrustBundle: Resource {
    package static let resource = GroupVersionResource("certificates.k8s.io", "v1beta1", "clustertrustbundles")
    package static let kind = "ClusterTrustBundle"

    package var metadata: ObjectMeta
    package var trustBundle: String

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        trustBundle = json["spec", "trustBundle"]?.string ?? ""
    }
}

package struct Node: Resource {
    package static let resource = GroupVersionResource.core("nodes")
    package static let kind = "Node"

    package struct Address: JSONDecodable, Sendable, Hashable {
        package var type: String
        package var address: String

        package init(json: JSON) {
            type = json.text("type")
            address = json.text("address")
        }
    }

    package var metadata: ObjectMeta
    package var addresses: [Address]

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        addresses = json["status"]?.list("addresses") ?? []
    }
}

/// A Deployment or DaemonSet of proxies: how much of it is there.
package struct Workload: JSONDecodable, Sendable, Hashable {
    package var metadata: ObjectMeta
    package var available: Int
    package var total: Int

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let status = json["status"] ?? [:]
        available = status["availableReplicas"]?.int ?? status["numberAvailable"]?.int ?? 0
        total = status["replicas"]?.int ?? status["currentNumberScheduled"]?.int ?? 0
    }
}
