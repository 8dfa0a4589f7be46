// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let autoscaling: StaticString = #"""
        package autoscaling/v2 io.k8s.api.autoscaling.v2
        kind HorizontalPodAutoscaler horizontalpodautoscalers namespaced short=hpa cat=all
         sub status

        type ContainerResourceMetricSource
         name! string #1 go=v1.ResourceName
         target! MetricTarget #2
         container! string #3
        type ContainerResourceMetricStatus
         name! string #1 go=v1.ResourceName
         current! MetricValueStatus #2
         container! string #3
        type CrossVersionObjectReference
         kind! string #1
         name! string #2
         apiVersion string #3~
        type ExternalMetricSource
         metric! MetricIdentifier #1
         target! MetricTarget #2
        type ExternalMetricStatus
         metric! MetricIdentifier #1
         current! MetricValueStatus #2
        type HPAScalingPolicy
         type! string #1 go=v2.HPAScalingPolicyType
         value! int32 #2
         periodSeconds! int32 #3
        type HPAScalingRules
         stabilizationWindowSeconds int32 #3?
         selectPolicy string #1? go=v2.ScalingPolicySelect
         policies []HPAScalingPolicy #2~ list=atomic
         tolerance meta/Quantity #4?
        type HorizontalPodAutoscaler
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! HorizontalPodAutoscalerSpec #2~
         status HorizontalPodAutoscalerStatus #3~
        type HorizontalPodAutoscalerBehavior
         scaleUp HPAScalingRules #1?
         scaleDown HPAScalingRules #2?
        type HorizontalPodAutoscalerCondition
         type! string #1 go=v2.HorizontalPodAutoscalerConditionType
         status! string #2 go=v1.ConditionStatus
         lastTransitionTime meta/Time #3~
         reason string #4~
         message string #5~
        type HorizontalPodAutoscalerSpec
         scaleTargetRef! CrossVersionObjectReference #1
         minReplicas int32 #2? =1
         maxReplicas! int32 #3
         metrics []MetricSpec #4~ list=atomic
         behavior HorizontalPodAutoscalerBehavior #5?
        type HorizontalPodAutoscalerStatus
         observedGeneration int64 #1?
         lastScaleTime meta/Time #2?
         currentReplicas int32 #3~
         desiredReplicas! int32 #4
         currentMetrics []MetricStatus #5 list=atomic
         conditions []HorizontalPodAutoscalerCondition #6~ list=map(type) patch=merge(type)
        type MetricIdentifier
         name! string #1
         selector meta/LabelSelector #2?
        type MetricSpec
         type! string #1 go=v2.MetricSourceType
         object ObjectMetricSource #2?
         pods PodsMetricSource #3?
         resource ResourceMetricSource #4?
         containerResource ContainerResourceMetricSource #7?
         external ExternalMetricSource #5?
        type MetricStatus
         type! string #1 go=v2.MetricSourceType
         object ObjectMetricStatus #2?
         pods PodsMetricStatus #3?
         resource ResourceMetricStatus #4?
         containerResource ContainerResourceMetricStatus #7?
         external ExternalMetricStatus #5?
        type MetricTarget
         type! string #1 go=v2.MetricTargetType
         value meta/Quantity #2?
         averageValue meta/Quantity #3?
         averageUtilization int32 #4?
        type MetricValueStatus
         value meta/Quantity #1?
         averageValue meta/Quantity #2?
         averageUtilization int32 #3?
        type ObjectMetricSource
         describedObject! CrossVersionObjectReference #1
         target! MetricTarget #2
         metric! MetricIdentifier #3
        type ObjectMetricStatus
         metric! MetricIdentifier #1
         current! MetricValueStatus #2
         describedObject! CrossVersionObjectReference #3
        type PodsMetricSource
         metric! MetricIdentifier #1
         target! MetricTarget #2
        type PodsMetricStatus
         metric! MetricIdentifier #1
         current! MetricValueStatus #2
        type ResourceMetricSource
         name! string #1 go=v1.ResourceName
         target! MetricTarget #2
        type ResourceMetricStatus
         name! string #1 go=v1.ResourceName
         current! MetricValueStatus #2
        """#
}
