// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let node: StaticString = #"""
        package node.k8s.io/v1 io.k8s.api.node.v1
        kind RuntimeClass runtimeclasses cluster

        type Overhead
         podFixed {}meta/Quantity #1~
        type RuntimeClass
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         handler! string #2
         overhead Overhead #3?
         scheduling Scheduling #4?
        type Scheduling
         nodeSelector {}string #1~ map=atomic
         tolerations []core/Toleration #2~ list=atomic
        """#
}
