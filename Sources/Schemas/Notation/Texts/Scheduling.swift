// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let scheduling: StaticString = #"""
        package scheduling.k8s.io/v1 io.k8s.api.scheduling.v1
        kind PriorityClass priorityclasses cluster short=pc

        type PriorityClass
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         value int32 #2
         globalDefault bool #3~
         description string #4~
         preemptionPolicy string #5? go=v1.PreemptionPolicy ="PreemptLowerPriority" enum=["Never","PreemptLowerPriority"]
        """#
}
