// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let apps: StaticString = #"""
        package apps/v1 io.k8s.api.apps.v1
        kind ControllerRevision controllerrevisions namespaced
        kind DaemonSet daemonsets namespaced short=ds cat=all
         sub status
        kind Deployment deployments namespaced short=deploy cat=all
         sub scale selector=.status.selector
         sub status
        kind ReplicaSet replicasets namespaced short=rs cat=all select=status.replicas
         sub scale
         sub status
        kind StatefulSet statefulsets namespaced short=sts cat=all
         sub scale
         sub status

        type ControllerRevision
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         data meta/RawExtension #2~
         revision! int64 #3
        type DaemonSet ; Runs one pod on every node.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec DaemonSetSpec #2~
         status DaemonSetStatus #3~
        type DaemonSetCondition
         type! string #1 go=v1.DaemonSetConditionType
         status! string #2 go=v1.ConditionStatus
         lastTransitionTime meta/Time #3~
         reason string #4~
         message string #5~
        type DaemonSetSpec
         selector! meta/LabelSelector #1*
         template! core/PodTemplateSpec #2
         updateStrategy DaemonSetUpdateStrategy #3~
         minReadySeconds int32 #4~
         revisionHistoryLimit int32 #6? =10
        type DaemonSetStatus
         currentNumberScheduled! int32 #1
         numberMisscheduled! int32 #2
         desiredNumberScheduled! int32 #3
         numberReady! int32 #4
         observedGeneration int64 #5~
         updatedNumberScheduled int32 #6~
         numberAvailable int32 #7~
         numberUnavailable int32 #8~
         collisionCount int32 #9?
         conditions []DaemonSetCondition #10~ list=map(type) patch=merge(type)
        type DaemonSetUpdateStrategy
         type string #1~ go=v1.DaemonSetUpdateStrategyType ="RollingUpdate" enum=["OnDelete","RollingUpdate"]
         rollingUpdate RollingUpdateDaemonSet #2?
        type Deployment ; Keeps a number of like pods running, and replaces them step by step when their template changes.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec DeploymentSpec #2~
         status DeploymentStatus #3~
        type DeploymentCondition
         type! string #1 go=v1.DeploymentConditionType
         status! string #2 go=v1.ConditionStatus
         lastUpdateTime meta/Time #6~
         lastTransitionTime meta/Time #7~
         reason string #4~
         message string #5~
        type DeploymentSpec
         replicas int32 #1? =1 ; How many pods there should be. 1 by default.
         selector! meta/LabelSelector #2* ; Labels of the pods that belong to the Deployment. It cannot be changed.
         template! core/PodTemplateSpec #3 ; From which pods are made.
         strategy DeploymentStrategy #4~ patch=retainKeys ; How old pods are replaced by new ones.
         minReadySeconds int32 #5~ ; Seconds a pod must be ready before it counts as available.
         revisionHistoryLimit int32 #6? =10 ; How many old ReplicaSets are kept to go back to. 10 by default.
         paused bool #7~ ; While it is paused, changes to the template wait.
         progressDeadlineSeconds int32 #9? =600 ; Seconds without progress after which the Deployment says so. 600 by default.
        type DeploymentStatus
         observedGeneration int64 #1~
         replicas int32 #2~
         updatedReplicas int32 #3~
         readyReplicas int32 #7~
         availableReplicas int32 #4~
         unavailableReplicas int32 #5~
         terminatingReplicas int32 #9?
         conditions []DeploymentCondition #6~ list=map(type) patch=merge(type)
         collisionCount int32 #8?
        type DeploymentStrategy ; How old pods are replaced by new ones.
         type string #1~ go=v1.DeploymentStrategyType ="RollingUpdate" enum=["Recreate","RollingUpdate"] ; RollingUpdate (the default) replaces them a few at a time; Recreate stops all, then starts all.
         rollingUpdate RollingUpdateDeployment #2? ; How many at a time.
        type ReplicaSet ; Keeps a number of like pods running.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec ReplicaSetSpec #2~
         status ReplicaSetStatus #3~
        type ReplicaSetCondition
         type! string #1 go=v1.ReplicaSetConditionType
         status! string #2 go=v1.ConditionStatus
         lastTransitionTime meta/Time #3~
         reason string #4~
         message string #5~
        type ReplicaSetSpec
         replicas int32 #1? =1
         minReadySeconds int32 #4~
         selector! meta/LabelSelector #2*
         template core/PodTemplateSpec #3~
        type ReplicaSetStatus
         replicas! int32 #1
         fullyLabeledReplicas int32 #2~
         readyReplicas int32 #4~
         availableReplicas int32 #5~
         terminatingReplicas int32 #7?
         observedGeneration int64 #3~
         conditions []ReplicaSetCondition #6~ list=map(type) patch=merge(type)
        type RollingUpdateDaemonSet
         maxUnavailable meta/IntOrString #1?
         maxSurge meta/IntOrString #2?
        type RollingUpdateDeployment
         maxUnavailable meta/IntOrString #1? ; How many pods may be missing, or which share. 25% by default.
         maxSurge meta/IntOrString #2? ; How many pods there may be above the wanted number, or which share of it. 25% by default.
        type RollingUpdateStatefulSetStrategy
         partition int32 #1?
         maxUnavailable meta/IntOrString #2?
        type StatefulSet ; Keeps pods with lasting names and storage, in order.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec StatefulSetSpec #2~
         status StatefulSetStatus #3~
        type StatefulSetCondition
         type! string #1 go=v1.StatefulSetConditionType
         status! string #2 go=v1.ConditionStatus
         lastTransitionTime meta/Time #3~
         reason string #4~
         message string #5~
        type StatefulSetOrdinals
         start int32 #1
        type StatefulSetPersistentVolumeClaimRetentionPolicy
         whenDeleted string #1~ go=v1.PersistentVolumeClaimRetentionPolicyType ="Retain"
         whenScaled string #2~ go=v1.PersistentVolumeClaimRetentionPolicyType ="Retain"
        type StatefulSetSpec
         replicas int32 #1? =1
         selector! meta/LabelSelector #2*
         template! core/PodTemplateSpec #3
         volumeClaimTemplates []core/PersistentVolumeClaim #4~ list=atomic
         serviceName string #5
         podManagementPolicy string #6~ go=v1.PodManagementPolicyType ="OrderedReady" enum=["OrderedReady","Parallel"]
         updateStrategy StatefulSetUpdateStrategy #7~
         revisionHistoryLimit int32 #8? =10
         minReadySeconds int32 #9~
         persistentVolumeClaimRetentionPolicy StatefulSetPersistentVolumeClaimRetentionPolicy #10? ={}
         ordinals StatefulSetOrdinals #11?
        type StatefulSetStatus
         observedGeneration int64 #1~
         replicas! int32 #2
         readyReplicas int32 #3~
         currentReplicas int32 #4~
         updatedReplicas int32 #5~
         currentRevision string #6~
         updateRevision string #7~
         collisionCount int32 #9?
         conditions []StatefulSetCondition #10~ list=map(type) patch=merge(type)
         availableReplicas int32 #11
        type StatefulSetUpdateStrategy
         type string #1~ go=v1.StatefulSetUpdateStrategyType enum=["OnDelete","RollingUpdate"]
         rollingUpdate RollingUpdateStatefulSetStrategy #2?
        """#
}
