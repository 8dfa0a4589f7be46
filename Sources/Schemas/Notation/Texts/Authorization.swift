// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let authorization: StaticString = #"""
        package authorization.k8s.io/v1 io.k8s.api.authorization.v1
        kind LocalSubjectAccessReview localsubjectaccessreviews namespaced verbs=create
        kind SelfSubjectAccessReview selfsubjectaccessreviews cluster verbs=create
        kind SelfSubjectRulesReview selfsubjectrulesreviews cluster verbs=create
        kind SubjectAccessReview subjectaccessreviews cluster verbs=create

        type ExtraValue []string wrapped
        type FieldSelectorAttributes
         rawSelector string #1~
         requirements []meta/FieldSelectorRequirement #2~ list=atomic
        type LabelSelectorAttributes
         rawSelector string #1~
         requirements []meta/LabelSelectorRequirement #2~ list=atomic
        type LocalSubjectAccessReview
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! SubjectAccessReviewSpec #2
         status SubjectAccessReviewStatus #3~
        type NonResourceAttributes
         path string #1~
         verb string #2~
        type NonResourceRule
         verbs! []string #1 list=atomic
         nonResourceURLs []string #2~ list=atomic
        type ResourceAttributes
         namespace string #1~
         verb string #2~
         group string #3~
         version string #4~
         resource string #5~
         subresource string #6~
         name string #7~
         fieldSelector FieldSelectorAttributes #8?
         labelSelector LabelSelectorAttributes #9?
        type ResourceRule
         verbs! []string #1 list=atomic
         apiGroups []string #2~ list=atomic
         resources []string #3~ list=atomic
         resourceNames []string #4~ list=atomic
        type SelfSubjectAccessReview
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! SelfSubjectAccessReviewSpec #2
         status SubjectAccessReviewStatus #3~
        type SelfSubjectAccessReviewSpec
         resourceAttributes ResourceAttributes #1?
         nonResourceAttributes NonResourceAttributes #2?
        type SelfSubjectRulesReview
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! SelfSubjectRulesReviewSpec #2
         status SubjectRulesReviewStatus #3~
        type SelfSubjectRulesReviewSpec
         namespace string #1~
        type SubjectAccessReview
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! SubjectAccessReviewSpec #2
         status SubjectAccessReviewStatus #3~
        type SubjectAccessReviewSpec
         resourceAttributes ResourceAttributes #1?
         nonResourceAttributes NonResourceAttributes #2?
         user string #3~
         groups []string #4~ list=atomic
         extra {}ExtraValue #5~
         uid string #6~
        type SubjectAccessReviewStatus
         allowed! bool #1
         denied bool #4~
         reason string #2~
         evaluationError string #3~
        type SubjectRulesReviewStatus
         resourceRules! []ResourceRule #1 list=atomic
         nonResourceRules! []NonResourceRule #2 list=atomic
         incomplete! bool #3
         evaluationError string #4~
        """#
}
