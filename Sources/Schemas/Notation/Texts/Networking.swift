// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let networking: StaticString = #"""
        package networking.k8s.io/v1 io.k8s.api.networking.v1
        kind IngressClass ingressclasses cluster
        kind Ingress ingresses namespaced short=ing
         sub status
        kind IPAddress ipaddresses cluster short=ip
        kind NetworkPolicy networkpolicies namespaced short=netpol
        kind ServiceCIDR servicecidrs cluster
         sub status

        type HTTPIngressPath
         path string #1~
         pathType! string #3* go=v1.PathType
         backend! IngressBackend #2
        type HTTPIngressRuleValue
         paths! []HTTPIngressPath #1 list=atomic
        type IPAddress
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec! IPAddressSpec #2~
        type IPAddressSpec
         parentRef! ParentReference #1?
        type IPBlock
         cidr! string #1
         except []string #2~ list=atomic
        type Ingress
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec IngressSpec #2~
         status IngressStatus #3~
        type IngressBackend
         service IngressServiceBackend #4?
         resource core/TypedLocalObjectReference #3?
        type IngressClass
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec IngressClassSpec #2~
        type IngressClassParametersReference
         apiGroup string #1?
         kind! string #2
         name! string #3
         scope string #4*
         namespace string #5?
        type IngressClassSpec
         controller string #1~
         parameters IngressClassParametersReference #2?
        type IngressLoadBalancerIngress
         ip string #1~
         hostname string #2~
         ports []IngressPortStatus #4~ list=atomic
        type IngressLoadBalancerStatus
         ingress []IngressLoadBalancerIngress #1~ list=atomic
        type IngressPortStatus
         port! int32 #1
         protocol! string #2 go=v1.Protocol enum=["SCTP","TCP","UDP"]
         error string #3?
        type IngressRule
         host string #1~
         http HTTPIngressRuleValue #2/1?
        type IngressServiceBackend
         name! string #1
         port ServiceBackendPort #2~
        type IngressSpec
         ingressClassName string #4?
         defaultBackend IngressBackend #1?
         tls []IngressTLS #2~ list=atomic
         rules []IngressRule #3~ list=atomic
        type IngressStatus
         loadBalancer IngressLoadBalancerStatus #1~
        type IngressTLS
         hosts []string #1~ list=atomic
         secretName string #2~
        type NetworkPolicy
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec NetworkPolicySpec #2~
        type NetworkPolicyEgressRule
         ports []NetworkPolicyPort #1~ list=atomic
         to []NetworkPolicyPeer #2~ list=atomic
        type NetworkPolicyIngressRule
         ports []NetworkPolicyPort #1~ list=atomic
         from []NetworkPolicyPeer #2~ list=atomic
        type NetworkPolicyPeer
         podSelector meta/LabelSelector #1?
         namespaceSelector meta/LabelSelector #2?
         ipBlock IPBlock #3?
        type NetworkPolicyPort
         protocol string #1? go=v1.Protocol ="TCP" enum=["SCTP","TCP","UDP"]
         port meta/IntOrString #2?
         endPort int32 #3?
        type NetworkPolicySpec
         podSelector meta/LabelSelector #1
         ingress []NetworkPolicyIngressRule #2~ list=atomic
         egress []NetworkPolicyEgressRule #3~ list=atomic
         policyTypes []string #4~ list=atomic
          - string enum=["Egress","Ingress"]
        type ParentReference
         group string #1~
         resource! string #2~
         namespace string #3~
         name! string #4~
        type ServiceBackendPort map=atomic
         name string #1~
         number int32 #2~
        type ServiceCIDR
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         spec ServiceCIDRSpec #2~
         status ServiceCIDRStatus #3~
        type ServiceCIDRSpec
         cidrs []string #1~ list=atomic
        type ServiceCIDRStatus
         conditions []meta/Condition #1~ list=map(type) patch=merge(type)
        """#
}
