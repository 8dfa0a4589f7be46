import JSON
import Kube
import Testing

@testable import Controllers

@Suite struct EndpointSliceTests {
    private static func pod(_ name: String, _ ips: [String]) -> JSON {
        [
            "metadata": ["name": .string(name), "namespace": "default", "uid": .string(name)],
            "status": [
                "phase": "Running", "podIP": JSON(ips.first ?? ""), "podIPs": .array(ips.map { ["ip": .string($0)] }),
                "conditions": [["type": "Ready", "status": "True"]],
            ],
        ]
    }

    private static let pods = [
        pod("a", ["10.244.0.5", "fd00:10:244::5"]), pod("b", ["10.244.0.6", "fd00:10:244::6"]), pod("c", ["10.244.0.7"]),
    ]

    @Test(arguments: [
        ([], ["IPv4 10.244.0.5,10.244.0.6,10.244.0.7"]), (["IPv4"], ["IPv4 10.244.0.5,10.244.0.6,10.244.0.7"]),
        (["IPv6"], ["IPv6 fd00:10:244::5,fd00:10:244::6"]),
        (["IPv4", "IPv6"], ["IPv4 10.244.0.5,10.244.0.6,10.244.0.7", "IPv6 fd00:10:244::5,fd00:10:244::6"]),
        (["IPv6", "IPv4"], ["IPv6 fd00:10:244::5,fd00:10:244::6", "IPv4 10.244.0.5,10.244.0.6,10.244.0.7"]),
    ]) func eachFamilyHasItsSlices(families: [String], slices: [String]) {
        var service: JSON = ["metadata": ["name": "s"], "spec": ["ports": [["port": 80, "targetPort": 3000]]]]
        if !families.isEmpty { service["spec", "ipFamilies"] = JSON(families) }
        let found = EndpointSliceBuilder.slices(for: service, pods: Self.pods).map { slice in
            let ips = slice.endpoints.compactMap { $0["addresses"]?[0]?.string }
            return "\(slice.addressType) \(ips.joined(separator: ","))"
        }
        #expect(found == slices)
    }

    @Test func aFamilyWithoutPodsHasAnEmptySlice() {
        let service: JSON = ["metadata": ["name": "s"], "spec": ["ports": [["port": 80]], "ipFamilies": ["IPv4", "IPv6"]]]
        let slices = EndpointSliceBuilder.slices(for: service, pods: [Self.pods[2]])
        #expect(slices.map(\.addressType) == ["IPv4", "IPv6"])
        #expect(slices[1].endpoints.isEmpty)
    }

    @Test func variablesNameAllAddresses() {
        let pod: JSON = [
            "status": [
                "podIP": "10.244.0.5", "podIPs": [["ip": "10.244.0.5"], ["ip": "fd00:10:244::5"]], "hostIP": "10.244.0.1",
                "hostIPs": [["ip": "10.244.0.1"], ["ip": "fd00:10:244::1"]],
            ]
        ]
        #expect(Environment.field("status.podIP", of: pod) == "10.244.0.5")
        #expect(Environment.field("status.podIPs", of: pod) == "10.244.0.5,fd00:10:244::5")
        #expect(Environment.field("status.hostIPs", of: pod) == "10.244.0.1,fd00:10:244::1")
    }
}
