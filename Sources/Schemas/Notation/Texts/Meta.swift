// Written by scripts/schemas/extract.py from the Go types of Kubernetes 1.36. Descriptions: scripts/schemas/facts.

extension Notation {
    static let meta: StaticString = #"""
        package meta.k8s.io/v1 io.k8s.apimachinery.pkg.apis.meta.v1

        type Time string(time)
        type MicroTime string(micro-time)
        type Duration string(duration)
        type Quantity string(quantity)
        type IntOrString int-or-string
        type FieldsV1 object(fields) preserve
        type RawExtension object(raw) preserve
        type WatchEvent
         type! string #1
         object! RawExtension #2
        type APIGroup
         apiVersion string #0~
         kind string #0~
         name! string #1
         versions! []GroupVersionForDiscovery #2 list=atomic
         preferredVersion GroupVersionForDiscovery #3~
         serverAddressByClientCIDRs []ServerAddressByClientCIDR #4~ list=atomic
        type APIGroupList
         apiVersion string #0~
         kind string #0~
         groups! []APIGroup #1 list=atomic
        type APIResource
         name! string #1
         singularName! string #6
         namespaced! bool #2
         group string #8~
         version string #9~
         kind! string #3
         verbs! []string #4
         shortNames []string #5~ list=atomic
         categories []string #7~ list=atomic
         storageVersionHash string #10~
        type APIResourceList
         apiVersion string #0~
         kind string #0~
         groupVersion! string #1
         resources! []APIResource #2 list=atomic
        type APIVersions
         apiVersion string #0~
         kind string #0~
         versions! []string #1 list=atomic
         serverAddressByClientCIDRs! []ServerAddressByClientCIDR #2 list=atomic
        type Condition
         type! string #1
         status! string #2
         observedGeneration int64 #3~
         lastTransitionTime! Time #4
         reason! string #5
         message! string #6
        type DeleteOptions
         apiVersion string #0~
         kind string #0~
         gracePeriodSeconds int64 #1?
         preconditions Preconditions #2?
         orphanDependents bool #3?
         propagationPolicy string #4?
         dryRun []string #5~ list=atomic
         ignoreStoreReadErrorWithClusterBreakingPotential bool #6?
        type FieldSelectorRequirement
         key! string #1
         operator! string #2
         values []string #3~ list=atomic
        type GroupVersionForDiscovery
         groupVersion! string #1
         version! string #2
        type LabelSelector map=atomic
         matchLabels {}string #1~
         matchExpressions []LabelSelectorRequirement #2~ list=atomic
        type LabelSelectorRequirement
         key! string #1
         operator! string #2
         values []string #3~ list=atomic
        type ListMeta
         selfLink string #1~
         resourceVersion string #2~
         continue string #3~
         remainingItemCount int64 #4?
         shardInfo ShardInfo #5?
        type ManagedFieldsEntry
         manager string #1~
         operation string #2~
         apiVersion string #3~
         time Time #4?
         fieldsType string #6~
         fieldsV1 FieldsV1 #7?
         subresource string #8~
        type ObjectMeta
         name string #1~
         generateName string #2~
         namespace string #3~
         selfLink string #4~
         uid string #5~
         resourceVersion string #6~
         generation int64 #7~
         creationTimestamp Time #8?
         deletionTimestamp Time #9?
         deletionGracePeriodSeconds int64 #10?
         labels {}string #11~
         annotations {}string #12~
         ownerReferences []OwnerReference #13~ list=map(uid) patch=merge(uid)
         finalizers []string #14~ list=set patch=merge
         managedFields []ManagedFieldsEntry #17~ list=atomic
        type OwnerReference map=atomic
         apiVersion! string #5
         kind! string #1
         name! string #3
         uid! string #4
         controller bool #6?
         blockOwnerDeletion bool #7?
        type PartialObjectMetadata
         apiVersion string #0~
         kind string #0~
         metadata ObjectMeta #1~
        type Preconditions
         uid string #1?
         resourceVersion string #2?
        type ServerAddressByClientCIDR
         clientCIDR! string #1
         serverAddress! string #2
        type ShardInfo
         selector! string #1
        type Status
         apiVersion string #0~
         kind string #0~
         metadata ListMeta #1~
         status string #2~
         message string #3~
         reason string #4~
         details StatusDetails #5?
         code int32 #6~
        type StatusCause
         reason string #1~
         message string #2~
         field string #3~
        type StatusDetails
         name string #1~
         group string #2~
         kind string #3~
         uid string #6~
         causes []StatusCause #4~ list=atomic
         retryAfterSeconds int32 #5~
        """#
}
