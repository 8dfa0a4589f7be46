// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let batch: StaticString = #"""
        package batch/v1 io.k8s.api.batch.v1
        kind CronJob cronjobs namespaced short=cj cat=all
         sub status
        kind Job jobs namespaced cat=all select=status.successful
         sub status

        type CronJob ; Starts a Job again and again, by the clock.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! CronJobSpec #2~
         status CronJobStatus #3~
        type CronJobSpec
         schedule! string #1
         timeZone string #8?
         startingDeadlineSeconds int64 #2?
         concurrencyPolicy string #3~ go=v1.ConcurrencyPolicy ="Allow" enum=["Allow","Forbid","Replace"]
         suspend bool #4? =false
         jobTemplate! JobTemplateSpec #5
         successfulJobsHistoryLimit int32 #6? =3
         failedJobsHistoryLimit int32 #7? =1
        type CronJobStatus
         active []core/ObjectReference #1~ list=atomic
         lastScheduleTime meta/Time #4?
         lastSuccessfulTime meta/Time #5?
        type Job ; Runs pods until enough of them have succeeded.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec JobSpec #2~
         status JobStatus #3~
        type JobCondition
         type! string #1 go=v1.JobConditionType
         status! string #2 go=v1.ConditionStatus
         lastProbeTime meta/Time #3~
         lastTransitionTime meta/Time #4~
         reason string #5~
         message string #6~
        type JobSpec
         parallelism int32 #1? ; How many run at once.
         completions int32 #2? ; How many pods must succeed.
         activeDeadlineSeconds int64 #3?
         podFailurePolicy PodFailurePolicy #11?
         successPolicy SuccessPolicy #16?
         backoffLimit int32 #7? =6 ; How many failures are borne. 6 by default.
         backoffLimitPerIndex int32 #12?
         maxFailedIndexes int32 #13?
         selector meta/LabelSelector #4?
         manualSelector bool #5?
         template! core/PodTemplateSpec #6
         ttlSecondsAfterFinished int32 #8?
         completionMode string #9? go=v1.CompletionMode ="NonIndexed" enum=["Indexed","NonIndexed"]
         suspend bool #10? =false
         podReplacementPolicy string #14? go=v1.PodReplacementPolicy enum=["Failed","TerminatingOrFailed"]
         managedBy string #15?
        type JobStatus
         conditions []JobCondition #1~ list=atomic patch=merge(type)
         startTime meta/Time #2?
         completionTime meta/Time #3?
         active int32 #4~
         succeeded int32 #5~
         failed int32 #6~
         terminating int32 #11?
         completedIndexes string #7~
         failedIndexes string #10?
         uncountedTerminatedPods UncountedTerminatedPods #8?
         ready int32 #9?
        type JobTemplateSpec
         metadata meta/ObjectMeta #1~
         spec JobSpec #2~
        type PodFailurePolicy
         rules! []PodFailurePolicyRule #1 list=atomic
        type PodFailurePolicyOnExitCodesRequirement
         containerName string #1?
         operator! string #2 go=v1.PodFailurePolicyOnExitCodesOperator enum=["In","NotIn"]
         values! []int32 #3 list=set
        type PodFailurePolicyOnPodConditionsPattern
         type! string #1 go=v1.PodConditionType
         status string #2 go=v1.ConditionStatus
        type PodFailurePolicyRule
         action! string #1 go=v1.PodFailurePolicyAction enum=["Count","FailIndex","FailJob","Ignore"]
         onExitCodes PodFailurePolicyOnExitCodesRequirement #2?
         onPodConditions []PodFailurePolicyOnPodConditionsPattern #3~ list=atomic
        type SuccessPolicy
         rules! []SuccessPolicyRule #1 list=atomic
        type SuccessPolicyRule
         succeededIndexes string #1?
         succeededCount int32 #2?
        type UncountedTerminatedPods
         succeeded []string #1~ list=set
         failed []string #2~ list=set
        """#
}
