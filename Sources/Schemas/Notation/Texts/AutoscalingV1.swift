// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let autoscalingV1: StaticString = #"""
        package autoscaling/v1 io.k8s.api.autoscaling.v1
        kind HorizontalPodAutoscaler horizontalpodautoscalers namespaced short=hpa cat=all
         sub status

        type CrossVersionObjectReference map=atomic
         kind! string #1
         name! string #2
         apiVersion string #3~
        type HorizontalPodAutoscaler
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! HorizontalPodAutoscalerSpec #2~
         status HorizontalPodAutoscalerStatus #3~
        type HorizontalPodAutoscalerSpec
         scaleTargetRef! CrossVersionObjectReference #1
         minReplicas int32 #2? =1
         maxReplicas! int32 #3
         targetCPUUtilizationPercentage int32 #4?
        type HorizontalPodAutoscalerStatus
         observedGeneration int64 #1?
         lastScaleTime meta/Time #2?
         currentReplicas! int32 #3
         desiredReplicas! int32 #4
         currentCPUUtilizationPercentage int32 #5?
        type Scale
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec ScaleSpec #2~
         status ScaleStatus #3~
        type ScaleSpec
         replicas int32 #1~ =0
        type ScaleStatus
         replicas! int32 #1
         selector string #2~
        """#
}
