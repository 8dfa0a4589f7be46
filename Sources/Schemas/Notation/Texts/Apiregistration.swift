// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let apiregistration: StaticString = #"""
        package apiregistration.k8s.io/v1 io.k8s.kube-aggregator.pkg.apis.apiregistration.v1
        kind APIService apiservices cluster cat=api-extensions
         sub status

        type APIService
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec APIServiceSpec #2~
         status APIServiceStatus #3~
        type APIServiceCondition
         type! string #1 go=v1.APIServiceConditionType
         status! string #2 go=v1.ConditionStatus
         lastTransitionTime meta/Time #3~
         reason string #4~
         message string #5~
        type APIServiceSpec
         service ServiceReference #1?
         group string #2~
         version string #3~
         insecureSkipTLSVerify bool #4~
         caBundle string(byte) #5~ list=atomic
         groupPriorityMinimum! int32 #7
         versionPriority! int32 #8
        type APIServiceStatus
         conditions []APIServiceCondition #1~ list=map(type) patch=merge(type)
        type ServiceReference
         namespace string #1~
         name string #2~
         port int32 #3? =443
        """#
}
