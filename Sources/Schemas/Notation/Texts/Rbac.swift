// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let rbac: StaticString = #"""
        package rbac.authorization.k8s.io/v1 io.k8s.api.rbac.v1
        kind ClusterRoleBinding clusterrolebindings cluster
        kind ClusterRole clusterroles cluster
        kind RoleBinding rolebindings namespaced
        kind Role roles namespaced

        type AggregationRule
         clusterRoleSelectors []meta/LabelSelector #1~ list=atomic
        type ClusterRole ; What may be done in the whole cluster.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         rules []PolicyRule #2 list=atomic
         aggregationRule AggregationRule #3?
        type ClusterRoleBinding ; Who has a ClusterRole, everywhere.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         subjects []Subject #2~ list=atomic
         roleRef! RoleRef #3
        type PolicyRule
         verbs! []string #1 list=atomic
         apiGroups []string #2~ list=atomic
         resources []string #3~ list=atomic
         resourceNames []string #4~ list=atomic
         nonResourceURLs []string #5~ list=atomic
        type Role ; What may be done in a namespace.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         rules []PolicyRule #2 list=atomic
        type RoleBinding ; Who has a role, in a namespace.
         apiVersion string #0~
         kind string #0~
         metadata meta/ObjectMeta #1~
         subjects []Subject #2~ list=atomic
         roleRef! RoleRef #3
        type RoleRef map=atomic
         apiGroup string #1 ="rbac.authorization.k8s.io"
         kind! string #2
         name! string #3
        type Subject map=atomic
         kind! string #1
         apiGroup string #2~
         name! string #3
         namespace string #4~
        """#
}
