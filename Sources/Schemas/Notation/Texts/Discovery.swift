// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let discovery: StaticString = #"""
        package discovery.k8s.io/v1 io.k8s.api.discovery.v1
        kind EndpointSlice endpointslices namespaced

        type Endpoint
         addresses! []string #1 list=set
         conditions EndpointConditions #2~
         hostname string #3?
         targetRef core/ObjectReference #4?
         deprecatedTopology {}string #5~
         nodeName string #6?
         zone string #7?
         hints EndpointHints #8?
        type EndpointConditions
         ready bool #1?
         serving bool #2?
         terminating bool #3?
        type EndpointHints
         forZones []ForZone #1~ list=atomic
         forNodes []ForNode #2~ list=atomic
        type EndpointPort map=atomic
         name string #1? =""
         protocol string #2? go=v1.Protocol ="TCP" enum=["SCTP","TCP","UDP"]
         port int32 #3?
         appProtocol string #4?
        type EndpointSlice ; Addresses behind a Service, a slice of them.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         addressType! string #4 go=v1.AddressType
         endpoints []Endpoint #2 list=atomic
         ports []EndpointPort #3 list=atomic
        type ForNode
         name! string #1
        type ForZone
         name! string #1
        """#
}
