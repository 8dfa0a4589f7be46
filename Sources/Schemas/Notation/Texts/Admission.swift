// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let admission: StaticString = #"""
        package admissionregistration.k8s.io/v1 io.k8s.api.admissionregistration.v1
        kind MutatingAdmissionPolicy mutatingadmissionpolicies cluster cat=api-extensions
        kind MutatingAdmissionPolicyBinding mutatingadmissionpolicybindings cluster cat=api-extensions
        kind MutatingWebhookConfiguration mutatingwebhookconfigurations cluster cat=api-extensions
        kind ValidatingAdmissionPolicy validatingadmissionpolicies cluster cat=api-extensions
         sub status
        kind ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings cluster cat=api-extensions
        kind ValidatingWebhookConfiguration validatingwebhookconfigurations cluster cat=api-extensions

        type ApplyConfiguration
         expression string #1~
        type AuditAnnotation
         key! string #1
         valueExpression! string #2
        type ExpressionWarning
         fieldRef! string #2
         warning! string #3
        type JSONPatch
         expression string #1~
        type MatchCondition
         name! string #1
         expression! string #2
        type MatchResources map=atomic
         namespaceSelector meta/LabelSelector #1? ={}
         objectSelector meta/LabelSelector #2? ={}
         resourceRules []NamedRuleWithOperations #3~ list=atomic
         excludeResourceRules []NamedRuleWithOperations #4~ list=atomic
         matchPolicy string #7? go=v1.MatchPolicyType ="Equivalent" enum=["Equivalent","Exact"]
        type MutatingAdmissionPolicy
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec MutatingAdmissionPolicySpec #2~
        type MutatingAdmissionPolicyBinding
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec MutatingAdmissionPolicyBindingSpec #2~
        type MutatingAdmissionPolicyBindingSpec
         policyName string #1~
         paramRef ParamRef #2?
         matchResources MatchResources #3?
        type MutatingAdmissionPolicySpec
         paramKind ParamKind #1?
         matchConstraints MatchResources #2?
         variables []Variable #3~ list=atomic
         mutations []Mutation #4~ list=atomic
         failurePolicy string #5? go=v1.FailurePolicyType ="Fail" enum=["Fail","Ignore"]
         matchConditions []MatchCondition #6~ list=map(name) patch=merge(name)
         reinvocationPolicy string #7~ go=v1.ReinvocationPolicyType enum=["IfNeeded","Never"]
        type MutatingWebhook
         name! string #1
         clientConfig! WebhookClientConfig #2
         rules []RuleWithOperations #3~ list=atomic
         failurePolicy string #4? go=v1.FailurePolicyType ="Fail" enum=["Fail","Ignore"]
         matchPolicy string #9? go=v1.MatchPolicyType ="Equivalent" enum=["Equivalent","Exact"]
         namespaceSelector meta/LabelSelector #5? ={}
         objectSelector meta/LabelSelector #11? ={}
         sideEffects! string #6* go=v1.SideEffectClass enum=["None","NoneOnDryRun","Some","Unknown"]
         timeoutSeconds int32 #7? =10
         admissionReviewVersions! []string #8 list=atomic
         reinvocationPolicy string #10? go=v1.ReinvocationPolicyType ="Never" enum=["IfNeeded","Never"]
         matchConditions []MatchCondition #12~ list=map(name) patch=merge(name)
        type MutatingWebhookConfiguration
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         webhooks []MutatingWebhook #2~ list=map(name) patch=merge(name)
        type Mutation
         patchType! string #2 go=v1.PatchType enum=["ApplyConfiguration","JSONPatch"]
         applyConfiguration ApplyConfiguration #3?
         jsonPatch JSONPatch #4?
        type NamedRuleWithOperations map=atomic
         resourceNames []string #1~ list=atomic
         operations []string #2/1~ list=atomic
          - string enum=["*","CONNECT","CREATE","DELETE","UPDATE"]
         apiGroups []string #2/2/1~ list=atomic
         apiVersions []string #2/2/2~ list=atomic
         resources []string #2/2/3~ list=atomic
         scope string #2/2/4? go=v1.ScopeType ="*" enum=["*","Cluster","Namespaced"]
        type ParamKind map=atomic
         apiVersion string #1~
         kind string #2~
        type ParamRef map=atomic
         name string #1~
         namespace string #2~
         selector meta/LabelSelector #3?
         parameterNotFoundAction string #4? go=v1.ParameterNotFoundActionType
        type RuleWithOperations
         operations []string #1~ list=atomic
          - string enum=["*","CONNECT","CREATE","DELETE","UPDATE"]
         apiGroups []string #2/1~ list=atomic
         apiVersions []string #2/2~ list=atomic
         resources []string #2/3~ list=atomic
         scope string #2/4? go=v1.ScopeType ="*" enum=["*","Cluster","Namespaced"]
        type ServiceReference
         namespace! string #1
         name! string #2
         path string #3?
         port int32 #4? =443
        type TypeChecking
         expressionWarnings []ExpressionWarning #1~ list=atomic
        type ValidatingAdmissionPolicy
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec ValidatingAdmissionPolicySpec #2~
         status ValidatingAdmissionPolicyStatus #3~
        type ValidatingAdmissionPolicyBinding
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! ValidatingAdmissionPolicyBindingSpec #2~
        type ValidatingAdmissionPolicyBindingSpec
         policyName! string #1~
         paramRef ParamRef #2?
         matchResources MatchResources #3?
         validationActions! []string #4~ list=set
          - string enum=["Audit","Deny","Warn"]
        type ValidatingAdmissionPolicySpec
         paramKind ParamKind #1?
         matchConstraints MatchResources #2?
         validations []Validation #3~ list=atomic
         failurePolicy string #4? go=v1.FailurePolicyType ="Fail" enum=["Fail","Ignore"]
         auditAnnotations []AuditAnnotation #5~ list=atomic
         matchConditions []MatchCondition #6~ list=map(name) patch=merge(name)
         variables []Variable #7~ list=map(name) patch=merge(name)
        type ValidatingAdmissionPolicyStatus
         observedGeneration int64 #1~
         typeChecking TypeChecking #2?
         conditions []meta/Condition #3~ list=map(type)
        type ValidatingWebhook
         name! string #1
         clientConfig! WebhookClientConfig #2
         rules []RuleWithOperations #3~ list=atomic
         failurePolicy string #4? go=v1.FailurePolicyType ="Fail" enum=["Fail","Ignore"]
         matchPolicy string #9? go=v1.MatchPolicyType ="Equivalent" enum=["Equivalent","Exact"]
         namespaceSelector meta/LabelSelector #5? ={}
         objectSelector meta/LabelSelector #10? ={}
         sideEffects! string #6* go=v1.SideEffectClass enum=["None","NoneOnDryRun","Some","Unknown"]
         timeoutSeconds int32 #7? =10
         admissionReviewVersions! []string #8 list=atomic
         matchConditions []MatchCondition #11~ list=map(name) patch=merge(name)
        type ValidatingWebhookConfiguration
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         webhooks []ValidatingWebhook #2~ list=map(name) patch=merge(name)
        type Validation
         expression! string #1
         message string #2~
         reason string #3?
         messageExpression string #4~
        type Variable map=atomic
         name! string #1
         expression! string #2
        type WebhookClientConfig
         url string #3?
         service ServiceReference #1?
         caBundle string(byte) #2~
        """#
}
