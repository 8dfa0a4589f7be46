// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let coordination: StaticString = #"""
        package coordination.k8s.io/v1 io.k8s.api.coordination.v1
        kind Lease leases namespaced

        type Lease ; Who holds something, and until when.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec LeaseSpec #2~
        type LeaseSpec
         holderIdentity string #1?
         leaseDurationSeconds int32 #2?
         acquireTime meta/MicroTime #3?
         renewTime meta/MicroTime #4?
         leaseTransitions int32 #5?
         strategy string #6? go=v1.CoordinatedLeaseStrategy
         preferredHolder string #7?
        """#
}
