// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let flowcontrol: StaticString = #"""
        package flowcontrol.apiserver.k8s.io/v1 io.k8s.api.flowcontrol.v1
        kind FlowSchema flowschemas cluster
         sub status
        kind PriorityLevelConfiguration prioritylevelconfigurations cluster
         sub status

        type ExemptPriorityLevelConfiguration
         nominalConcurrencyShares int32 #1? =0
         lendablePercent int32 #2? =0
        type FlowDistinguisherMethod
         type! string #1 go=v1.FlowDistinguisherMethodType
        type FlowSchema
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec FlowSchemaSpec #2~
         status FlowSchemaStatus #3~
        type FlowSchemaCondition
         type string #1~ go=v1.FlowSchemaConditionType
         status string #2~ go=v1.ConditionStatus
         lastTransitionTime meta/Time #3~
         reason string #4~
         message string #5~
        type FlowSchemaSpec
         priorityLevelConfiguration! PriorityLevelConfigurationReference #1
         matchingPrecedence int32 #2 =1000
         distinguisherMethod FlowDistinguisherMethod #3?
         rules []PolicyRulesWithSubjects #4~ list=atomic
        type FlowSchemaStatus
         conditions []FlowSchemaCondition #1~ list=map(type) patch=merge(type)
        type GroupSubject
         name! string #1
        type LimitResponse
         type! string #1 go=v1.LimitResponseType
         queuing QueuingConfiguration #2?
        type LimitedPriorityLevelConfiguration
         nominalConcurrencyShares int32 #1* =30
         limitResponse LimitResponse #2~
         lendablePercent int32 #3? =0
         borrowingLimitPercent int32 #4?
        type NonResourcePolicyRule
         verbs! []string #1 list=set
         nonResourceURLs! []string #6 list=set
        type PolicyRulesWithSubjects
         subjects! []Subject #1 list=atomic
         resourceRules []ResourcePolicyRule #2~ list=atomic
         nonResourceRules []NonResourcePolicyRule #3~ list=atomic
        type PriorityLevelConfiguration
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec PriorityLevelConfigurationSpec #2~
         status PriorityLevelConfigurationStatus #3~
        type PriorityLevelConfigurationCondition
         type string #1~ go=v1.PriorityLevelConfigurationConditionType
         status string #2~ go=v1.ConditionStatus
         lastTransitionTime meta/Time #3~
         reason string #4~
         message string #5~
        type PriorityLevelConfigurationReference
         name! string #1
        type PriorityLevelConfigurationSpec
         type! string #1 go=v1.PriorityLevelEnablement
         limited LimitedPriorityLevelConfiguration #2?
         exempt ExemptPriorityLevelConfiguration #3?
        type PriorityLevelConfigurationStatus
         conditions []PriorityLevelConfigurationCondition #1~ list=map(type) patch=merge(type)
        type QueuingConfiguration
         queues int32 #1 =64
         handSize int32 #2 =8
         queueLengthLimit int32 #3 =50
        type ResourcePolicyRule
         verbs! []string #1 list=set
         apiGroups! []string #2 list=set
         resources! []string #3 list=set
         clusterScope bool #4~
         namespaces []string #5 list=set
        type ServiceAccountSubject
         namespace! string #1
         name! string #2
        type Subject
         kind! string #1 go=v1.SubjectKind
         user UserSubject #2?
         group GroupSubject #3?
         serviceAccount ServiceAccountSubject #4?
        type UserSubject
         name! string #1
        """#
}
