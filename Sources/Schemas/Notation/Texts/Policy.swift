// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let policy: StaticString = #"""
        package policy/v1 io.k8s.api.policy.v1
        kind PodDisruptionBudget poddisruptionbudgets namespaced short=pdb
         sub status

        type Eviction
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         deleteOptions meta/DeleteOptions #2?
        type PodDisruptionBudget
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec PodDisruptionBudgetSpec #2~
         status PodDisruptionBudgetStatus #3~
        type PodDisruptionBudgetSpec
         minAvailable meta/IntOrString #1?
         selector meta/LabelSelector #2? patch=replace
         maxUnavailable meta/IntOrString #3?
         unhealthyPodEvictionPolicy string #4? go=v1.UnhealthyPodEvictionPolicyType enum=["AlwaysAllow","IfHealthyBudget"]
        type PodDisruptionBudgetStatus
         observedGeneration int64 #1~
         disruptedPods {}meta/Time #2~
         disruptionsAllowed int32 #3
         currentHealthy int32 #4
         desiredHealthy int32 #5
         expectedPods int32 #6
         conditions []meta/Condition #7~ list=map(type) patch=merge(type)
        """#
}
